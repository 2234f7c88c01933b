import type { Account } from '../account.entity.js';

/** What the audit tells of an account, before and after. */
export const AUDITED_FIELDS = [
  'kind',
  'email',
  'displayName',
  'role',
  'officeId',
  'isActive',
  'mustChangePassword',
  'ownerId',
] as const satisfies (keyof Account)[];

/** An account, as the audit names it. */
export const accountSubject = (account: Pick<Account, 'id' | 'displayName'>) => ({
  type: 'account',
  id: account.id,
  label: account.displayName,
});
