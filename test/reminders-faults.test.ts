import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../src/app.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { HealthChecks } from '../src/platform/http/health.js';
import type { Obligation, Recipient } from '../src/reminders/obligation.js';
import { Message } from '../src/reminders/reminder.entity.js';
import { isTriedOn } from './support/deep.js';
import { TestMailServer } from './support/mail-server.js';
import {
  anObligation,
  aRecipient,
  ledgerOf,
  outboxOf,
  runJob,
  stepsOf,
  TestObligations,
  tick,
} from './support/reminders.js';
import { expectLedgerToBeSound } from './support/sound-ledger.js';
import { startSourceProcess } from './support/source-process.js';
import { aPolicy, startTestApp, type TestApp } from './support/test-app.js';

/** What can go wrong with a mail, made to go wrong. After every run the ledger must be sound. */
describe('reminders under fault', () => {
  let server: TestMailServer;
  let test: TestApp;
  let source: TestObligations;
  let leader: Recipient;

  beforeEach(async () => {
    server = await TestMailServer.start();
    test = await startTestApp({ data: [], environment: { SMTP_URL: server.url } });
    leader = await aRecipient(test.app);
    source = TestObligations.in(test.app, due());
  });
  afterEach(async () => {
    await expectLedgerToBeSound(test.app, server);
    await test.close();
    await server.close();
  });

  const due = (given: Parameters<typeof anObligation>[0] = {}): Obligation =>
    anObligation({ responsible: [leader], ...given });

  const drain = (): Promise<unknown> => runJob(test.app, 'reminders.drain');

  const onlyMail = async (): Promise<Message> => {
    const [mail, ...others] = await outboxOf(test.app);
    expect(others).toEqual([]);
    if (!mail) throw new Error('the outbox is empty');
    return mail;
  };

  const statesOfDueRows = async (): Promise<string[]> =>
    (await ledgerOf(test.app))
      .filter(({ offsetDays }) => offsetDays === 14)
      .map((row) => row.state);

  /** What the mail, its row and its steps say. */
  const account = async (): Promise<{ mail: string; rows: string[]; steps: string[] }> => {
    const mail = await onlyMail();
    return {
      mail: mail.state,
      rows: await statesOfDueRows(),
      steps: await stepsOf(test.app, mail.id),
    };
  };

  /** A real worker process on the same database, which is about to plan and drain once. */
  async function aWorker(): Promise<{
    begin(): void;
    /** Lets it do nothing more, and yet be there. */
    stop(): void;
    kill(): void;
    ended: Promise<string | number>;
  }> {
    const child = startSourceProcess('drain-in-child.ts', {
      ...test.environment,
      CHILD_NOW: test.clock.moment(),
      CHILD_OBLIGATIONS: JSON.stringify(source.things),
    });
    const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as string | number);
    await Promise.race([once(child.stdout, 'data'), ended]);
    return {
      begin: () => child.stdin.write('go\n'),
      stop: () => child.kill('SIGSTOP'),
      kill: () => child.kill('SIGKILL'),
      ended,
    };
  }

  const outboxHealth = async (): Promise<string | undefined> =>
    (await test.app.get(HealthChecks).look()).checks['outbox']?.status;

  describe('the mail server', () => {
    it('says 451, then takes the mail: it is sent once, after the wait of the policy', async () => {
      server.treatNext({ refuse: 451 });
      await tick(test.app);
      expect(await account()).toMatchObject({ mail: 'pending', rows: ['planned'] });
      await drain();
      expect(server.arrivals).toHaveLength(1);
      test.clock.advance({ minutes: 1 });
      await drain();
      expect(await account()).toEqual({
        mail: 'sent',
        rows: ['sent'],
        steps: ['pending', 'claimed', 'pending', 'claimed', 'sent'],
      });
      expect(server.accepted).toHaveLength(1);
    });

    it('says 550 for good: the mail fails after the last attempt, and health says so', async () => {
      const { retryAfterMinutes } = aPolicy().reminders;
      server.treatNext(...[0, ...retryAfterMinutes].map(() => ({ refuseRecipient: 550 }) as const));
      await tick(test.app);
      for (const minutes of retryAfterMinutes) {
        test.clock.advance({ minutes });
        await drain();
      }
      expect(await account()).toMatchObject({ mail: 'failed', rows: ['failed'] });
      const [row] = (await ledgerOf(test.app)).filter(({ state }) => state === 'failed');
      expect(row?.reason).toMatch(/550.*given up after 6 attempts/);
      expect(await outboxHealth()).toBe('degraded');
      await tick(test.app);
      expect(server.accepted).toEqual([]);
    });

    it.each(['hang-after-data', 'drop-after-data'] as const)(
      'does %s: the mail is uncertain, then sent again with the same Message-ID',
      async (treatment) => {
        server.treatNext(treatment);
        await tick(test.app);
        expect(await account()).toMatchObject({ mail: 'uncertain', rows: ['uncertain'] });
        expect(await outboxHealth()).toBe('degraded');
        await drain();
        expect(await account()).toEqual({
          mail: 'sent',
          rows: ['sent'],
          steps: ['pending', 'claimed', 'uncertain', 'claimed', 'sent'],
        });
        const [first, second] = server.arrivals;
        expect(second?.messageId).toBe(first?.messageId);
        expect(second?.mail.text).toBe(first?.mail.text);
        await drain();
        expect(server.arrivals).toHaveLength(2);
      },
    );

    it('hangs after DATA again and again: the person is not flooded', async () => {
      server.treatNext(...Array.from({ length: 50 }, () => 'hang-after-data' as const));
      await tick(test.app);
      for (let minute = 0; minute < 12; minute++) {
        await drain();
        test.clock.advance({ minutes: 1 });
      }
      expect(server.arrivals.length).toBeLessThanOrEqual(3);
    });

    it.each(['drop-before-data', 'hang-before-data'] as const)(
      'does %s: nothing left, so the mail is not uncertain and loses no attempt',
      async (treatment) => {
        server.treatNext(treatment);
        await tick(test.app);
        expect(await onlyMail()).toMatchObject({ state: 'pending', attempts: 0 });
        test.clock.advance({ minutes: 1 });
        await drain();
        expect(server.accepted).toHaveLength(1);
      },
    );

    it('is away for two days: everything leaves when it is back, once', async () => {
      const other = await aRecipient(test.app);
      source.things.push(due({ responsible: [other] }));
      await server.goAway();
      for (let hour = 0; hour < 48; hour++) {
        await tick(test.app);
        test.clock.advance({ hours: 1 });
      }
      expect(await outboxHealth()).toBe('degraded');
      await server.comeBack();
      await tick(test.app);
      expect(server.accepted.map(({ to }) => to).sort()).toEqual(
        [leader.email, other.email].sort(),
      );
      expect(await outboxHealth()).toBe('ok');
    });

    it('takes one mail while the next one is done: that one is cancelled', async () => {
      const other = await aRecipient(test.app);
      const second = due({ responsible: [other] });
      source.things.push(second);
      server.onArrival = ({ to }) => {
        source.things = source.things.filter(({ responsible }) => responsible[0]?.email === to);
      };
      await tick(test.app);
      expect(server.accepted).toHaveLength(1);
      expect((await outboxOf(test.app)).map(({ state }) => state).sort()).toEqual([
        'cancelled',
        'sent',
      ]);
    });
  });

  it('never sends again what was done after an uncertain attempt, and admits that it may have arrived', async () => {
    server.treatNext('drop-after-data');
    await tick(test.app);
    source.things = [];
    await tick(test.app);
    expect(server.arrivals).toHaveLength(1);
    expect(await account()).toMatchObject({ mail: 'cancelled', rows: ['uncertain'] });
    const [row] = (await ledgerOf(test.app)).filter(({ state }) => state === 'uncertain');
    expect(row?.reason).toBe('done: it is no longer open; the mail may have arrived');
  });

  if (isTriedOn('postgres'))
    it('sends each thing once when three worker processes plan and drain at the same time', async () => {
      const people = await Promise.all(Array.from({ length: 12 }, () => aRecipient(test.app)));
      source.things = people.flatMap((person) => [
        anObligation({ responsible: [person] }),
        anObligation({ responsible: [person] }),
      ]);
      const workers = await Promise.all([aWorker(), aWorker(), aWorker()]);
      for (const worker of workers) worker.begin();
      expect(await Promise.all(workers.map(({ ended }) => ended))).toEqual([0, 0, 0]);
      await tick(test.app);
      expect(server.arrivals.map(({ to }) => to).sort()).toEqual(
        people.map(({ email }) => email).sort(),
      );
      expect(await ledgerOf(test.app)).toHaveLength(12 * 2 * 3);
    }, 180_000);

  describe('two workers on one mail', () => {
    let second: NestFastifyApplication;
    beforeEach(async () => {
      second = await createApp(test.settings, { systemClock: test.clock, policy: aPolicy() });
    });
    afterEach(() => second.close());

    it('leave alone what the other one is sending', async () => {
      TestObligations.in(second, ...source.things);
      let claimsOfSecond: unknown;
      server.onArrival = async () => {
        claimsOfSecond = (await runJob(second, 'reminders.drain')).result;
      };
      await tick(test.app);
      expect(claimsOfSecond).toMatchObject({ givenUp: 0, deliveries: { accepted: 0 } });
      expect(server.arrivals).toHaveLength(1);
    });

    it('take up what the other one left lying, once its lease has run out', async () => {
      TestObligations.in(second, ...source.things);
      await runJob(test.app, 'reminders.plan');
      server.onArrival = async () => {
        // While the first worker waits for its answer its lease runs out, and the other one looks.
        server.onArrival = () => undefined;
        test.clock.advance({ seconds: aPolicy().reminders.leaseSeconds + 1 });
        await runJob(second, 'reminders.drain');
      };
      await drain();
      // The answer came late, but nobody had sent the mail again: it counts.
      expect(await account()).toEqual({
        mail: 'sent',
        rows: ['sent'],
        steps: ['pending', 'claimed', 'uncertain', 'sent'],
      });
      await runJob(second, 'reminders.drain');
      expect(server.arrivals).toHaveLength(1);
    });
  });

  describe('a worker that is killed', () => {
    /** Everything that a killed worker leaves behind is taken up by the next one. */
    async function expectOneResend(arrivalsOfChild: number): Promise<void> {
      expect(await account()).toMatchObject({ mail: 'claimed', rows: ['claimed'] });
      await drain();
      expect(await account()).toMatchObject({ mail: 'claimed' });
      test.clock.advance({ seconds: aPolicy().reminders.leaseSeconds + 1 });
      await drain();
      expect(await account()).toMatchObject({ mail: 'uncertain', rows: ['uncertain'] });
      await drain();
      expect(await account()).toEqual({
        mail: 'sent',
        rows: ['sent'],
        steps: ['pending', 'claimed', 'uncertain', 'claimed', 'sent'],
      });
      await tick(test.app);
      const mail = await onlyMail();
      expect(server.arrivals.map(({ messageId }) => messageId)).toEqual(
        Array.from({ length: arrivalsOfChild + 1 }, () => mail.messageIdHeader),
      );
    }

    beforeEach(async () => {
      await runJob(test.app, 'reminders.plan');
    });

    if (isTriedOn('sqlite'))
      it('between the 250 and the commit: uncertain, then sent again with the same Message-ID', async () => {
        const worker = await aWorker();
        // Stopped before the 250 is written, so that on the quickest machine it cannot record it before it is killed.
        server.onArrival = () => {
          server.onArrival = () => undefined;
          worker.stop();
        };
        server.onAnswered = () => {
          server.onAnswered = () => undefined;
          worker.kill();
        };
        worker.begin();
        expect(await worker.ended).toBe('SIGKILL');
        expect(server.accepted).toHaveLength(1);
        await expectOneResend(1);
      });

    if (isTriedOn('postgres'))
      it('after the claim, before the server has the text: uncertain, then sent', async () => {
        const worker = await aWorker();
        server.onRecipient = () => {
          server.onRecipient = () => undefined;
          worker.kill();
        };
        worker.begin();
        expect(await worker.ended).toBe('SIGKILL');
        expect(server.arrivals).toEqual([]);
        await expectOneResend(0);
      });

    if (isTriedOn('sqlite'))
      it('not at all: the same process sends the mail once and ends', async () => {
        const worker = await aWorker();
        worker.begin();
        expect(await worker.ended).toBe(0);
        await tick(test.app);
        expect(server.arrivals).toHaveLength(1);
      });
  });

  describe('the clock', () => {
    it('jumps back a day: nothing is sent twice', async () => {
      await tick(test.app);
      test.clock.advance({ days: -1 });
      await tick(test.app);
      test.clock.advance({ days: 1 });
      await tick(test.app);
      expect(server.arrivals).toHaveLength(1);
    });

    it.each([
      ['the hour that does not exist', '2013-03-10T04:30:00.000Z', '2013-03-22'],
      ['the hour that comes twice', '2012-11-04T03:30:00.000Z', '2012-11-16'],
      ['the end of a year', '2012-12-31T03:30:00.000Z', '2013-01-14'],
      ['a leap day', '2016-02-28T03:30:00.000Z', '2016-03-14'],
    ])('passes %s: one mail', async (_what, from, dueOn) => {
      test.clock.set(from);
      source.things = [due({ dueOn })];
      for (let half = 0; half < 70; half++) {
        await tick(test.app);
        test.clock.advance({ minutes: 30 });
      }
      const sent = server.accepted.filter(({ mail }) => mail.text?.includes('is due on'));
      expect(sent).toHaveLength(1);
    });

    it('jumps ahead by a month: what is too old is missed, the rest leaves once', async () => {
      source.things.push(due({ dueOn: '2012-11-08' }));
      await runJob(test.app, 'reminders.plan');
      test.clock.advance({ days: 30 });
      await tick(test.app);
      await tick(test.app);
      expect(server.arrivals).toHaveLength(1);
      expect((await ledgerOf(test.app)).filter(({ state }) => state === 'missed').length).toBe(3);
    });
  });

  it('runs every handler twice at once without harm', async () => {
    await Promise.all([runJob(test.app, 'reminders.plan'), runJob(test.app, 'reminders.plan')]);
    await Promise.all([drain(), drain()]);
    expect(server.arrivals).toHaveLength(1);
  });

  it('does not forget a mail when a source breaks down: the others leave, the job says it failed', async () => {
    const other = await aRecipient(test.app);
    const broken = due({ responsible: [other] });
    source.things.push(broken);
    await runJob(test.app, 'reminders.plan');
    const answers = source.openObligations.bind(source);
    source.openObligations = (today, only) =>
      only?.includes(broken.subject.id)
        ? Promise.reject(new Error('the source broke down'))
        : answers(today, only);
    await expect(drain()).rejects.toThrow('the source broke down');
    expect(server.accepted.map(({ to }) => to)).toEqual([leader.email]);
    source.openObligations = answers;
    await drain();
    expect(server.accepted.map(({ to }) => to)).toEqual([leader.email, other.email]);
  });

  it('cancels nothing when a source breaks down while planning', async () => {
    await runJob(test.app, 'reminders.plan');
    source.openObligations = () => Promise.reject(new Error('the source broke down'));
    await expect(runJob(test.app, 'reminders.plan')).rejects.toThrow('the source broke down');
    expect((await ledgerOf(test.app)).map(({ state }) => state)).toEqual([
      'planned',
      'planned',
      'planned',
    ]);
  });

  it('notices that nobody empties the outbox', async () => {
    await runJob(test.app, 'reminders.plan');
    expect(await outboxHealth()).toBe('ok');
    test.clock.advance({ minutes: 11 });
    expect(await outboxHealth()).toBe('degraded');
    await drain();
    expect(await outboxHealth()).toBe('ok');
  });

  it('does not call it a delay when a row waits for the next day’s digest', async () => {
    await tick(test.app);
    source.things.push(due());
    await tick(test.app);
    test.clock.advance({ minutes: 60 });
    await tick(test.app);
    expect(await outboxHealth()).toBe('ok');
    expect(await test.app.get(UnitOfWork).reading().count(Message)).toBe(1);
  });
});
