import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { newId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Conflict, InvalidRequest } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { nextNumber } from '../../platform/installation/installation.js';
import { type YearInstance, YearInstances } from '../instance/year-instance.js';
import { yearsToPlan } from '../scheduler/plan-year.rules.js';
import type { PlanAssignment } from '../solver/instance.js';
import { YearLoad } from './limits.rules.js';
import { Plan, PlanBasis } from './plan.entity.js';
import { PlanContents } from './plan-contents.js';
import {
  assignmentsOf,
  namesOf,
  type PlanContent,
  type PlannedItem,
} from './planned-items.rules.js';
import { planSubject } from './plan-subject.js';
import { SolutionWriting, totalsOf, withReasons } from './solution-writing.js';
import { SolveRequests, type SolveWish } from './solve-requests.js';

/** New versions of a year's plan. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly years: YearInstances,
    private readonly contents: PlanContents,
    private readonly writing: SolutionWriting,
    private readonly solves: SolveRequests,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly audit: AuditTrail,
  ) {}

  /** The fiscal years that a plan may be drafted for today. */
  openYears(): number[] {
    return yearsToPlan(this.clock.today(this.policy.timeZone), this.policy);
  }

  /**
   * Takes down what is to be planned in a year as of today, and asks for its weeks and teams.
   * @throws InvalidRequest (400) for a year that is not open for planning
   */
  draftPlan(
    fiscalYear: number,
    { name, ...wish }: { name: string } & SolveWish,
    viewer: Viewer,
  ): Promise<Plan> {
    const years = this.openYears();
    if (!years.includes(fiscalYear))
      throw new InvalidRequest([
        {
          pointer: '/fiscalYear',
          parameter: 'fiscalYear',
          detail: `fiscalYear must be one that is open for planning: ${years.join(' or ')}`,
        },
      ]);
    return this.unitOfWork.run(async (manager) => {
      const year = await this.years.build(fiscalYear);
      const content = await this.add(manager, year, { name, basedOn: null, keep: null }, viewer);
      await this.solves.ask(manager, content.plan, { ...wish, calm: null }, viewer);
      return content.plan;
    });
  }

  /**
   * Plans the year of a version anew, as of today, with as few moves as is worth it: what has begun, lies in the past or
   * within the notice stays, and so does what was locked.
   * @param wish.calm weeks of lateness of a visit of weight 1 that a move may cost; the policy's `planning.calm` if absent
   * @throws NotFound, Conflict (409) when the version is withdrawn
   */
  replan(
    id: string,
    { name, calm = this.policy.planning.calm, ...wish }: { name?: string } & SolveWish,
    viewer: Viewer,
  ): Promise<Plan> {
    return this.unitOfWork.run(async (manager) => {
      const base = await this.contents.read(id);
      const { number, status, fiscalYear } = base.plan;
      if (status === 'withdrawn')
        throw new Conflict('plan-withdrawn', `${number} is withdrawn: replan another version.`);
      const year = await this.years.build(fiscalYear);
      const draft = {
        name: name ?? `${number}, planned anew`,
        basedOn: base,
        keep: keepOf(base, year),
      };
      const content = await this.add(manager, year, draft, viewer);
      await this.solves.ask(manager, content.plan, { ...wish, calm }, viewer);
      return content.plan;
    });
  }

  private async add(
    manager: EntityManager,
    year: YearInstance,
    of: { name: string; basedOn: PlanContent | null; keep: PlanAssignment[] | null },
    viewer: Viewer,
  ): Promise<PlanContent> {
    const { calendar, plannedFrom, instance, positions, assumptions } = year;
    const plan = Object.assign(new Plan(), {
      id: newId(),
      number: await nextNumber(manager, `PLAN-${calendar.fiscalYear}`),
      fiscalYear: calendar.fiscalYear,
      name: of.name,
      status: 'draft' as const,
      basedOnId: of.basedOn?.plan.id ?? null,
      plannedFrom,
      createdAt: this.clock.moment(),
      createdById: viewer.accountId,
      createdBy: viewer.name,
      ...{ proposedAt: null, proposedById: null, proposedBy: null },
      ...{ approvedAt: null, approvedOn: null, approvedById: null, approvedBy: null },
      ...{ supersededAt: null, reason: null, bound: null, gap: null },
      ...{ lateness: 0, travelKm: 0, imbalance: 0, unscheduledCount: 0 },
      isSample: positions.some(({ isSample }) => isSample),
      version: 1,
    });
    const content: PlanContent = {
      plan,
      instance,
      positions,
      assumptions,
      keep: of.keep,
      items: [],
      agreements: new Map(year.tasks.map(({ agreement }) => [agreement.agreementId, agreement])),
    };
    content.items = itemsOf(plan.id, year);
    content.items = this.standing(content, of.keep ?? standingOf(year), of.basedOn);
    content.items = withReasons({
      ...content,
      items: await this.writing.dated(content, content.items),
    });
    Object.assign(plan, totalsOf(content, content.items));
    await manager.insert(Plan, plan);
    await manager.insert(PlanBasis, {
      planId: plan.id,
      instance,
      positions,
      assumptions,
      keep: of.keep,
    });
    await this.contents.addItems(manager, content.items);
    await this.audit.record({
      action: 'plan.drafted',
      subject: planSubject(plan),
      details: {
        tasks: instance.tasks.length,
        people: instance.people.length,
        ...(of.basedOn && { basedOn: of.basedOn.plan.number }),
      },
    });
    return content;
  }

  /** What has its place and may have it still; locks of the version before go on where that is so. */
  private standing(
    content: PlanContent,
    places: readonly PlanAssignment[],
    base: PlanContent | null,
  ): PlannedItem[] {
    const { instance } = content;
    const load = new YearLoad(instance, instance.fixed, namesOf(content));
    const placed = new Map(instance.fixed.map((assignment) => [assignment.task, assignment]));
    const locked = new Set(
      base?.items.filter(({ isLocked }) => isLocked).map(({ taskId }) => taskId) ?? [],
    );
    const lockedFirst = [...places].sort(
      (a, b) => Number(locked.has(b.task)) - Number(locked.has(a.task)),
    );
    for (const assignment of lockedFirst) {
      if (placed.has(assignment.task) || load.brokenBy(assignment).length > 0) continue;
      load.add(assignment);
      placed.set(assignment.task, assignment);
    }
    return content.items.map((item) => {
      const place = placed.get(item.taskId);
      if (!place) return { ...item, reason: 'It has not been given a week yet.' };
      return {
        ...item,
        week: place.week,
        leaderId: place.leader,
        inspectors: [...place.inspectors],
        isLocked: item.fixedBecause === null && locked.has(item.taskId),
      };
    });
  }
}

/** The items of a new version, still without weeks. */
const itemsOf = (planId: string, { tasks }: YearInstance): PlannedItem[] =>
  tasks.map((task) => ({
    id: newId(),
    planId,
    taskId: task.id,
    kind: task.kind,
    agreementId: task.agreement.agreementId,
    obligationId: task.obligationId,
    inspectionId: task.visit?.id ?? null,
    inspectionVersion: task.visit?.version ?? null,
    dueOn: task.dueOn,
    ...{ week: null, startsOn: null, endsOn: null, leaderId: null, inspectors: [] },
    isLocked: false,
    fixedBecause: task.fixedBecause,
    weight: task.risk.weight,
    weightWords: task.risk.words,
    ...{ reason: null, movedBecause: null },
  }));

const standingOf = ({ tasks }: YearInstance): PlanAssignment[] =>
  tasks.flatMap(({ standing }) =>
    standing
      ? [
          {
            task: standing.task,
            week: standing.week,
            leader: standing.leader,
            inspectors: standing.inspectors,
          },
        ]
      : [],
  );

/**
 * What a new version departs from: where the visits are now; of a version that was not carried out, where it has them. A
 * visit of an approved plan that was postponed, cancelled or given back has no place to keep.
 */
function keepOf(base: PlanContent, year: YearInstance): PlanAssignment[] {
  const standing = standingOf(year);
  if (base.plan.status === 'approved' || base.plan.status === 'superseded') return standing;
  const known = new Set(year.tasks.map(({ id }) => id));
  const planned = assignmentsOf(base.items).filter(({ task }) => known.has(task));
  const isPlanned = new Set(planned.map(({ task }) => task));
  return [...planned, ...standing.filter(({ task }) => !isPlanned.has(task))];
}
