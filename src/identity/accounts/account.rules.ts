import type { Account } from '../account.entity.js';
import { type Role, ROLES } from '../permissions.js';

/** How an account stands, in the order in which it matters. */
export const ACCOUNT_STATES = ['invited', 'active', 'must-change-password', 'deactivated'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

export const STATE_NAMES: Record<AccountState, string> = {
  invited: 'invited',
  active: 'active',
  'must-change-password': 'must change password',
  deactivated: 'deactivated',
};

/** @param isInvited whether an invitation was sent to it */
export function stateOf(
  account: Pick<Account, 'isActive' | 'passwordHash' | 'lastSignedInAt' | 'mustChangePassword'>,
  isInvited: boolean,
): AccountState {
  if (!account.isActive) return 'deactivated';
  if (isInvited && account.passwordHash === null && account.lastSignedInAt === null)
    return 'invited';
  return account.mustChangePassword ? 'must-change-password' : 'active';
}

export const roleOf = (text: string): Role | undefined => ROLES.find((role) => role === text);

/** An ERO supervisor without an office would see nothing; with another role an office would limit what it should not. */
export function objectionToOffice(role: Role, hasOffice: boolean): string | undefined {
  if (role === 'ero-supervisor' && !hasOffice)
    return 'Choose the field office: an ERO supervisor sees the agreements of one.';
  if (role !== 'ero-supervisor' && hasOffice)
    return 'Leave the field office empty: only an ERO supervisor is limited to one.';
  return undefined;
}
