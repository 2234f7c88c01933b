import { counted, numberText } from '../../platform/counted.js';
import type { PlanAssignment, PlanInstance } from '../solver/instance.js';
import { type PlanNames, YearLoad } from './limits.rules.js';
import { costOf } from './plan-cost.rules.js';

/** Why the tasks of a plan are elsewhere than before: found by holding the old place against the new facts. */
export interface MoveFacts {
  instance: PlanInstance;
  /** The new plan. */
  assignments: readonly PlanAssignment[];
  names: PlanNames;
  /** Tasks that the plan before did not have. */
  isNew: (task: string) => boolean;
  /** What a week of lateness cost before; undefined for a new task. */
  weightBefore: (task: string) => number | undefined;
}

/** Whether somebody would have to be told: another week, another leader, or another inspector. */
export const isMoved = (before: PlanAssignment, after: PlanAssignment): boolean =>
  before.week !== after.week ||
  before.leader !== after.leader ||
  [...before.inspectors].sort().join() !== [...after.inspectors].sort().join();

/**
 * Why a task left its place, in this order: the old place breaks a limit by itself (somebody is away, left, has a conflict);
 * the task weighs more and comes sooner; others have its people or its days now; or the year is better for it.
 */
export function whyMoved(before: PlanAssignment, facts: MoveFacts): string {
  const after = facts.assignments.find(({ task }) => task === before.task);
  const impossible = new YearLoad(facts.instance, facts.instance.fixed, facts.names)
    .brokenBy(before)
    .map(({ words }) => words);
  if (impossible.length > 0) return `${sentence(impossible.join('; '))}.`;
  const heavier = heavierWords(before, after, facts);
  if (heavier) return heavier;
  const others = facts.assignments.filter(({ task }) => task !== before.task);
  const broken = new YearLoad(facts.instance, others, facts.names).brokenBy(before);
  if (broken.length > 0) {
    const tasks = [...new Set(broken.flatMap((limit) => limit.tasks))];
    const words = broken.map((limit) => limit.words).join('; ');
    return tasks.length > 0
      ? `Makes room for ${tasks.map((task) => named(task, facts)).join(' and ')}: ${words}.`
      : `Others come first: ${words}.`;
  }
  return after ? whyBetter(before, facts, others) : 'It was left out although its place is free.';
}

const named = (task: string, { names, isNew }: MoveFacts): string =>
  isNew(task) ? `${names.task(task)}, which is new` : names.task(task);

function heavierWords(
  before: PlanAssignment,
  after: PlanAssignment | undefined,
  { instance, weightBefore }: MoveFacts,
): string | null {
  const now = instance.tasks.find(({ id }) => id === before.task)?.weight ?? 0;
  const then = weightBefore(before.task);
  if (!after || after.week >= before.week || then === undefined || now <= then) return null;
  return `It weighs ${now} instead of ${then} and comes ${counted(before.week - after.week, 'week')} sooner.`;
}

/** Nothing stands in the old place: what the year would cost with it. */
function whyBetter(before: PlanAssignment, facts: MoveFacts, others: PlanAssignment[]): string {
  const now = costOf(facts.instance, facts.assignments);
  const then = costOf(facts.instance, [...others, before]);
  const saved = (what: 'lateness' | 'travelKm' | 'imbalance'): number =>
    Math.round((then[what] - now[what]) * 10) / 10;
  if (saved('lateness') > 0)
    return `The year is less late by ${numberText(saved('lateness'))} for it.`;
  if (saved('travelKm') > 0) return `It saves ${numberText(Math.round(saved('travelKm')))} km.`;
  if (saved('imbalance') > 0) return 'The travel weeks are shared more evenly.';
  return 'Moved along with others: by itself it gains nothing.';
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
