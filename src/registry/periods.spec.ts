import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type Day } from '../platform/clock/calendar.js';
import { historyOf } from './history-rows.rules.js';
import {
  foldHistory,
  foldPeriods,
  type ListSighting,
  type Period,
  type RecordedEvent,
} from './periods.rules.js';

const anEvent = (facts: Partial<RecordedEvent> = {}): RecordedEvent => ({
  id: '0',
  onDay: '2009-10-15',
  event: 'signed',
  status: null,
  model: null,
  modelBasis: null,
  signedOn: null,
  effectiveOn: null,
  endsOn: null,
  endsOnBasis: null,
  recordedAt: '2012-09-26T12:00:00.000Z',
  ...facts,
});

const aSigning = (facts: Partial<RecordedEvent> = {}): RecordedEvent =>
  anEvent({
    status: 'active',
    model: 'JOINT',
    modelBasis: 'the list says so',
    signedOn: '2009-10-15',
    effectiveOn: '2009-10-15',
    endsOn: '2012-10-15',
    endsOnBasis: 'inferred',
    ...facts,
  });

describe('the periods of an agreement', () => {
  it('begin on the day of signing and stay open', () => {
    expect(foldPeriods([aSigning()])).toEqual([
      expect.objectContaining({ holdsFrom: '2009-10-15', holdsUntil: null, status: 'active' }),
    ]);
  });

  it('change on the very day of an event', () => {
    const periods = foldPeriods([
      aSigning(),
      anEvent({ onDay: '2012-06-25', event: 'model-changed', model: 'DETENTION', modelBasis: 'b' }),
    ]);
    expect(
      periods.map(({ holdsFrom, holdsUntil, model }) => [holdsFrom, holdsUntil, model]),
    ).toEqual([
      ['2009-10-15', '2012-06-25', 'JOINT'],
      ['2012-06-25', null, 'DETENTION'],
    ]);
  });

  it('keep what an event does not set', () => {
    const [, last] = foldPeriods([
      aSigning(),
      anEvent({ onDay: '2012-06-25', event: 'terminated', status: 'terminated' }),
    ]);
    expect(last).toMatchObject({ status: 'terminated', model: 'JOINT', endsOn: '2012-10-15' });
  });

  it('do not end with the term: a passed end changes no status', () => {
    const [only] = foldPeriods([aSigning({ endsOn: '2012-10-15' })]);
    expect(only).toMatchObject({ status: 'active', holdsUntil: null });
  });

  it('take the events of one day together, in the order in which they were recorded', () => {
    const periods = foldPeriods([
      aSigning(),
      anEvent({
        id: '2',
        onDay: '2012-10-01',
        event: 'extended',
        endsOn: '2016-10-15',
        recordedAt: '2012-10-01T15:00:00.000Z',
      }),
      anEvent({
        id: '1',
        onDay: '2012-10-01',
        event: 'extended',
        endsOn: '2015-10-15',
        recordedAt: '2012-10-01T14:00:00.000Z',
      }),
    ]);
    expect(periods.map((period) => period.endsOn)).toEqual(['2012-10-15', '2016-10-15']);
  });

  it('make nothing of an event that sets what already holds', () => {
    const events = [aSigning(), anEvent({ onDay: '2010-01-01', event: 'amended' })];
    expect(foldPeriods(events)).toHaveLength(1);
  });

  it('refuse a history that does not begin with a model', () => {
    expect(() => foldPeriods([anEvent({ event: 'extended' })])).toThrow(/must say its model/);
  });

  it('follow each other without a gap or an overlap, whatever happens and in whatever order it is told', () => {
    const later = fc.record({
      days: fc.integer({ min: 0, max: 400 }),
      status: fc.constantFrom(null, 'active', 'suspended', 'under-notice', 'terminated'),
      model: fc.constantFrom(null, 'DETENTION', 'JOINT'),
      endsOn: fc.constantFrom(null, '2013-10-15', '2014-10-15'),
    });
    fc.assert(
      fc.property(fc.array(later, { maxLength: 12 }), (changes) => {
        const events = [
          aSigning(),
          ...changes.map(({ days, ...facts }, index) =>
            anEvent({
              id: String(index + 1).padStart(3, '0'),
              event: 'amended',
              onDay: addDays('2009-10-15', days),
              ...facts,
            }),
          ),
        ];
        const periods = foldPeriods(events);
        expect(foldPeriods([...events].reverse())).toEqual(periods);
        expect(periods[0]?.holdsFrom).toBe('2009-10-15');
        periods.forEach((period, index) => {
          expect(period.holdsUntil).toBe(periods[index + 1]?.holdsFrom ?? null);
          if (period.holdsUntil) expect(period.holdsUntil > period.holdsFrom).toBe(true);
        });
      }),
    );
  });
});

describe('the history of an agreement', () => {
  it('says what each event changed, from what to what', () => {
    const history = historyOf([
      aSigning(),
      anEvent({ id: '1', onDay: '2010-01-01', event: 'amended', endsOn: '2013-01-01' }),
      anEvent({ id: '2', onDay: '2012-06-25', event: 'model-changed', model: 'DETENTION' }),
      anEvent({ id: '3', onDay: '2012-10-16', event: 'left-list', status: 'left-list' }),
    ]);
    expect(history.map(({ event, from, to }) => [event, from, to])).toEqual([
      ['signed', null, 'active'],
      ['amended', '2012-10-15', '2013-01-01'],
      ['model-changed', 'JOINT', 'DETENTION'],
      ['left-list', 'active', 'left-list'],
    ]);
  });
});

/** Known from lists only: what it is, and no status. */
const aListing = (facts: Partial<RecordedEvent> = {}): RecordedEvent =>
  aSigning({
    status: null,
    endsOn: null,
    endsOnBasis: null,
    effectiveOn: null,
    listId: 'l',
    ...facts,
  });

const aSighting = (facts: Partial<ListSighting> = {}): ListSighting => ({
  day: '2025-03-06',
  kind: 'participating',
  isListed: true,
  decides: true,
  ...facts,
});

const statusOn = (periods: readonly Period[], day: Day): string | null =>
  periods.find(
    ({ holdsFrom, holdsUntil }) => holdsFrom <= day && (holdsUntil === null || day < holdsUntil),
  )?.status ?? null;

const RUNS = process.env['MOA_TEST_DEEP'] ? 20_000 : 500;

/** The first of 60 days. */
const START = '2025-03-01';
const DAYS = Array.from({ length: 60 }, (_, index) => addDays(START, index));

describe('an agreement that lists show', () => {
  const lists = fc
    .uniqueArray(fc.tuple(fc.integer({ min: 2, max: 58 }), fc.boolean()), {
      selector: ([at]) => at,
      maxLength: 8,
    })
    .map((seen) =>
      seen
        .sort(([a], [b]) => a - b)
        .map(([at, isListed]) => aSighting({ day: addDays(START, at), isListed })),
    );
  const pendingLists = fc
    .uniqueArray(fc.tuple(fc.integer({ min: 2, max: 58 }), fc.boolean()), {
      selector: ([at]) => at,
      maxLength: 4,
    })
    .map((seen) =>
      seen.map(([at, isListed]) =>
        aSighting({ day: addDays(START, at), kind: 'pending', isListed }),
      ),
    );
  const signing = fc.option(
    fc.integer({ min: -10, max: 70 }).map((days) => addDays(START, days)),
    { nil: null },
  );

  /** The rule as the issue states it. */
  const isInForceOn = (day: Day, seen: readonly ListSighting[], signedOn: Day | null): boolean => {
    const last = seen.findLast((sighting) => sighting.day <= day);
    if (last?.isListed) return true;
    const next = seen.find((sighting) => sighting.day > day);
    if (!next?.isListed || last?.day === day) return false;
    const since = signedOn !== null && signedOn <= next.day ? signedOn : next.day;
    return day >= since;
  };

  it('is in force on every day as the lists around the day say, answered or not, pending lists or none', () => {
    fc.assert(
      fc.property(
        lists,
        pendingLists,
        signing,
        fc.boolean(),
        (seen, pending, signedOn, answers) => {
          const events = [aListing({ onDay: signedOn ?? seen[0]?.day ?? START, signedOn })];
          const sightings = [...pending, ...seen].sort((a, b) => (a.day < b.day ? -1 : 1));
          const { leavings } = foldHistory(events, sightings);
          if (answers)
            for (const [index, { day }] of leavings.entries())
              events.push(
                anEvent({
                  id: `${index}`,
                  onDay: day,
                  event: 'left-list',
                  status: 'left-list',
                  listId: day,
                }),
              );
          const periods = foldPeriods(events, sightings);
          const inForce = DAYS.filter((day) => statusOn(periods, day) === 'active');
          expect(inForce).toEqual(DAYS.filter((day) => isInForceOn(day, seen, signedOn)));
          expect(
            leavings.filter(({ kind }) => kind === 'participating').map(({ day }) => day),
          ).toEqual(
            seen.flatMap(({ day, isListed }, index) =>
              !isListed && seen[index - 1]?.isListed ? [day] : [],
            ),
          );
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('that was in force before any list stays so until one lacks it', () => {
    fc.assert(
      fc.property(lists, (seen) => {
        const periods = foldPeriods([aSigning()], seen);
        const gone = seen.find(({ isListed }) => !isListed)?.day ?? '9999-12-31';
        expect(DAYS.filter((day) => statusOn(periods, day) === 'active')).toEqual(
          DAYS.filter((day) => day < gone || isInForceOn(day, seen, '2009-10-15')),
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('is left as a person recorded it, until a person says otherwise', () => {
    const ended = anEvent({
      id: '1',
      onDay: '2025-03-04',
      event: 'terminated',
      status: 'terminated',
    });
    const seen = [aSighting()];
    expect(statusOn(foldPeriods([aSigning(), ended], seen), '2025-03-06')).toBe('terminated');
    const back = anEvent({
      id: '2',
      onDay: '2025-03-06',
      event: 'listed-again',
      status: 'active',
      listId: 'l',
    });
    expect(statusOn(foldPeriods([aSigning(), ended, back], seen), '2025-03-06')).toBe('active');
  });

  it('begins with the first list that shows it where a person had it as pending', () => {
    const pending = aSigning({ status: 'pending', onDay: '2025-02-01', signedOn: null });
    const periods = foldPeriods([pending], [aSighting({ signedOn: '2025-03-02' })]);
    expect(periods.map(({ status, holdsFrom }) => [status, holdsFrom])).toEqual([
      ['pending', '2025-02-01'],
      ['active', '2025-03-02'],
    ]);
  });

  it('began under the date that its first list claims, when the register knows only a later signing', () => {
    const again = aListing({ onDay: '2025-09-01', signedOn: '2025-09-01' });
    const periods = foldPeriods([again], [aSighting({ signedOn: '2025-03-02' })]);
    expect(periods[0]?.holdsFrom).toBe('2025-03-02');
  });
});
