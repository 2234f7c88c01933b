import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addMonths } from '../src/platform/clock/calendar.js';
import type { Obligation, Recipient } from '../src/reminders/obligation.js';
import { OutboxService } from '../src/reminders/outbox.service.js';
import { HealthChecks } from '../src/platform/http/health.js';
import { Account } from '../src/identity/account.entity.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { TestMailServer } from './support/mail-server.js';
import {
  anObligation,
  aRecipient,
  ledgerOf,
  outboxOf,
  runJob,
  TestObligations,
  tick,
} from './support/reminders.js';
import { expectLedgerToBeSound } from './support/sound-ledger.js';
import { aPolicy, startTestApp, type TestApp } from './support/test-app.js';
import type { Policy } from '../src/platform/config/policy.js';

/** Each of these is a complaint about a comparable product, turned round. */
describe('the reminder ledger', () => {
  let server: TestMailServer;
  let test: TestApp;
  let source: TestObligations;
  let leader: Recipient;

  beforeEach(async () => {
    server = await TestMailServer.start();
    await startWith();
  });
  afterEach(async () => {
    await expectLedgerToBeSound(test.app, server);
    await test.close();
    await server.close();
  });

  /** Wednesday 26 September 2012, noon in Washington; the installation begins on this day. */
  async function startWith(change?: (policy: Policy) => void): Promise<void> {
    test = await startTestApp({
      data: [],
      policy: aPolicy(change),
      environment: { SMTP_URL: server.url, MOA_BASE_URL: 'https://moa.example.gov' },
    });
    source = TestObligations.in(test.app);
    leader = await aRecipient(test.app, { name: 'Team leader 1' });
  }

  async function restartWith(change: (policy: Policy) => void): Promise<void> {
    await test.close();
    await startWith(change);
  }

  /** Something of the leader's. */
  const due = (given: Parameters<typeof anObligation>[0] = {}): Obligation =>
    anObligation({ responsible: [leader], ...given });

  const subjects = (): (string | undefined)[] => server.accepted.map(({ mail }) => mail.subject);

  /** A worker's ticks, day after day. */
  async function liveThrough(days: number): Promise<void> {
    for (let day = 0; day < days; day++) {
      await tick(test.app);
      test.clock.advance({ days: 1 });
    }
  }

  const rowsIn = async (state: string): Promise<number[]> =>
    (await ledgerOf(test.app)).filter((row) => row.state === state).map((row) => row.offsetDays);

  it('sends at every offset of the policy, and on the day', async () => {
    source.things = [due({ dueOn: '2012-10-17' })];
    await runJob(test.app, 'reminders.plan');
    expect(
      (await ledgerOf(test.app)).map(({ offsetDays, sendOn }) => [offsetDays, sendOn]),
    ).toEqual([
      [14, '2012-10-03'],
      [3, '2012-10-12'], // 14 October is a Sunday
      [0, '2012-10-17'],
    ]);
    await liveThrough(22);
    expect(subjects()).toEqual([
      'Corrective action FND-2012-0001 is due on 17 Oct 2012',
      'Corrective action FND-2012-0001 is due on 17 Oct 2012',
      'Corrective action FND-2012-0001 is due today, 17 Oct 2012',
    ]);
  });

  it('plans nothing for days that passed before the installation began', async () => {
    source.things = [due({ dueOn: '2012-10-01' })]; // 14 days before is 17 September
    await runJob(test.app, 'reminders.plan');
    expect((await ledgerOf(test.app)).map(({ offsetDays }) => offsetDays)).toEqual([3, 0]);
  });

  it('repeats until resolved, and no longer', async () => {
    source.things = [due({ dueOn: '2012-10-01' })];
    await liveThrough(25);
    expect(subjects().slice(2)).toEqual([
      'Corrective action FND-2012-0001 is overdue since 1 Oct 2012',
      'Corrective action FND-2012-0001 is overdue since 1 Oct 2012',
    ]); // 5 October, the business day before Columbus Day's 8th, and 15 October
    source.things = [];
    await liveThrough(15);
    expect(server.accepted).toHaveLength(4);
  });

  it('goes up the ladder once when it is late, and says so', async () => {
    const manager = await aRecipient(test.app, { name: 'Program manager 1' });
    source.things = [due({ dueOn: '2012-09-27', escalateTo: [manager] })];
    await liveThrough(40);
    const escalations = server.accepted.filter(({ to }) => to === manager.email);
    expect(escalations).toHaveLength(1);
    expect(escalations[0]?.mail.text).toContain('late, for your attention'.toUpperCase());
    expect(escalations[0]?.mail.text).toContain('Responsible: Team leader 1.');
  });

  it('catches up on days of downtime, and records what is too old as missed', async () => {
    source.things = [due({ dueOn: '2012-10-17' })];
    await runJob(test.app, 'reminders.plan');
    test.clock.set('2012-10-15T16:00:00.000Z'); // 14 days before was the 3rd, 3 days before the 12th
    await tick(test.app);
    expect(await rowsIn('missed')).toEqual([14]);
    expect(await rowsIn('sent')).toEqual([3]);
  });

  it('catches up also where the plan itself did not run in time', async () => {
    test.clock.set('2012-10-15T16:00:00.000Z');
    source.things = [due({ dueOn: '2012-10-17' })];
    await tick(test.app);
    const [missed] = (await ledgerOf(test.app)).filter((row) => row.state === 'missed');
    expect(missed?.reason).toBe('its day, 3 Oct 2012, had passed when this became known');
    expect(await rowsIn('sent')).toEqual([3]);
  });

  it('is armed again when the end date moves', async () => {
    const ending = due({ kind: 'agreement-ending', dueOn: '2012-10-26', label: 'Cobb County' });
    source.things = [ending];
    await tick(test.app);
    expect(await rowsIn('sent')).toEqual([30]);
    source.things = [{ ...ending, dueOn: '2012-11-26' }];
    await liveThrough(40);
    expect(subjects()).toEqual([
      'Agreement Cobb County ends on 26 Oct 2012',
      'Agreement Cobb County ends on 26 Nov 2012',
    ]);
  });

  it('cancels what was planned for the old date, and says where it went', async () => {
    const action = due({ dueOn: '2012-10-24' });
    source.things = [action];
    await runJob(test.app, 'reminders.plan');
    source.things = [{ ...action, dueOn: '2012-11-07' }];
    await runJob(test.app, 'reminders.plan');
    const rows = await ledgerOf(test.app);
    expect(rows.filter(({ dueOn }) => dueOn === '2012-10-24')).toEqual(
      [14, 3, 0].map(() =>
        expect.objectContaining({ state: 'cancelled', reason: 'the date moved to 7 Nov 2012' }),
      ),
    );
    expect(await rowsIn('planned')).toEqual([14, 3, 0]);
  });

  it('is planned once more when the date moves back, unless it was sent', async () => {
    const action = due({ dueOn: '2012-10-10' });
    source.things = [action];
    await tick(test.app); // 14 days before: today
    source.things = [{ ...action, dueOn: '2012-12-10' }];
    await tick(test.app);
    source.things = [action];
    await liveThrough(15);
    expect((await ledgerOf(test.app)).filter(({ dueOn }) => dueOn === '2012-10-10')).toEqual(
      [14, 3, 0].map((offsetDays) => expect.objectContaining({ offsetDays, state: 'sent' })),
    );
    expect(server.accepted).toHaveLength(3);
  });

  it('tells of the end of a term in the right month, also from 29 February and the 31st', async () => {
    test.clock.set('2014-12-01T16:00:00.000Z');
    source.things = [
      due({
        kind: 'agreement-ending',
        label: 'Agency A',
        summary: 'The agreement of Agency A',
        dueOn: addMonths('2012-02-29', 36),
      }),
      due({
        kind: 'agreement-ending',
        label: 'Agency B',
        summary: 'The agreement of Agency B',
        dueOn: addMonths('2012-08-31', 30),
      }),
    ];
    await tick(test.app); // 90 days before 28 February 2015 is 30 November, a Sunday in a long weekend
    expect(server.accepted).toHaveLength(1);
    expect(server.accepted[0]?.mail.text).toContain(
      'The agreement of Agency A ends on 28 Feb 2015 (in 89 days).',
    );
    expect(server.accepted[0]?.mail.text).toContain(
      'The agreement of Agency B ends on 28 Feb 2015 (in 89 days).',
    );
  });

  it('writes one mail per person and day, however many things are due', async () => {
    source.things = [due(), due({ label: 'FND-2012-0002' }), due({ label: 'FND-2012-0003' })];
    await tick(test.app);
    expect(subjects()).toEqual([
      '3 things due: corrective action FND-2012-0001 is due on 10 Oct 2012',
    ]);
  });

  it('writes once to a person who holds two roles', async () => {
    source.things = [due({ responsible: [leader, { ...leader }], escalateTo: [leader] })];
    await liveThrough(40);
    const rows = await ledgerOf(test.app);
    expect(new Set(rows.map(({ offsetDays }) => offsetDays)).size).toBe(rows.length);
    expect(rows.some(({ isEscalation }) => isEscalation)).toBe(false);
  });

  it('writes to the people of each thing, not to one address for all', async () => {
    const other = await aRecipient(test.app);
    source.things = [due({ responsible: [leader] }), due({ responsible: [other] })];
    await tick(test.app);
    expect(server.accepted.map(({ to }) => to).sort()).toEqual([leader.email, other.email].sort());
  });

  it('sends nothing twice when the tick runs twice, or ten times', async () => {
    source.things = [due(), due({ label: 'FND-2012-0002' })];
    for (let run = 0; run < 10; run++) await tick(test.app);
    expect(server.arrivals).toHaveLength(1);
    expect(await runJob(test.app, 'reminders.plan')).toMatchObject({ hasChanged: false });
    expect(await runJob(test.app, 'reminders.drain')).toMatchObject({ hasChanged: false });
  });

  it('has one digest a day: what comes later waits for the next', async () => {
    source.things = [due()];
    await tick(test.app);
    source.things.push(due({ label: 'FND-2012-0002' }));
    await tick(test.app);
    expect(server.accepted).toHaveLength(1);
    test.clock.advance({ days: 1 });
    await tick(test.app);
    expect(subjects()[1]).toBe('Corrective action FND-2012-0002 is due on 10 Oct 2012');
  });

  it('sends an urgent kind at once, in a mail of its own', async () => {
    await restartWith((policy) => {
      policy.reminders.urgentKinds = ['inspection-upcoming'];
    });
    source.things = [due()];
    await tick(test.app);
    source.things.push(
      due({ kind: 'inspection-upcoming', label: 'INS-2013-0004', dueOn: '2012-10-03' }),
    );
    await tick(test.app);
    expect(subjects()[1]).toBe('Inspection INS-2013-0004 starts on Wed 3 Oct 2012');
    expect((await outboxOf(test.app)).map(({ kind }) => kind)).toEqual(['digest', 'urgent']);
  });

  it('goes by the day of the recipient: Honolulu wakes six hours later', async () => {
    const supervisor = await aRecipient(test.app, { timeZone: 'Pacific/Honolulu' });
    source.things = [due({ dueOn: '2012-10-11', responsible: [leader, supervisor] })];
    test.clock.set('2012-09-27T05:00:00.000Z'); // 1 o'clock in Washington, 19 o'clock the day before in Honolulu
    await tick(test.app);
    expect(server.accepted.map(({ to }) => to)).toEqual([leader.email]);
    test.clock.set('2012-09-27T10:30:00.000Z');
    await tick(test.app);
    expect(server.accepted.map(({ to }) => to)).toEqual([leader.email, supervisor.email]);
  });

  it('asks again before sending: what was done in between is not sent', async () => {
    source.things = [due(), due({ label: 'FND-2012-0002' })];
    await runJob(test.app, 'reminders.plan');
    source.things = source.things.slice(1);
    await runJob(test.app, 'reminders.drain');
    expect(subjects()).toEqual(['Corrective action FND-2012-0002 is due on 10 Oct 2012']);
    const cancelled = (await ledgerOf(test.app)).find(({ state }) => state === 'cancelled');
    expect(cancelled?.reason).toBe('done: it is no longer open');
  });

  it('cancels a mail of which nothing is left', async () => {
    source.things = [due()];
    await runJob(test.app, 'reminders.plan');
    source.things = [];
    await runJob(test.app, 'reminders.drain');
    expect(server.arrivals).toEqual([]);
    expect((await outboxOf(test.app)).map(({ state }) => state)).toEqual(['cancelled']);
  });

  it('stops writing to a person who is no longer responsible', async () => {
    const successor = await aRecipient(test.app);
    const action = due();
    source.things = [action];
    await runJob(test.app, 'reminders.plan');
    source.things = [{ ...action, responsible: [successor] }];
    await runJob(test.app, 'reminders.drain');
    expect(server.arrivals).toEqual([]);
    await runJob(test.app, 'reminders.plan');
    expect(
      (await ledgerOf(test.app)).filter(({ recipientId }) => recipientId === leader.accountId),
    ).toEqual(
      [14, 3, 0].map(() =>
        expect.objectContaining({ state: 'cancelled', reason: 'no longer responsible' }),
      ),
    );
  });

  it('writes to nobody whose account was closed', async () => {
    source.things = [due()];
    await runJob(test.app, 'reminders.plan');
    await test.app
      .get(UnitOfWork)
      .run((manager) => manager.update(Account, { id: leader.accountId }, { isActive: false }));
    await tick(test.app);
    expect(server.arrivals).toEqual([]);
  });

  it('stops nagging when an exemption takes a thing out of what is open', async () => {
    source.things = [due({ dueOn: '2012-09-27' })];
    await liveThrough(3);
    const before = server.accepted.length;
    source.things = [];
    await liveThrough(30);
    expect(server.accepted).toHaveLength(before);
  });

  it('keeps in its history the words of their time', async () => {
    const action = due({ summary: 'Corrective action of Agency A' });
    source.things = [action];
    await tick(test.app);
    source.things = [{ ...action, summary: 'Corrective action of Agency A, renamed' }];
    await tick(test.app);
    expect(
      (await ledgerOf(test.app)).map(({ offsetDays, summary }) => [offsetDays, summary]),
    ).toEqual([
      [14, 'Corrective action of Agency A'],
      [3, 'Corrective action of Agency A, renamed'],
      [0, 'Corrective action of Agency A, renamed'],
    ]);
  });

  it('reports in a dry run what it would do, and does not do it', async () => {
    source.things = [due()];
    const report = await runJob(test.app, 'reminders.plan', true);
    expect(report.result).toMatchObject({ planned: 3, cancelled: 0, missed: 0 });
    expect(await ledgerOf(test.app)).toEqual([]);
  });

  it('never mistakes the start for the end: each date is what its kind says', async () => {
    source.things = [
      due({ kind: 'inspection-upcoming', label: 'INS-2013-0004', dueOn: '2012-10-26' }),
      due({ kind: 'agreement-ending', label: 'Agency A', dueOn: '2012-10-26' }),
    ];
    await tick(test.app);
    const text = server.accepted[0]?.mail.text ?? '';
    expect(text).toContain('starts on Fri 26 Oct 2012 (in 30 days).');
    expect(text).toContain('ends on 26 Oct 2012 (in 30 days).');
  });

  describe('the breaker', () => {
    it('stops the outbox when a run would send more mails than the policy allows, and says so', async () => {
      await restartWith((policy) => {
        policy.reminders.breaker.perRun = 2;
      });
      const others = [await aRecipient(test.app), await aRecipient(test.app)];
      source.things = [due({ responsible: [leader, ...others] })];
      await tick(test.app);
      expect(server.accepted).toHaveLength(2);
      const outbox = test.app.get(OutboxService);
      expect(await outbox.overview()).toMatchObject({
        mails: { sent: 2, pending: 1 },
        pause: { reason: 'More than 2 mails in one run.' },
      });
      expect((await test.app.get(HealthChecks).look()).checks['outbox']).toMatchObject({
        status: 'degraded',
      });
      await tick(test.app);
      expect(server.accepted).toHaveLength(2);
      await outbox.resumeOutbox('Administrator');
      await tick(test.app);
      expect(server.accepted).toHaveLength(3);
      expect((await test.app.get(HealthChecks).look()).checks['outbox']).toMatchObject({
        status: 'ok',
      });
    });

    it('stops the outbox when one person would get more mails in a day than the policy allows', async () => {
      await restartWith((policy) => {
        policy.reminders.urgentKinds = ['corrective-action-due'];
        policy.reminders.breaker.perPersonPerDay = 2;
      });
      source.things = [1, 2, 3, 4, 5].map((n) => due({ label: `FND-2012-000${n}` }));
      await tick(test.app);
      expect(server.accepted).toHaveLength(2);
      test.clock.advance({ minutes: 1 });
      await test.app.get(OutboxService).resumeOutbox('Administrator');
      await tick(test.app);
      expect(server.accepted).toHaveLength(4);
    });
  });

  it('plans for thousands of obligations in one tick, and nothing the second time', async () => {
    const count = process.env['MOA_TEST_DEEP'] ? 10_000 : 1_000;
    const people = [leader, ...(await Promise.all([1, 2, 3].map(() => aRecipient(test.app))))];
    source.things = Array.from({ length: count }, (_, n) =>
      anObligation({
        label: `FND-${n}`,
        dueOn: addMonths('2012-10-10', Math.floor(n / 4) % 24),
        responsible: people.slice(n % 4, (n % 4) + 1),
      }),
    );
    await runJob(test.app, 'reminders.plan');
    expect(await rowsIn('planned')).toHaveLength(3 * count);
    expect(await runJob(test.app, 'reminders.plan')).toMatchObject({ hasChanged: false });
    await runJob(test.app, 'reminders.drain');
    expect(server.accepted).toHaveLength(4);
  }, 180_000);
});
