import { describe, expect, it } from '@jest/globals';
import {
  PERMISSIONS,
  type Permission,
  permissionsOf,
  ROLE_NAMES,
  roleMay,
  ROLES,
} from './permissions.js';

const permissions = Object.keys(PERMISSIONS) as Permission[];
const holdersOf = (permission: Permission) => ROLES.filter((role) => roleMay(role, permission));

describe('the table of permissions', () => {
  it('gives every permission to somebody, and every role a first page', () => {
    for (const permission of permissions) expect(holdersOf(permission)).not.toHaveLength(0);
    for (const role of ROLES) expect(permissionsOf(role)).toContain('home.read');
  });

  it('has a name for every role', () => {
    expect(Object.keys(ROLE_NAMES).sort()).toEqual([...ROLES].sort());
  });

  it('says the same by role and by permission', () => {
    for (const role of ROLES)
      for (const permission of permissions)
        expect(permissionsOf(role).includes(permission)).toBe(roleMay(role, permission));
  });

  it('lets a program manager read everything', () => {
    for (const permission of permissions.filter((name) => name.endsWith('.read')))
      expect(roleMay('program-manager', permission)).toBe(true);
  });

  it.each([
    ['inspections.reschedule', ['team-leader']],
    ['agreements.extend', ['program-manager']],
    ['corrective-actions.answer', ['team-leader', 'ero-supervisor']],
    ['corrective-actions.decide', ['team-leader']],
    ['outcomes.record', ['team-leader', 'inspector']],
    ['findings.close', ['team-leader']],
    ['focus-reviews.order', ['team-leader']],
    ['jobs.run', ['administrator']],
    ['outbox.resume', ['administrator']],
  ] as const)('gives %s to %j only', (permission, roles) => {
    expect(holdersOf(permission)).toEqual(roles);
  });

  it('lets the inspector fill in checklists and say what visits found, and the OIG liaison keep the ledger, besides what is their own', () => {
    const harmless = /\.(read|own|trail)$/;
    const changesOf = (role: 'oig-liaison' | 'inspector'): Permission[] =>
      permissionsOf(role).filter((name) => !harmless.test(name));
    expect(changesOf('inspector')).toEqual(['checklist.edit', 'outcomes.record']);
    expect(changesOf('oig-liaison')).toEqual(['recommendations.answer']);
  });
});
