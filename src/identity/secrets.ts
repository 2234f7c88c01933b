import { createHash, randomBytes, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** What is kept of a secret that has enough randomness of its own: tokens and session ids. */
export const fingerprint = (secret: string): string =>
  createHash('sha256').update(secret).digest('hex');

/** A key for programs: 256 random bits behind a prefix that scanners for leaked secrets can find. */
export const newToken = (): string => `moa_${randomBytes(32).toString('base64url')}`;

/** The secret of a link in a mail: 256 random bits. */
export const newLinkToken = (): string => randomBytes(32).toString('base64url');

export const newSessionSecret = (): string => randomBytes(48).toString('base64url');

/** No letters or digits that are taken for each other when somebody types them off a screen. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A random password that can be read and typed: four groups of four, 79 bits. */
export function newPassword(): string {
  const group = (): string =>
    Array.from({ length: 4 }, () => READABLE[randomInt(READABLE.length)] ?? '').join('');
  return [group(), group(), group(), group()].join('-');
}

/** The same text however a keyboard composes it: `é` is one character here and two there. */
const normalized = (password: string): string => password.normalize('NFKC');

/** argon2id with the library's defaults, which follow OWASP's recommendation. */
export const hashPassword = (password: string): Promise<string> => hash(normalized(password));

let nobodysHash: Promise<string> | undefined;

/** Compared against when there is no such account, so that the answer takes as long. Nobody knows its password. */
const hashOfNobody = (): Promise<string> => (nobodysHash ??= hashPassword(newPassword()));

export async function passwordFits(
  password: string,
  passwordHash: string | null,
): Promise<boolean> {
  try {
    return (
      (await verify(passwordHash ?? (await hashOfNobody()), normalized(password))) &&
      passwordHash !== null
    );
  } catch {
    return false;
  }
}
