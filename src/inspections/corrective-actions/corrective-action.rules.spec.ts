import { describe, expect, it } from '@jest/globals';
import {
  ACTION_FIELDS,
  ACTION_STATUSES,
  ACTION_TRANSITIONS,
  type ActionFacts,
  type ActionStep,
  isOverdue,
  objectionsToAction,
  objectionsToExtension,
  transitionsFrom,
} from './corrective-action.rules.js';

const today = '2012-09-26';

const to = (step: ActionStep) => ACTION_TRANSITIONS.find((transition) => transition.to === step)!;

const fieldsOf = (step: ActionStep, facts: ActionFacts, documents = 0): string[] =>
  objectionsToAction(to(step), facts, documents, today).map(({ field }) => field);

describe('a corrective action', () => {
  it.each([
    ['opened', ['submitted']],
    ['submitted', ['accepted', 'sent-back']],
    ['sent-back', ['submitted']],
    ['accepted', ['implemented']],
    ['implemented', ['verified']],
    ['verified', []],
    ['withdrawn', []],
  ] as const)('that is %s can become %j', (status, steps) => {
    expect(transitionsFrom(status).map((transition) => transition.to)).toEqual(steps);
  });

  it('is overdue the day after its due date, as long as somebody owes something', () => {
    const late = ACTION_STATUSES.filter((status) => isOverdue(status, '2012-09-25', today));
    expect(late).toEqual(['opened', 'submitted', 'sent-back', 'accepted']);
    expect(isOverdue('accepted', today, today)).toBe(false);
  });

  it('names every field that a step lacks', () => {
    for (const { to: step, asks } of ACTION_TRANSITIONS)
      expect(fieldsOf(step, {}, 1)).toEqual(ACTION_FIELDS.filter((field) => asks.includes(field)));
    expect(fieldsOf('sent-back', { reason: '   ' })).toEqual(['reason']);
  });

  it.each([
    ['submitted', { plan: 'x', owner: 'somebody', plannedOn: '2012-10-01' }, 'owner'],
    ['submitted', { plan: 'x', owner: 'agency', plannedOn: '2012-02-30' }, 'plannedOn'],
    ['submitted', { plan: 'x', owner: 'agency', plannedOn: '2012-09-25' }, 'plannedOn'],
    ['submitted', { plan: 'x'.repeat(4001), owner: 'agency', plannedOn: '2012-10-01' }, 'plan'],
    ['implemented', { doneOn: '2012-09-27', note: 'x' }, 'doneOn'],
    ['implemented', { doneOn: 'yesterday', note: 'x' }, 'doneOn'],
    ['implemented', { doneOn: today, note: 'x', plan: 'another' }, 'plan'],
  ] as const)('is not %s with %j', (step, facts, field) => {
    expect(fieldsOf(step, facts)).toEqual([field]);
  });

  it('is verified on documents only when there are some', () => {
    expect(fieldsOf('verified', { reason: 'The log shows it.' })).toEqual(['reason']);
    expect(fieldsOf('verified', { reason: 'The log shows it.' }, 1)).toEqual([]);
  });

  it('may be planned for a day after its due date: that is for the leader to judge', () => {
    expect(fieldsOf('submitted', { plan: 'x', owner: 'agency', plannedOn: '2013-06-01' })).toEqual(
      [],
    );
  });
});

describe('more time', () => {
  const asked = (until: string, reason = 'x'): string[] =>
    objectionsToExtension({ until, reason }, '2012-09-20', today).map(({ field }) => field);

  it('ends after the due date and not in the past, and says why', () => {
    expect(asked('2012-10-20')).toEqual([]);
    expect(asked('2012-09-26')).toEqual([]);
    expect(asked('2012-09-25')).toEqual(['until']);
    expect(asked('2012-09-20')).toEqual(['until']);
    expect(asked('soon', ' ')).toEqual(['until', 'reason']);
  });
});
