import { Injectable } from '@nestjs/common';
import { type EntityManager, type EntityTarget, IsNull } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { isId, newId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Conflict, NotFound, Stale } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { Objections } from '../objections.js';
import { PeopleService } from './people.service.js';
import { RECORD_KINDS, type RecordKind, type RecordOf, recordLabel } from './record-kinds.js';
import type { ServiceRecord } from '../service-record.entity.js';

/** What every fact of somebody's service has in common: how it is found, recorded, ended and withdrawn. */
@Injectable()
export class RecordChanges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PeopleService,
    private readonly audit: AuditTrail,
    private readonly clock: BusinessClock,
  ) {}

  /** @throws NotFound also when its person is not for the viewer to see */
  async find<Kind extends RecordKind>(
    kind: Kind,
    id: string,
    viewer: Viewer,
  ): Promise<RecordOf<Kind>> {
    const record = isId(id)
      ? await this.unitOfWork.reading().findOneBy<ServiceRecord>(entityOf(kind), { id })
      : null;
    if (!record) throw new NotFound(RECORD_KINDS[kind].words);
    await this.people.require(record.accountId, viewer);
    return record as RecordOf<Kind>;
  }

  /**
   * Records a fact, in the caller's unit of work.
   * @param told what the audit is to say in place of ids
   * @returns its id
   */
  async record<Kind extends RecordKind>(
    manager: EntityManager,
    kind: Kind,
    facts: FactsOf<Kind>,
    told: Record<string, string>,
    viewer: Viewer,
  ): Promise<string> {
    const record = {
      ...facts,
      id: newId(),
      isSample: false,
      recordedAt: this.clock.moment(),
      recordedBy: viewer.name,
      ...{ withdrawnAt: null, withdrawnBy: null, withdrawnBecause: null },
      version: 1,
    } as unknown as RecordOf<Kind>;
    await manager.insert<ServiceRecord>(entityOf(kind), record);
    await this.audit.record({
      action: `${RECORD_KINDS[kind].subject}.recorded`,
      subject: subjectOf(kind, record),
      contextId: record.accountId,
      changes: Object.entries<unknown>({ ...facts, ...told })
        .filter(([field, after]) => !field.endsWith('Id') && after !== null && after !== '')
        .map(([field, after]) => ({ field, before: null, after })),
    });
    return record.id;
  }

  /**
   * Withdraws a fact that should never have been recorded. It stays to be seen, with the reason.
   * @throws NotFound (404), Stale (412), InvalidRequest (400), Conflict (409) when it was withdrawn before
   */
  async withdraw(
    kind: RecordKind,
    id: string,
    reason: string,
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const record = await this.find(kind, id, viewer);
      this.mustStand(record, version);
      const objections = new Objections();
      objections.words('reason', reason, 'Say why it is withdrawn.');
      objections.refuse();
      await this.withdrawPresent(manager, kind, record, reason, viewer);
    });
  }

  /** Withdraws what was found to stand, in the caller's unit of work. */
  async withdrawPresent(
    manager: EntityManager,
    kind: RecordKind,
    record: ServiceRecord,
    reason: string,
    viewer: Viewer,
  ): Promise<void> {
    await this.takeVersion(manager, kind, record, {
      withdrawnAt: this.clock.moment(),
      withdrawnBy: viewer.name,
      withdrawnBecause: reason,
    });
    await this.audit.record({
      action: `${RECORD_KINDS[kind].subject}.withdrawn`,
      subject: subjectOf(kind, record),
      contextId: record.accountId,
      reason,
    });
  }

  /**
   * Ends what has no end yet, or a later one.
   * @param given.on the first day on which it no longer holds
   * @throws NotFound (404), Stale (412), InvalidRequest (400), Conflict (409) when it was withdrawn
   */
  async end(
    kind: 'qualifications' | 'conflicts',
    id: string,
    given: { on: string; reason: string },
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const record = await this.find(kind, id, viewer);
      this.mustStand(record, version);
      const objections = new Objections();
      const on = objections.day('on', given.on, 'The first day without it') ?? '';
      objections.words('reason', given.reason, 'Say why it ends.');
      if (!objections.any && on <= record.holdsFrom)
        objections.add('on', 'That is before it began: withdraw it instead.');
      if (!objections.any && record.holdsUntil !== null && on >= record.holdsUntil)
        objections.add('on', 'It ends before that already.');
      objections.refuse();
      await this.takeVersion(manager, kind, record, { holdsUntil: on });
      await this.audit.record({
        action: `${RECORD_KINDS[kind].subject}.ended`,
        subject: subjectOf(kind, record),
        contextId: record.accountId,
        changes: [{ field: 'holdsUntil', before: record.holdsUntil, after: on }],
        reason: given.reason,
      });
    });
  }

  /** @throws Stale (412) when it was changed since; Conflict (409) when it was withdrawn */
  mustStand(record: ServiceRecord, version: number): void {
    if (record.version !== version) throw new Stale(publicFacts(record));
    if (record.withdrawnAt !== null)
      throw new Conflict('record-withdrawn', `It was withdrawn: ${record.withdrawnBecause ?? ''}`);
  }

  private async takeVersion(
    manager: EntityManager,
    kind: RecordKind,
    record: ServiceRecord,
    changes: object,
  ): Promise<void> {
    const { id, version } = record;
    const { affected } = await manager.update<ServiceRecord>(
      entityOf(kind),
      { id, version, withdrawnAt: IsNull() },
      { ...changes, version: version + 1 },
    );
    if (affected !== 1) throw new Stale(publicFacts(record));
  }
}

/** What one kind of fact says beside what all of them do. */
type FactsOf<Kind extends RecordKind> = Omit<RecordOf<Kind>, keyof ServiceRecord> & {
  accountId: string;
};

const entityOf = (kind: RecordKind): EntityTarget<ServiceRecord> => RECORD_KINDS[kind].entity;

const subjectOf = (kind: RecordKind, record: ServiceRecord) => ({
  type: RECORD_KINDS[kind].subject,
  id: record.id,
  label: recordLabel(kind, record),
});

const publicFacts = ({ id, version, withdrawnAt }: ServiceRecord): Record<string, unknown> => ({
  id,
  version,
  withdrawnAt,
});
