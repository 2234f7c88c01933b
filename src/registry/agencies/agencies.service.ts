import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { OfficesService } from '../../offices/offices.service.js';
import { OfficeAssignment } from '../../offices/office.entity.js';
import { dayText } from '../../platform/clock/day-text.js';
import { isId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { type Paged, readPage } from '../../platform/http/paging.js';
import { NotFound } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { alikeAgencyName } from '../agency-name.rules.js';
import { Agency, AgencyAlias } from '../agreement.entity.js';
import {
  type AgreementOnDay,
  agreementsOn,
  fetchAgreements,
  holdsOn,
} from '../agreements-on-day.js';
import { type Standpoint, wasKnown } from '../known-at.rules.js';
import { limitToAgenciesOf, seenDays } from '../office-scope.js';
import { type ListingOfAgreement, OfficialLists } from '../official-lists.js';
import { Standpoints } from '../standpoints.js';

/** An agency with all that the register has of it. */
export interface AgencyDetail extends Standpoint {
  agency: Agency;
  /** Of all models, each with its status as of the day, the first signed first. */
  agreements: AgreementOnDay[];
  /** Other names under which lists show it. */
  aliases: AgencyAlias[];
  officeAssignments: OfficeAssignment[];
  /** By agreement: what the official lists show. */
  listings: Map<string, ListingOfAgreement[]>;
}

export interface AgencyFilter {
  /** Two-letter code. */
  state?: string | undefined;
  /** Of the field office that answers for it. */
  officeId?: string | undefined;
  /** Part of its name. */
  q?: string | undefined;
}

/** The agencies, as a viewer may see them. */
@Injectable()
export class AgenciesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly offices: OfficesService,
    private readonly standpoints: Standpoints,
  ) {}

  /** One page of the agencies, by state and name; of those that the viewer's field office answers for today. */
  async findPage(
    filter: AgencyFilter,
    page: { limit: number; cursor?: string },
    viewer: Viewer,
  ): Promise<Paged<Agency>> {
    const today = this.standpoints.today();
    const query = this.unitOfWork.reading().createQueryBuilder(Agency, 'agency');
    limitToAgenciesOf(query, 'agency.id', viewer.officeId, today);
    if (filter.state) query.andWhere('agency.state = :state', { state: filter.state });
    if (filter.officeId) narrowToOffice(query, filter.officeId, today);
    const alike = alikeAgencyName(filter.q ?? '');
    if (alike) query.andWhere(`agency.alikeName LIKE :alike ESCAPE '!'`, { alike: `%${alike}%` });
    return readPage(
      query,
      [
        { column: 'agency.state', direction: 'ASC', of: ({ state }) => state },
        { column: 'agency.normalizedName', direction: 'ASC', of: (row) => row.normalizedName },
        { column: 'agency.id', direction: 'ASC', of: ({ id }) => id },
      ],
      page,
      (ordered) => ordered.getMany(),
    );
  }

  /** @throws NotFound also when it lay outside the viewer's field office on the day */
  async find(id: string, standpoint: Standpoint, viewer: Viewer): Promise<AgencyDetail> {
    const { asOf, knownAt } = standpoint;
    const agency = await this.findAgency(id, standpoint, viewer);
    const manager = this.unitOfWork.reading();
    const present = await this.offices.assignmentsOf(id);
    const isSeen = seenDays(viewer.officeId, present, asOf, this.standpoints.today());
    const agreements = await fetchAgreements(
      agreementsOn(manager, asOf, knownAt)
        .andWhere('period.agencyId = :id', { id })
        .orderBy('period.signedOn')
        .addOrderBy('agreement.id'),
    );
    const lists = await OfficialLists.holding(manager, knownAt);
    const listings = new Map<string, ListingOfAgreement[]>();
    for (const { agreementId } of agreements)
      listings.set(
        agreementId,
        (await lists.listingsOf(manager, agreementId)).filter(({ list }) => isSeen(list.asOf)),
      );
    const aliases = await manager.find(AgencyAlias, {
      where: { agencyId: id },
      order: { name: 'ASC' },
    });
    const assignments = await this.offices.assignmentsOf(id, knownAt);
    return {
      ...{ asOf, knownAt, agency, agreements, listings },
      aliases: aliases.filter(({ recordedAt }) => wasKnown({ from: recordedAt }, knownAt)),
      officeAssignments: assignments.filter(({ holdsFrom }) => isSeen(holdsFrom)),
    };
  }

  /** Whether the viewer may see an agency as of today. */
  async isVisible(id: string, viewer: Viewer): Promise<boolean> {
    if (!isId(id)) return false;
    return this.visible(id, { asOf: this.standpoints.today() }, viewer).getExists();
  }

  /** @throws NotFound */
  async findAgency(id: string, standpoint: Standpoint, viewer: Viewer): Promise<Agency> {
    const agency = isId(id) ? await this.visible(id, standpoint, viewer).getOne() : null;
    if (!agency) throw new NotFound(`The agency, as of ${dayText(standpoint.asOf)},`);
    return agency;
  }

  private visible(id: string, { asOf }: Standpoint, viewer: Viewer): SelectQueryBuilder<Agency> {
    const query = this.unitOfWork
      .reading()
      .createQueryBuilder(Agency, 'agency')
      .where('agency.id = :id', { id });
    limitToAgenciesOf(query, 'agency.id', viewer.officeId, asOf);
    return query;
  }
}

function narrowToOffice(query: SelectQueryBuilder<Agency>, officeId: string, today: string): void {
  const assigned = query
    .subQuery()
    .select('held.agencyId')
    .from(OfficeAssignment, 'held')
    .where('held.officeId = :officeId')
    .andWhere(holdsOn('held', ':today'))
    .andWhere('held.supersededAt IS NULL');
  query.andWhere(`agency.id IN ${assigned.getQuery()}`, { officeId, today });
}
