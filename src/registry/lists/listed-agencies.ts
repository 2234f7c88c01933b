import { type EntityManager, IsNull } from 'typeorm';
import { newId } from '../../platform/db/id.js';
import { insertAll } from '../../platform/db/insert-once.js';
import { changeAgency } from '../agency-changes.js';
import { alikeAgencyName, normalizeAgencyName } from '../agency-name.rules.js';
import { Agency, AgencyAlias } from '../agreement.entity.js';
import type { Applying } from './applying.js';
import {
  type AgencyRef,
  AS_PROPOSED,
  type ListDiff,
  type ListedAgreement,
  refKey,
} from './list-diff.js';
import { placeAgency } from './placed-agency.js';

/** The agencies of a list: those that are new, other names of those that are known, and places that were not known. */
export class ListedAgencies {
  private readonly ids = new Map<string, string>();

  /** @param source the list, as its source is named */
  constructor(
    private readonly manager: EntityManager,
    private readonly source: string,
    private readonly applying: Applying,
  ) {}

  /** Puts them into the register; afterwards each has its id. */
  async add(diff: ListDiff, listed: readonly ListedAgreement[]): Promise<void> {
    const agencies: Agency[] = [];
    const aliases: AgencyAlias[] = [];
    const known: string[] = [];
    for (const { agency } of listed) {
      const key = refKey(agency);
      if (this.ids.has(key)) continue;
      const id = agency.isNew ? newId() : agency.id;
      this.ids.set(key, id);
      if (agency.isNew) {
        const { name, state, distinguisher } = agency;
        const place = diff.places.get(key) ?? { agencyType: null, county: null };
        agencies.push({
          id,
          state,
          name,
          normalizedName: normalizeAgencyName(name),
          alikeName: alikeAgencyName(name),
          distinguisher,
          ...placeAgency(state, name, place),
          source: this.source,
          version: 1,
        });
      } else {
        known.push(id);
        if (agency.alias !== null) aliases.push(this.alias(id, agency.state, agency.alias));
      }
    }
    await insertAll(this.manager, Agency, agencies);
    await insertAll(this.manager, AgencyAlias, aliases);
    await this.completePlaces(diff, known);
  }

  /** @throws Error when the list that was added does not name it */
  idOf(agency: AgencyRef): string {
    const id = this.ids.get(refKey(agency));
    if (id === undefined) throw new Error(`${agency.name} was not added`);
    return id;
  }

  private alias(agencyId: string, state: string, name: string): AgencyAlias {
    const { by, at, isUnattended } = this.applying;
    return {
      id: newId(),
      agencyId,
      state,
      name,
      normalizedName: normalizeAgencyName(name),
      source: `${this.source}${isUnattended ? AS_PROPOSED : ''}`,
      recordedAt: at,
      recordedBy: by,
    };
  }

  /** A county or type that was not known is taken from the list; one that is known stays. */
  private async completePlaces(diff: ListDiff, agencyIds: string[]): Promise<void> {
    const incomplete = new Map(
      (await this.manager.find(Agency, { where: [{ county: IsNull() }, { type: IsNull() }] })).map(
        (agency) => [agency.id, agency],
      ),
    );
    for (const id of agencyIds) {
      const agency = incomplete.get(id);
      const place = diff.places.get(id);
      if (!agency || !place) continue;
      const found = placeAgency(agency.state, agency.name, {
        agencyType: agency.type ?? place.agencyType,
        county: agency.county ?? place.county,
      });
      if (found.county === agency.county && found.type === agency.type) continue;
      await changeAgency(this.manager, agency, found);
    }
  }
}
