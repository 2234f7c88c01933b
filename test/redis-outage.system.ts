import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp, installData } from '../src/app.js';
import { AccountsService } from '../src/identity/accounts/accounts.service.js';
import { TokensService } from '../src/identity/tokens/tokens.service.js';
import { CorrectiveAction } from '../src/inspections/corrective-actions/corrective-action.entity.js';
import { Finding } from '../src/inspections/finding.entity.js';
import { BusinessClock } from '../src/platform/clock/clock.js';
import { Policy } from '../src/platform/config/policy.js';
import { readSettings } from '../src/platform/config/settings.js';
import { migrate } from '../src/platform/db/migrator.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { Watchman } from '../src/platform/queue/watchman.js';
import { Message, Reminder } from '../src/reminders/reminder.entity.js';
import { eventually, OwnRedis } from './support/running-app.js';

interface Health {
  status: string;
  checks: Record<string, { status: string; detail?: string }>;
}

/** Redis is a doorbell: these tests take it away while the program runs, and give it back empty. */
describe('when Redis is away', () => {
  const redis = new OwnRedis();
  const dataDir = mkdtempSync(join(tmpdir(), 'moa-outage-'));
  let app: NestFastifyApplication;
  let token: string;

  const health = async (): Promise<Health> => (await app.inject('/health/ready')).json();
  const get = (path: string) =>
    app.inject({ url: path, headers: { authorization: `Bearer ${token}` } });
  const mails = (): number =>
    readdirSync(join(dataDir, 'mail')).filter((name) => name.endsWith('.eml')).length;

  beforeAll(async () => {
    await redis.start();
    const settings = readSettings({
      MOA_DATA_DIR: dataDir,
      REDIS_URL: redis.url,
      MOA_LOG_LEVEL: 'fatal',
      PORT: '0',
    });
    await migrate(settings);
    app = await createApp(settings);
    await installData(app, settings);
    app.get(Watchman).start();
    token = await app.get(TokensService).createForService({
      role: 'program-manager',
      name: 'outage test',
      officeId: null,
      expiresOn: null,
    });
    await eventually('ready', 60, async () =>
      (await health()).status === 'ok' ? true : undefined,
    );
  });
  afterAll(async () => {
    await app.close();
    await redis.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('the site serves, health says what is wrong, reminders still leave, and schedulers come back by themselves', async () => {
    const before = mails();
    await redis.kill();
    const awaySince = Date.now();
    const degraded = await eventually('degraded', 15, async () => {
      const answer = await health();
      return answer.status === 'degraded' ? answer : undefined;
    });
    expect(degraded.checks['redis']?.status).toBe('degraded');
    expect(degraded.checks['redis']?.detail).toContain('Redis does not answer');

    // Something new falls due while Redis is away.
    await somethingFallsDue();
    while (Date.now() - awaySince < (process.env['MOA_TEST_DEEP'] ? 30_000 : 10_000)) {
      const askedAt = Date.now();
      expect((await get('/agreements')).statusCode).toBe(200);
      expect((await get('/api/v1/census?asOf=2012-06-25')).json()).toMatchObject({
        agreements: 64,
      });
      expect(Date.now() - askedAt).toBeLessThan(5000);
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
    await eventually('the mail leaves without Redis', 120, async () =>
      Promise.resolve(mails() > before || undefined),
    );

    await redis.start();
    const back = await eventually('the schedulers are back', 30, async () => {
      const answer = await health();
      return answer.status === 'ok' ? answer : undefined;
    });
    expect(back.checks['schedulers']?.status).toBe('ok');
  }, 240_000);

  it('a flushed Redis gets its schedulers back', async () => {
    await redis.flush();
    await eventually('ok again', 30, async () =>
      (await health()).status === 'ok' ? true : undefined,
    );
  });

  it('and nothing was sent twice', async () => {
    const manager = app.get(UnitOfWork).reading();
    const messages = await manager.find(Message);
    expect(new Set(messages.map((message) => message.dedupeKey)).size).toBe(messages.length);
    expect(messages.filter((message) => message.state === 'sent')).toHaveLength(mails());
    const reminders = await manager.find(Reminder);
    expect(new Set(reminders.map((reminder) => reminder.key)).size).toBe(reminders.length);
  });

  /**
   * An action falls due today for a supervisor who has only just come, and so has had no mail today. The office is an
   * eastern one: at night the day that headquarters began with has not come in the west.
   */
  async function somethingFallsDue(): Promise<void> {
    const { timeZone } = app.get(Policy);
    const reminder = await app
      .get(UnitOfWork)
      .reading()
      .findOneByOrFail(Reminder, { kind: 'corrective-action-due', isEscalation: false, timeZone });
    await app.get(AccountsService).create({
      kind: 'person',
      email: 'supervisor-2@demo.example',
      displayName: 'Supervisor 2',
      role: 'ero-supervisor',
      officeId: reminder.officeId,
    });
    const dueOn = app.get(BusinessClock).today(timeZone);
    await app.get(UnitOfWork).run(async (manager) => {
      const finding = await manager.findOneByOrFail(Finding, { id: reminder.subjectId });
      await manager.update(CorrectiveAction, { findingId: finding.id }, { dueOn });
    });
  }
});
