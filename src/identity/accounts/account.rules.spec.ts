import { describe, expect, it } from '@jest/globals';
import { objectionToOffice, stateOf } from './account.rules.js';

describe('the state of an account', () => {
  const fresh = {
    isActive: true,
    passwordHash: null,
    lastSignedInAt: null,
    mustChangePassword: false,
  };

  it.each([
    ['invited', fresh, true],
    ['active', fresh, false],
    ['active', { ...fresh, passwordHash: 'x' }, true],
    ['active', { ...fresh, lastSignedInAt: '2026-01-01T00:00:00.000Z' }, true],
    ['must-change-password', { ...fresh, passwordHash: 'x', mustChangePassword: true }, false],
    ['deactivated', { ...fresh, isActive: false, mustChangePassword: true }, true],
  ])('is %s', (state, account, isInvited) => {
    expect(stateOf(account, isInvited)).toBe(state);
  });
});

describe('a field office', () => {
  it('belongs to an ERO supervisor and to nobody else', () => {
    expect(objectionToOffice('ero-supervisor', true)).toBeUndefined();
    expect(objectionToOffice('ero-supervisor', false)).toMatch(/^Choose the field office/);
    expect(objectionToOffice('inspector', false)).toBeUndefined();
    expect(objectionToOffice('administrator', true)).toMatch(/^Leave the field office empty/);
  });
});
