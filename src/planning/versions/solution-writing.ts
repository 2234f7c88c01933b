import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Inspection } from '../../inspections/inspection.entity.js';
import { fiscalWeeks } from '../fiscal-weeks.rules.js';
import { explainScheduled, explainUnscheduled, unscheduledWords } from '../solver/explain.js';
import type { Plan as SolvedPlan, PlanAssignment } from '../solver/instance.js';
import { assignmentWords } from './assignment-reasons.rules.js';
import { isMoved, type MoveFacts, whyMoved } from './move-reasons.rules.js';
import { costOf, gapOf } from './plan-cost.rules.js';
import type { Plan } from './plan.entity.js';
import { PlanContents } from './plan-contents.js';
import {
  assignmentsOf,
  namesOf,
  type PlanContent,
  type PlannedItem,
} from './planned-items.rules.js';
import { weekNames } from './plan-words.js';
import { daysOfVisits } from './visit-days.rules.js';

/** Makes a version out of weeks and teams: days, what it costs, and why each visit is where it is. */
@Injectable()
export class SolutionWriting {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly contents: PlanContents,
  ) {}

  /** Puts what a solver found into a version. */
  async write(manager: EntityManager, content: PlanContent, solved: SolvedPlan): Promise<void> {
    const reasons = whyUnscheduled(content, solved);
    const placed = new Map(solved.assignments.map((assignment) => [assignment.task, assignment]));
    const items = await this.dated(
      content,
      content.items.map((item) => ({
        ...item,
        ...placeOf(placed.get(item.taskId)),
        reason: reasons.get(item.taskId) ?? null,
      })),
    );
    await this.contents.replaceItems(
      manager,
      content.plan.id,
      await this.withMoves(content, withReasons({ ...content, items })),
    );
    await this.contents.change(manager, content.plan, {
      ...totalsOf(content, items),
      bound: solved.bound,
      gap: gapOf(totalsOf(content, items).lateness, solved.bound),
    });
  }

  /** Gives every item with a week its days, beside the others. */
  async dated(content: PlanContent, items: readonly PlannedItem[]): Promise<PlannedItem[]> {
    const tasks = new Map(content.instance.tasks.map((task) => [task.id, task]));
    const visits = await this.standing(items);
    const days = daysOfVisits(
      items.flatMap((item) => {
        const { taskId, week, leaderId, inspectors, fixedBecause } = item;
        const task = tasks.get(taskId);
        if (week === null || leaderId === null || !task) return [];
        return [
          {
            task: taskId,
            week,
            leader: leaderId,
            inspectors,
            days: task.days,
            standing: visits.get(item.inspectionId ?? '') ?? null,
            isFixed: fixedBecause !== null,
          },
        ];
      }),
      fiscalWeeks(content.plan.fiscalYear),
    );
    return items.map((item) => ({
      ...item,
      startsOn: days.get(item.taskId)?.startsOn ?? null,
      endsOn: days.get(item.taskId)?.endsOn ?? null,
    }));
  }

  private async standing(
    items: readonly PlannedItem[],
  ): Promise<Map<string, { startsOn: string; endsOn: string }>> {
    const ids = new Set(items.flatMap(({ inspectionId }) => inspectionId ?? []));
    if (ids.size === 0) return new Map();
    const visits = await this.unitOfWork.reading().find(Inspection, {
      select: { id: true, startsOn: true, endsOn: true },
    });
    return new Map(
      visits.flatMap(({ id, startsOn, endsOn }) =>
        ids.has(id) && startsOn && endsOn ? [[id, { startsOn, endsOn }]] : [],
      ),
    );
  }

  /** Against the version that this one plans anew: what is elsewhere, and why. */
  private async withMoves(content: PlanContent, items: PlannedItem[]): Promise<PlannedItem[]> {
    const { plan, instance, keep } = content;
    if (plan.basedOnId === null || keep === null) return items;
    const base = await this.contents.read(plan.basedOnId);
    const before = new Map(assignmentsOf(base.items).map((one) => [one.task, one]));
    const kept = new Map(keep.map((one) => [one.task, one]));
    const weights = new Map(base.items.map(({ taskId, weight }) => [taskId, weight]));
    const facts: MoveFacts = {
      instance,
      assignments: assignmentsOf(items),
      names: namesOf({ ...content, items }),
      isNew: (task) => !weights.has(task),
      weightBefore: (task) => weights.get(task),
    };
    return items.map((item) => {
      const was = before.get(item.taskId);
      return { ...item, movedBecause: was ? movedBecause(item, was, kept, facts) : null };
    });
  }
}

/** What keeps each task out that has no week, from the plan itself, in dates. */
function whyUnscheduled({ plan, instance }: PlanContent, solved: SolvedPlan): Map<string, string> {
  if (solved.unscheduled.length === 0) return new Map();
  const calendar = fiscalWeeks(plan.fiscalYear);
  return new Map(
    explainUnscheduled(instance, solved.assignments).map((explanation) => [
      explanation.task,
      unscheduledWords(explanation, (weeks) => weekNames(calendar, weeks)),
    ]),
  );
}

/** Null when it is where it was. What happened to the visit itself comes before what planning made of it. */
function movedBecause(
  item: PlannedItem,
  was: PlanAssignment,
  kept: ReadonlyMap<string, PlanAssignment>,
  facts: MoveFacts,
): string | null {
  const now = facts.assignments.find(({ task }) => task === item.taskId);
  if (now && !isMoved(was, now)) return null;
  const standing = kept.get(item.taskId);
  if (!standing) return 'Its visit was postponed, cancelled or given back: it was placed anew.';
  if (now && !isMoved(standing, now)) return 'It was moved by hand meanwhile, and stays so.';
  if (item.fixedBecause !== null) return `${item.fixedBecause}.`;
  return whyMoved(standing, facts);
}

/** The items with why each of them is where it is; what has no week keeps the reason that it has. */
export function withReasons(content: PlanContent): PlannedItem[] {
  const { instance, items } = content;
  const explanations = new Map(
    explainScheduled(instance, assignmentsOf(items)).map((explained) => [
      explained.task,
      explained,
    ]),
  );
  const calendar = fiscalWeeks(content.plan.fiscalYear);
  const tasks = new Map(instance.tasks.map((task) => [task.id, task]));
  return items.map((item) => {
    const task = tasks.get(item.taskId);
    const explanation = explanations.get(item.taskId);
    if (item.week === null || !task || !explanation) return item;
    if (item.fixedBecause !== null) return { ...item, reason: `${item.fixedBecause}: it stays.` };
    const reason = assignmentWords(task, item.dueOn, explanation, (weeks) =>
      weekNames(calendar, weeks),
    );
    return { ...item, reason };
  });
}

type Totals = Pick<Plan, 'lateness' | 'travelKm' | 'imbalance' | 'unscheduledCount'>;

/** What a version costs as it is. */
export const totalsOf = ({ instance }: PlanContent, items: readonly PlannedItem[]): Totals => ({
  ...costOf(instance, assignmentsOf(items)),
  unscheduledCount: items.filter(({ week }) => week === null).length,
});

const placeOf = (
  assignment: PlanAssignment | undefined,
): Pick<PlannedItem, 'week' | 'leaderId' | 'inspectors'> => ({
  week: assignment?.week ?? null,
  leaderId: assignment?.leader ?? null,
  inspectors: [...(assignment?.inspectors ?? [])],
});
