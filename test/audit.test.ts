import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../src/audit/audit-entry.entity.js';
import { AuditSubjects } from '../src/audit/audit-subjects.js';
import { AuditTrail } from '../src/audit/audit-trail.js';
import { AuditVerification } from '../src/audit/audit-verification.js';
import { SettingsWatch } from '../src/audit/settings-watch.js';
import { createContext } from '../src/app.js';
import { InstallationSteps } from '../src/platform/installation/installation-steps.js';
import { newId } from '../src/platform/db/id.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { readSettings } from '../src/platform/config/settings.js';
import { OutboxService } from '../src/reminders/outbox.service.js';
import { aPerson, type BrowserSession, type Person, signIn } from './support/browser-session.js';
import { aClient, type Answer, type Client, tokenFor, clientWith } from './support/client.js';
import { moaCommand } from './support/command.js';
import { aPolicy, startTestApp, type TestApp } from './support/test-app.js';

let moa: TestApp;
let manager: Person;
let browser: BrowserSession;
let client: Client;

beforeAll(async () => {
  moa = await startTestApp({ data: ['reference'] });
  manager = await aPerson(moa, 'program-manager');
  browser = await signIn(moa, manager);
  client = await aClient(moa, 'program-manager');
});
afterAll(() => moa.close());

const unitOfWork = (): UnitOfWork => moa.app.get(UnitOfWork);
const trail = (): AuditTrail => moa.app.get(AuditTrail);
const verify = () => moa.app.get(AuditVerification).verify();

const recordOne = (label: string, more: { contextId?: string; type?: string } = {}) =>
  trail().record({
    action: 'thing.changed',
    subject: { type: more.type ?? 'thing', id: label, label },
    contextId: more.contextId ?? null,
  });

/** The entries of an action, the latest first. */
const entriesOf = (action: string): Promise<AuditEntry[]> =>
  unitOfWork()
    .reading()
    .find(AuditEntry, { where: { action }, order: { sequence: 'DESC' } });
const latest = async (action: string): Promise<AuditEntry | undefined> =>
  (await entriesOf(action))[0];

interface Listed {
  items: Record<string, unknown>[];
  total: number;
}
const listed = async (query: string): Promise<Listed> => {
  const answer = await client.get(`/api/v1/audit?${query}`);
  expect(answer.status).toBe(200);
  return answer.body as Listed;
};

describe('an entry', () => {
  it('is not left behind by a unit that was taken back, and takes none of a later unit with it', async () => {
    const failed = unitOfWork().run(async () => {
      await recordOne('taken back');
      throw new Error('changed its mind');
    });
    await expect(failed).rejects.toThrow('changed its mind');
    await recordOne('after that');
    await unitOfWork().run(async () => {
      await recordOne('first of two');
      await recordOne('second of two');
    });
    const labels = (await entriesOf('thing.changed')).map(({ subjectLabel }) => subjectLabel);
    expect(labels).toEqual(['second of two', 'first of two', 'after that']);
  });

  it('says who, from where and in which request, for people, programs, commands and jobs', async () => {
    const answer = await browser.open('/admin/jobs/nothing.such');
    expect(answer.status).toBe(404);
    const refused = await client.post('/admin/jobs/reminders.plan/run', {});
    expect(refused.status).toBe(403);
    expect(await latest('permission.refused')).toMatchObject({
      actorKind: 'service',
      actorName: 'test program-manager',
      address: '127.0.0.1',
      requestId: refused.headers['x-request-id'],
      subjectLabel: 'POST /admin/jobs/reminders.plan/run',
      details: JSON.stringify({ permission: 'jobs.run', role: 'program-manager' }),
    });
    expect(await latest('sign-in.succeeded')).toMatchObject({
      actorKind: 'person',
      actorId: manager.accountId,
      subjectId: manager.accountId,
    });
    expect(await latest('data.installed')).toMatchObject({ actorKind: 'start', address: null });
    await moaCommand(moa, 'token', 'create', '--role', 'inspector', '--name', 'of a command');
    expect(await latest('token.created')).toMatchObject({
      actorKind: 'command',
      actorName: expect.stringMatching(/, moa token create$/),
      address: expect.any(String),
    });
  });

  it('keeps texts that an engine would change or refuse, and still holds', async () => {
    const label = `half a pair \ud83d, nul \0, ${'long '.repeat(80)}`;
    await trail().record({
      action: 'thing.changed',
      subject: { type: 'thing', id: label, label },
      reason: 'nul \0 and \udc00',
      changes: [{ field: 'text', before: '\0', after: '\ud83d' }],
      details: { text: '\0\udc00' },
    });
    expect(await verify()).toMatchObject({ flaw: null });
  });
});

describe('the chain', () => {
  it('has no gap after twenty units at once, some of which fail and some of which take long', async () => {
    const before = (await verify()).verified;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, number) =>
        unitOfWork().run(async () => {
          await recordOne(`unit ${number}`);
          if (number === 0) await new Promise((resolve) => setTimeout(resolve, 300));
          if (number % 5 === 4) throw new Error('changed its mind');
          await recordOne(`unit ${number} again`);
        }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(16);
    expect(await verify()).toEqual({ verified: before + 32, flaw: null });
  });
});

describe('what is recorded besides', () => {
  it('is every step that was installed, once, and every sample that was taken away', async () => {
    const installed = async () =>
      (await entriesOf('data.installed')).map(({ subjectId }) => subjectId);
    const steps = await installed();
    expect(steps).toEqual(
      expect.arrayContaining(['field-offices', 'program-models', 'requirements']),
    );
    await moa.app.get(InstallationSteps).install('reference');
    expect(await installed()).toEqual(steps);
    await moa.app.get(InstallationSteps).removeSamples();
    const removed = (await entriesOf('data.removed')).map(({ subjectId }) => subjectId);
    expect(removed).toContain('sample-staff');
  });

  it('is that a job was run by hand, and by whom', async () => {
    const administrator = await aPerson(moa, 'administrator');
    const own = await signIn(moa, administrator);
    await own.open('/admin/jobs');
    expect((await own.submit('/admin/jobs/obligations.reconcile/run')).status).toBe(303);
    expect(await latest('job.run-by-hand')).toMatchObject({
      actorId: administrator.accountId,
      subjectId: 'obligations.reconcile',
    });
  });

  it('is why the outbox stands still and that somebody let it go on', async () => {
    const administrator = await aPerson(moa, 'administrator');
    const own = await signIn(moa, administrator);
    await moa.app.get(OutboxService).pause('Too many mails.');
    expect(await latest('outbox.paused')).toMatchObject({ reason: 'Too many mails.' });
    await own.open('/admin/outbox');
    expect((await own.submit('/admin/outbox/resume')).status).toBe(303);
    const resumed = await latest('outbox.resumed');
    expect(resumed).toMatchObject({ actorId: administrator.accountId });
    expect(resumed?.details).toContain('Too many mails.');
    expect((await own.submit('/admin/outbox/resume')).status).toBe(409);
    expect(await entriesOf('outbox.resumed')).toHaveLength(1);
  });

  it('is what changed in the policy or the environment since the last start, without secrets', async () => {
    const startWith = async (
      environment: Record<string, string>,
      change?: Parameters<typeof aPolicy>[0],
    ): Promise<void> => {
      const app = await createContext(readSettings({ ...moa.environment, ...environment }), {
        systemClock: moa.clock,
        policy: aPolicy(change),
      });
      await app.get(SettingsWatch).noticeChanges();
      await app.close();
    };
    await startWith({});
    await startWith({});
    expect(await entriesOf('settings.changed')).toEqual([]);
    await startWith({ SMTP_URL: 'smtp://moa:hush@mail.example.gov:587/?a=hush' }, (policy) => {
      policy.reminders.breaker.perRun = 7;
      policy.identity.singleSignOn.roles = { 'moa-admins': 'administrator' };
    });
    const [entry, ...others] = await entriesOf('settings.changed');
    expect(others).toEqual([]);
    expect(JSON.parse(entry?.changes ?? '')).toEqual([
      {
        field: 'environment.mailServer',
        before: null,
        after: 'smtp://mail.example.gov:587/',
      },
      { field: 'identity.singleSignOn.roles.moa-admins', before: null, after: 'administrator' },
      { field: 'reminders.breaker.perRun', before: expect.any(Number), after: 7 },
    ]);
    expect(JSON.stringify(entry)).not.toContain('hush');
  });

  it('is every table that is downloaded, with its filter and its rows', async () => {
    const answer = await browser.open('/agreements.csv?state=GA');
    expect(answer.headers['content-type']).toMatch(/^text\/csv/);
    const entry = await latest('export');
    expect(entry).toMatchObject({
      actorId: manager.accountId,
      subjectId: '/agreements.csv',
      requestId: answer.headers['x-request-id'],
    });
    expect(JSON.parse(entry?.details ?? '')).toEqual({
      path: '/agreements.csv',
      query: expect.objectContaining({ state: 'GA' }),
      rows: answer.text.trimEnd().split('\n').length - 1,
    });
  });
});

describe('the search', () => {
  const things = { agreement: newId(), visit: newId() };

  beforeAll(async () => {
    const now = moa.clock.moment();
    moa.clock.set('2012-10-02T23:59:59.999Z');
    await trail().record({
      action: 'visit.moved',
      subject: { type: 'visit', id: things.visit, label: '100%_sure!' },
      contextId: things.agreement,
      changes: [{ field: 'startsOn', before: '2012-11-05', after: '2012-11-12' }],
      reason: 'The jail is being repainted.',
      details: { noticeDays: 14 },
    });
    moa.clock.set('2012-10-03T00:00:00.000Z');
    await trail().record({
      action: 'visit.held',
      subject: { type: 'visit', id: things.visit, label: '100%_sure!' },
      contextId: things.agreement,
      actor: { accountId: manager.accountId, name: 'Somebody Else' },
    });
    moa.clock.set(now);
  });

  it.each([
    ['a thing by its type and id', () => `subject=visit:${things.visit}`, 2],
    ['a thing of another type', () => `subject=agreement:${things.visit}`, 0],
    ['a thing by its id', () => `subject=${things.visit}`, 2],
    ['what belongs to a thing', () => `subject=${things.agreement}`, 2],
    ['part of a name, in any case', () => `subject=${encodeURIComponent('%_SURE')}`, 2],
    ['a name with signs that mean something to databases', () => 'subject=100_', 0],
    ['who did it, by part of the name', () => 'actor=somebody%20e&action=visit.', 1],
    ['who did it, by id', () => `actor=${manager.accountId}&action=visit.`, 1],
    ['how the action begins', () => 'action=visit.', 2],
    ['a whole action', () => 'action=visit.held', 1],
    ['the days', () => 'action=visit.&from=2012-10-02&until=2012-10-02', 1],
    ['the first day', () => 'action=visit.&from=2012-10-03', 1],
    ['the last day', () => 'action=visit.&until=2012-10-03', 2],
    ['a request', () => 'requestId=none&action=visit.', 0],
    ['fields that a form left empty', () => 'action=visit.&subject=&actor=&from=&until=', 2],
    ['what no database can hold', () => 'subject=%00&actor=%00&action=%00&requestId=%00', 0],
  ])('finds by %s', async (_, query, count) => {
    const { items, total } = await listed(query());
    expect({ total, shown: items.length }).toEqual({ total: count, shown: count });
  });

  it('finds what a request did by the id that its answer named', async () => {
    const answer = await browser.open('/agreements.csv');
    const { items } = await listed(`requestId=${answer.headers['x-request-id']}`);
    expect(items).toEqual([expect.objectContaining({ action: 'export' })]);
  });

  it('shows everything of an entry', async () => {
    const { items } = await listed('action=visit.moved');
    expect(items).toEqual([
      {
        sequence: expect.any(Number),
        at: '2012-10-02T23:59:59.999Z',
        action: 'visit.moved',
        actor: { kind: 'start', accountId: null, name: 'the program' },
        address: null,
        requestId: null,
        job: null,
        subject: { type: 'visit', id: things.visit, label: '100%_sure!', path: null },
        contextId: things.agreement,
        changes: [{ field: 'startsOn', before: '2012-11-05', after: '2012-11-12' }],
        reason: 'The jail is being repainted.',
        details: { noticeDays: 14 },
        keyId: expect.stringMatching(/^[0-9a-f]{16}$/),
        previousHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
  });

  it('goes on page by page, the latest first', async () => {
    const sequences: number[] = [];
    let next: string | undefined = '/api/v1/audit?limit=7';
    while (next) {
      const answer: Answer = await client.get(next);
      sequences.push(...(answer.body as Listed).items.map(({ sequence }) => Number(sequence)));
      next = /^<(.+)>; rel="next"$/.exec(answer.headers['link'] ?? '')?.[1];
    }
    expect(sequences).toEqual(Array.from(sequences, (_, index) => sequences.length - index));
  });

  it.each(['["a"]', '[1.5]', '[-1]', '[99999999999]', '[1,2]'])(
    'refuses the cursor %s',
    async (cursor) => {
      const encoded = Buffer.from(cursor).toString('base64url');
      expect((await client.get(`/api/v1/audit?cursor=${encoded}`)).status).toBe(400);
    },
  );

  it('is a page whose address holds the filter, with a link to the download of the same', async () => {
    const { text, status } = await browser.open('/admin/audit?action=visit.&subject=100%25');
    expect(status).toBe(200);
    expect(text).toContain('Visit: moved');
    expect(text).toContain('Starts on');
    expect(text).toContain('2012-10-02 23:59:59 UTC');
    expect(text).toContain('Reason: The jail is being repainted.');
    expect(text).toContain(`href="/audit/visit/${things.visit}"`);
    expect(text).toContain('href="/admin/audit.jsonl?subject=100%25&amp;action=visit."');
    expect(text).toContain('2 of 2 entries');
    expect((await browser.open('/admin/audit?subject=nothing-is-called-so')).text).toContain(
      'No entry fits the filter.',
    );
  });

  it('is for those who hold the permission and see every field office', async () => {
    const paths = ['/api/v1/audit', '/admin/audit', '/admin/audit.jsonl'];
    const inspector = await aClient(moa, 'inspector');
    const limited = await aClient(moa, 'program-manager', 'Atlanta');
    for (const path of paths) {
      expect((await client.get(path)).status).toBe(200);
      expect((await inspector.get(path)).status).toBe(403);
      expect((await limited.get(path)).status).toBe(403);
    }
  });
});

describe('the download', () => {
  it('is what the filter shows, as JSON lines, the oldest first; it is recorded before it leaves', async () => {
    const answer = await browser.open('/admin/audit.jsonl?action=visit.');
    expect(answer.headers).toMatchObject({
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': 'attachment; filename="audit.jsonl"',
      'cache-control': 'no-store',
    });
    const lines = answer.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ action }) => action)).toEqual(['visit.moved', 'visit.held']);
    expect(lines[0]).toMatchObject({
      changes: [{ field: 'startsOn', before: '2012-11-05', after: '2012-11-12' }],
      details: { noticeDays: 14 },
      hash: expect.any(String),
    });
    const entry = await latest('export');
    expect(entry).toMatchObject({
      subjectLabel: 'audit.jsonl',
      actorId: manager.accountId,
      requestId: answer.headers['x-request-id'],
    });
    expect(JSON.parse(entry?.details ?? '')).toEqual({
      path: '/admin/audit.jsonl',
      query: { action: 'visit.' },
      rows: 2,
    });
  });

  it('at the command line is of days, and recorded as well', async () => {
    const answer = await moaCommand(moa, 'audit', 'export', '--until', '2012-10-02');
    expect(answer).toMatchObject({ code: 0, err: '' });
    const moments = answer.out
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { at: string }).at);
    expect(moments.length).toBeGreaterThan(10);
    expect(moments.every((moment) => moment < '2012-10-03')).toBe(true);
    expect(await latest('export')).toMatchObject({
      actorKind: 'command',
      subjectId: 'moa audit export',
      details: JSON.stringify({
        path: 'moa audit export',
        query: { until: '2012-10-02' },
        rows: moments.length,
      }),
    });
    expect(await moaCommand(moa, 'audit', 'export', '--from', '2012-02-30')).toMatchObject({
      code: 1,
      out: '',
      err: '--from is 2012-02-30, which is not a day such as 2027-01-01.\n',
    });
  });
});

describe('the trail of a thing', () => {
  const thing = newId();
  const seen = newId();
  const hidden = newId();
  const quiet = newId();

  beforeAll(async () => {
    const subjects = moa.app.get(AuditSubjects);
    const isVisible = (id: string) => Promise.resolve([thing, seen, quiet].includes(id));
    subjects.register({ type: 'case', isVisible, path: (id) => `/cases/${id}` });
    subjects.register({ type: 'case-part', isVisible, path: () => null });
    await trail().record({
      action: 'case.renamed',
      subject: { type: 'case', id: thing, label: 'Case of the test' },
      changes: [{ field: 'openedOn', before: null, after: '2012-10-01' }],
    });
    for (const id of [seen, hidden]) await recordOne(id, { type: 'case-part', contextId: thing });
    await recordOne('unregistered', { contextId: thing });
  });

  it('shows before and after, who and when, to whoever may see the thing', async () => {
    const inspector = await signIn(moa, await aPerson(moa, 'inspector'));
    const { status, text } = await inspector.open(`/audit/case/${thing}`);
    expect(status).toBe(200);
    expect(text).toContain('Audit of Case of the test');
    expect(text).toContain(`href="/cases/${thing}"`);
    expect(text).toContain('Opened on');
    expect(text).toContain('1 Oct 2012');
    expect(text).toContain('the program');
  });

  it('holds what was done to the things that belong to it, as far as one may see those', async () => {
    const inspector = await signIn(moa, await aPerson(moa, 'inspector'));
    const { text } = await inspector.open(`/audit/case/${thing}`);
    expect(text).toContain('2 of 2 entries');
    expect(text).toContain(seen);
    expect(text).not.toContain(hidden);
    expect((await browser.open(`/audit/case/${thing}`)).text).toContain('4 of 4 entries');
  });

  it('says that nothing was done where nothing was, and names things without entries by their type', async () => {
    const { status, text } = await browser.open(`/audit/case-part/${quiet}`);
    expect(status).toBe(200);
    expect(text).toContain('Audit of this case part');
    expect(text).toContain('Nothing was done to it since the audit began.');
  });

  it('is not found by whoever may not see the thing, nor where there is none', async () => {
    const inspector = await signIn(moa, await aPerson(moa, 'inspector'));
    const paths = [`/audit/case-part/${hidden}`, '/audit/thing/unregistered'];
    for (const path of paths) {
      expect((await inspector.open(path)).status).toBe(404);
      expect((await browser.open(path)).status).toBe(200);
    }
    for (const path of [`/audit/case/${newId()}`, '/audit/nothing/such', '/audit/agreement/%00'])
      expect((await browser.open(path)).status).toBe(404);
    // A token of a field office may hold the permission to read the audit, and is still limited.
    const limited = await aClient(moa, 'program-manager', 'Atlanta');
    expect((await limited.get('/audit/thing/unregistered')).status).toBe(404);
  });

  it('of an account is for its owner and for whoever manages accounts, with its tokens', async () => {
    const inspector = await aPerson(moa, 'inspector');
    const other = await aPerson(moa, 'inspector');
    const own = await signIn(moa, inspector);
    const { text } = await own.open(`/audit/account/${inspector.accountId}`);
    expect(text).toContain('Sign in: succeeded');
    expect((await own.open(`/audit/account/${other.accountId}`)).status).toBe(404);
    const administrator = await signIn(moa, await aPerson(moa, 'administrator'));
    const opened = await administrator.open(`/audit/account/${inspector.accountId}`);
    expect(opened.text).toContain(`href="/admin/accounts/${inspector.accountId}"`);
  });

  it('of a token is for its owner', async () => {
    const token = await tokenFor(moa, 'inspector');
    const [created] = await entriesOf('token.created');
    const path = `/audit/token/${created?.subjectId}`;
    expect((await clientWith(moa, token).get(path)).status).toBe(200);
    expect((await clientWith(moa, await tokenFor(moa, 'inspector')).get(path)).status).toBe(404);
  });
});

describe('the verification on the page', () => {
  it('says that all is in order, and that it was asked', async () => {
    await browser.open('/admin/audit');
    const answer = await browser.submit('/admin/audit/verify');
    expect(answer).toMatchObject({ status: 303, headers: { location: '/admin/audit' } });
    const { text } = await browser.open('/admin/audit');
    expect(text).toMatch(/The audit was verified: [\d,]+ entries, all in order\./);
    expect(await latest('audit.verified')).toMatchObject({ actorId: manager.accountId });
  });

  it('has a signed head for programs, which the verification accepts', async () => {
    const { status, body } = await client.get('/api/v1/audit/head');
    expect(status).toBe(200);
    const verified = await moa.app
      .get(AuditVerification)
      .verify(body as Parameters<AuditVerification['verify']>[0]);
    expect(verified.flaw).toBeNull();
  });

  it('names the first entry that does not hold', async () => {
    await unitOfWork().run(async (manager) => {
      const [trigger, place] = unitOfWork().isSqlite
        ? ['audit_entry_no_update', '']
        : ['audit_entry_no_change', ' ON audit_entry'];
      await manager.query(`DROP TRIGGER "${trigger}"${place}`);
      await manager.update(AuditEntry, { sequence: 2 }, { reason: 'another' });
    });
    await browser.open('/admin/audit');
    const { status, text } = await browser.submit('/admin/audit/verify');
    expect(status).toBe(200);
    expect(text).toContain('The audit does not hold at entry 2.');
  });
});

describe('a change that leaves no entry', () => {
  it('is found at the end of whichever test makes it', async () => {
    const other = await startTestApp({ data: ['reference'] });
    const administrator = await aClient(other, 'administrator');
    await other.app.get(OutboxService).pause('Too many mails.');
    other.app.get(AuditTrail).record = () => Promise.resolve();
    expect((await administrator.post('/admin/outbox/resume', {})).status).toBe(303);
    expect((await administrator.get('/admin/outbox')).status).toBe(200);
    await expect(other.close()).rejects.toThrow(
      /^not in the audit: POST \/admin\/outbox\/resume \(installation\)$/,
    );
  });
});
