import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../platform/clock/calendar.js';
import type { Standard } from '../requirements/standard.rules.js';
import { annualTraining } from './annual-training.rules.js';
import {
  type EntryFacts,
  LIMIT_SOURCES,
  type LimitFacts,
  type RegisterFacts,
} from './limit-sources.rules.js';
import { isTimeLimit, judge, type LimitStandpoint, type Stretch } from './limits.rules.js';
import type { Facts, RegisterCode } from './registers.rules.js';

const ATLANTA = 'America/New_York';

const aLimit = (given: Partial<Standard>): Standard => ({
  ...{ kind: 'limit', what: 'from one thing to another', per: null, bound: 'at-most' },
  ...{ amount: 1, unit: 'days', weekends: 'counted', inference: null },
  ...given,
});

const HOURS_48 = aLimit({ amount: 48, unit: 'hours', weekends: 'excluded' });
const DAYS_90 = aLimit({ amount: 90 });
const YEARS_2 = aLimit({ amount: 2, unit: 'years', weekends: null });

const aStretch = (from: string | null, until: string | null, given: Partial<Stretch> = {}) => ({
  ...{ subject: 'x', entryId: 'id', from, until, isSample: false },
  ...given,
});

const seen = (asOf: string, timeZone: string | null = ATLANTA): LimitStandpoint => ({
  asOf,
  soonUntil: addDays(asOf, 30),
  timeZone,
});

const status = (stretch: Stretch, standard: Standard, asOf = '2012-09-26'): string =>
  judge(stretch, standard, seen(asOf)).status;

describe('a limit of hours, weekends excluded', () => {
  it('is due as the clocks of the field office count', () => {
    const stretch = aStretch('2012-06-15T15:30', '2012-06-19T15:30');
    expect(judge(stretch, HOURS_48, seen('2012-09-26'))).toMatchObject({
      dueOn: '2012-06-19T19:30:00.000Z',
      status: 'compliant',
    });
    expect(judge(stretch, HOURS_48, seen('2012-09-26', 'America/Los_Angeles')).dueOn).toBe(
      '2012-06-19T22:30:00.000Z',
    );
  });

  it('is missed by a minute', () => {
    expect(status(aStretch('2012-06-15T15:30', '2012-06-19T15:31'), HOURS_48)).toBe('late');
  });

  it('is not late on the day on which it falls due, and late on the next', () => {
    // Due on Tuesday evening, which is Wednesday in UTC.
    const open = aStretch('2012-09-21T23:00', null);
    expect(status(open, HOURS_48, '2012-09-25')).toBe('due-soon');
    expect(status(open, HOURS_48, '2012-09-26')).toBe('late');
  });

  it('is not known where no field office says which clock counts', () => {
    const judged = judge(aStretch('2012-06-15T15:30', null), HOURS_48, seen('2012-09-26', null));
    expect(judged).toMatchObject({ dueOn: null, status: 'no-data' });
    expect(judged.note).toContain('time zone');
  });
});

describe('a limit of days and years', () => {
  it.each([
    ['2012-06-28', null, 'due-soon'],
    ['2012-06-27', null, 'late'],
    ['2012-09-01', null, 'compliant'],
    ['2012-01-01', '2012-03-31', 'compliant'],
    ['2012-01-01', '2012-04-01', 'late'],
    [null, null, 'no-data'],
  ])('90 days from %s to %s: %s', (from, until, expected) => {
    expect(status(aStretch(from, until), DAYS_90)).toBe(expected);
  });

  it('ends two years after a leap day on 28 February', () => {
    const judged = judge(aStretch('2012-02-29', null), YEARS_2, seen('2014-02-28'));
    expect(judged).toMatchObject({ dueOn: '2014-02-28', status: 'due-soon' });
  });

  it('tells an end that was stated ahead, and one beyond the limit', () => {
    const ahead = { isEndAhead: true };
    expect(status(aStretch('2010-10-18', '2012-10-17', ahead), YEARS_2)).toBe('due-soon');
    expect(status(aStretch('2011-10-18', '2013-10-17', ahead), YEARS_2)).toBe('compliant');
    expect(status(aStretch('2011-10-18', '2013-10-19', ahead), YEARS_2)).toBe('late');
    expect(status(aStretch('2010-10-18', '2012-10-17'), YEARS_2)).toBe('compliant');
  });

  it('knows what was too early where the interval is a shortest one', () => {
    const shortest = { ...YEARS_2, bound: 'at-least' as const };
    expect(status(aStretch('2010-10-18', '2012-10-17'), shortest)).toBe('early');
    expect(status(aStretch('2010-10-18', '2012-10-18'), shortest)).toBe('compliant');
    expect(status(aStretch('2002-10-18', null), shortest)).toBe('compliant');
  });

  it('is never compliant without a beginning, and never late before it is due', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 0, max: 400 }),
        (age, limit) => {
          const standard = aLimit({ amount: limit });
          const open = aStretch(addDays('2012-09-26', -age), null);
          expect(status(open, standard) === 'late').toBe(age > limit);
          expect(status(aStretch(null, null), standard)).toBe('no-data');
        },
      ),
    );
  });
});

it('counts only lengths of time', () => {
  expect(isTimeLimit(HOURS_48)).toBe(true);
  expect(isTimeLimit(aLimit({ unit: 'percent', weekends: null }))).toBe(false);
  expect(isTimeLimit({ ...HOURS_48, kind: 'not-measurable' })).toBe(false);
});

const registers = (given: Partial<Record<RegisterCode, Facts[]>>): RegisterFacts => {
  const of = (code: RegisterCode): EntryFacts[] =>
    (given[code] ?? []).map((facts, index) => ({ id: `${code} ${index}`, facts, isSample: false }));
  return {
    officers: of('officers'),
    trainings: of('trainings'),
    authorizations: of('authorizations'),
    complaints: of('complaints'),
    communications: of('communications'),
    goals: of('goals'),
  };
};

const stretches = (
  code: string,
  given: Partial<Record<RegisterCode, Facts[]>>,
  effectiveOn: string | null = '2007-01-01',
): [string, string | null, string | null][] => {
  const facts: LimitFacts = { asOf: '2012-09-26', effectiveOn, registers: registers(given) };
  const source = LIMIT_SOURCES.find((one) => one.code === code);
  return (source?.stretchesOf(facts) ?? []).map(({ subject, from, until }) => [
    subject,
    from,
    until,
  ]);
};

const anOfficer = (
  reference: string,
  initialTrainingOn: string | null,
  leftOn: string | null = null,
) => ({
  ...{ reference, initialTrainingOn, leftOn },
});
const aMeeting = (heldOn: string, kind = 'review-meeting') => ({
  ...{ heldOn, kind, about: 'x', participants: 'opr' },
});
const anAuthorization = (
  officer: string,
  beginsOn: string,
  endsOn: string | null,
  revokedAt: string | null = null,
) => ({
  ...{ officer, beginsOn, endsOn, revokedAt, revocationNoticedAt: null },
});

describe('what the limits are counted from', () => {
  it('is every interval between trainings of officers who have not left', () => {
    expect(
      stretches('TRN-03', {
        officers: [
          anOfficer('OFF-1', '2008-01-01'),
          anOfficer('OFF-2', null),
          anOfficer('OFF-3', '2008-01-01', '2010-01-01'),
        ],
        trainings: [
          { officer: 'OFF-1', completedOn: '2012-01-01' },
          { officer: 'OFF-1', completedOn: '2010-01-01' },
        ],
      }),
    ).toEqual([
      ['OFF-1', '2008-01-01', '2010-01-01'],
      ['OFF-1', '2010-01-01', '2012-01-01'],
      ['OFF-1', '2012-01-01', null],
      ['OFF-2', null, null],
    ]);
  });

  it('is one thing that is not known where no officer is on record', () => {
    for (const code of ['TRN-03', 'CRT-02'])
      expect(stretches(code, {})).toEqual([['Officers', null, null]]);
  });

  it('is an authorization to its end, its revocation or the day on which the officer left', () => {
    expect(
      stretches('CRT-02', {
        officers: [
          anOfficer('OFF-1', '2008-01-01', '2010-05-01'),
          anOfficer('OFF-2', '2008-01-01'),
          anOfficer('OFF-3', '2008-01-01'),
        ],
        authorizations: [
          anAuthorization('OFF-1', '2009-01-01', '2011-01-01'),
          anAuthorization('OFF-2', '2011-01-01', '2013-01-01', '2012-01-01T10:00'),
        ],
      }),
    ).toEqual([
      ['OFF-1', '2009-01-01', '2010-05-01'],
      ['OFF-2', '2011-01-01', '2012-01-01T10:00'],
      ['OFF-3', null, null],
    ]);
  });

  it('is one review meeting to the next, from the first entry of the log on', () => {
    expect(stretches('COM-01', {})).toEqual([['Annual meeting', null, null]]);
    expect(
      stretches('COM-01', { communications: [aMeeting('2012-01-10'), aMeeting('2011-01-10')] }),
    ).toEqual([
      ['Meeting after 10 Jan 2011', '2011-01-10', '2012-01-10'],
      ['Meeting after 10 Jan 2012', '2012-01-10', null],
    ]);
    const kept = [aMeeting('2010-03-01', 'notice-by-ice'), aMeeting('2011-01-10')];
    expect(stretches('COM-01', { communications: kept })).toEqual([
      ['Meeting within a year of 1 Mar 2010', '2010-03-01', '2011-01-10'],
      ['Meeting after 10 Jan 2011', '2011-01-10', null],
    ]);
    expect(stretches('COM-01', { communications: kept }, '2010-06-01')[0]).toEqual([
      'Meeting within a year of 1 Jun 2010',
      '2010-06-01',
      '2011-01-10',
    ]);
  });

  it('has a reason for each requirement, and each requirement once', () => {
    expect(new Set(LIMIT_SOURCES.map(({ code }) => code)).size).toBe(LIMIT_SOURCES.length);
    for (const { reason } of LIMIT_SOURCES) expect(reason).toMatch(/\w+ .*\.$/);
  });
});

it('the annual training counts from the last one, and an officer without any is not known', () => {
  const training = annualTraining(
    registers({
      officers: [
        anOfficer('OFF-1', '2008-01-01'),
        anOfficer('OFF-2', '2011-10-10'),
        anOfficer('OFF-3', '2008-01-01'),
        anOfficer('OFF-4', null),
        anOfficer('OFF-5', null, '2010-01-01'),
      ],
      trainings: [{ officer: 'OFF-1', completedOn: '2012-02-29' }],
    }),
    { asOf: '2012-09-26', soonUntil: '2012-10-25', months: 12 },
  );
  expect(training.map(({ officer, dueOn, status: how }) => [officer, dueOn, how])).toEqual([
    ['OFF-1', '2013-02-28', 'compliant'],
    ['OFF-2', '2012-10-10', 'due-soon'],
    ['OFF-3', '2009-01-01', 'late'],
    ['OFF-4', null, 'no-data'],
  ]);
});
