import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** One field of a thing, before and after. */
export interface FieldChange {
  field: string;
  before: unknown;
  after: unknown;
}

/** A secret that seals entries, and the name by which an entry says which one it was. */
export interface AuditKey {
  id: string;
  secret: string;
}

/** What the seal of an entry covers, in this order: all of it but the hash itself. */
export const SEALED_FIELDS = [
  'sequence',
  'at',
  'action',
  'actorKind',
  'actorId',
  'actorName',
  'address',
  'requestId',
  'job',
  'subjectType',
  'subjectId',
  'subjectLabel',
  'contextId',
  'changes',
  'reason',
  'details',
  'keyId',
  'previousHash',
] as const;

export type SealedFacts = Record<(typeof SEALED_FIELDS)[number], string | number | null>;

/** What stands before the first entry. */
export const GENESIS = '0'.repeat(64);

/** A key's name tells nothing of the key. */
export const keyIdOf = (secret: string): string =>
  createHash('sha256').update(`audit key ${secret}`).digest('hex').slice(0, 16);

export const auditKey = (secret: string): AuditKey => ({ id: keyIdOf(secret), secret });

/** HMAC-SHA-256 over everything the entry says, its place and the entry before it. */
export const entryHash = (facts: SealedFacts, key: AuditKey): string =>
  seal(
    'entry',
    SEALED_FIELDS.map((field) => facts[field]),
    key,
  );

/** The seal of the chain's end. Another purpose, so that no entry's hash can be passed off as one. */
export const headSeal = (head: { sequence: number; hash: string }, key: AuditKey): string =>
  seal('head', [head.sequence, head.hash], key);

/** The seal of an end that is kept elsewhere, to be held against the log later. */
export const exportedHeadSeal = (
  head: { sequence: number; hash: string; takenAt: string },
  key: AuditKey,
): string => seal('exported head', [head.sequence, head.hash, head.takenAt], key);

/** Compares without telling by its time where two texts differ. */
export function isSameSeal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

const seal = (purpose: string, values: unknown[], key: AuditKey): string =>
  createHmac('sha256', key.secret)
    .update(JSON.stringify([purpose, ...values]))
    .digest('hex');

/**
 * The text as both engines keep it, cut where it is too long: a text that came back otherwise than it was sealed would
 * look altered. PostgreSQL refuses NUL, and half a surrogate pair turns into another character on its way.
 */
export function storableText(text: string, longest = Infinity): string {
  const sound = wellFormed(text.replaceAll('\0', '\uFFFD'));
  return sound.length > longest ? `${wellFormed(sound.slice(0, longest - 1))}…` : sound;
}

/** Half a surrogate pair becomes U+FFFD. */
const wellFormed = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

/** The fields whose values differ, in the order of `fields`. */
export function changesBetween<Thing extends object>(
  before: Partial<Thing> | null,
  after: Partial<Thing> | null,
  fields: readonly (keyof Thing & string)[],
): FieldChange[] {
  return fields.flatMap((field) => {
    const change = { field, before: before?.[field] ?? null, after: after?.[field] ?? null };
    return JSON.stringify(change.before) === JSON.stringify(change.after) ? [] : [change];
  });
}
