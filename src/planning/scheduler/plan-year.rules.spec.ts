import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parsePolicy } from '../../platform/config/policy.js';
import { fiscalWeeks } from '../fiscal-weeks.rules.js';
import { firstFreeMonday, whyPlaced, whyUnscheduled, yearsToPlan } from './plan-year.rules.js';
import type { VisitToPlace } from './scheduling.js';

const policy = parsePolicy(readFileSync('config/policy.yaml', 'utf8'), 'config/policy.yaml');

const task: VisitToPlace = {
  id: 't1',
  agreement: 'a1',
  kind: 'full',
  model: 'JOINT',
  days: 5,
  inspectors: 3,
  release: 0,
  due: 3,
  weight: 1,
  region: 'GA',
};

describe('planning a year', () => {
  it('opens the coming fiscal year three months ahead', () => {
    expect(yearsToPlan('2012-06-28', policy)).toEqual([2012]);
    expect(yearsToPlan('2012-09-26', policy)).toEqual([2012, 2013]);
    expect(yearsToPlan('2012-10-01', policy)).toEqual([2013]);
  });

  it('starts nothing before the notice has passed, and on a Monday', () => {
    expect(firstFreeMonday('2012-09-26', policy)).toBe('2012-10-08');
    expect(firstFreeMonday('2012-09-24', policy)).toBe('2012-10-01');
  });

  it('says why a visit is when it is, and how late', () => {
    expect(whyPlaced({ dueOn: '2012-10-26', task }, '2012-10-22')).toBe(
      'The first week allowed in which a team leader qualified for detention and task force and 3 inspectors were free. Due 26 Oct 2012.',
    );
    expect(whyPlaced({ dueOn: '2012-10-12', task }, '2012-10-22')).toContain('10 days late');
  });

  it('says what kept a visit out, the most frequent limit first', () => {
    const reason = whyUnscheduled(
      task,
      [
        { limit: 'leaders-at-quarter-cap', weeks: 40 },
        { limit: 'week-too-short', weeks: 1 },
      ],
      fiscalWeeks(2013),
      policy,
    );
    expect(reason).toBe(
      "Not placed in fiscal year 2013: in 40 weeks every team leader qualified for detention and task force has used the quarter's travel weeks (2 of 6 are kept for focus reviews); in 1 week a federal holiday leaves fewer than 5 work days.",
    );
  });

  it('counts no weeks where a limit binds in all of them', () => {
    const calendar = fiscalWeeks(2013);
    const words = (weeks: number): string =>
      whyUnscheduled(task, [{ limit: 'no-qualified-leader', weeks }], calendar, policy);
    expect(words(calendar.weeks)).toBe(
      'Not placed in fiscal year 2013: no filled team leader position is qualified for detention and task force.',
    );
    expect(words(20)).toContain(': in 20 weeks no filled team leader position');
  });
});
