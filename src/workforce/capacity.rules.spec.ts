import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../platform/clock/calendar.js';
import {
  type Hold,
  holdersFrom,
  laterModels,
  type Post,
  unavailableWeeks,
  workWeeks,
} from './capacity.rules.js';
import { holdsOn } from './spans.rules.js';

const MONDAY = '2012-10-01';
const WEEKS = workWeeks(MONDAY, 6);

const aHold = (accountId: string, holdsFrom: string, holdsUntil: string | null = null): Hold => ({
  ...{ accountId, holdsFrom, holdsUntil },
});
const aPost = (given: Partial<Post> = {}): Post => ({
  establishedOn: '2002-07-02',
  abolishedOn: null,
  holds: [aHold('a', '2002-07-02')],
  ...given,
});
const lost = (post: Post, absences: Parameters<typeof unavailableWeeks>[1] = []): string[] =>
  unavailableWeeks(post, absences, WEEKS).map(({ monday, reason }) => `${monday} ${reason}`);

describe('a week of a position', () => {
  it('counts when one person holds it on all business days and is not on leave', () => {
    expect(lost(aPost())).toEqual([]);
  });

  it('is lost to leave of a single business day, not to leave of a weekend or a holiday', () => {
    const leave = (fromOn: string, untilOn = fromOn) => [{ accountId: 'a', fromOn, untilOn }];
    expect(lost(aPost(), leave('2012-10-12'))).toEqual(['2012-10-08 leave']);
    expect(lost(aPost(), leave('2012-10-13', '2012-10-14'))).toEqual([]);
    expect(lost(aPost(), leave('2012-10-08'))).toEqual([]);
    expect(lost(aPost(), leave('2012-10-05', '2012-10-15'))).toEqual([
      '2012-10-01 leave',
      '2012-10-08 leave',
      '2012-10-15 leave',
    ]);
  });

  it('is not lost to leave of whoever held it before', () => {
    const post = aPost({
      holds: [aHold('a', '2002-07-02', '2012-10-15'), aHold('b', '2012-10-15')],
    });
    const absences = [{ accountId: 'a', fromOn: '2012-10-22', untilOn: '2012-10-26' }];
    expect(lost(post, absences)).toEqual([]);
  });

  it('is lost when its holder changes within it, and when nobody holds it', () => {
    const change = [aHold('a', '2002-07-02', '2012-10-17'), aHold('b', '2012-10-17')];
    expect(lost(aPost({ holds: change }))).toEqual(['2012-10-15 vacant']);
    expect(lost(aPost({ holds: [aHold('a', '2002-07-02', '2012-10-27')] }))).toEqual([
      '2012-10-29 vacant',
      '2012-11-05 vacant',
    ]);
  });

  it('is lost before the position is established and from when it is abolished', () => {
    const post = aPost({ establishedOn: '2012-10-10', abolishedOn: '2012-11-08' });
    expect(lost(post)).toEqual([
      '2012-10-01 not-established',
      '2012-10-08 not-established',
      '2012-11-05 abolished',
    ]);
  });

  it('is available only if the holder of its first business day holds them all', () => {
    const hold = fc
      .tuple(fc.constantFrom('a', 'b'), fc.nat(40), fc.nat(40))
      .map(([who, from, length]) =>
        aHold(who, addDays(MONDAY, from), addDays(MONDAY, from + length)),
      );
    fc.assert(
      fc.property(hold, (one) => {
        const unavailable = new Set(
          unavailableWeeks(aPost({ holds: [one] }), [], WEEKS).map(({ monday }) => monday),
        );
        for (const { monday, businessDays } of WEEKS)
          expect(!unavailable.has(monday)).toBe(businessDays.every((day) => holdsOn(one, day)));
      }),
    );
  });

  it('begins on a Monday', () => {
    expect(() => workWeeks('2012-10-02', 1)).toThrow('is no Monday');
    expect(WEEKS[1]?.businessDays).not.toContain('2012-10-08');
  });
});

describe('whoever a plan counts with', () => {
  const holds = [
    aHold('a', '2002-07-02', '2012-10-15'),
    aHold('never', '2012-10-15', '2012-10-15'),
    aHold('b', '2012-11-01'),
  ];

  const who = (from: string, end: string): string[] =>
    holdersFrom(holds, from, end).map(({ accountId }) => accountId);

  it('holds the position on the first day that is planned for, or holds it later', () => {
    expect(who('2012-10-14', '2013-09-30')).toEqual(['a', 'b']);
    expect(who('2012-10-15', '2013-09-30')).toEqual(['b']);
    expect(who('2012-10-15', '2012-11-01')).toEqual([]);
  });

  it('may inspect from some week on what a predecessor might not, or no more what was known before', () => {
    const known = (accountId: string, day: string): string[] => {
      if (accountId === 'a') return ['DETENTION'];
      return day < '2012-11-16' ? ['DETENTION', 'TASK_FORCE'] : ['TASK_FORCE'];
    };
    const weeks = workWeeks('2012-10-01', 9);
    expect(laterModels(['DETENTION'], holds, weeks, '2012-09-26', known)).toEqual([
      { monday: '2012-11-05', models: ['DETENTION', 'TASK_FORCE'] },
      { monday: '2012-11-19', models: ['TASK_FORCE'] },
    ]);
    // What was before the day of planning is not asked: the first models are those of that day.
    expect(laterModels(['TASK_FORCE'], holds, weeks, '2012-11-20', known)).toEqual([]);
  });
});
