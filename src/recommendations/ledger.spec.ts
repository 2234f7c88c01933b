import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../platform/clock/calendar.js';
import {
  changesStatus,
  countStatuses,
  earlierReports,
  EVENT_KINDS,
  issuedByDay,
  type LedgerEvent,
  standingOn,
  statusText,
} from './ledger.rules.js';
import { clockText, responseClock } from './response-clock.rules.js';

let made = 0;

/** An event of which nothing is said but what the test says. */
function anEvent(given: Partial<LedgerEvent>): LedgerEvent {
  made += 1;
  return {
    id: String(made).padStart(8, '0'),
    kind: 'issued',
    onDay: '2012-09-25',
    isDayKnown: true,
    concurrence: null,
    correctiveActionPlan: null,
    targetDate: null,
    responsibleParties: null,
    nextEvidence: null,
    isPublished: false,
    retractedAt: null,
    ...given,
  };
}

const whole = {
  concurrence: 'concurs',
  correctiveActionPlan: 'The plan.',
  targetDate: '2012-12-31',
  responsibleParties: 'The office.',
} as const;

describe('how a recommendation stands on a day', () => {
  it('is told by what had happened by then', () => {
    const events = [
      anEvent({ kind: 'closed', onDay: '2013-02-01' }),
      anEvent({ kind: 'issued' }),
      anEvent({ kind: 'resolved-open', onDay: '2012-12-20' }),
    ];
    const statusOn = (day: string) => standingOn(events, day)?.status;
    expect(statusOn('2012-09-24')).toBeUndefined();
    expect(statusOn('2012-09-25')).toBe('unresolved-open');
    expect(statusOn('2012-12-19')).toBe('unresolved-open');
    expect(statusOn('2012-12-20')).toBe('resolved-open');
    expect(statusOn('2013-02-01')).toBe('closed');
  });

  it('is not known between an event and a day by which another had happened', () => {
    const events = [
      anEvent({ kind: 'issued', onDay: '2010-03-31', isDayKnown: false }),
      anEvent({ kind: 'closed', isDayKnown: false }),
    ];
    expect(standingOn(events, '2010-03-30')).toBeNull();
    expect(standingOn(events, '2011-01-01')?.status).toBe('unknown');
    expect(statusText(standingOn(events, '2012-09-25')!)).toBe('closed by 2012-09-25, day unknown');
  });

  it('keeps what was answered until it is answered anew', () => {
    const events = [
      anEvent({ targetDate: '2012-12-31' }),
      anEvent({ kind: 'response', onDay: '2012-10-01', targetDate: '2013-01-15' }),
      anEvent({ kind: 'response', onDay: '2012-11-01', correctiveActionPlan: 'The plan.' }),
    ];
    expect(standingOn(events, '2012-09-30')).toMatchObject({ targetDate: '2012-12-31' });
    expect(standingOn(events, '2012-11-01')).toMatchObject({
      targetDate: '2013-01-15',
      correctiveActionPlan: 'The plan.',
      status: 'unresolved-open',
    });
  });

  it('does not rest on what was taken back', () => {
    const events = [
      anEvent({}),
      anEvent({ kind: 'resolved-open', onDay: '2012-10-01', retractedAt: '2012-10-02T12:00:00Z' }),
    ];
    expect(standingOn(events, '2012-12-01')?.status).toBe('unresolved-open');
  });
});

const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2012-09-25', days));

const history = fc.array(
  fc.record({
    kind: fc.constantFrom(...EVENT_KINDS),
    onDay: day,
    isDayKnown: fc.boolean(),
    isRetracted: fc.boolean(),
  }),
  { maxLength: 10 },
);

describe('a history of any kind', () => {
  it('tells the same in whatever order it is read, and no more of a day than was there on it', () => {
    fc.assert(
      fc.property(history, day, (entries, asOf) => {
        const events = entries.map(({ isRetracted, ...entry }) =>
          anEvent({ ...entry, retractedAt: isRetracted ? '2012-12-31T12:00:00.000Z' : null }),
        );
        const standing = standingOn(events, asOf);
        expect(standingOn([...events].reverse(), asOf)).toEqual(standing);
        const counting = events.filter(({ retractedAt }) => retractedAt === null);
        expect(standing === null).toBe(counting.every(({ onDay }) => onDay > asOf));
        const later = counting.filter((e) => e.onDay > asOf && changesStatus(e.kind));
        if (standing?.status === 'unknown')
          expect(later.some(({ isDayKnown }) => !isDayKnown)).toBe(true);
        // What is only said, and later, changes nothing about the day.
        const told = counting.filter(({ kind, onDay }) => onDay <= asOf || changesStatus(kind));
        expect(standingOn(told, asOf)).toEqual(standing);
      }),
    );
  });

  it('is counted whole', () => {
    const status = fc.constantFrom('unresolved-open', 'resolved-open', 'closed', 'unknown');
    fc.assert(
      fc.property(fc.array(fc.record({ status })), (standings) => {
        const counts = countStatuses(standings);
        const { total, closed, resolvedOpen, unresolvedOpen, statusUnknown } = counts;
        expect(total).toBe(standings.length);
        expect(closed + resolvedOpen + unresolvedOpen + statusUnknown).toBe(total);
      }),
    );
  });
});

describe('a report', () => {
  it('is out by the last day of its month where only that is known', () => {
    expect(issuedByDay('2010-03')).toBe('2010-03-31');
    expect(issuedByDay('2012-02')).toBe('2012-02-29');
    expect(issuedByDay('2012-09-25')).toBe('2012-09-25');
  });

  it('is an earlier one until it is the latest', () => {
    const reports = [{ issuedBy: '2010-03-31' }, { issuedBy: '2012-09-25' }];
    expect(earlierReports(reports)).toEqual([{ issuedBy: '2010-03-31' }]);
    expect(earlierReports(reports.slice(0, 1))).toEqual([]);
    expect(earlierReports([])).toEqual([]);
  });
});

describe('the clock of 90 days', () => {
  const standing = (events: LedgerEvent[], asOf: string) => standingOn(events, asOf)!;

  it('runs from the memo of 25 Sep 2012 to 24 Dec 2012', () => {
    const clock = responseClock('2012-09-25', standing([anEvent({})], '2012-09-26'), '2012-09-26');
    expect(clock).toEqual({ dueOn: '2012-12-24', answeredOn: null, daysLeft: 89 });
    expect(clockText(clock!)).toBe('89 days left');
  });

  it('says how late it is', () => {
    const on = (today: string) =>
      clockText(responseClock('2012-09-25', standing([anEvent({})], today), today)!);
    expect(on('2012-12-23')).toBe('1 day left');
    expect(on('2012-12-24')).toBe('due today');
    expect(on('2012-12-25')).toBe('1 day late');
    expect(on('2013-01-01')).toBe('8 days late');
  });

  it('stops when all four answers are on record, or the agency disagrees, and not before', () => {
    const { responsibleParties, ...three } = whole;
    const answered = (...events: LedgerEvent[]) =>
      responseClock('2012-09-25', standing([anEvent({}), ...events], '2013-01-10'), '2013-01-10');
    const part = anEvent({ kind: 'response', onDay: '2012-11-01', ...three });
    expect(answered(part)?.answeredOn).toBeNull();
    const rest = anEvent({ kind: 'response', onDay: '2012-12-27', responsibleParties });
    expect(answered(part, rest)?.answeredOn).toBe('2012-12-27');
    expect(clockText(answered(part, rest)!)).toBe('answered, 3 days late');
    const no = anEvent({ kind: 'response', onDay: '2012-10-01', concurrence: 'does-not-concur' });
    expect(clockText(answered(no)!)).toBe('answered in time');
  });

  it('does not run where no day is known, nor where the OIG went on without an answer on record', () => {
    const open = standing([anEvent({})], '2012-09-26');
    expect(responseClock('2011-09', open, '2012-09-26')).toBeNull();
    const closed = standing([anEvent({}), anEvent({ kind: 'closed' })], '2012-09-26');
    expect(responseClock('2012-09-25', closed, '2012-09-26')).toBeNull();
  });
});
