import type { PlanInstance, PlanPerson } from '../solver/instance.js';
import type { Home } from './places.js';
import type { SeededDraws } from './seeded-draws.js';

const BOTH = ['DETENTION', 'TASK_FORCE'];
const JAIL = ['DETENTION'];
const TASK_FORCE = ['TASK_FORCE'];

/** The qualifications of the sample positions (src/workforce/sample-staff.ts), over and over. */
const QUALIFICATIONS: Readonly<Record<PlanPerson['role'], readonly (readonly string[])[]>> = {
  leader: [BOTH, BOTH, JAIL, BOTH],
  inspector: [BOTH, JAIL, TASK_FORCE, BOTH, JAIL, JAIL, BOTH, JAIL, BOTH, TASK_FORCE],
};

const QUARTER_CAP = 6;

/** One position in five is filled during the year, between these weeks: the unit of 2012 had vacancies (OIG-12-130). */
const FILLED_LATE = { share: 0.2, from: 8, until: 26 };

type Calendar = Pick<PlanInstance, 'weeks' | 'quarterOf'>;

/**
 * As many people of a role as can travel the weeks that are needed.
 * @param weeksNeeded travel weeks that all of them have in the year together, leave and quarter caps considered
 * @param least so many at any rate: one visit may need more people than a small year gives work to
 */
export function generatedPeople(
  role: PlanPerson['role'],
  weeksNeeded: number,
  least: number,
  calendar: Calendar,
  homeOfNext: () => Home,
  draws: SeededDraws,
): PlanPerson[] {
  const people: PlanPerson[] = [];
  let weeksAvailable = 0;
  while (weeksAvailable < weeksNeeded || people.length < least) {
    const qualifications = QUALIFICATIONS[role];
    const person: PlanPerson = {
      id: `${role}-${people.length + 1}`,
      role,
      models: [...(qualifications[people.length % qualifications.length] ?? BOTH)],
      ...homeOfNext(),
      unavailable: weeksAway(calendar.weeks, draws),
      quarterCap: QUARTER_CAP,
    };
    people.push(person);
    weeksAvailable += travelWeeks(person, calendar);
  }
  return people;
}

/** The weeks that somebody can travel in the year: in each quarter those at work, up to the cap. */
export function travelWeeks(
  { unavailable, quarterCap }: PlanPerson,
  { quarterOf }: Calendar,
): number {
  const away = new Set(unavailable);
  const atWork = [0, 1, 2, 3].map(
    (quarter) => quarterOf.filter((of, week) => of === quarter && !away.has(week)).length,
  );
  return atWork.reduce((sum, weeks) => sum + Math.min(weeks, quarterCap), 0);
}

/** Two to four weeks of leave, in one piece or one in each half of the year, and the weeks before a position was filled. */
function weeksAway(weeks: number, draws: SeededDraws): number[] {
  const leave = draws.whole(2, 4);
  const half = Math.floor(weeks / 2);
  const pieces = draws.happens(0.5)
    ? [pieceWithin(0, weeks, leave, draws)]
    : [pieceWithin(0, half, 1, draws), pieceWithin(half, weeks, leave - 1, draws)];
  const filledIn = draws.happens(FILLED_LATE.share)
    ? draws.whole(FILLED_LATE.from, FILLED_LATE.until)
    : 0;
  const before = Array.from({ length: filledIn }, (_, week) => week);
  return [...new Set([...before, ...pieces.flat()])].sort((a, b) => a - b);
}

/** So many weeks in a row, from `from` on and before `until`. */
function pieceWithin(from: number, until: number, length: number, draws: SeededDraws): number[] {
  const first = draws.whole(from, until - length);
  return Array.from({ length }, (_, index) => first + index);
}
