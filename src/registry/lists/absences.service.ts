import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, type SelectQueryBuilder } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { addDays, type Day } from '../../platform/clock/calendar.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { isId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { type Paged, readPage } from '../../platform/http/paging.js';
import {
  Conflict,
  InvalidRequest,
  NotFound,
  problemItem,
  Stale,
} from '../../platform/http/problem.js';
import { Doorbell } from '../../platform/queue/doorbell.js';
import { agreementSubject, recordEvent } from '../agreement-events.js';
import type { AgreementStatus } from '../agreement-status.rules.js';
import { Agency, Agreement, AgreementPeriod } from '../agreement.entity.js';
import { holdsOn } from '../agreements-on-day.js';
import { withoutNewRival } from '../life-cycle/rivals.js';
import { OfficialList } from '../official-list.entity.js';
import { eventOfAnswer, objectionsToAnswer, type ResolutionInput } from './absence.rules.js';
import { Absence, type AbsenceResolution } from './list-import.entity.js';

/** An agreement that a list lacks, as a question to somebody. */
export interface OpenAbsence {
  id: string;
  version: number;
  agreementId: string;
  agencyName: string;
  state: string;
  /** Code of the program model. */
  model: string;
  listId: string;
  listTitle: string;
  /** The day of the first list without it. */
  onDay: Day;
  lastListedOn: Day | null;
  proposal: AbsenceResolution;
  /** Another agreement of the agency that the same list brought. */
  successorId: string | null;
}

/** Questions that lists leave behind: what became of the agreements that they do not show any more. */
@Injectable()
export class Absences {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: BusinessClock,
    private readonly doorbell: Doorbell,
    private readonly audit: AuditTrail,
  ) {}

  /** Those that nobody has answered, by the list and the agency. */
  findOpen(page: { limit: number; cursor?: string }): Promise<Paged<OpenAbsence>> {
    const query = openAbsences(this.unitOfWork.reading());
    const isText = (value: string | number): boolean => typeof value === 'string';
    return readPage<Absence, OpenAbsence>(
      query,
      [
        { column: 'absence.onDay', direction: 'ASC', of: (row) => row.onDay, accepts: isText },
        { column: 'agency.state', direction: 'ASC', of: (row) => row.state, accepts: isText },
        { column: 'agency.name', direction: 'ASC', of: (row) => row.agencyName, accepts: isText },
        { column: 'absence.id', direction: 'ASC', of: (row) => row.id, accepts: isText },
      ],
      page,
      (sorted) => sorted.getRawMany<OpenAbsence>(),
    );
  }

  countOpen(): Promise<number> {
    return this.unitOfWork.reading().countBy(Absence, { resolution: IsNull() });
  }

  /** @throws NotFound also when it is answered */
  async find(id: string): Promise<OpenAbsence> {
    const found = isId(id)
      ? await openAbsences(this.unitOfWork.reading())
          .andWhere('absence.id = :id', { id })
          .getRawOne<OpenAbsence>()
      : undefined;
    if (!found) throw new NotFound('The open question');
    return found;
  }

  /**
   * Says what became of an agreement; which one, comes back.
   * @param version the one that the caller saw
   * @throws NotFound; Stale when it changed, or was answered meanwhile; Conflict when the agency would hold two agreements
   *   in force under one model; InvalidRequest naming the fields that are wrong
   */
  async resolve(
    id: string,
    input: ResolutionInput,
    version: number,
    by: string,
  ): Promise<Pick<Absence, 'agreementId'>> {
    return this.unitOfWork.run((manager) => this.answer(manager, id, input, version, by));
  }

  /**
   * Takes the proposals of several questions, all or none of them, with one reason.
   * @returns how many that were
   */
  async acceptProposals(
    chosen: readonly { id: string; version: number }[],
    reason: string,
    by: string,
  ): Promise<number> {
    if (chosen.length === 0)
      throw new InvalidRequest([
        { parameter: 'chosen', detail: 'Choose at least one of the questions.' },
      ]);
    await this.unitOfWork.run(async (manager) => {
      for (const { id, version } of chosen) {
        const { proposal } = await this.find(id);
        await this.answer(manager, id, { resolution: proposal, reason }, version, by);
      }
    });
    return chosen.length;
  }

  private async answer(
    manager: EntityManager,
    id: string,
    input: ResolutionInput,
    version: number,
    by: string,
  ): Promise<Absence> {
    const absence = isId(id) ? await manager.findOneBy(Absence, { id }) : null;
    if (!absence) throw new NotFound('The open question');
    const present = { resolution: absence.resolution, version: absence.version };
    if (absence.resolution !== null)
      throw new Conflict('answered', `It is answered already: ${absence.resolution}.`);
    if (absence.version !== version) throw new Stale(present);
    const objections = objectionsToAnswer(absence, input);
    if (objections.length > 0) throw new InvalidRequest(objections.map(problemItem));
    const at = this.clock.moment();
    const { resolution, reason } = input;
    const { affected } = await manager.update(
      Absence,
      { id, version },
      { resolution, reason: reason.trim(), resolvedAt: at, resolvedBy: by, version: version + 1 },
    );
    if (affected !== 1) throw new Stale(present);
    await this.record(manager, absence, input, { at, by });
    return absence;
  }

  private async record(
    manager: EntityManager,
    absence: Absence,
    input: ResolutionInput,
    { at, by }: { at: string; by: string },
  ): Promise<void> {
    const { agreementId, listId } = absence;
    const before = await statusOn(manager, agreementId, addDays(absence.onDay, -1));
    const event = eventOfAnswer(absence, input, before);
    const list = await manager.findOneByOrFail(OfficialList, { id: listId });
    const agreement = await manager.findOneByOrFail(Agreement, { id: agreementId });
    const { version } = agreement;
    await manager.update(Agreement, { id: agreementId, version }, { version: version + 1 });
    await withoutNewRival(manager, agreementId, () =>
      recordEvent(manager, {
        ...event,
        agreementId,
        source: `${by}; ${list.title} is the first list without it (${list.source})`,
        recordedAt: at,
        recordedBy: by,
      }),
    );
    const agency = await manager.findOneByOrFail(Agency, { id: agreement.agencyId });
    await this.audit.record({
      action: 'agreement.absence-answered',
      subject: agreementSubject({ agreementId, agencyName: agency.name, state: agency.state }),
      changes: [{ field: 'status', before: 'absent', after: event.status }],
      reason: event.reason,
      details: { resolution: input.resolution, on: event.onDay, list: list.title },
    });
    this.doorbell.ring('obligations.reconcile');
    this.doorbell.ring('reminders.plan');
  }
}

function openAbsences(manager: EntityManager): SelectQueryBuilder<Absence> {
  return manager
    .createQueryBuilder(Absence, 'absence')
    .innerJoin(OfficialList, 'list', 'list.id = absence.listId')
    .innerJoin(Agreement, 'agreement', 'agreement.id = absence.agreementId')
    .innerJoin(Agency, 'agency', 'agency.id = agreement.agencyId')
    .leftJoin(
      AgreementPeriod,
      'period',
      `period.agreementId = agreement.id AND period.recordedUntil IS NULL AND ${holdsOn('period', 'absence.onDay')}`,
    )
    .select('absence.id', 'id')
    .addSelect('absence.version', 'version')
    .addSelect('absence.agreementId', 'agreementId')
    .addSelect('agency.name', 'agencyName')
    .addSelect('agency.state', 'state')
    .addSelect("COALESCE(period.model, '')", 'model')
    .addSelect('absence.listId', 'listId')
    .addSelect('list.title', 'listTitle')
    .addSelect('absence.onDay', 'onDay')
    .addSelect('absence.lastListedOn', 'lastListedOn')
    .addSelect('absence.proposal', 'proposal')
    .addSelect('absence.successorId', 'successorId')
    .where('absence.resolution IS NULL');
}

async function statusOn(
  manager: EntityManager,
  agreementId: string,
  day: Day,
): Promise<AgreementStatus | null> {
  const period = await manager
    .createQueryBuilder(AgreementPeriod, 'period')
    .where('period.agreementId = :agreementId', { agreementId })
    .andWhere('period.recordedUntil IS NULL')
    .andWhere(holdsOn('period'), { day })
    .getOne();
  return period?.status ?? null;
}
