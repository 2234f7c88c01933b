import type { Day } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import type { AgreementOnDay } from '../../registry/agreements-on-day.js';
import { fiscalWeeks, mondayOfWeek } from '../fiscal-weeks.rules.js';
import { holderOn, type PlannedPosition } from '../instance/plan-people.js';
import type { PlanAssignment, PlanInstance } from '../solver/instance.js';
import type { PlanNames } from './limits.rules.js';
import type { Plan, PlanItem } from './plan.entity.js';

/** A task of a plan with its whole team. */
export type PlannedItem = Pick<PlanItem, keyof PlanItem> & { inspectors: string[] };

/** A version with everything that it says and rests on. */
export interface PlanContent {
  plan: Plan;
  instance: PlanInstance;
  positions: PlannedPosition[];
  assumptions: string[];
  keep: PlanAssignment[] | null;
  /** By week, then by agency; what has no week comes last. */
  items: PlannedItem[];
  /** The agreements of the items, as they were on the day of planning. */
  agreements: Map<string, AgreementOnDay>;
}

/** The weeks and teams that a version gives. */
export const assignmentsOf = (items: readonly PlannedItem[]): PlanAssignment[] =>
  items.flatMap(({ taskId, week, leaderId, inspectors }) =>
    week === null || leaderId === null
      ? []
      : [{ task: taskId, week, leader: leaderId, inspectors }],
  );

/** How many weeks after the one in which it is due a visit lies; null without a week. */
export function weeksLateIn({
  tasks,
}: Pick<PlanInstance, 'tasks'>): (item: PlannedItem) => number | null {
  const dueOf = new Map(tasks.map(({ id, due }) => [id, due]));
  return ({ taskId, week }) => {
    const due = dueOf.get(taskId);
    return week === null || due === undefined ? null : Math.max(0, week - due);
  };
}

/** The problem with what somebody locked: that stays where it is as well. */
export function withLocks(instance: PlanInstance, items: readonly PlannedItem[]): PlanInstance {
  const known = new Set(instance.fixed.map(({ task }) => task));
  const locked = assignmentsOf(items.filter(({ isLocked }) => isLocked));
  return {
    ...instance,
    fixed: [...instance.fixed, ...locked.filter(({ task }) => !known.has(task))],
  };
}

/** How tasks, people and weeks of a version are called. */
export function namesOf({
  plan,
  positions,
  items,
  agreements,
}: Pick<PlanContent, 'plan' | 'positions' | 'items' | 'agreements'>): PlanNames {
  const titles = new Map(positions.map(({ id, title }) => [id, title]));
  const places = new Map(items.map(({ taskId, agreementId }) => [taskId, agreementId]));
  const calendar = fiscalWeeks(plan.fiscalYear);
  return {
    task: (id) => agreementName(agreements.get(places.get(id) ?? '')),
    person: (id) => titles.get(id) ?? GONE,
    week: (week) => `the week of ${dayText(mondayOfWeek(calendar, week))}`,
  };
}

/**
 * Who goes to a visit of a plan, the leader first: by their positions' titles, and by name where a position changes hands in
 * the year.
 */
export function teamsOf({
  positions,
}: Pick<PlanContent, 'positions'>): (item: PlannedItem) => string[] {
  const known = new Map(positions.map((position) => [position.id, position]));
  const nameOn = (id: string, day: Day | null): string => {
    const position = known.get(id);
    if (!position) return GONE;
    const { title, successors = [] } = position;
    const holder = day === null ? null : holderOn(position, day);
    return successors.length > 0 && holder ? `${title} (${holder.name})` : title;
  };
  return ({ leaderId, inspectors, startsOn }) =>
    leaderId === null ? [] : [leaderId, ...inspectors].map((id) => nameOn(id, startsOn));
}

const GONE = 'a position that is gone';

export const agreementName = (agreement: AgreementOnDay | undefined): string =>
  agreement ? `${agreement.agencyName} (${agreement.state})` : 'an agreement that is gone';
