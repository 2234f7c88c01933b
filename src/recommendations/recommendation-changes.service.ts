import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import type { FieldChange } from '../audit/audit-chain.rules.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { newId } from '../platform/db/id.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import {
  Conflict,
  InvalidRequest,
  NotFound,
  problemItem,
  Stale,
} from '../platform/http/problem.js';
import type { Viewer } from '../platform/http/viewer.js';
import { Doorbell } from '../platform/queue/doorbell.js';
import {
  ANSWER_FIELDS,
  type Concurrence,
  changesStatus,
  type Standing,
  standingOn,
  statusText,
} from './ledger.rules.js';
import { OigRecommendation, RecommendationEvent } from './recommendation.entity.js';
import {
  numberOf,
  type RecommendationDetail,
  recommendationSubject,
  RecommendationsService,
} from './recommendations.service.js';
import {
  type FieldName,
  objectionsToStep,
  type StepFacts,
  type StepName,
  stepOf,
  stepsFrom,
  whyNotRetractable,
} from './steps.rules.js';

/** What is recorded of a recommendation, and what is taken back. */
@Injectable()
export class RecommendationChanges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly recommendations: RecommendationsService,
    private readonly clock: BusinessClock,
    private readonly audit: AuditTrail,
    private readonly doorbell: Doorbell,
  ) {}

  /**
   * Records a response, an analysis or a change of status, as of a day.
   * @throws NotFound (404), Stale (412), Conflict (409) when it does not follow on the status, InvalidRequest (400) by field
   */
  async recordStep(
    id: string,
    name: StepName,
    facts: StepFacts,
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const detail = await this.recommendations.find(id);
      mustBePresent(detail, version);
      mustFollow(detail, name);
      const today = this.recommendations.today();
      const objections = objectionsToStep(stepOf(name), facts, detail.history, today);
      if (objections.length > 0) throw new InvalidRequest(objections.map(problemItem));
      await takeVersion(manager, detail);
      const event = this.eventOf(detail, name, facts, viewer);
      await manager.insert(RecommendationEvent, event);
      await this.audit.record({
        action: changesStatus(name) ? `recommendation.${name}` : `recommendation.${name}-recorded`,
        subject: recommendationSubject(detail.recommendation),
        changes: changesBetween(
          detail.standing,
          standingOn([...detail.history, event], today) ?? detail.standing,
        ),
        reason: event.reason,
        details: {
          eventId: event.id,
          on: event.onDay,
          response: event.response,
          analysis: event.analysis,
        },
      });
      this.doorbell.ring('reminders.plan');
    });
  }

  /**
   * Takes back an entry that was recorded by mistake. It stays to be seen, with the reason.
   * @throws NotFound (404), Stale (412), Conflict (409) when something rests on it, InvalidRequest (400)
   */
  async retractEvent(
    id: string,
    eventId: string,
    reason: string,
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const detail = await this.recommendations.find(id);
      const event = detail.history.find((entry) => entry.id === eventId);
      if (!event) throw new NotFound('The entry');
      mustBePresent(detail, version);
      const obstacle = whyNotRetractable(event, detail.history);
      if (obstacle) throw new Conflict('not-retractable', obstacle);
      const because = reason.trim();
      if (because === '')
        throw new InvalidRequest([
          problemItem({ field: 'reason', detail: 'Say why it is taken back.' }),
        ]);
      await takeVersion(manager, detail);
      const retraction = {
        retractedAt: this.clock.moment(),
        retractedBy: viewer.name,
        retractedBecause: because,
      };
      await manager.update(RecommendationEvent, { id: eventId }, retraction);
      const left = detail.history.filter((entry) => entry.id !== eventId);
      await this.audit.record({
        action: 'recommendation.entry-retracted',
        subject: recommendationSubject(detail.recommendation),
        changes: changesBetween(
          detail.standing,
          standingOn(left, this.recommendations.today()) ?? detail.standing,
        ),
        reason: because,
        details: { eventId, kind: event.kind, on: event.onDay },
      });
      this.doorbell.ring('reminders.plan');
    });
  }

  private eventOf(
    { recommendation }: RecommendationDetail,
    kind: StepName,
    facts: StepFacts,
    viewer: Viewer,
  ): RecommendationEvent {
    const said = (field: FieldName): string | null => {
      const text = (facts[field] ?? '').trim();
      return text === '' ? null : text;
    };
    return {
      id: newId(),
      recommendationId: recommendation.id,
      kind,
      onDay: facts.on,
      isDayKnown: true,
      concurrence: said('concurrence') as Concurrence | null,
      correctiveActionPlan: said('correctiveActionPlan'),
      targetDate: said('targetDate'),
      responsibleParties: said('responsibleParties'),
      response: said('response'),
      analysis: said('analysis'),
      nextEvidence: said('nextEvidence'),
      reason: said('reason'),
      source: viewer.name,
      isPublished: false,
      recordedAt: this.clock.moment(),
      recordedBy: viewer.name,
      retractedAt: null,
      retractedBy: null,
      retractedBecause: null,
    };
  }
}

/** @throws Stale (412) when the recommendation is not the version that the caller saw */
export function mustBePresent(detail: RecommendationDetail, version: number): void {
  if (detail.recommendation.version !== version) throw new Stale(publicFacts(detail));
}

export async function takeVersion(
  manager: EntityManager,
  detail: RecommendationDetail,
): Promise<void> {
  const { id, version } = detail.recommendation;
  const { affected } = await manager.update(
    OigRecommendation,
    { id, version },
    { version: version + 1 },
  );
  if (affected !== 1) throw new Stale(publicFacts(detail));
}

function mustFollow({ recommendation, standing }: RecommendationDetail, name: StepName): void {
  const possible = stepsFrom(standing.status).map((step) => step.name);
  if (possible.includes(name)) return;
  const ways = possible.length > 0 ? `What can be recorded: ${possible.join(', ')}.` : '';
  throw new Conflict(
    'no-such-transition',
    `${numberOf(recommendation)} is ${statusText(standing)}: ${name} does not follow on it. ${ways}`.trim(),
  );
}

function changesBetween(before: Standing, after: Standing): FieldChange[] {
  return (['status', ...ANSWER_FIELDS, 'nextEvidence'] as const)
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

const publicFacts = ({ recommendation, standing }: RecommendationDetail) => ({
  status: standing.status,
  since: standing.since,
  correctiveActionPlan: standing.correctiveActionPlan,
  targetDate: standing.targetDate,
  version: recommendation.version,
});
