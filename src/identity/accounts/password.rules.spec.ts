import { describe, expect, it } from '@jest/globals';
import { objectionToPassword } from './password.rules.js';

const owner = { displayName: 'Team leader 4', email: 'leader.4@atlanta.example' };
const objection = (password: string): string | undefined =>
  objectionToPassword(password, owner, 15);

describe('a new password', () => {
  it.each([
    'purple kettle walks sideways',
    'nur ein Löffel für Großmutter',
    '密码是一句很长很长的话没有人知道它',
    '     fifteen?    x',
    '🙂 🙃 🙂 🙃 🙂 🙃 🙂 🙃',
    'aaaaaaaaaaaaaaa',
  ])('may be %j: no rule asks for certain characters', (password) => {
    expect(objection(password)).toBeUndefined();
  });

  it('is counted as people see it', () => {
    expect(objection('🙂'.repeat(14))).toMatch(
      /^The password has 14 characters; it needs at least 15/,
    );
    expect(objection('')).toBe('Enter a new password.');
    expect(objection('x')).toMatch(/^The password has 1 character; /);
  });

  it('has an upper limit', () => {
    expect(objection('x7'.repeat(64))).toBeUndefined();
    expect(objection('x7'.repeat(64) + 'y')).toMatch(/more than 128/);
    // One character that composes to eighteen.
    expect(objection('\ufdfa'.repeat(20))).toMatch(/more than 128/);
  });

  it.each([
    'Team Leader 4!!',
    'leader.4@atlanta.example',
    'TEAM-LEADER-4-1234',
    '287(g) agreements 2026',
    '  inspections-287g  ',
    'atlanta atlanta atlanta',
  ])('is not mostly what others know: %j', (password) => {
    expect(objection(password)).toMatch(/your name, your e-mail or the name of this site/);
  });

  it('may hold such a word among others', () => {
    expect(objection('the leader eats seven green pears')).toBeUndefined();
  });
});
