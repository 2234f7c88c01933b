import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Conflict, InvalidRequest, problemItem, Stale } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { Doorbell } from '../../platform/queue/doorbell.js';
import { agreementSubject, recordEvent } from '../agreement-events.js';
import { Agreement } from '../agreement.entity.js';
import type { AgreementOnDay } from '../agreements-on-day.js';
import { AgreementsService, publicFacts } from '../agreements.service.js';
import type { LifeCycleFacts } from './life-cycle-facts.rules.js';
import { LifeCycleReader } from './life-cycle-reader.js';
import { objectionsTo, type TransitionRequest } from './objections.rules.js';
import { withoutNewRival } from './rivals.js';
import { type EventFacts, eventOf } from './transition-event.rules.js';
import type { Transition } from './transition.js';
import { findTransition, transitionsFrom } from './transitions.rules.js';

/** Where an agreement stands, and which ways lead on. */
export interface Ways {
  agreement: AgreementOnDay;
  facts: LifeCycleFacts;
  transitions: Transition[];
}

/** Moves agreements along their life cycle. */
@Injectable()
export class LifeCycleService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agreements: AgreementsService,
    private readonly reader: LifeCycleReader,
    private readonly clock: BusinessClock,
    private readonly doorbell: Doorbell,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NotFound also when it lies outside the viewer's field office */
  async waysOf(agreementId: string, viewer: Viewer): Promise<Ways> {
    const today = this.agreements.today();
    const { agreement } = await this.agreements.find(agreementId, { asOf: today }, viewer);
    const facts = await this.reader.factsOf(agreement, today);
    return { agreement, facts, transitions: transitionsFrom(standingOf(facts)) };
  }

  /**
   * Records that an agreement went on from where it stood. Reminders and inspections follow.
   * @param version the version that the caller saw
   * @throws NotFound (404), Stale (412); Conflict (409) when no such way leads on, or the agency would hold two agreements
   *   in force under one model; InvalidRequest (400) naming the fields that are wrong
   */
  async transition(
    agreementId: string,
    request: TransitionRequest,
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const { agreement, facts } = await this.waysOf(agreementId, viewer);
      if (agreement.version !== version) throw new Stale(publicFacts(agreement));
      const transition = findTransition(request.to, standingOf(facts));
      if (!transition) throw noSuchWay(request.to, agreement, facts);
      const objections = objectionsTo(transition, facts, request, this.agreements.today());
      if (objections.length > 0) throw new InvalidRequest(objections.map(problemItem));
      const successor = facts.siblings.find(({ agreementId: id }) => id === request.successor);
      const event = eventOf(transition, request, viewer.name, successor?.name);
      await takeVersion(manager, agreement);
      await withoutNewRival(manager, agreementId, () =>
        recordEvent(manager, {
          ...event,
          agreementId,
          recordedAt: this.clock.moment(),
          recordedBy: viewer.name,
        }),
      );
      await this.audit.record({
        action: `agreement.${transition.to === 're-signed' ? 're-signed' : event.event}`,
        subject: agreementSubject(agreement),
        changes: changesOf(agreement, event),
        reason: event.reason ?? null,
        details: { on: event.onDay, source: event.source, ...event.details },
      });
      this.doorbell.ring('obligations.reconcile');
      this.doorbell.ring('reminders.plan');
    });
  }
}

const standingOf = ({ status, notice }: LifeCycleFacts) => ({ status, hasNotice: notice !== null });

/** The guarded update that every change of an agreement begins with. @throws Stale (412) */
export async function takeVersion(
  manager: EntityManager,
  agreement: AgreementOnDay,
): Promise<void> {
  const { agreementId: id, version } = agreement;
  const { affected } = await manager.update(Agreement, { id, version }, { version: version + 1 });
  if (affected !== 1) throw new Stale(publicFacts(agreement));
}

function noSuchWay(to: string, { agencyName }: AgreementOnDay, facts: LifeCycleFacts): Conflict {
  const open = transitionsFrom(standingOf(facts)).map((transition) => transition.to);
  const ways =
    open.length > 0 ? `From there it can become: ${open.join(', ')}.` : 'Nothing follows.';
  return new Conflict(
    'no-such-transition',
    `The agreement with ${agencyName} is ${facts.status}: it cannot become ${to.slice(0, 40)}. ${ways}`,
  );
}

const AUDITED = ['status', 'model', 'signedOn', 'effectiveOn', 'endsOn', 'endsOnBasis'] as const;

/** What the event sets, beside what held before. */
function changesOf(agreement: AgreementOnDay, event: EventFacts) {
  return AUDITED.flatMap((field) => {
    const after = event[field];
    return after == null || after === agreement[field]
      ? []
      : [{ field, before: agreement[field], after }];
  });
}
