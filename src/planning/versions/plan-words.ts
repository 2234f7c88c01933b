import { dayText } from '../../platform/clock/day-text.js';
import { counted, numberText } from '../../platform/counted.js';
import { type FiscalWeeks, mondayOfWeek } from '../fiscal-weeks.rules.js';
import { rangesOf } from '../solver/explain.js';
import { isProved } from '../solver/instance.js';
import type { CarriedOut } from './plan-carrying-out.js';
import type { Plan, PlanSolve, SolveState } from './plan.entity.js';

export const planPath = (id: string, rest = ''): string => `/plans/${id}${rest}`;

/** What an approval did, without what it did not: `Approved: 12 visits made, 3 moved to other days.` */
export function approvalText(done: CarriedOut): string {
  const { created, dated, moved, handedOver, postponed, kept } = done;
  const told = [
    [created, 'made'],
    [dated, 'given days'],
    [moved, 'moved to other days'],
    [handedOver, 'given to another team'],
    [postponed, 'postponed'],
    [kept, 'left as before'],
  ] as const;
  const words = told.flatMap(([count, what]) =>
    count === 0 ? [] : `${counted(count, 'visit')} ${what}`,
  );
  return words.length === 0
    ? 'Approved: no visit had to change.'
    : `Approved: ${words.join(', ')}.`;
}

/** A number of lateness, as people read it. */
export const latenessText = (lateness: number): string =>
  numberText(Math.round(lateness * 10) / 10);

export const kmText = (km: number): string => `${numberText(Math.round(km))} km`;

/** `2.6 %`; `less than 0.1 %` where it would be said to be none and is not; `not known` without a bound. */
export function gapText(gap: number | null): string {
  if (gap === null) return 'not known';
  if (!isProved({ gap }) && gap < 0.0005) return 'less than 0.1 %';
  return `${(Math.max(0, gap) * 100).toFixed(1)} %`;
}

/** What the gap says of a plan. */
export function gapWords({ bound, gap }: Pick<Plan, 'bound' | 'gap'>): string {
  if (bound === null || gap === null)
    return 'How much better a plan could be is not known: no bound has been found for it as it is.';
  if (isProved({ gap })) return `No plan of these visits and people can be less late.`;
  return `No plan of these visits and people can be less late than ${latenessText(bound)}: this one lies at most ${gapText(gap)} above the best.`;
}

export const SOLVE_WORDS: Record<SolveState, string> = {
  waiting: 'waits for a worker',
  solving: 'being solved',
  solved: 'solved',
  stopped: 'stopped, the best so far was kept',
  failed: 'could not be solved',
};

/** `30 seconds, seed 1` */
export function wishWords({ seconds, proofSeconds, iterations, seed, calm }: PlanSolve): string {
  const budget =
    iterations === null ? counted(seconds, 'second') : counted(iterations, 'iteration');
  const proof =
    proofSeconds === null ? '' : `, ${counted(proofSeconds, 'second')} before that for a proof`;
  const moves = calm === null ? '' : `, a move may cost ${calm} weeks of lateness`;
  return `${budget}${proof}, seed ${seed}${moves}`;
}

/** How far the solving is, in a line. */
export function progressWords(solve: PlanSolve): string {
  const { state, progress, isStopAsked } = solve;
  if (state === 'waiting' && !progress) return 'Waits for a worker.';
  if (isStopAsked) return 'Stopping: the best so far is kept.';
  if (!progress) return 'A first plan is being made.';
  const { seconds, lateness, unscheduled, gap } = progress;
  return `${Math.round(seconds)} s: lateness ${latenessText(lateness)}, gap ${gapText(gap)}, ${unscheduled} without a week.`;
}

/** `the weeks of 7 Jan 2013 to 25 Feb 2013 and of 11 Mar 2013`: by their Mondays. */
export function weekNames(calendar: FiscalWeeks, weeks: readonly number[]): string {
  const day = (week: number): string => dayText(mondayOfWeek(calendar, week));
  const ranges = rangesOf(weeks).map(({ first, last }) =>
    last > first ? `of ${day(first)} to ${day(last)}` : `of ${day(first)}`,
  );
  const head = ranges.slice(0, -1).join(', ');
  return `the ${weeks.length === 1 ? 'week' : 'weeks'} ${head ? `${head} and ` : ''}${ranges.at(-1) ?? ''}`;
}
