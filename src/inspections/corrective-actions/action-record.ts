import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import type { FieldChange } from '../../audit/audit-chain.rules.js';
import { addDays, type Day } from '../../platform/clock/calendar.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { newId } from '../../platform/db/id.js';
import { Stale } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { Doorbell } from '../../platform/queue/doorbell.js';
import { Finding, severityOf } from '../finding.entity.js';
import {
  CorrectiveAction,
  CorrectiveActionEvent,
  CorrectiveActionExtension,
} from './corrective-action.entity.js';
import { FINISHED } from './corrective-action.rules.js';

/** Who brings a change about: a person, or what follows from a visit. */
export type ActionActor = Pick<Viewer, 'accountId' | 'name'> | { accountId: null; name: string };

/** What of an action changes, and how it is told. */
export interface ActionChange {
  event: string;
  set: Partial<
    Pick<
      CorrectiveAction,
      'plan' | 'owner' | 'plannedOn' | 'dueOn' | 'status' | 'doneOn' | 'doneNote'
    >
  >;
  note: string | null;
  actor: ActionActor;
  /** Whatever else the audit should know. */
  details?: Record<string, unknown>;
}

/** Opens and changes corrective actions: each change is a guarded update, a row of history and an entry of the audit. */
@Injectable()
export class ActionRecord {
  constructor(
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly audit: AuditTrail,
    private readonly doorbell: Doorbell,
  ) {}

  /** Asks for the plan that answers a finding. Due by its severity, from the report (policy `correctiveActions.dueDays`). */
  async open(
    manager: EntityManager,
    finding: Finding,
    reportedOn: Day,
    actor: ActionActor,
  ): Promise<void> {
    const action: CorrectiveAction = {
      id: newId(),
      findingId: finding.id,
      plan: null,
      owner: finding.side === 'ice' ? 'field-office' : 'agency',
      plannedOn: null,
      dueOn: addDays(reportedOn, this.policy.correctiveActions.dueDays[severityOf(finding)]),
      status: 'opened',
      doneOn: null,
      doneNote: null,
      isSample: finding.isSample,
      version: 1,
    };
    await manager.insert(CorrectiveAction, action);
    await this.tell(manager, action, null, { event: 'opened', note: null, actor });
    await this.audit.record({
      action: 'corrective-action.opened',
      subject: { type: 'finding', id: finding.id, label: finding.number },
      contextId: finding.agreementId,
      changes: [
        { field: 'actionStatus', before: null, after: action.status },
        { field: 'dueOn', before: null, after: action.dueOn },
      ],
    });
    this.doorbell.ring('reminders.plan');
  }

  /**
   * Changes an action, from the version that was read.
   * @returns what it is now
   * @throws Stale (412)
   */
  async change(
    manager: EntityManager,
    action: CorrectiveAction,
    finding: Finding,
    { event, set, note, actor, details }: ActionChange,
  ): Promise<CorrectiveAction> {
    const after = Object.assign(new CorrectiveAction(), action, set, {
      version: action.version + 1,
    });
    await this.takeVersion(manager, action, set);
    await this.tell(manager, after, action, { event, note, actor });
    if (FINISHED.includes(after.status)) await this.lapseExtension(manager, action.id);
    await this.audit.record({
      action: `corrective-action.${event}`,
      subject: { type: 'finding', id: finding.id, label: finding.number },
      contextId: finding.agreementId,
      changes: changesBetween(action, after),
      reason: note,
      ...(details && { details }),
    });
    this.doorbell.ring('reminders.plan');
    return after;
  }

  /** Guards what belongs to an action or its finding and is kept elsewhere. @throws Stale (412) */
  async takeVersion(
    manager: EntityManager,
    action: CorrectiveAction,
    set: ActionChange['set'] = {},
  ): Promise<void> {
    const { id, version } = action;
    const { affected } = await manager.update(
      CorrectiveAction,
      { id, version },
      { ...set, version: version + 1 },
    );
    if (affected !== 1) throw new Stale(publicFacts(action));
  }

  private async tell(
    manager: EntityManager,
    after: CorrectiveAction,
    before: CorrectiveAction | null,
    { event, note, actor }: Pick<ActionChange, 'event' | 'note' | 'actor'>,
  ): Promise<void> {
    await manager.insert(CorrectiveActionEvent, {
      id: newId(),
      actionId: after.id,
      event,
      fromStatus: before?.status ?? null,
      toStatus: after.status,
      dueFrom: before?.dueOn ?? null,
      dueTo: after.dueOn,
      note,
      told: null,
      recordedAt: this.clock.moment(),
      recordedBy: actor.name,
      recordedById: actor.accountId,
    });
  }

  /** Nobody answers any more what is asked of an action that is over. */
  private async lapseExtension(manager: EntityManager, actionId: string): Promise<void> {
    await manager.update(
      CorrectiveActionExtension,
      { actionId, state: 'waiting' },
      { state: 'lapsed', answeredAt: this.clock.moment(), answer: 'The action is over.' },
    );
  }
}

function changesBetween(before: CorrectiveAction, after: CorrectiveAction): FieldChange[] {
  const fields = ['plan', 'owner', 'plannedOn', 'dueOn', 'status', 'doneOn', 'doneNote'] as const;
  return fields
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

/** What somebody who came too late is shown. */
export const publicFacts = (action: CorrectiveAction): Record<string, unknown> => ({
  status: action.status,
  plan: action.plan,
  plannedOn: action.plannedOn,
  dueOn: action.dueOn,
  doneOn: action.doneOn,
  note: action.doneNote,
  version: action.version,
});
