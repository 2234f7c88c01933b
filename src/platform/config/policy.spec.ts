import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { StartUpError } from '../start-up-error.js';
import { parsePolicy, readPolicy } from './policy.js';

const shipped = readFileSync('config/policy.yaml', 'utf8');

/** The shipped policy with one setting changed; undefined takes it away. */
function changed(path: string, value: unknown): string {
  const policy = parse(shipped) as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop() ?? '';
  const owner = names.reduce<Record<string, unknown>>(
    (at, name) => at[name] as Record<string, unknown>,
    policy,
  );
  if (value === undefined) Reflect.deleteProperty(owner, last);
  else owner[last] = value;
  return stringify(policy);
}

const refusal = (text: string): string => {
  try {
    parsePolicy(text, 'policy.yaml');
  } catch (error) {
    expect(error).toBeInstanceOf(StartUpError);
    return (error as Error).message;
  }
  throw new Error('the policy was accepted');
};

describe('the policy', () => {
  it('is usable as shipped, with no inspection rule for warrant service officers', () => {
    const policy = readPolicy('config/policy.yaml');
    expect(policy.inspections.cycleMonths).toEqual({
      DETENTION: 24,
      TASK_FORCE: 24,
      JOINT: 24,
      WARRANT_SERVICE_OFFICER: null,
    });
    expect(policy.focusReviews.team.inspectors).toBeLessThan(policy.inspections.team.inspectors);
  });

  it.each([
    ['timeZone', 'Washington'],
    ['inspections.firstInspectionWithinMonths', 0],
    ['inspections.cycleAnchor', 'whenever'],
    ['inspections.team.inspectors', 'three'],
    ['inspections.team', undefined],
    ['focusReviews.dueDaysAfterAction', -1],
    ['correctiveActions.dueDays.high', undefined],
    ['reminders.retryAfterMinutes', []],
    ['reminders.onDaysOff', 'skip'],
    ['reminders.breaker.perRun', 0],
    ['planning', undefined],
    ['jobs', undefined],
  ])('is refused with %s = %j, and the setting is named', (path, value) => {
    expect(refusal(changed(path, value))).toContain(`${path}:`);
  });

  it('is refused with a setting that nobody knows, which is a misspelt one', () => {
    expect(refusal(changed('inspections.notBeforDueDays', 90))).toContain(
      'inspections.notBeforDueDays',
    );
  });

  it.each(['', 'a: [', 'just a sentence', '- a\n- list'])('is refused when it is %j', (text) => {
    expect(refusal(text)).toContain('policy.yaml');
  });

  it('says which file is missing', () => {
    expect(() => readPolicy('config/no-such-policy.yaml')).toThrow('config/no-such-policy.yaml');
  });
});
