import { describe, expect, it } from '@jest/globals';
import { actionText, actorKindText, fieldText, valueText } from './audit-words.rules.js';

describe('an action in words', () => {
  it.each([
    ['agreement.office-assigned', 'Agreement: office assigned'],
    ['sign-in.failed', 'Sign in: failed'],
    ['sign-out', 'Sign out'],
    ['export', 'Export'],
  ])('%s is "%s"', (action, words) => {
    expect(actionText(action)).toBe(words);
  });
});

describe('a field in words', () => {
  it.each([
    ['endsOn', 'Ends on'],
    ['mustChangePassword', 'Must change password'],
    ['officeId', 'Office'],
    ['findingIds', 'Findings'],
    ['baseURL', 'Base url'],
    ['reminders.breaker.perRun', 'Reminders: breaker: per run'],
    ['jobs.reminders.plan', 'Jobs: reminders: plan'],
    ['id', 'Id'],
  ])('%s is "%s"', (field, words) => {
    expect(fieldText(field)).toBe(words);
  });
});

describe('a value in words', () => {
  it.each([
    [null, 'none'],
    [undefined, 'none'],
    ['', 'none'],
    [true, 'yes'],
    [false, 'no'],
    [0, '0'],
    ['2012-10-01', '2012-10-01'],
    [[], 'none'],
    [[1, null], '1, none'],
    [{ a: 1 }, '{"a":1}'],
  ])('%j is "%s"', (value, words) => {
    expect(valueText(value)).toBe(words);
  });
});

describe('the kind of somebody', () => {
  it('is told where the name does not say it', () => {
    expect(actorKindText('person')).toBeNull();
    expect(actorKindText('job')).toBe('a job');
  });
});
