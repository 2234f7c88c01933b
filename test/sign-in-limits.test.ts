import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApp } from '../src/app.js';
import { AuditEntry } from '../src/audit/audit-entry.entity.js';
import { SharedCounters } from '../src/identity/sign-in/shared-counters.js';
import type { Policy } from '../src/platform/config/policy.js';
import { newId } from '../src/platform/db/id.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { aPerson, BrowserSession, type Person } from './support/browser-session.js';
import { type Answer, answerOf, tokenFor } from './support/client.js';
import { isDeep } from './support/deep.js';
import { eventually, OwnRedis } from './support/running-app.js';
import { aPolicy, startTestApp, type TestApp } from './support/test-app.js';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits that a test can wait for. */
const shortWaits = (policy: Policy): void => {
  Object.assign(policy.identity.attempts, { freePerAccount: 3, longestWaitSeconds: 2 });
};

/** Wrong passwords from one address, one page and one cookie. */
class Guesser {
  private constructor(
    private readonly moa: TestApp,
    private readonly address: string,
    private readonly page: BrowserSession,
    private readonly csrf: string,
  ) {}

  static async at(moa: TestApp, address: string): Promise<Guesser> {
    const page = new BrowserSession(moa);
    const { text } = await page.open('/sign-in');
    const csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    return new Guesser(moa, address, page, csrf);
  }

  async signIn(email: string, password = 'a guess'): Promise<Answer> {
    return answerOf(
      await this.moa.app.inject({
        method: 'POST',
        url: '/sign-in',
        remoteAddress: this.address,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        cookies: Object.fromEntries(this.page.cookies),
        payload: new URLSearchParams({ _csrf: this.csrf, email, password }).toString(),
      }),
    );
  }
}

/** What is in the audit of one action. */
const recorded = (moa: TestApp, action: string): Promise<AuditEntry[]> =>
  moa.app.get(UnitOfWork).reading().findBy(AuditEntry, { action });

const countOf = (answers: Answer[], status: number): number =>
  answers.filter((answer) => answer.status === status).length;

/** Milliseconds that something took. */
const timed = async <Result>(work: Promise<Result>): Promise<{ result: Result; ms: number }> => {
  const start = performance.now();
  const result = await work;
  return { result, ms: performance.now() - start };
};

describe('a flood of wrong passwords', () => {
  const FLOOD = isDeep ? 1000 : 200;
  const CONNECTIONS = 20;
  let moa: TestApp;
  let bystander: Person;

  beforeAll(async () => {
    moa = await startTestApp({ data: ['reference'] });
    bystander = await aPerson(moa, 'inspector');
    // The first hash of a process takes longer than those that follow.
    await (await Guesser.at(moa, '203.0.113.1')).signIn(bystander.email, 'a guess');
  });
  afterAll(() => moa.close());

  const flood = async (address: string, emailOf: (time: number) => string) => {
    const guesser = await Guesser.at(moa, address);
    const failedBefore = (await recorded(moa, 'sign-in.failed')).length;
    const heldBefore = (await recorded(moa, 'sign-in.held')).length;
    const answers: Answer[] = [];
    let sent = 0;
    const connection = async (): Promise<void> => {
      while (sent < FLOOD) answers.push(await guesser.signIn(emailOf(sent++)));
    };
    const flooding = Promise.all(Array.from({ length: CONNECTIONS }, connection));
    const right = [];
    for (let time = 0; time < 3; time++) {
      const elsewhere = await Guesser.at(moa, '203.0.113.1');
      right.push(await timed(elsewhere.signIn(bystander.email, bystander.password)));
    }
    await flooding;
    return {
      answers,
      right,
      lookedAt: (await recorded(moa, 'sign-in.failed')).length - failedBefore,
      heldRecorded: (await recorded(moa, 'sign-in.held')).length - heldBefore,
    };
  };

  /** The free ones, and one more each time that a hold of 2, 4, 8 … seconds ended while it went on. */
  const expectFew = (lookedAt: number, free: number): void => {
    expect(lookedAt).toBeGreaterThanOrEqual(free);
    expect(lookedAt).toBeLessThan(free + 5);
  };

  const expectQuick = (answers: { result: Answer; ms: number }[]): void => {
    expect(answers.map(({ result }) => result.status)).toEqual([303, 303, 303]);
    expect(Math.min(...answers.map(({ ms }) => ms))).toBeLessThan(1000);
  };

  it('for one account is turned away after a few; others sign in meanwhile', async () => {
    const victim = await aPerson(moa, 'inspector');
    const { answers, right, lookedAt, heldRecorded } = await flood(
      '198.51.100.1',
      () => victim.email,
    );
    expectFew(lookedAt, 5);
    expect(countOf(answers, 422)).toBe(lookedAt);
    expect(countOf(answers, 429)).toBe(FLOOD - lookedAt);
    expect(heldRecorded).toBe(lookedAt - 4);
    expectQuick(right);
  });

  it('for as many accounts from one address too, and leaves no trace of them', async () => {
    const counters = moa.app.get(SharedCounters);
    const before = counters.size;
    const { answers, right, lookedAt, heldRecorded } = await flood(
      '198.51.100.2',
      (time) => `person-${time}@test.example`,
    );
    expectFew(lookedAt, 25);
    expect(countOf(answers, 422)).toBe(lookedAt);
    expect(countOf(answers, 429)).toBe(FLOOD - lookedAt);
    expect(heldRecorded).toBe(lookedAt - 24);
    expectQuick(right);
    expect(counters.size - before).toBeLessThan(40);
  });

  it('of wrong tokens is turned away, while a right one from there is as busy as it likes', async () => {
    const token = await tokenFor(moa, 'inspector');
    const ask = async (bearer: string): Promise<Answer> =>
      answerOf(
        await moa.app.inject({
          url: '/api/v1/agreements?limit=1',
          remoteAddress: '198.51.100.3',
          headers: { authorization: `Bearer ${bearer}` },
        }),
      );
    const wrong = await Promise.all(
      Array.from({ length: 200 }, (_, time) => ask(`moa_made-up-${time}`)),
    );
    expect(countOf(wrong, 401)).toBe(25);
    expect(countOf(wrong, 429)).toBe(175);
    const held = wrong.find(({ status }) => status === 429)!;
    expect(held.headers['retry-after']).toBe('2');
    expect(held.body).toMatchObject({ type: 'urn:moa:problem:too-many-requests', status: 429 });
    const right = await Promise.all(Array.from({ length: 50 }, () => ask(token)));
    expect(countOf(right, 200)).toBe(50);
    expect(await recorded(moa, 'token.refused')).toHaveLength(2);
  });
});

/** A second process of the same installation, as far as one can have it in one. */
async function anotherProcess(of: TestApp): Promise<TestApp> {
  const app = await createApp(of.settings, {
    systemClock: of.clock,
    policy: aPolicy(shortWaits),
  });
  await app.getHttpAdapter().getInstance().ready();
  return { ...of, app, close: () => app.close() };
}

describe('with Redis', () => {
  const redis = new OwnRedis();
  let first: TestApp;
  let second: TestApp;

  beforeAll(async () => {
    await redis.start();
    first = await startTestApp({
      data: ['reference'],
      policy: aPolicy(shortWaits),
      environment: { REDIS_URL: redis.url },
    });
    second = await anotherProcess(first);
    await eventually('the two count together', 20, theyCountTogether);
  });
  afterAll(async () => {
    await second.close();
    await first.close();
    await redis.remove();
  });

  const useUp = async (moa: TestApp, email: string): Promise<void> => {
    const guesser = await Guesser.at(moa, '198.51.100.1');
    for (let guess = 0; guess < 3; guess++) expect((await guesser.signIn(email)).status).toBe(422);
  };
  const answersQuickly = async (moa: TestApp, person: Person): Promise<number> => {
    const guesser = await Guesser.at(moa, '203.0.113.1');
    const { result, ms } = await timed(guesser.signIn(person.email, person.password));
    expect(ms).toBeLessThan(1000);
    return result.status;
  };

  const theyCountTogether = async (): Promise<true | undefined> => {
    const email = `${newId()}@test.example`;
    const guesser = await Guesser.at(first, '198.51.100.4');
    for (let guess = 0; guess < 3; guess++) await guesser.signIn(email);
    const elsewhere = await Guesser.at(second, '198.51.100.5');
    return (await elsewhere.signIn(email)).status === 429 ? true : undefined;
  };

  it('what fails at one process holds up the other, and what succeeds frees it', async () => {
    const person = await aPerson(first, 'inspector');
    await useUp(first, person.email);
    expect(await answersQuickly(second, person)).toBe(429);
    await pause(2050);
    expect(await answersQuickly(second, person)).toBe(303);
    await useUp(first, person.email);
  });

  it('what was held stays held when it is killed, by what each process saw last', async () => {
    const held = await aPerson(first, 'inspector');
    const free = await aPerson(first, 'inspector');
    await useUp(first, held.email);
    expect(await answersQuickly(second, held)).toBe(429);
    await redis.kill();
    expect(await answersQuickly(first, held)).toBe(429);
    expect(await answersQuickly(second, held)).toBe(429);
    expect(await answersQuickly(first, free)).toBe(303);
    await useUp(first, free.email);
    expect(await answersQuickly(first, free)).toBe(429);
  });

  it('counts together again once it is back', async () => {
    await redis.start();
    await eventually('the two count together', 20, theyCountTogether);
  });

  it('that does not answer keeps nobody waiting', async () => {
    const person = await aPerson(first, 'inspector');
    redis.freeze();
    expect(await answersQuickly(first, person)).toBe(303);
    await useUp(first, person.email);
    expect(await answersQuickly(first, person)).toBe(429);
    redis.thaw();
    await eventually('the two count together', 20, theyCountTogether);
  });
});
