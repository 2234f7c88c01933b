import { newId } from '../../platform/db/id.js';
import type { Account } from '../account.entity.js';

/** Who an account is for. */
type Owner = Pick<
  Account,
  'kind' | 'email' | 'displayName' | 'role' | 'officeId' | 'ownerId' | 'isSample' | 'createdAt'
>;

/** An account as it begins: active, without a password, and nobody has signed in to it. */
export const unusedAccount = (owner: Owner): Account => ({
  id: newId(),
  passwordHash: null,
  mustChangePassword: false,
  passwordChangedAt: null,
  lastSignedInAt: null,
  isActive: true,
  deactivatedAt: null,
  version: 1,
  ...owner,
});
