import { Injectable } from '@nestjs/common';
import type { AreaOfResponsibility, FieldOffice } from '../../offices/office.entity.js';
import { OfficeAssignment } from '../../offices/office.entity.js';
import { OfficesService } from '../../offices/offices.service.js';
import { stateCode } from '../../offices/states.rules.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { NotFound } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import type { AgreementFilter } from '../agreement-filter.js';
import { AgreementLists } from '../agreement-lists.service.js';
import { IN_FORCE } from '../agreement-status.rules.js';
import { type AgreementOnDay, holdsOn, knownFrom, periodsOn } from '../agreements-on-day.js';
import type { Standpoint } from '../known-at.rules.js';
import { ProgramModels } from '../program-models.js';
import { type AreaCounts, countArea } from './counts.rules.js';

/** A field office, and how much it answers for on a day. */
export interface OfficeSummary {
  office: FieldOffice;
  /** In force. */
  agreements: number;
  agencies: number;
}

interface AreaDetail extends Standpoint {
  counts: AreaCounts;
  /** The first of its agreements in force. */
  agreements: AgreementOnDay[];
}

export interface OfficeDetail extends AreaDetail {
  office: FieldOffice;
  areas: AreaOfResponsibility[];
  /** Agencies that it answers for, whether or not their agreements are in force. */
  agencies: number;
}

export interface StateDetail extends AreaDetail {
  /** Two-letter code. */
  state: string;
  /** The field offices that answer for the state or a part of it, by today's map. */
  offices: FieldOffice[];
}

/** Agreements that a page of an area shows; the list shows all. */
const FIRST = 50;

/** What lies in the area of a field office, or in a state, on a day. */
@Injectable()
export class AreasService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lists: AgreementLists,
    private readonly offices: OfficesService,
    private readonly models: ProgramModels,
  ) {}

  /** The field offices by name; the own one only, where that limits what the viewer sees. */
  async findOffices(standpoint: Standpoint, viewer: Viewer): Promise<OfficeSummary[]> {
    const counts = await this.countByOffice(standpoint);
    const assigned = await this.countAgencies(standpoint);
    return (await this.offices.list())
      .filter(({ id }) => viewer.officeId === null || viewer.officeId === id)
      .map((office) => ({
        office,
        agreements: counts.get(office.id) ?? 0,
        agencies: assigned.get(office.id) ?? 0,
      }));
  }

  /**
   * @param idOrName of the field office
   * @throws NotFound also when the viewer sees another field office only
   */
  async findOffice(
    idOrName: string,
    standpoint: Standpoint,
    viewer: Viewer,
  ): Promise<OfficeDetail> {
    const office = await this.offices.find(idOrName);
    if (!office || (viewer.officeId !== null && viewer.officeId !== office.id))
      throw new NotFound('The field office');
    return {
      office,
      areas: (await this.offices.areas()).filter(({ officeId }) => officeId === office.id),
      agencies: (await this.countAgencies(standpoint)).get(office.id) ?? 0,
      ...(await this.describe(standpoint, { ...ALL, officeId: office.id }, viewer)),
    };
  }

  /** @throws NotFound when there is no such state */
  async findState(code: string, standpoint: Standpoint, viewer: Viewer): Promise<StateDetail> {
    const state = code.length === 2 ? stateCode(code) : undefined;
    if (!state) throw new NotFound('The state');
    const areas = (await this.offices.areas()).filter((area) => area.state === state);
    const responsible = new Set(areas.map(({ officeId }) => officeId));
    return {
      state,
      offices: (await this.offices.list()).filter(({ id }) => responsible.has(id)),
      ...(await this.describe(standpoint, { ...ALL, state }, viewer)),
    };
  }

  private async describe(
    standpoint: Standpoint,
    filter: AgreementFilter,
    viewer: Viewer,
  ): Promise<AreaDetail> {
    const groups = await this.lists.countGroups(standpoint, filter, viewer);
    const models = await this.models.all();
    const first = await this.lists.findPage(
      standpoint,
      { ...filter, status: 'in-force' },
      { limit: FIRST },
      viewer,
    );
    return {
      ...standpoint,
      counts: countArea(
        groups,
        models.map(({ code }) => code),
      ),
      agreements: first.items,
    };
  }

  private async countByOffice(standpoint: Standpoint): Promise<Map<string, number>> {
    const { knownAt } = standpoint;
    const rows = await periodsOn(this.unitOfWork.reading(), standpoint)
      .innerJoin(
        OfficeAssignment,
        'held',
        `held.agencyId = period.agencyId AND ${holdsOn('held')} AND ${knownFrom('held.recordedAt', 'held.supersededAt', knownAt)}`,
      )
      .andWhere('period.status IN (:...inForce)', { inForce: IN_FORCE })
      .select('held.officeId', 'officeId')
      .addSelect('COUNT(*)', 'count')
      .groupBy('held.officeId')
      .getRawMany<OfficeCount>();
    return byOffice(rows);
  }

  private async countAgencies({ asOf, knownAt }: Standpoint): Promise<Map<string, number>> {
    const rows = await this.unitOfWork
      .reading()
      .createQueryBuilder(OfficeAssignment, 'held')
      .select('held.officeId', 'officeId')
      .addSelect('COUNT(*)', 'count')
      .where(holdsOn('held'), { day: asOf })
      .andWhere(knownFrom('held.recordedAt', 'held.supersededAt', knownAt), { knownAt })
      .groupBy('held.officeId')
      .getRawMany<OfficeCount>();
    return byOffice(rows);
  }
}

const ALL: AgreementFilter = { sort: 'state', direction: 'asc' };

interface OfficeCount {
  officeId: string;
  count: number | string;
}

const byOffice = (rows: readonly OfficeCount[]): Map<string, number> =>
  new Map(rows.map(({ officeId, count }) => [officeId, Number(count)]));
