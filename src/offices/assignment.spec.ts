import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../platform/clock/calendar.js';
import { type DatedAssignment, holdsOn, planAssignment, seenUntil } from './assignment.rules.js';

const FIRST = '2012-01-01';

/** Carries a plan out, as the database does. */
function carryOut(
  assignments: DatedAssignment[],
  officeId: string,
  from: string,
): DatedAssignment[] {
  const plan = planAssignment(assignments, officeId, from);
  if (!plan) return assignments;
  return [
    ...assignments
      .filter(({ id }) => id !== plan.replace?.id)
      .map((one) => (one.id === plan.end?.id ? { ...one, holdsUntil: from } : one)),
    { id: `${assignments.length} ${from} ${officeId}`, ...plan.add },
  ];
}

const day = fc.integer({ min: 0, max: 40 }).map((days) => addDays(FIRST, days));
const office = fc.constantFrom('Atlanta', 'Dallas', 'Phoenix');
const moves = fc.array(fc.record({ officeId: office, from: day }), { maxLength: 12 });

const after = (list: { officeId: string; from: string }[]): DatedAssignment[] =>
  list.reduce<DatedAssignment[]>(
    (assignments, { officeId, from }) => carryOut(assignments, officeId, from),
    [],
  );

describe('the assignments of an agency', () => {
  it('never overlap, whatever is moved when', () => {
    fc.assert(
      fc.property(moves, day, (list, asked) => {
        expect(after(list).filter((one) => holdsOn(one, asked)).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('leave every day before a move as it was, and give the day of the move to the new office', () => {
    fc.assert(
      fc.property(moves, office, day, day, (list, officeId, from, asked) => {
        const before = after(list);
        const later = carryOut(before, officeId, from);
        const officeOn = (all: DatedAssignment[], on: string) =>
          all.find((one) => holdsOn(one, on))?.officeId;
        expect(officeOn(later, from)).toBe(officeId);
        if (asked < from) expect(officeOn(later, asked)).toBe(officeOn(before, asked));
      }),
    );
  });

  it('change nothing where the office answers already', () => {
    const only = { id: 'a', officeId: 'Atlanta', holdsFrom: FIRST, holdsUntil: null };
    expect(planAssignment([only], 'Atlanta', '2012-05-01')).toBeNull();
  });

  it('end before an assignment that is known to come', () => {
    const coming = { id: 'a', officeId: 'Atlanta', holdsFrom: '2012-06-01', holdsUntil: null };
    expect(planAssignment([coming], 'Dallas', FIRST)?.add).toEqual({
      officeId: 'Dallas',
      holdsFrom: FIRST,
      holdsUntil: '2012-06-01',
    });
  });
});

describe('what an office sees of an agency', () => {
  const moved = after([
    { officeId: 'Atlanta', from: FIRST },
    { officeId: 'Dallas', from: '2012-02-01' },
  ]);

  it('ends with its time, for the office that gave it away', () => {
    expect(seenUntil(moved, 'Atlanta', '2012-01-15', '2012-03-01')).toBe('2012-02-01');
    expect(seenUntil(moved, 'Atlanta', '2012-02-01', '2012-03-01')).toBeUndefined();
  });

  it('has no end for the office that answers today, but its days before are not its own', () => {
    expect(seenUntil(moved, 'Dallas', '2012-03-01', '2012-03-01')).toBeNull();
    expect(seenUntil(moved, 'Dallas', '2012-01-15', '2012-03-01')).toBeUndefined();
  });
});
