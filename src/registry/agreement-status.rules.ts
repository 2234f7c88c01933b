export const AGREEMENT_STATUSES = [
  'pending',
  'active',
  'suspended',
  'under-notice',
  'terminated',
  'expired',
  'superseded',
  'absent',
  'left-list',
] as const;

export type AgreementStatus = (typeof AGREEMENT_STATUSES)[number];

/** In force = active or under notice. */
export const IN_FORCE: readonly AgreementStatus[] = ['active', 'under-notice'];

export const isInForce = (status: AgreementStatus): boolean => IN_FORCE.includes(status);
