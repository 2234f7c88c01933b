import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { AccountsService } from '../../identity/accounts/accounts.service.js';
import { addDays } from '../../platform/clock/calendar.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { dayText } from '../../platform/clock/day-text.js';
import { Policy } from '../../platform/config/policy.js';
import { newId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { RegistryReader } from '../../registry/registry-reader.js';
import { Finding } from '../finding.entity.js';
import { CorrectiveAction, CorrectiveActionEvent } from './corrective-action.entity.js';
import { RUNNING } from './corrective-action.rules.js';

/**
 * Notes that an action is late for so long (policy `reminders.escalateAfterDays`) that it is reported one step up, and to
 * whom. The mails are the reminders' affair, which follow the same setting.
 */
@Injectable()
export class ActionEscalation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: RegistryReader,
    private readonly accounts: AccountsService,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly audit: AuditTrail,
  ) {}

  /** Once for each due date. @returns the numbers of the findings */
  async escalateLate(isDryRun: boolean): Promise<string[]> {
    const afterDays = this.policy.reminders.escalateAfterDays['corrective-action-due'];
    if (afterDays === undefined) return [];
    return this.unitOfWork.run(async () => {
      const today = this.clock.today(this.policy.timeZone);
      const managers = await this.accounts.findRecipients({ role: 'program-manager' });
      const told =
        managers.length > 0
          ? managers.map(({ name }) => name).join(', ')
          : 'Nobody: there is no active program manager.';
      const late = await this.findLate(addDays(today, -afterDays), today);
      if (!isDryRun) for (const [action, finding] of late) await this.note(action, finding, told);
      return late.map(([, { number }]) => number);
    });
  }

  private async findLate(dueBy: string, today: string): Promise<[CorrectiveAction, Finding][]> {
    const manager = this.unitOfWork.reading();
    const actions = await manager.find(CorrectiveAction, {
      where: { status: In(RUNNING), dueOn: LessThanOrEqual(dueBy) },
      order: { dueOn: 'ASC', id: 'ASC' },
    });
    const known = await manager.findBy(CorrectiveActionEvent, {
      actionId: In(actions.map(({ id }) => id)),
      event: 'escalated',
    });
    const isKnown = (action: CorrectiveAction): boolean =>
      known.some(({ actionId, dueTo }) => actionId === action.id && dueTo === action.dueOn);
    const findings = await manager.findBy(Finding, {
      id: In(actions.map(({ findingId }) => findingId)),
      status: 'open',
    });
    const inForce = await this.registry.findInForceByIds(
      findings.map(({ agreementId }) => agreementId),
      today,
    );
    return actions.flatMap((action): [CorrectiveAction, Finding][] => {
      const finding = findings.find(({ id }) => id === action.findingId);
      return finding && inForce.has(finding.agreementId) && !isKnown(action)
        ? [[action, finding]]
        : [];
    });
  }

  private async note(action: CorrectiveAction, finding: Finding, told: string): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      await manager.insert(CorrectiveActionEvent, {
        ...{ id: newId(), actionId: action.id, event: 'escalated' },
        ...{ fromStatus: action.status, toStatus: action.status },
        ...{ dueFrom: action.dueOn, dueTo: action.dueOn },
        note: `Late since ${dayText(action.dueOn)}.`,
        told,
        recordedAt: this.clock.moment(),
        recordedBy: 'the escalation rule',
        recordedById: null,
      });
      await this.audit.record({
        action: 'corrective-action.escalated',
        subject: { type: 'finding', id: finding.id, label: finding.number },
        contextId: finding.agreementId,
        reason: `Late since ${dayText(action.dueOn)}.`,
        details: { told, dueOn: action.dueOn },
      });
    });
  }
}
