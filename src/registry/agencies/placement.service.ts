import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import type { County } from '../../offices/counties.js';
import { OfficesService } from '../../offices/offices.service.js';
import type { Day } from '../../platform/clock/calendar.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Conflict, InvalidRequest, problemItem, Stale } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { Doorbell } from '../../platform/queue/doorbell.js';
import { changeAgency } from '../agency-changes.js';
import { AgreementLists } from '../agreement-lists.service.js';
import { Agency, AgreementPeriod } from '../agreement.entity.js';
import { Standpoints } from '../standpoints.js';
import { AgenciesService } from './agencies.service.js';
import { agencySubject } from './agency-audit-subject.js';
import {
  AGENCY_TYPES,
  countyOf,
  objectionsToPlace,
  objectionsToPlacement,
  type Placement,
  type PlaceEntry,
  type PlaceObjection,
} from './place.rules.js';

/** Says where an agency lies, and which field office answers for one that the map could not place. */
@Injectable()
export class PlacementService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgenciesService,
    private readonly lists: AgreementLists,
    private readonly offices: OfficesService,
    private readonly standpoints: Standpoints,
    private readonly doorbell: Doorbell,
    private readonly audit: AuditTrail,
  ) {}

  /** The types that an agency may have. */
  async types(): Promise<string[]> {
    return [...new Set([...AGENCY_TYPES, ...(await this.lists.findAgencyTypes())])].sort();
  }

  /**
   * Puts an agency's county and type right. Its field office stays what it is; one that has none gets that of the county,
   * if the map knows it.
   * @param version the version that the caller saw
   * @throws Stale (412); InvalidRequest (400) naming the fields that are wrong
   */
  async correctPlace(
    id: string,
    entry: PlaceEntry,
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const agency = await this.presentAgency(id, version, viewer);
      refuse(objectionsToPlace(entry, agency, await this.types()));
      const county = countyOf(agency.state, entry.county) ?? null;
      const basis = `entered by ${viewer.name}: ${entry.reason.trim()}`;
      await this.guarded(manager, agency, { type: entry.type, ...placeIn(county, basis) });
      await this.audit.record({
        action: 'agency.place-corrected',
        subject: agencySubject(agency),
        changes: [
          { field: 'county', before: agency.county, after: county?.name ?? null },
          { field: 'type', before: agency.type, after: entry.type },
        ],
        reason: entry.reason.trim(),
      });
      await this.assignByMap(manager, agency, county);
    });
  }

  /**
   * Gives an agency without a field office the one of its county, or the one that a person names, from the first day of
   * its earliest agreement on.
   * @param version the version that the caller saw
   * @throws Stale (412); Conflict (409) when it has one; InvalidRequest (400) naming the fields that are wrong
   */
  async placeAgency(
    id: string,
    placement: Placement,
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const agency = await this.presentAgency(id, version, viewer);
      if ((await this.offices.assignmentsOf(id)).length > 0)
        throw new Conflict('placed', 'It has a field office. Move it from a day on instead.');
      refuse(objectionsToPlacement(placement, agency.state));
      const reason = placement.reason.trim();
      const basis = `${reason} (recorded by ${viewer.name})`;
      const county = countyOf(agency.state, placement.county);
      if (county) {
        await this.guarded(
          manager,
          agency,
          placeIn(county, `entered by ${viewer.name}: ${reason}`),
        );
        if (!(await this.assignByMap(manager, agency, county)))
          refuse([{ field: 'county', detail: noOffice(agency.state, county) }]);
      } else {
        await this.guarded(manager, agency, {});
        await this.assignNamed(manager, agency, placement.fieldOffice, basis);
      }
      const [assignment] = await this.offices.assignmentsOf(id);
      const offices = await this.offices.list();
      await this.audit.record({
        action: 'agency.office-assigned',
        subject: agencySubject(agency),
        changes: [
          ...(county ? [{ field: 'county', before: agency.county, after: county.name }] : []),
          {
            field: 'fieldOffice',
            before: null,
            after: offices.find((office) => office.id === assignment?.officeId)?.name ?? null,
          },
        ],
        reason,
        details: { from: assignment?.holdsFrom },
      });
      this.doorbell.ring('reminders.plan');
    });
  }

  private async presentAgency(id: string, version: number, viewer: Viewer): Promise<Agency> {
    const agency = await this.agencies.findAgency(id, this.standpoints.of({}), viewer);
    if (agency.version !== version) throw new Stale(publicFacts(agency));
    return agency;
  }

  private async guarded(
    manager: EntityManager,
    agency: Agency,
    changes: Partial<Agency>,
  ): Promise<void> {
    if (!(await changeAgency(manager, agency, changes))) throw new Stale(publicFacts(agency));
  }

  /** @returns whether an office answers for the agency now */
  private async assignByMap(
    manager: EntityManager,
    { id: agencyId, state }: Agency,
    county: County | null,
  ): Promise<boolean> {
    const holdsFrom = await this.earliestDay(manager, agencyId);
    const place = { agencyId, state, county: county?.name ?? null, holdsFrom };
    await this.offices.assignByMap(manager, [place], "today's map, by the county that was entered");
    return (await this.offices.assignmentsOf(agencyId)).length > 0;
  }

  private async assignNamed(
    manager: EntityManager,
    { id: agencyId }: Agency,
    name: string,
    basis: string,
  ): Promise<void> {
    const office = await this.offices.find(name);
    if (!office) {
      refuse([{ field: 'fieldOffice', detail: 'Choose one of the field offices.' }]);
      return;
    }
    const from = await this.earliestDay(manager, agencyId);
    await this.offices.assign(manager, { agencyId, officeId: office.id, from, basis });
  }

  /** The first day of the earliest agreement; today, where there is none. */
  private async earliestDay(manager: EntityManager, agencyId: string): Promise<Day> {
    const row = await manager
      .createQueryBuilder(AgreementPeriod, 'period')
      .select('MIN(period.holdsFrom)', 'day')
      .where('period.agencyId = :agencyId', { agencyId })
      .andWhere('period.recordedUntil IS NULL')
      .getRawOne<{ day: Day | null }>();
    return row?.day ?? this.standpoints.today();
  }
}

/** @throws InvalidRequest when there is any */
function refuse(objections: readonly PlaceObjection[]): void {
  if (objections.length === 0) return;
  throw new InvalidRequest(objections.map(problemItem));
}

const placeIn = (county: County | null, basis: string): Partial<Agency> => ({
  county: county?.name ?? null,
  countyFips: county?.fips ?? null,
  latitude: county?.latitude ?? null,
  longitude: county?.longitude ?? null,
  placeBasis: county ? `${basis.replace(/\.$/, '')}; the point is the county's centroid` : basis,
});

const noOffice = (state: string, { name }: County): string =>
  `The map has no field office for ${name}, ${state}: choose the office itself.`;

const publicFacts = ({ county, type, version }: Agency): Record<string, unknown> => ({
  county,
  type,
  version,
});
