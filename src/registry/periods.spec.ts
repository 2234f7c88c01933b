import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../platform/clock/calendar.js';
import { foldPeriods, historyOf, type RecordedEvent } from './periods.rules.js';

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
    expect(() => foldPeriods([anEvent({ event: 'extended' })])).toThrow(
      /must say its model/,
    );
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
