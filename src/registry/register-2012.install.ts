import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { OfficesService } from '../offices/offices.service.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { newId } from '../platform/db/id.js';
import { insertOnce } from '../platform/db/insert-once.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import {
  type InstallationStep,
  InstallationSteps,
} from '../platform/installation/installation-steps.js';
import { versionOfTables } from '../platform/installation/reference-data.js';
import { alikeAgencyName, normalizeAgencyName } from './agency-name.rules.js';
import { addEvents, derivePeriods } from './agreement-events.js';
import { Agency, Agreement } from './agreement.entity.js';
import { ListEntry, OfficialList, PublishedTotal } from './official-list.entity.js';
import { eventsOfRegister } from './register-2012.rules.js';
import {
  readOfficialLists,
  readPublishedTotals,
  readRegister,
  REGISTER_TABLES,
  type RegisterRow,
} from './register-2012.tables.js';

/**
 * The register of 2012: 71 agencies with their agreements and what happened to them until the end of that year, the
 * six official lists, and published totals. What happened after the demonstration's today is stored as well: it
 * answers "as of", and nothing that looks at today sees it.
 *
 * An agency that has an agreement already is left as it is: what was recorded is never rewritten.
 */
@Injectable()
export class InstallRegister2012 implements InstallationStep {
  readonly phase = 'register';
  readonly name = 'register-2012';
  readonly version = versionOfTables(...REGISTER_TABLES);
  readonly order = 10;

  constructor(
    steps: InstallationSteps,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly offices: OfficesService,
  ) {
    steps.register(this);
  }

  async install(): Promise<void> {
    const register = readRegister();
    await this.unitOfWork.run(async (manager) => {
      const agencyIds = await installAgencies(manager, register);
      const agreementIds = await this.installAgreements(manager, register, agencyIds);
      await this.offices.assignByMap(
        manager,
        register.map((row) => ({
          agencyId: idOf(agencyIds, row),
          state: row.state,
          county: row.place?.county ?? null,
          holdsFrom: row.agreement.signedOn,
        })),
        TODAYS_MAP,
      );
      await installLists(manager, register, agreementIds, this.clock.moment());
      await insertOnce(
        manager,
        PublishedTotal,
        readPublishedTotals().map((total) => ({ id: newId(), ...total })),
      );
    });
  }

  /** @returns agreement ids by agency */
  private async installAgreements(
    manager: EntityManager,
    register: RegisterRow[],
    agencyIds: Map<string, string>,
  ): Promise<Map<string, string>> {
    const present = await manager.find(Agreement, { order: { id: 'ASC' } });
    const firstOf = new Map([...present].reverse().map(({ agencyId, id }) => [agencyId, id]));
    const agreementIds = new Map<string, string>();
    const recordedAt = this.clock.moment();
    for (const row of register) {
      const agencyId = idOf(agencyIds, row);
      const known = firstOf.get(agencyId);
      agreementIds.set(keyOf(row), known ?? newId());
      if (known) continue;
      await this.installAgreement(manager, idOf(agreementIds, row), agencyId, row, recordedAt);
    }
    return agreementIds;
  }

  private async installAgreement(
    manager: EntityManager,
    agreementId: string,
    agencyId: string,
    row: RegisterRow,
    recordedAt: string,
  ): Promise<void> {
    const { agreement, listings, knownEvents } = row;
    const termMonths = this.policy.renewals.inferredTermMonths;
    const events = eventsOfRegister(agreement, listings, knownEvents, termMonths).map((event) => ({
      ...event,
      agreementId,
      recordedAt,
      recordedBy: 'installation',
    }));
    const { source } = agreement;
    await manager.insert(Agreement, {
      id: agreementId,
      agencyId,
      source,
      createdAt: recordedAt,
      version: 1,
    });
    await addEvents(manager, events);
    await derivePeriods(manager, [agreementId], recordedAt);
  }
}

const keyOf = (row: { state: string; agency: string }): string =>
  `${row.state}/${normalizeAgencyName(row.agency)}`;

function idOf(ids: Map<string, string>, row: RegisterRow): string {
  const id = ids.get(keyOf(row));
  if (!id) throw new Error(`${row.agency} (${row.state}) is not in the register`);
  return id;
}

/** @returns agency ids by state and normalised name */
async function installAgencies(
  manager: EntityManager,
  register: RegisterRow[],
): Promise<Map<string, string>> {
  await insertOnce(
    manager,
    Agency,
    register.map(({ state, agency, place, agreement }) => ({
      id: newId(),
      state,
      name: agency,
      normalizedName: normalizeAgencyName(agency),
      alikeName: alikeAgencyName(agency),
      distinguisher: '',
      type: place?.type ?? null,
      county: place?.county ?? null,
      countyFips: place?.countyFips ?? null,
      latitude: place?.latitude ?? null,
      longitude: place?.longitude ?? null,
      placeBasis: place?.basis ?? null,
      source: agreement.source,
    })),
  );
  const agencies = await manager.findBy(Agency, { distinguisher: '' });
  return new Map(agencies.map((agency) => [`${agency.state}/${agency.normalizedName}`, agency.id]));
}

/** Why an office is assigned to an agency of 2012. */
const TODAYS_MAP = "today's map; the map of 2012 was not found";

/** The lists of 2012 are held against the register, and decide nothing: that of 1 August was stale. */
const NOT_IMPORTED = {
  kind: 'participating',
  edition: 0,
  decides: false,
  importId: null,
  withdrawnAt: null,
} as const;

async function installLists(
  manager: EntityManager,
  register: RegisterRow[],
  agreementIds: Map<string, string>,
  recordedAt: string,
): Promise<void> {
  const lists = readOfficialLists().map((list) => ({ ...NOT_IMPORTED, ...list, recordedAt }));
  await insertOnce(
    manager,
    OfficialList,
    lists.map((list) => ({ id: newId(), ...list })),
  );
  const present = await manager.findBy(OfficialList, { importId: IsNull() });
  for (const { id: listId, asOf } of present) {
    const shown = register.filter((row) =>
      row.listings.some((listing) => listing.day === asOf && listing.isListed),
    );
    await insertOnce(
      manager,
      ListEntry,
      shown.map((row) => ({
        id: newId(),
        listId,
        agreementId: idOf(agreementIds, row),
        modelAsPrinted: row.modelAsPrinted,
        signedOn: null,
        sheetRow: null,
      })),
    );
  }
}
