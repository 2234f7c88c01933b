import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import { stateName } from '../offices/states.rules.js';
import type { Moment } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { isId, newId } from '../platform/db/id.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { Conflict, InvalidRequest, NotFound } from '../platform/http/problem.js';
import { normalizeAgencyName } from './agency-name.rules.js';
import { Agency, AgencyAlias } from './agreement.entity.js';

/** Longest text of a name column. */
const LONGEST_NAME = 255;

/** Another name of an agency. */
export interface AliasOfAgency {
  id: string;
  name: string;
  /** How it is known. */
  source: string;
  recordedAt: Moment;
  recordedBy: string;
}

/** The other names of agencies: a list that shows one of them shows the agency. */
@Injectable()
export class AgencyAliases {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: BusinessClock,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NotFound when there is no such agency */
  async of(agencyId: string): Promise<AliasOfAgency[]> {
    await this.agency(agencyId);
    return this.unitOfWork
      .reading()
      .find(AgencyAlias, { where: { agencyId }, order: { normalizedName: 'ASC' } });
  }

  /** The agencies of a state by name, to choose one of them. */
  async agenciesOf(state: string): Promise<{ id: string; name: string }[]> {
    return this.unitOfWork.reading().find(Agency, {
      where: { state },
      select: { id: true, name: true },
      order: { name: 'ASC', id: 'ASC' },
    });
  }

  /**
   * Says that a name is another one of an agency.
   * @param source how that is known
   * @throws NotFound; InvalidRequest for a name that is none, or the agency's own; Conflict when another agency of the state has it
   */
  async add(
    agencyId: string,
    { name, source }: { name: string; source: string },
    by: string,
  ): Promise<AliasOfAgency> {
    return this.unitOfWork.run(async (manager) => {
      const agency = await this.agency(agencyId);
      const { state } = agency;
      const shown = name.replace(/\s+/g, ' ').trim();
      const normalizedName = normalizeAgencyName(shown);
      if (normalizedName === '' || shown.length > LONGEST_NAME)
        throw invalid(
          'name',
          `name must be the agency’s other name, of 1 to ${LONGEST_NAME} characters`,
        );
      if (normalizedName === agency.normalizedName)
        throw invalid('name', `${agency.name} is called so already.`);
      const [known, own] = await Promise.all([
        manager.findOneBy(AgencyAlias, { state, normalizedName }),
        manager.findOneBy(Agency, { state, normalizedName }),
      ]);
      if (known?.agencyId === agencyId) return known;
      if (known ?? own)
        throw new Conflict(
          'name-taken',
          `Another agency in ${stateName(state)} goes by the name ${shown}.`,
        );
      const at = this.clock.moment();
      const alias: AgencyAlias = {
        id: newId(),
        agencyId,
        state,
        name: shown,
        normalizedName,
        source,
        recordedAt: at,
        recordedBy: by,
      };
      await manager.insert(AgencyAlias, alias);
      await this.record('agency.alias-added', agency, null, shown, source);
      return alias;
    });
  }

  /** Takes another name back: what lists of before made of it stays. @throws NotFound */
  async remove(agencyId: string, aliasId: string, reason: string): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const agency = await this.agency(agencyId);
      const alias = isId(aliasId)
        ? await manager.findOneBy(AgencyAlias, { id: aliasId, agencyId })
        : null;
      if (!alias) throw new NotFound('The other name');
      await manager.delete(AgencyAlias, { id: aliasId });
      await this.record('agency.alias-removed', agency, alias.name, null, reason);
    });
  }

  private async agency(id: string): Promise<Agency> {
    const agency = isId(id) ? await this.unitOfWork.reading().findOneBy(Agency, { id }) : null;
    if (!agency) throw new NotFound('The agency');
    return agency;
  }

  private record(
    action: string,
    { id, name, state }: Agency,
    before: string | null,
    after: string | null,
    reason: string,
  ): Promise<void> {
    const subject = { type: 'agency', id, label: `${name}, ${state}` };
    return this.audit.record({
      action,
      subject,
      changes: [{ field: 'otherName', before, after }],
      reason,
    });
  }
}

const invalid = (parameter: string, detail: string): InvalidRequest =>
  new InvalidRequest([{ pointer: `/${parameter}`, parameter, detail }]);
