import type { Day } from '../platform/clock/calendar.js';

/** That an office answers for an agency, and when. */
export interface DatedAssignment {
  id: string;
  officeId: string;
  holdsFrom: Day;
  /** The first day on which it no longer holds; null = still does. */
  holdsUntil: Day | null;
}

/** What becomes of an agency's assignments when an office takes it over. */
export interface AssignmentPlan<Assignment extends DatedAssignment> {
  /** The one that held until then, which now ends on the day; null = none did. */
  end: Assignment | null;
  /** The one that began on that very day and was wrong; the new one stands in its place. */
  replace: Assignment | null;
  add: Omit<DatedAssignment, 'id'>;
}

export const holdsOn = (
  { holdsFrom, holdsUntil }: Pick<DatedAssignment, 'holdsFrom' | 'holdsUntil'>,
  day: Day,
): boolean => holdsFrom <= day && (holdsUntil === null || holdsUntil > day);

/**
 * An office answers from a day on, until what was known to come after. Days before keep their office, and so do the
 * days of a later assignment that is known already.
 * @returns null when the office answers on that day anyway
 */
export function planAssignment<Assignment extends DatedAssignment>(
  assignments: Assignment[],
  officeId: string,
  from: Day,
): AssignmentPlan<Assignment> | null {
  const holding = assignments.find((assignment) => holdsOn(assignment, from)) ?? null;
  if (holding?.officeId === officeId) return null;
  const later = assignments.map(({ holdsFrom }) => holdsFrom).filter((day) => day > from);
  const beginsThen = holding?.holdsFrom === from;
  return {
    end: beginsThen ? null : holding,
    replace: beginsThen ? holding : null,
    add: {
      officeId,
      holdsFrom: from,
      holdsUntil: holding ? holding.holdsUntil : (later.sort()[0] ?? null),
    },
  };
}

/**
 * The first day of which an office may no longer see, when it looks at an agency as of `asOf`: the record goes with the
 * agency, and who answered for it before keeps what lies in that time.
 * @param today who answers today sees everything
 * @returns null = no limit; undefined = the office did not answer on `asOf` at all
 */
export function seenUntil(
  assignments: DatedAssignment[],
  officeId: string,
  asOf: Day,
  today: Day,
): Day | null | undefined {
  const own = assignments.filter((assignment) => assignment.officeId === officeId);
  const then = own.find((assignment) => holdsOn(assignment, asOf));
  if (!then) return undefined;
  return own.some((assignment) => holdsOn(assignment, today)) ? null : then.holdsUntil;
}
