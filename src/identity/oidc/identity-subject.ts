import type { ExternalIdentity } from '../account.entity.js';

/** An identity, as the audit and the pages name it. */
export const identityName = (
  identity: Pick<ExternalIdentity, 'subject' | 'emailAsTold' | 'nameAsTold'>,
): string => identity.nameAsTold ?? identity.emailAsTold ?? identity.subject;

export const identitySubject = (
  identity: Pick<ExternalIdentity, 'id' | 'subject' | 'emailAsTold' | 'nameAsTold'>,
) => ({ type: 'external-identity', id: identity.id, label: identityName(identity) });
