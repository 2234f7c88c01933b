import type { ExportedHead, Verification } from './audit-verification.js';

/** The result of a verification in one or two sentences. */
export function verificationText({ verified, flaw }: Verification): string {
  if (!flaw) return `${counted(verified)}, all in order.`;
  // Then it is the head that is wrong, and nothing was said of the audit yet.
  if (flaw.kind === 'forged-head') return `${flaw.detail} The audit was not looked at.`;
  return `The audit does not hold at entry ${flaw.sequence}. ${flaw.detail} ${counted(verified)} before it ${verified === 1 ? 'is' : 'are'} in order.`;
}

const counted = (entries: number): string =>
  `${entries.toLocaleString('en-US')} ${entries === 1 ? 'entry' : 'entries'}`;

/** Whether something that was read from a file has the shape of a head. Whether it is one is for its signature to say. */
export function isExportedHead(value: unknown): value is ExportedHead {
  if (typeof value !== 'object' || value === null) return false;
  const head = value as Record<string, unknown>;
  return (
    Number.isInteger(head['sequence']) &&
    ['hash', 'takenAt', 'keyId', 'signature'].every((name) => typeof head[name] === 'string')
  );
}
