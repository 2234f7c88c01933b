import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, Not } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { type Day, planYearOf } from '../../platform/clock/calendar.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { newId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import {
  Conflict,
  InvalidRequest,
  NotAllowed,
  Problem,
  problemItem,
  Stale,
} from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { Doorbell } from '../../platform/queue/doorbell.js';
import { ChecklistMaking } from '../checklist/checklist-making.js';
import { Inspection, InspectionEvent, InspectionTeamMember } from '../inspection.entity.js';
import { InspectionsService } from '../inspections.service.js';
import { PaperIssuing } from '../papers/paper-issuing.js';
import {
  changesOf,
  INSPECTION_STATUSES,
  objectionsToFields,
  stepsFrom,
  type StepRequest,
  type Transition,
  transitionBetween,
} from './life-cycle.rules.js';
import { STEP_WORDS } from './life-cycle-words.js';
import { ReportFindings } from './report-findings.js';
import { StepGuards } from './step-guards.js';
import { type StepObjection, VisitConsequences } from './visit-consequences.js';

/** A step that something stands against: each objection says what, and where it is put right. */
export class StepRefused extends Problem {
  constructor(
    to: string,
    readonly objections: StepObjection[],
  ) {
    super(
      409,
      'step-refused',
      'This is not possible now',
      `${STEP_WORDS[to] ?? to}: ${objections.map(({ detail }) => detail).join(' ')}`,
      objections.map(({ detail }) => ({ detail })),
      { objections },
    );
  }
}

/** Takes visits from step to step. Each step is checked, kept with its day, audited, and followed by what it brings about. */
@Injectable()
export class LifeCycleService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly inspections: InspectionsService,
    private readonly guards: StepGuards,
    private readonly consequences: VisitConsequences,
    private readonly checklists: ChecklistMaking,
    private readonly findings: ReportFindings,
    private readonly papers: PaperIssuing,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly doorbell: Doorbell,
    private readonly audit: AuditTrail,
  ) {}

  /** The steps that a viewer may take now, the way ahead first. */
  possibleSteps(visit: Inspection, viewer: Viewer): Transition[] {
    return stepsFrom(visit.status, visit.kind, viewer.permissions);
  }

  /**
   * Takes a visit to its next status.
   * @param version the version that the caller saw
   * @throws NotFound, Stale (412), Conflict (409) where the table has no such step, NotAllowed (403) where it is not the viewer's,
   *   InvalidRequest (400) by field, StepRefused (409) for what must be done first
   */
  async takeStep(
    id: string,
    request: StepRequest,
    version: number,
    viewer: Viewer,
  ): Promise<Inspection> {
    return this.unitOfWork.run(async (manager) => {
      const { inspection: visit } = await this.inspections.find(id, viewer);
      if (visit.version !== version) throw new Stale(factsOf(visit));
      const step = this.allowedStep(visit, request.to, viewer);
      await this.checkFields(visit, step, request, manager);
      const objections = [
        ...(await this.guards.objections(visit, step.to, manager)),
        ...(await this.consequences.objections(visit, step.to, manager)),
      ];
      if (objections.length > 0) throw new StepRefused(step.to, objections);
      const after = await this.change(visit, step, request, manager, viewer);
      await this.follow(after, step, request.on, manager, viewer);
      return manager.findOneByOrFail(Inspection, { id });
    });
  }

  private allowedStep(visit: Inspection, to: string, viewer: Viewer): Transition {
    if (!(INSPECTION_STATUSES as readonly string[]).includes(to))
      throw new InvalidRequest([
        {
          pointer: '/to',
          parameter: 'to',
          detail: `to must be one of ${INSPECTION_STATUSES.join(', ')}`,
        },
      ]);
    const step = transitionBetween(visit.status, to, visit.kind);
    if (!step || step.by === 'planner') {
      const possible = this.possibleSteps(visit, viewer).map((next) => next.to);
      throw new Conflict(
        'no-such-step',
        `${visit.number} is ${visit.status}: ${to} does not follow. ${possible.length > 0 ? `What may: ${possible.join(', ')}.` : 'Nothing that you may do does.'}`,
      );
    }
    if (!viewer.permissions.has(step.by))
      throw new NotAllowed('Only who conducts inspections takes this step.');
    return step;
  }

  private async checkFields(
    visit: Inspection,
    step: Transition,
    request: StepRequest,
    manager: EntityManager,
  ): Promise<void> {
    const steps = await manager.find(InspectionEvent, {
      where: { inspectionId: visit.id, onDay: Not(IsNull()) },
      order: { onDay: 'DESC' },
      take: 1,
    });
    const objections: { field: string; detail: string }[] = objectionsToFields(
      step,
      request,
      { startsOn: visit.startsOn, endsOn: visit.endsOn, lastStepOn: steps[0]?.onDay ?? null },
      this.today(),
    );
    if (objections.length === 0 && request.startsOn) {
      const objection = await this.inspections.objectionToDays(visit, request.startsOn);
      if (objection) objections.push({ field: 'startsOn', detail: objection });
    }
    if (objections.length > 0) throw new InvalidRequest(objections.map(problemItem));
  }

  private async change(
    visit: Inspection,
    step: Transition,
    request: StepRequest,
    manager: EntityManager,
    viewer: Viewer,
  ): Promise<Inspection> {
    const { id, version } = visit;
    const { startsOn, on, reason = null } = request;
    const changed = {
      ...changesOf(step, request),
      ...(startsOn && {
        startsOn,
        endsOn: this.inspections.lastDayOf(visit, startsOn),
        fiscalYear: planYearOf(startsOn),
      }),
      version: version + 1,
    };
    const { affected } = await manager.update(Inspection, { id, version }, changed);
    if (affected !== 1) throw new Stale(factsOf(visit));
    await manager.insert(InspectionEvent, {
      id: newId(),
      inspectionId: id,
      event: step.to,
      onDay: on,
      from: step.from,
      to: step.to,
      reason,
      recordedAt: this.clock.moment(),
      recordedBy: viewer.name,
    });
    const after = Object.assign(new Inspection(), visit, changed);
    await this.audit.record({
      action: `inspection.${step.to}`,
      subject: { type: 'inspection', id, label: visit.number },
      contextId: visit.agreementId,
      changes: (['status', 'startsOn', 'endsOn', 'reportedOn'] as const)
        .filter((field) => visit[field] !== after[field])
        .map((field) => ({ field, before: visit[field], after: after[field] })),
      reason,
      details: { on },
    });
    return after;
  }

  /** In this order: what the checklist and the report become, what others make of it, and the paper that tells of it. */
  private async follow(
    visit: Inspection,
    step: Transition,
    on: Day,
    manager: EntityManager,
    viewer: Viewer,
  ): Promise<void> {
    const { to } = step;
    if (to === 'notified' || to === 'in-field') await this.checklists.make(visit, manager);
    if (to === 'draft-report') await this.findings.raise(visit, manager);
    if (to === 'final-report') await this.findings.open(visit, manager);
    if (to === 'unscheduled')
      await manager.delete(InspectionTeamMember, { inspectionId: In([visit.id]) });
    await this.consequences.follow(visit, to, manager);
    if (to === 'notified') await this.papers.issue('letter', visit, on, manager, viewer);
    if (to === 'final-report') await this.papers.issue('report', visit, on, manager, viewer);
    this.doorbell.ring('reminders.plan');
    if (to === 'cancelled' || to === 'unscheduled') {
      this.doorbell.ring('inspections.schedule');
      this.doorbell.ring('focus-reviews.schedule');
    }
  }

  private today(): Day {
    return this.clock.today(this.policy.timeZone);
  }
}

/** What one may compare after a 412. */
const factsOf = (visit: Inspection): Record<string, unknown> => ({
  number: visit.number,
  status: visit.status,
  startsOn: visit.startsOn,
  endsOn: visit.endsOn,
  reason: visit.reason,
  version: visit.version,
});
