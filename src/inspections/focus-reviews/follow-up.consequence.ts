import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, Not } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import type { Day } from '../../platform/clock/calendar.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { currentOrigin } from '../../platform/origin.js';
import { Doorbell } from '../../platform/queue/doorbell.js';
import { type ActionActor, ActionRecord } from '../corrective-actions/action-record.js';
import { ChecklistItem } from '../checklist/checklist.entity.js';
import { isWanting, ratingOf } from '../checklist/rating.rules.js';
import { CorrectiveAction } from '../corrective-actions/corrective-action.entity.js';
import { Finding, FindingCoverage, severityOf } from '../finding.entity.js';
import { FindingClosing } from '../finding-closing.js';
import { findingsToVerify } from '../covered-findings.js';
import type { Inspection } from '../inspection.entity.js';
import {
  type StepObjection,
  type VisitConsequence,
  VisitConsequences,
} from '../life-cycle/visit-consequences.js';
import { FindingOutcome } from './finding-outcome.entity.js';
import { effectOf, OUTCOME_WORDS } from './outcome.rules.js';

const FINAL_REPORT = 'final-report';

/**
 * At a visit's final report: what it found asks for corrective actions, and what it verified takes effect. Without an
 * outcome for everything that it was to verify there is no final report.
 */
@Injectable()
export class FollowUpConsequence implements VisitConsequence {
  constructor(
    consequences: VisitConsequences,
    private readonly record: ActionRecord,
    private readonly closing: FindingClosing,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly audit: AuditTrail,
    private readonly doorbell: Doorbell,
  ) {
    consequences.register(this);
  }

  async objections(
    visit: Inspection,
    to: string,
    manager: EntityManager,
  ): Promise<StepObjection[]> {
    if (to !== FINAL_REPORT) return [];
    const open = await findingsToVerify(visit, manager);
    const outcomes = await manager.findBy(FindingOutcome, { inspectionId: visit.id });
    return [
      ...(await this.withoutOutcome(visit, open, outcomes, manager)),
      ...(await this.contradicted(visit, open, outcomes, manager)),
    ];
  }

  private async withoutOutcome(
    visit: Inspection,
    open: Finding[],
    outcomes: FindingOutcome[],
    manager: EntityManager,
  ): Promise<StepObjection[]> {
    const coverage = await manager.findBy(FindingCoverage, { inspectionId: visit.id });
    const answered = new Set(outcomes.map(({ findingId, round }) => `${findingId}/${round}`));
    return open
      .filter(({ id }) =>
        coverage.some(
          ({ findingId, round }) => findingId === id && !answered.has(`${id}/${round}`),
        ),
      )
      .map(({ id, number }) => ({
        detail: `${number} has no outcome: say what the visit found of it.`,
        path: `/findings/${id}`,
      }));
  }

  /** What the checklist found wanting again was not corrected. */
  private async contradicted(
    visit: Inspection,
    open: Finding[],
    outcomes: FindingOutcome[],
    manager: EntityManager,
  ): Promise<StepObjection[]> {
    const items = await manager.findBy(ChecklistItem, { inspectionId: visit.id });
    const wanting = items.filter((item) => isWanting(ratingOf(item)));
    const corrected = new Set(
      outcomes.filter(({ outcome }) => outcome === 'corrected').map(({ findingId }) => findingId),
    );
    return open
      .filter(({ id }) => corrected.has(id))
      .flatMap(({ number, requirementCode }) => {
        const item = wanting.find((one) => one.requirementCode === requirementCode);
        return item
          ? [
              {
                detail: `${item.itemKey} is found wanting, and ${number} is said to be corrected: put one of them right.`,
                path: `/inspections/${visit.id}/checklist#item-${item.id}`,
              },
            ]
          : [];
      });
  }

  async follow(visit: Inspection, to: string, manager: EntityManager): Promise<void> {
    if (to === 'cancelled') this.doorbell.ring('focus-reviews.schedule');
    if (to !== FINAL_REPORT) return;
    const reportedOn = visit.reportedOn ?? this.clock.today(this.policy.timeZone);
    const origin = currentOrigin();
    const actor: ActionActor = {
      accountId: origin.viewer?.accountId ?? null,
      name: origin.viewer?.name ?? origin.name,
    };
    await this.askForActions(manager, visit, reportedOn, actor);
    await this.takeEffect(manager, visit, reportedOn, actor);
    this.doorbell.ring('focus-reviews.schedule');
  }

  private async askForActions(
    manager: EntityManager,
    visit: Inspection,
    reportedOn: Day,
    actor: ActionActor,
  ): Promise<void> {
    const findings = await manager.find(Finding, {
      where: { inspectionId: visit.id, status: Not('closed') },
      order: { number: 'ASC' },
    });
    for (const finding of findings)
      if (!(await manager.existsBy(CorrectiveAction, { findingId: finding.id })))
        await this.record.open(manager, finding, reportedOn, actor);
  }

  private async takeEffect(
    manager: EntityManager,
    visit: Inspection,
    reportedOn: Day,
    actor: ActionActor,
  ): Promise<void> {
    const outcomes = await manager.find(FindingOutcome, {
      where: { inspectionId: visit.id, effectiveOn: IsNull() },
      order: { id: 'ASC' },
    });
    for (const outcome of outcomes) {
      const finding = await manager.findOneByOrFail(Finding, { id: outcome.findingId });
      const action = await manager.findOneByOrFail(CorrectiveAction, { findingId: finding.id });
      await manager.update(FindingOutcome, { id: outcome.id }, { effectiveOn: reportedOn });
      await this.audit.record({
        action: 'finding.outcome-effective',
        subject: { type: 'finding', id: finding.id, label: finding.number },
        contextId: finding.agreementId,
        changes: [{ field: 'outcome', before: null, after: outcome.outcome }],
        reason: outcome.note,
        details: { round: outcome.round, visit: visit.number, reportedOn },
      });
      if (finding.status === 'open')
        await this.apply(manager, { visit, outcome, finding, action, reportedOn, actor });
    }
  }

  private async apply(manager: EntityManager, round: EffectiveRound): Promise<void> {
    const { visit, outcome, finding, action, reportedOn, actor } = round;
    const effect = effectOf(
      outcome.outcome,
      action,
      severityOf(finding),
      reportedOn,
      this.policy.correctiveActions,
    );
    const words = `${OUTCOME_WORDS[outcome.outcome]}, ${visit.number}, round ${outcome.round}: ${outcome.note}`;
    const { status, dueOn } = effect.action;
    if (status !== action.status || dueOn !== action.dueOn || effect.asksAnew)
      await this.record.change(manager, action, finding, {
        event: effect.closes ? 'verified' : `found-${outcome.outcome}`,
        set: {
          ...{ status, dueOn },
          ...(effect.asksAnew && { plan: null, plannedOn: null, doneOn: null, doneNote: null }),
        },
        note: words,
        actor,
      });
    if (effect.repeats) await manager.update(Finding, { id: finding.id }, { isRepeated: true });
    if (effect.closes) await this.closing.close(manager, finding, words, actor, reportedOn);
  }
}

/** An outcome that takes effect, and everything that it concerns. */
interface EffectiveRound {
  visit: Inspection;
  outcome: FindingOutcome;
  finding: Finding;
  action: CorrectiveAction;
  reportedOn: Day;
  actor: ActionActor;
}
