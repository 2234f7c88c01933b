import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import type { Day } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { newId } from '../platform/db/id.js';
import { insertOnce } from '../platform/db/insert-once.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { isInForce } from '../registry/agreement-status.rules.js';
import { type AgreementOnDay, RegistryReader } from '../registry/registry-reader.js';
import { type DueDecision, type DueFacts, hasDueDay, nextFullInspection } from './due.rules.js';
import { InspectionObligation } from './inspection-obligation.entity.js';
import { Inspection } from './inspection.entity.js';
import { InspectionCancellation } from './inspection-cancellation.js';
import { AFTER_FIELD_WORK } from './life-cycle/life-cycle.rules.js';
import { type ObligationChanges, reconcileObligations } from './obligation.rules.js';

/** What the due rule asks of an agreement. */
type DatedModel = Pick<AgreementOnDay, 'agreementId' | 'model' | 'effectiveOn'>;

/** Holds the obligations to inspect against the agreements in force, the due rules and what has been inspected. */
@Injectable()
export class ObligationsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: RegistryReader,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly cancellation: InspectionCancellation,
    private readonly audit: AuditTrail,
  ) {}

  /** The due rule's answer for agreements in force today, by agreement id. */
  async decide(inForce: DatedModel[]): Promise<Map<string, DueDecision>> {
    const factsOf = await this.dueFacts(inForce);
    return new Map(
      inForce.map((agreement) => [
        agreement.agreementId,
        nextFullInspection(factsOf(agreement), this.policy.inspections),
      ]),
    );
  }

  /**
   * The days alone, for many agreements at once; none for those that the rule gives no day.
   * @param recorded the days of the open obligations, by agreement id: the rule is not asked again for these
   */
  async dueDays(
    inForce: DatedModel[],
    recorded: ReadonlyMap<string, { dueOn: Day }>,
  ): Promise<Map<string, Day>> {
    const factsOf = await this.dueFacts(inForce);
    const days = new Map<string, Day>();
    for (const agreement of inForce) {
      const facts = factsOf(agreement);
      if (!hasDueDay(facts, this.policy.inspections)) continue;
      const dueOn = recorded.get(agreement.agreementId)?.dueOn ?? this.dueDayByRule(facts);
      if (dueOn !== undefined) days.set(agreement.agreementId, dueOn);
    }
    return days;
  }

  private dueDayByRule(facts: DueFacts): Day | undefined {
    const decision = nextFullInspection(facts, this.policy.inspections);
    return decision.isDue ? decision.dueOn : undefined;
  }

  private async dueFacts(of: DatedModel[]): Promise<(agreement: DatedModel) => DueFacts> {
    const last = await this.lastCompletedInspections(of.length === 1 ? of[0] : undefined);
    return ({ agreementId, model, effectiveOn }) => ({
      model,
      effectiveOn,
      lastInspection: last.get(agreementId) ?? null,
    });
  }

  /** The due rule's answer for one agreement; undefined when it is not in force today. */
  async decideOne(agreementId: string): Promise<DueDecision | undefined> {
    const today = this.clock.today(this.policy.timeZone);
    const agreement = await this.registry.describeAgreement(agreementId, today);
    if (!agreement || !isInForce(agreement.status)) return undefined;
    return (await this.decide([agreement])).get(agreementId);
  }

  /** Makes, redates and closes obligations until they are what the rules ask for. @returns what changed, or would */
  async reconcile(isDryRun: boolean): Promise<ObligationChanges> {
    return this.unitOfWork.run(async (manager) => {
      const changes = await this.findChanges();
      if (isDryRun) return changes;
      const created = changes.create.map((obligation) => ({ id: newId(), ...obligation }));
      await insertOnce(
        manager,
        InspectionObligation,
        created.map((obligation) => ({
          ...obligation,
          status: 'open' as const,
          unscheduledReason: null,
          closedReason: null,
          createdAt: this.clock.moment(),
        })),
      );
      for (const { id, dueOn, basis } of changes.redate)
        await manager.update(InspectionObligation, { id, status: 'open' }, { dueOn, basis });
      for (const { id, status, reason } of changes.close) {
        await manager.update(
          InspectionObligation,
          { id, status: 'open' },
          { status, closedReason: reason, unscheduledReason: null },
        );
        if (status === 'withdrawn') await this.cancellation.cancelForObligation(id, reason);
      }
      await this.record(created, changes);
      return changes;
    });
  }

  private async record(
    created: { id: string; agreementId: string; dueOn: string; basis: string }[],
    { redate, close }: ObligationChanges,
  ): Promise<void> {
    const records = [
      ...created.map((made) => ({
        action: 'obligation.created',
        of: made,
        changes: [{ field: 'dueOn', before: null, after: made.dueOn }],
        reason: made.basis,
      })),
      ...redate.map((redated) => ({
        action: 'obligation.redated',
        of: redated,
        changes: [{ field: 'dueOn', before: redated.wasDueOn, after: redated.dueOn }],
        reason: redated.basis,
      })),
      ...close.map((closed) => ({
        action: 'obligation.closed',
        of: closed,
        changes: [{ field: 'status', before: 'open', after: closed.status }],
        reason: closed.reason,
      })),
    ];
    for (const { of, ...record } of records)
      await this.audit.record({
        ...record,
        subject: { type: 'obligation', id: of.id, label: 'Obligation to inspect' },
        contextId: of.agreementId,
      });
  }

  private async findChanges(): Promise<ObligationChanges> {
    const manager = this.unitOfWork.reading();
    const all = await manager.find(InspectionObligation);
    const open = all.filter((obligation) => obligation.status === 'open');
    const fulfilled = await manager.find(Inspection, {
      where: {
        status: In([...AFTER_FIELD_WORK]),
        obligationId: In(open.map((obligation) => obligation.id)),
      },
    });
    const fulfilledIds = new Set(fulfilled.map((inspection) => inspection.obligationId));
    return reconcileObligations(
      await this.decide(await this.registry.findInForce(this.clock.today(this.policy.timeZone))),
      open.map(({ id, agreementId, anchorKey, dueOn, basis }) => ({
        id,
        agreementId,
        anchorKey,
        dueOn,
        basis,
        isFulfilled: fulfilledIds.has(id),
      })),
      new Set(all.map((obligation) => `${obligation.agreementId}/${obligation.anchorKey}`)),
    );
  }

  /** The latest full inspection of each agreement, or of one, whose field work is over. */
  private async lastCompletedInspections(
    only: DatedModel | undefined,
  ): Promise<Map<string, { id: string; number: string; endsOn: string }>> {
    const completed = await this.unitOfWork
      .reading()
      .createQueryBuilder(Inspection, 'inspection')
      .select('inspection.id', 'id')
      .addSelect('inspection.number', 'number')
      .addSelect('inspection.endsOn', 'endsOn')
      .addSelect('inspection.agreementId', 'agreementId')
      .where({
        kind: 'full',
        status: In([...AFTER_FIELD_WORK]),
        ...(only && { agreementId: only.agreementId }),
      })
      .orderBy('inspection.endsOn')
      .getRawMany<Pick<Inspection, 'id' | 'number' | 'endsOn' | 'agreementId'>>();
    return new Map(
      completed.flatMap(({ id, number, endsOn, agreementId }) =>
        endsOn ? [[agreementId, { id, number, endsOn }]] : [],
      ),
    );
  }
}
