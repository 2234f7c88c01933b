/** A way to the identity provider that was begun and has not come back yet. */
export interface SignInAttempt {
  state: string;
  nonce: string;
  /** The secret half of the PKCE challenge. */
  codeVerifier: string;
  /** Where the person wanted to go: a path of this site. */
  next: string;
  /** Milliseconds since 1970. */
  startedAt: number;
}

/** Somebody may begin in several tabs; more are not kept in a session that belongs to nobody yet. */
const MOST_ATTEMPTS = 5;

const LASTS_MILLIS = 10 * 60 * 1000;

/** The attempts of a browser with one more; the oldest give way. */
export const withAttempt = (attempts: SignInAttempt[], added: SignInAttempt): SignInAttempt[] =>
  [...stillGood(attempts, added.startedAt), added].slice(-MOST_ATTEMPTS);

/** The attempt that a state names, and those that stay when it is taken out. */
export function takeAttempt(
  attempts: SignInAttempt[],
  state: string | null,
  now: number,
): { attempt: SignInAttempt | undefined; rest: SignInAttempt[] } {
  const good = stillGood(attempts, now);
  return {
    attempt: good.find((one) => one.state === state),
    rest: good.filter((one) => one.state !== state),
  };
}

const stillGood = (attempts: SignInAttempt[], now: number): SignInAttempt[] =>
  attempts.filter(({ startedAt }) => now - startedAt < LASTS_MILLIS);
