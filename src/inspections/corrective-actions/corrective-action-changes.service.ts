import { Injectable } from '@nestjs/common';
import { BusinessClock } from '../../platform/clock/clock.js';
import { dayText } from '../../platform/clock/day-text.js';
import { newId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { AuditTrail } from '../../audit/audit-trail.js';
import {
  Conflict,
  InvalidRequest,
  NotAllowed,
  NotFound,
  problemItem,
  Stale,
} from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { FindingClosing } from '../finding-closing.js';
import { ViewerScopes } from '../viewer-scopes.js';
import { ActionRecord, publicFacts } from './action-record.js';
import {
  CorrectiveAction,
  type CorrectiveActionEvent,
  CorrectiveActionExtension,
} from './corrective-action.entity.js';
import {
  type ActionFacts,
  type ActionStep,
  type ActionTransition,
  isRunning,
  objectionsToAction,
  objectionsToExtension,
  transitionsFrom,
} from './corrective-action.rules.js';
import { type ActionDetail, CorrectiveActionsService } from './corrective-actions.service.js';

/** The steps of a corrective action, and more time for it. */
@Injectable()
export class CorrectiveActionChanges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly actions: CorrectiveActionsService,
    private readonly record: ActionRecord,
    private readonly closing: FindingClosing,
    private readonly scope: ViewerScopes,
    private readonly clock: BusinessClock,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Takes a step. Verified on documents, the finding is closed with it.
   * @throws NotFound (404), NotAllowed (403) for a step of others, Stale (412), Conflict (409) when it does not follow,
   *   InvalidRequest (400) by field
   */
  async takeStep(
    id: string,
    to: ActionStep,
    facts: ActionFacts,
    version: number,
    viewer: Viewer,
  ): Promise<CorrectiveAction> {
    return this.unitOfWork.run(async (manager) => {
      const found = await this.findOwn(id, version, viewer);
      const { action, history, documents } = found;
      const { finding } = found.detail;
      const transition = transitionTo(found, to);
      mayTake(transition, history, viewer);
      const objections = objectionsToAction(
        transition,
        facts,
        documents.length,
        this.actions.today(),
      );
      if (objections.length > 0) throw new InvalidRequest(objections.map(problemItem));
      const said = (field: keyof ActionFacts): string => facts[field]?.trim() ?? '';
      const after = await this.record.change(manager, action, finding, {
        event: to,
        set: { status: to, ...factsSetBy(to, said) },
        note: said('plan') || said('note') || said('reason') || null,
        actor: viewer,
        details: { documents: documents.map(({ sha256 }) => sha256) },
      });
      if (to === 'verified')
        await this.closing.close(
          manager,
          finding,
          `Verified on documents: ${said('reason')}`,
          viewer,
        );
      return after;
    });
  }

  /**
   * Asks for more time.
   * @throws NotFound (404), Stale (412), Conflict (409) when nothing is due any more or a request waits, InvalidRequest (400)
   */
  async requestExtension(
    id: string,
    asked: { until: string; reason: string },
    version: number,
    viewer: Viewer,
  ): Promise<CorrectiveAction> {
    return this.unitOfWork.run(async (manager) => {
      const { action, detail, extensions } = await this.findOwn(id, version, viewer);
      if (!isRunning(action.status))
        throw new Conflict(
          'not-running',
          `The action is ${action.status}: nothing is due any more.`,
        );
      if (extensions.some(({ state }) => state === 'waiting'))
        throw new Conflict(
          'extension-waits',
          'More time was asked for already; that is answered first.',
        );
      const objections = objectionsToExtension(asked, action.dueOn, this.actions.today());
      if (objections.length > 0) throw new InvalidRequest(objections.map(problemItem));
      await manager.insert(CorrectiveActionExtension, {
        ...{ id: newId(), actionId: id, until: asked.until, reason: asked.reason.trim() },
        ...{ state: 'waiting' as const, requestedAt: this.clock.moment() },
        ...{ requestedBy: viewer.name, requestedById: viewer.accountId },
        ...{ answeredAt: null, answeredBy: null, answer: null },
      });
      return this.record.change(manager, action, detail.finding, {
        event: 'extension-requested',
        set: {},
        note: `Until ${dayText(asked.until)}: ${asked.reason.trim()}`,
        actor: viewer,
        details: { until: asked.until },
      });
    });
  }

  /**
   * Grants more time, or not. The due date before stays in the history.
   * @throws NotFound (404), NotAllowed (403) for whoever asked, Stale (412), Conflict (409) when nothing waits,
   *   InvalidRequest (400) when no reason is given
   */
  async answerExtension(
    id: string,
    { answer, reason }: { answer: 'approve' | 'refuse'; reason: string },
    version: number,
    viewer: Viewer,
  ): Promise<CorrectiveAction> {
    return this.unitOfWork.run(async (manager) => {
      const { action, detail, extensions } = await this.findOwn(id, version, viewer);
      const waiting = extensions.find(({ state }) => state === 'waiting');
      if (!waiting) throw new Conflict('nothing-waits', 'Nobody asks for more time.');
      if (waiting.requestedById === viewer.accountId)
        throw new NotAllowed('You asked for this yourself: somebody else answers it.');
      if (reason.trim() === '')
        throw new InvalidRequest([
          problemItem({ field: 'reason', detail: 'reason must say why.' }),
        ]);
      const isApproval = answer === 'approve';
      await manager.update(
        CorrectiveActionExtension,
        { id: waiting.id, state: 'waiting' },
        {
          state: isApproval ? 'approved' : 'refused',
          answeredAt: this.clock.moment(),
          answeredBy: viewer.name,
          answer: reason.trim(),
        },
      );
      return this.record.change(manager, action, detail.finding, {
        event: isApproval ? 'extended' : 'extension-refused',
        set: isApproval ? { dueOn: waiting.until } : {},
        note: reason.trim(),
        actor: viewer,
        details: { until: waiting.until, requestedBy: waiting.requestedBy },
      });
    });
  }

  /**
   * Closes a finding that no visit and no document answers: the agreement ended, it was withdrawn.
   * @throws NotFound (404), Stale (412), Conflict (409) when it is not open, InvalidRequest (400) when no reason is given
   */
  async closeFinding(
    findingId: string,
    reason: string,
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const action = await manager.findOneBy(CorrectiveAction, { findingId });
      if (!action) throw new NotFound('The finding');
      const { detail } = await this.findOwn(action.id, version, viewer);
      if (detail.finding.status !== 'open')
        throw new Conflict('not-open', `${detail.finding.number} is ${detail.finding.status}.`);
      if (reason.trim() === '')
        throw new InvalidRequest([
          problemItem({ field: 'reason', detail: 'reason must say why the finding is closed.' }),
        ]);
      await this.record.change(manager, action, detail.finding, {
        event: 'withdrawn',
        set: { status: 'withdrawn' },
        note: reason.trim(),
        actor: viewer,
      });
      await this.closing.close(manager, detail.finding, reason.trim(), viewer);
    });
  }

  /** Notes in the audit that a document was attached. It takes a version, so that nobody decides without having seen it. */
  async noteDocument(
    found: ActionDetail,
    document: { id: string; title: string; sha256: string; fileName: string },
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      await this.record.takeVersion(manager, found.action);
      const { finding } = found.detail;
      await this.audit.record({
        action: 'corrective-action.document-attached',
        subject: { type: 'finding', id: finding.id, label: finding.number },
        contextId: finding.agreementId,
        changes: [{ field: 'document', before: null, after: document.title }],
        details: { ...document },
      });
    });
  }

  /** An action of an agreement that the viewer's office answers for today, in the version that they saw. */
  private async findOwn(id: string, version: number, viewer: Viewer): Promise<ActionDetail> {
    const found = await this.actions.find(id, viewer);
    await this.scope.mustAnswerToday(found.detail.finding.agreementId, viewer);
    if (found.action.version !== version) throw new Stale(publicFacts(found.action));
    return found;
  }
}

/** @throws Conflict (409) when the step does not follow on where the action stands */
function transitionTo({ action, detail }: ActionDetail, to: ActionStep): ActionTransition {
  const possible = transitionsFrom(action.status);
  const transition = possible.find((candidate) => candidate.to === to);
  if (transition) return transition;
  const ways = possible.map((candidate) => candidate.to).join(', ');
  throw new Conflict(
    'no-such-transition',
    `The corrective action for ${detail.finding.number} is ${action.status}: ${to} does not follow on it. ${ways ? `What follows: ${ways}.` : 'Nothing follows.'}`,
  );
}

/** @throws NotAllowed (403) for a step of others, or of a second person */
function mayTake(
  transition: ActionTransition,
  history: readonly CorrectiveActionEvent[],
  viewer: Viewer,
): void {
  if (!viewer.permissions.has(transition.permission))
    throw new NotAllowed(`Your role does not allow ${transition.to}.`);
  if (!transition.needsSecondPerson) return;
  const before = history.findLast(({ fromStatus, toStatus }) => fromStatus !== toStatus);
  if (before?.recordedById === viewer.accountId)
    throw new NotAllowed('You brought it to this point yourself: somebody else decides on it.');
}

function factsSetBy(
  to: ActionStep,
  said: (field: keyof ActionFacts) => string,
): Partial<CorrectiveAction> {
  if (to === 'submitted')
    return {
      plan: said('plan'),
      owner: said('owner') as CorrectiveAction['owner'],
      plannedOn: said('plannedOn'),
    };
  if (to === 'implemented') return { doneOn: said('doneOn'), doneNote: said('note') };
  return {};
}
