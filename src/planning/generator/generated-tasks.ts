import type { PlanTask } from '../solver/instance.js';
import type { Site } from './places.js';
import type { SeededDraws } from './seeded-draws.js';

/** Of all agreements, how many have a full inspection in the year, and how many others a focus review. */
const FULL_SHARE = 0.55;
const FOCUS_SHARE = 0.16;

/** The 64 agreements of 2012 (OIG-12-130): 35 of jails, 20 of task forces, 9 of both. */
const MODELS_OF_64: readonly (readonly [model: string, agreements: number])[] = [
  ['DETENTION', 35],
  ['TASK_FORCE', 20],
  ['JOINT', 9],
];

/** A visit may begin a quarter before it falls due, give or take two weeks. */
const WEEKS_AHEAD = 13;

/** The tasks of a year: for most agreements one visit, each agreement at a site of its own draw. */
export function generatedTasks(
  agreements: number,
  weeks: number,
  sites: readonly Site[],
  draws: SeededDraws,
): PlanTask[] {
  const numbers = Array.from({ length: agreements }, (_, index) => index + 1);
  const full = Math.round(FULL_SHARE * agreements);
  const focus = Math.round(FOCUS_SHARE * agreements);
  return draws
    .shuffled(numbers)
    .slice(0, full + focus)
    .map((agreement, index): PlanTask => {
      const kind = index < full ? 'full' : 'focus';
      const due = dueWeek(weeks, draws);
      return {
        id: `visit-${agreement}`,
        agreement: `agreement-${agreement}`,
        kind,
        model: modelOf(draws.whole(1, 64)),
        days: kind === 'full' ? 5 : draws.oneOf([3, 3, 2]),
        inspectors: kind === 'full' ? 3 : 1,
        release: Math.max(0, due - WEEKS_AHEAD + draws.whole(-2, 2)),
        due,
        weight: weightOf(due, draws),
        ...draws.oneOf(sites),
        blackout: draws.happens(0.05) ? blackoutOf(weeks, draws) : [],
      };
    });
}

function modelOf(number: number): string {
  let rest = number;
  for (const [model, agreements] of MODELS_OF_64) {
    if (rest <= agreements) return model;
    rest -= agreements;
  }
  throw new RangeError(`The models have 64 agreements, not ${number}.`);
}

/** One in seven is overdue when the year begins, by up to half a year; the others fall due all over the year. */
const dueWeek = (weeks: number, draws: SeededDraws): number =>
  draws.happens(1 / 7) ? draws.whole(-26, -1) : draws.whole(0, weeks - 1);

/** Risk: 1, up to 5 more for open findings (few have severe ones), and 1 for every hundred days overdue. */
function weightOf(due: number, draws: SeededDraws): number {
  const severity = 5 * draws.share() * draws.share();
  const overdue = (7 * Math.max(0, -due)) / 100;
  return Math.round(100 * (1 + severity + overdue)) / 100;
}

/** One to three weeks in a row in which the agency receives nobody. */
function blackoutOf(weeks: number, draws: SeededDraws): number[] {
  const length = draws.whole(1, 3);
  const first = draws.whole(0, weeks - length);
  return Array.from({ length }, (_, index) => first + index);
}
