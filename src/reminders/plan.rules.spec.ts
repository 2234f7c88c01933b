import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anAction, aPerson, reminderPolicy as policy } from '../../test/support/planning.js';
import {
  addDays,
  type Day,
  daysBetween,
  isBusinessDay,
  weekday,
} from '../platform/clock/calendar.js';
import { BusinessClock, SystemClock } from '../platform/clock/clock.js';
import { type PlanningDay, planReminders, sendDay, type WantedReminder } from './plan.rules.js';

const on = (today: Day, beganOn: Day = '2000-01-01'): PlanningDay => ({
  beganOn,
  todayIn: () => today,
});

const offsetsOn = (today: Day, obligation = anAction()): number[] =>
  planReminders([obligation], policy, on(today)).map(({ offsetDays }) => offsetDays);

describe('planning reminders', () => {
  it('plans the offsets of the policy ahead', () => {
    expect(offsetsOn('2012-09-26')).toEqual([14, 3, 0]);
  });

  it('adds the repeat whose day has come, and only that', () => {
    expect(offsetsOn('2012-10-16')).toEqual([14, 3, 0]);
    expect(offsetsOn('2012-10-17')).toEqual([14, 3, 0, -7]);
    expect(offsetsOn('2012-10-23')).toEqual([14, 3, 0, -7]);
    // Both can still be sent on the day of the second: the catch-up window has seven days.
    expect(offsetsOn('2012-10-24')).toEqual([14, 3, 0, -7, -14]);
    expect(offsetsOn('2012-10-25')).toEqual([14, 3, 0, -14]);
  });

  it('goes up the ladder once the thing is late enough', () => {
    const escalated = (today: Day): WantedReminder[] =>
      planReminders([anAction({ escalateTo: [aPerson('manager')] })], policy, on(today)).filter(
        ({ isEscalation }) => isEscalation,
      );
    expect(escalated('2012-10-30')).toEqual([]);
    expect(escalated('2012-10-31')).toMatchObject([
      { recipientId: 'manager', offsetDays: -21, sendOn: '2012-10-31' },
    ]);
  });

  it('gives a person with two roles one row, as the responsible one', () => {
    const both = anAction({
      responsible: [aPerson('leader'), aPerson('leader')],
      escalateTo: [aPerson('leader')],
    });
    const rows = planReminders([both], policy, on('2012-10-31'));
    expect(rows.filter(({ offsetDays }) => offsetDays === -21)).toMatchObject([
      { isEscalation: false },
    ]);
  });

  it('plans nothing for a day before the installation began', () => {
    const rows = planReminders([anAction()], policy, on('2012-10-01', '2012-10-01'));
    expect(rows.map(({ offsetDays }) => offsetDays)).toEqual([3, 0]);
  });

  it('does not lose a reminder whose day rolls to before the beginning', () => {
    // Monday 15 October - 1 = Sunday 14; the installation began on Saturday 13.
    const offsets = { ...policy.offsets, 'corrective-action-due': [1] };
    const rows = planReminders(
      [anAction({ dueOn: '2012-10-15' })],
      { ...policy, offsets },
      on('2012-10-13', '2012-10-13'),
    );
    expect(rows).toMatchObject([{ sendOn: '2012-10-13' }]);
  });

  it('plans nothing for a kind that the policy does not name', () => {
    expect(planReminders([anAction({ kind: 'unheard-of' })], policy, on('2012-10-01'))).toEqual([]);
  });
});

describe('the day on which a reminder leaves', () => {
  it.each([
    ['2012-11-13', 1, 'previous-business-day', '2012-11-09'], // Veterans Day is observed on Monday the 12th
    ['2012-11-13', 1, 'next-business-day', '2012-11-13'],
    ['2012-11-13', 1, 'same-day', '2012-11-12'],
    ['2013-01-02', 1, 'previous-business-day', '2012-12-31'], // New Year's Day
    ['2012-03-01', 1, 'previous-business-day', '2012-02-29'], // leap day
    ['2013-03-12', 2, 'previous-business-day', '2013-03-08'], // the Sunday on which the clocks change
    ['2012-10-10', 0, 'previous-business-day', '2012-10-10'],
    ['2012-10-10', -21, 'previous-business-day', '2012-10-31'],
  ] as const)('due %s, %d days before, %s: %s', (dueOn, offset, rule, day) => {
    expect(sendDay(dueOn, offset, rule)).toBe(day);
  });

  const anyDay = fc.integer({ min: 0, max: 12_000 }).map((days) => addDays('2007-01-01', days));

  it('is a business day, never later than the offset says, and at most a long weekend earlier', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -60, max: 200 }), (dueOn, offset) => {
        const nominal = addDays(dueOn, -offset);
        const day = sendDay(dueOn, offset, 'previous-business-day');
        expect(isBusinessDay(day)).toBe(true);
        expect(daysBetween(day, nominal)).toBeGreaterThanOrEqual(0);
        expect(daysBetween(day, nominal)).toBeLessThanOrEqual(5);
      }),
    );
  });

  it('rolls forward as little as it rolls back', () => {
    fc.assert(
      fc.property(anyDay, (dueOn) => {
        const day = sendDay(dueOn, 0, 'next-business-day');
        expect(isBusinessDay(day)).toBe(true);
        expect(daysBetween(dueOn, day)).toBeLessThanOrEqual(5);
        if (weekday(dueOn) < 6 && isBusinessDay(dueOn)) expect(day).toBe(dueOn);
      }),
    );
  });
});

describe('a day in the zones of the United States', () => {
  const zones = ['America/New_York', 'America/Phoenix', 'Pacific/Honolulu', 'Pacific/Guam'];

  it('comes exactly once, also when the clocks change', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: -2000, max: 2000 }),
        (zone, day, shift) => {
          let hour = Date.parse('2010-01-01T00:30:00Z') + day * 86_400_000;
          const system = new (class extends SystemClock {
            override millis(): number {
              return hour;
            }
          })();
          const clock = new BusinessClock(system);
          clock.setShift(shift);
          const days = new Set<Day>();
          let previous = '';
          for (let step = 0; step < 72; step++, hour += 3_600_000) {
            const today = clock.today(zone);
            expect(today >= previous).toBe(true);
            if (previous && today !== previous) expect(daysBetween(previous, today)).toBe(1);
            previous = today;
            days.add(today);
          }
          expect(days.size).toBeGreaterThanOrEqual(3);
        },
      ),
      { numRuns: 60 },
    );
  });
});
