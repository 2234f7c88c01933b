import { Injectable } from '@nestjs/common';
import { Policy } from '../../platform/config/policy.js';
import { TooManyRequests } from '../../platform/http/problem.js';
import { fingerprint } from '../secrets.js';
import { DoublingHold, type Taken } from './doubling-hold.js';
import { networkOf } from './network.js';
import { SharedCounters } from './shared-counters.js';

/** What is tried; each kind is counted for itself. */
export type AttemptKind = 'sign-in' | 'token' | 'password-reset';

/** Whose attempts are counted together. */
export interface AttemptBy {
  /** As typed; whether there is such an account makes no difference. */
  email?: string;
  /** Network address. */
  address: string;
}

/** An attempt that may be looked at. It counts as failed until it is said to have succeeded. */
export interface Attempt {
  /** Seconds for which it holds up what comes next, if it fails. */
  heldSeconds: number;
  /** None came before it in a while. */
  isFirst: boolean;
  /** Forgets the account's failures and gives the address back this one. */
  succeeded(): Promise<void>;
}

interface Place {
  hold: DoublingHold;
  key: string;
  isAccount: boolean;
}

/** Slows down guessing: of passwords, of tokens, and asking for mails in other people's names. */
@Injectable()
export class AttemptLimits {
  constructor(
    private readonly counters: SharedCounters,
    private readonly policy: Policy,
  ) {}

  /**
   * Counts an attempt before it is looked at.
   * @throws TooManyRequests while the account or the address is held up; then nothing was counted
   */
  async attempt(kind: AttemptKind, by: AttemptBy): Promise<Attempt> {
    const places = this.placesOf(kind, by);
    const waits = await Promise.all(places.map(({ hold, key }) => hold.secondsLeft(key)));
    if (Math.max(...waits) > 0) throw new TooManyRequests(Math.max(...waits));
    const taken: (Place & { one: Taken })[] = [];
    for (const place of places) {
      const one = await place.hold.take(place.key);
      if (typeof one === 'number') {
        for (const before of taken) await before.hold.giveBack(before.key, before.one);
        throw new TooManyRequests(one);
      }
      taken.push({ ...place, one });
    }
    return {
      heldSeconds: Math.max(...taken.map(({ one }) => one.seconds)),
      isFirst: taken.every(({ one }) => one.isFirst),
      succeeded: async () => {
        for (const { hold, key, isAccount, one } of taken)
          await (isAccount ? hold.forget(key) : hold.giveBack(key, one));
      },
    };
  }

  /** The account first: who tries many at once for one account uses up that account, and not its whole office. */
  private placesOf(kind: AttemptKind, { email, address }: AttemptBy): Place[] {
    const { freePerAccount, freePerAddress, ...policy } = this.policy.identity.attempts;
    const place = (isAccount: boolean, key: string, free: number): Place => {
      const name = `${kind}:${isAccount ? 'account' : 'address'}`;
      return { hold: new DoublingHold(this.counters, name, { ...policy, free }), key, isAccount };
    };
    const ofAddress = place(false, networkOf(address), freePerAddress);
    if (email === undefined) return [ofAddress];
    return [place(true, accountKey(email), freePerAccount), ofAddress];
  }
}

/** What somebody typed is of any length, and nobody's business: its hash is counted. */
const accountKey = (email: string): string => fingerprint(email.trim().toLowerCase());
