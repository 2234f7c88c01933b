import { isMoved } from './move-reasons.rules.js';
import { loadsOf, type PersonLoad } from './plan-cost.rules.js';
import type { Plan } from './plan.entity.js';
import {
  agreementName,
  assignmentsOf,
  type PlanContent,
  type PlannedItem,
  teamsOf,
} from './planned-items.rules.js';

/** Where a version has a task. */
export interface ComparedPlace {
  week: number | null;
  startsOn: string | null;
  endsOn: string | null;
  /** Titles, the leader first. */
  team: string[];
  /** Weeks after the one in which it is due; null without a week. */
  weeksLate: number | null;
  reason: string | null;
}

/** One task in two versions; null = that version does not have it. */
export interface ComparedTask {
  task: string;
  agreementId: string;
  agreement: string;
  kind: 'full' | 'focus';
  dueOn: string;
  a: ComparedPlace | null;
  b: ComparedPlace | null;
  differs: boolean;
  /** Why the second version has it elsewhere, where that was planned anew from the first. */
  because: string | null;
}

export interface ComparedLoad {
  position: string;
  a: PersonLoad | null;
  b: PersonLoad | null;
}

/** Two versions side by side. */
export interface Comparison {
  a: Plan;
  b: Plan;
  /** What differs first, then by first day. */
  tasks: ComparedTask[];
  loads: ComparedLoad[];
}

export function comparePlans(a: PlanContent, b: PlanContent): Comparison {
  const [first, second] = [sideOf(a), sideOf(b)];
  const ids = [...new Set([...second.items.keys(), ...first.items.keys()])];
  const tasks = ids.flatMap((task) => comparedTask(task, first, second, b) ?? []);
  return {
    a: a.plan,
    b: b.plan,
    tasks: tasks.sort((x, y) => Number(y.differs) - Number(x.differs)),
    loads: comparedLoads(a, b),
  };
}

interface Side {
  content: PlanContent;
  items: Map<string, PlannedItem>;
  place: (item: PlannedItem) => ComparedPlace;
}

function sideOf(content: PlanContent): Side {
  const teamOf = teamsOf(content);
  const dueWeeks = new Map(content.instance.tasks.map(({ id, due }) => [id, due]));
  return {
    content,
    items: new Map(content.items.map((item) => [item.taskId, item])),
    place: (item) => ({
      week: item.week,
      startsOn: item.startsOn,
      endsOn: item.endsOn,
      team: teamOf(item),
      weeksLate:
        item.week === null
          ? null
          : Math.max(0, item.week - (dueWeeks.get(item.taskId) ?? item.week)),
      reason: item.reason,
    }),
  };
}

function comparedTask(
  task: string,
  first: Side,
  second: Side,
  { plan }: PlanContent,
): ComparedTask | null {
  const [was, is] = [first.items.get(task), second.items.get(task)];
  const item = is ?? was;
  if (!item) return null;
  const agreements = is ? second.content.agreements : first.content.agreements;
  return {
    task,
    agreementId: item.agreementId,
    agreement: agreementName(agreements.get(item.agreementId)),
    kind: item.kind,
    dueOn: item.dueOn,
    a: was ? first.place(was) : null,
    b: is ? second.place(is) : null,
    differs: !was || !is || differs(was, is),
    because: plan.basedOnId === first.content.plan.id ? (is?.movedBecause ?? null) : null,
  };
}

function differs(was: PlannedItem, is: PlannedItem): boolean {
  const [before, after] = [assignmentsOf([was])[0], assignmentsOf([is])[0]];
  return before && after ? isMoved(before, after) : before !== after;
}

function comparedLoads(a: PlanContent, b: PlanContent): ComparedLoad[] {
  const loads = (content: PlanContent): Map<string, PersonLoad> =>
    new Map(
      loadsOf(content.instance, assignmentsOf(content.items)).map((load) => [load.person, load]),
    );
  const [ofA, ofB] = [loads(a), loads(b)];
  const titles = new Map([...a.positions, ...b.positions].map(({ id, title }) => [id, title]));
  return [...new Set([...ofA.keys(), ...ofB.keys()])]
    .map((id) => ({
      position: titles.get(id) ?? id,
      a: ofA.get(id) ?? null,
      b: ofB.get(id) ?? null,
    }))
    .sort((x, y) => x.position.localeCompare(y.position, 'en', { numeric: true }));
}
