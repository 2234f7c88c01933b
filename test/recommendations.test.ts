import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../src/audit/audit-entry.entity.js';
import { Finding } from '../src/inspections/finding.entity.js';
import { InstallationSteps } from '../src/platform/installation/installation-steps.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import {
  OigRecommendation,
  RecommendationEvent,
} from '../src/recommendations/recommendation.entity.js';
import { InstallOigLedger } from '../src/recommendations/oig-ledger.install.js';
import type {
  LedgerResponse,
  RecommendationDetailResponse,
  RecommendationDocumentResponse,
} from '../src/recommendations/recommendation-response.dto.js';
import type { ReminderListResponse } from '../src/reminders/reminder.dto.js';
import { ObligationSources } from '../src/reminders/obligation.js';
import { RegistryReader } from '../src/registry/registry-reader.js';
import { aPerson, type BrowserSession, signIn } from './support/browser-session.js';
import {
  aClient,
  type Answer,
  answerOf,
  type Client,
  type ProblemBody,
  tokenFor,
} from './support/client.js';
import { moaCommand } from './support/command.js';
import { aForm } from './support/multipart.js';
import { runJob } from './support/reminders.js';
import { startTestApp, type TestApp } from './support/test-app.js';

const REPORT_DAY = '2012-09-25';

let moa: TestApp;
let liaison: Client;
let manager: Client;
let browser: BrowserSession;

beforeAll(async () => {
  moa = await startTestApp();
  liaison = await aClient(moa, 'oig-liaison');
  manager = await aClient(moa, 'program-manager');
  browser = await signIn(moa, await aPerson(moa, 'oig-liaison'));
});

afterAll(() => moa.close());

const ledgerAt = async (query = ''): Promise<LedgerResponse> =>
  (await liaison.get(`/api/v1/recommendations${query}`)).body as LedgerResponse;

/** The id of a recommendation by what people call it. */
async function idOf(report: string, number: number): Promise<string> {
  const { items } = await ledgerAt(`?report=${report}`);
  return items.find((item) => item.number === number)!.id;
}

const detailOf = async (id: string, query = ''): Promise<RecommendationDetailResponse> =>
  (await liaison.get(`/api/v1/recommendations/${id}${query}`)).body as RecommendationDetailResponse;

/** Sends a change with the present version, as the liaison. */
async function send(
  id: string,
  what: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const { headers: read } = await liaison.get(`/api/v1/recommendations/${id}`);
  const present = { 'if-match': read['etag'] ?? '' };
  return liaison.post(`/api/v1/recommendations/${id}/${what}`, body, { ...present, ...headers });
}

/** @throws Error when it is refused */
async function sent(...given: Parameters<typeof send>): Promise<RecommendationDetailResponse> {
  const answer = await send(...given);
  if (answer.status >= 300) throw new Error(answer.text);
  return answer.body as RecommendationDetailResponse;
}

const fieldsOf = (answer: Answer): (string | undefined)[] =>
  (answer.body as ProblemBody).errors.map(({ parameter }) => parameter);

/** A recommendation of the test's own, so that no test stands in another's way. */
let made = 100;
async function aRecommendation(issuedOn = REPORT_DAY): Promise<string> {
  made += 1;
  const number = made;
  const id = `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
  await moa.app.get(UnitOfWork).run(async (writing) => {
    await writing.insert(OigRecommendation, {
      ...{ id, reportNumber: 'OIG-12-130', number, addressee: 'ICE', text: 'Of the test.' },
      version: 1,
    });
    await writing.insert(RecommendationEvent, {
      ...{ id: `10000000${id.slice(8)}`, recommendationId: id, kind: 'issued', onDay: issuedOn },
      ...{ isDayKnown: true, source: 'the test', isPublished: true, recordedBy: 'the test' },
      recordedAt: '2012-09-25T12:00:00.000Z',
    });
  });
  return id;
}

const ANSWER = {
  concurrence: 'concurs',
  correctiveActionPlan: 'The results go to OPR when the study is signed.',
  targetDate: '2012-12-31',
  responsibleParties: 'ICE Office of Human Capital',
};

const counts = (total: number, closed: number, resolvedOpen: number, unresolvedOpen: number) => ({
  ...{ total, closed, resolvedOpen, unresolvedOpen, statusUnknown: 0 },
});

describe('the ledger of 25 Sep 2012', () => {
  it('counts as appendix C does, by the interface', async () => {
    const ledger = await ledgerAt(`?asOf=${REPORT_DAY}`);
    expect(
      ledger.reports.map(({ number, total, closed, resolvedOpen, unresolvedOpen }) => [
        ...[number, total, closed, resolvedOpen, unresolvedOpen],
      ]),
    ).toEqual([
      ['OIG-10-63', 33, 33, 0, 0],
      ['OIG-10-124', 16, 16, 0, 0],
      ['OIG-11-119', 13, 11, 2, 0],
      ['OIG-12-130', 2, 0, 0, 2],
    ]);
    expect(ledger.totals).toEqual(counts(64, 60, 2, 2));
    expect(ledger.earlier).toEqual(counts(62, 60, 2, 0));
    const closed = ledger.items.filter(({ status }) => status === 'closed');
    expect(closed).toHaveLength(60);
    expect(new Set(closed.map(({ statusText, text }) => `${statusText} ${text}`))).toEqual(
      new Set(['closed by 2012-09-25, day unknown null']),
    );
    expect(ledger.items.filter(({ text }) => text !== null)).toHaveLength(4);
  });

  it('counts the same by the command', async () => {
    const json = await moaCommand(moa, 'recommendations', '--as-of', REPORT_DAY, '--json');
    expect(json.code).toBe(0);
    expect(JSON.parse(json.out)).toEqual(await ledgerAt(`?asOf=${REPORT_DAY}`));
    const text = await moaCommand(moa, 'recommendations', '--as-of', REPORT_DAY);
    const lines = text.out.split('\n').map((line) => line.trim().split(/\s+/).slice(-5).join('/'));
    for (const row of ['33/33/0/0/0', '16/16/0/0/0', '13/11/2/0/0', '2/0/0/2/0', '64/60/2/2/0'])
      expect(lines).toContain(row);
    expect(text.out).toContain('answer due 24 Dec 2012, 90 days left');
    const wrong = await moaCommand(moa, 'recommendations', '--as-of', '2012-02-30');
    expect([wrong.code, wrong.out]).toEqual([1, '']);
  });

  it('reads like appendix C on its page, and downloads', async () => {
    const { status, text } = await browser.open(`/recommendations?asOf=${REPORT_DAY}`);
    expect(status).toBe(200);
    expect(text.split('closed by 2012-09-25, day unknown')).toHaveLength(61);
    expect(text.split('The text of this recommendation was not found.')).toHaveLength(61);
    for (const words of [
      'OIG-10-63: The Performance of 287(g) Agreements, March 2010',
      'assessing compliance.',
      'ICE concurs with Recommendation #8.',
      'pending our receipt and review of the new language modifications for the MOA.',
      'Executive Associate Director, Office of Management and Administration',
      '(90 days left)',
    ])
      expect(text).toContain(words);
    const csv = await browser.open(`/recommendations.csv?asOf=${REPORT_DAY}&status=closed`);
    expect(csv.text.trim().split('\n')).toHaveLength(61);
  });

  it('says of earlier days what is known, and not more', async () => {
    const before = await ledgerAt('?asOf=2012-09-24');
    expect(before.reports.map(({ number }) => number)).not.toContain('OIG-12-130');
    expect(before.totals).toMatchObject({ total: 62, closed: 0, statusUnknown: 62 });
    expect(before.earlier.total).toBe(49);
    expect((await ledgerAt('?asOf=2010-03-30')).totals.total).toBe(0);
    expect((await ledgerAt('?asOf=2010-03-31')).totals.total).toBe(33);
  });

  it('is put in once, and a text that is found later does not touch what was recorded', async () => {
    const step = moa.app.get(InstallOigLedger);
    const reading = moa.app.get(UnitOfWork).reading();
    const before = await reading.count(RecommendationEvent);
    await step.install();
    expect(await reading.count(RecommendationEvent)).toBe(before);
    expect(await moa.app.get(InstallationSteps).install('reference')).toEqual([]);
  });

  it('narrows its lines by report and status, and refuses what it does not know', async () => {
    const open = await ledgerAt(`?asOf=${REPORT_DAY}&status=unresolved-open`);
    expect([open.items.length, open.totals.total]).toEqual([2, 64]);
    for (const query of ['status=asleep', 'asOf=2012-02-30', 'colour=red'])
      expect((await liaison.get(`/api/v1/recommendations?${query}`)).status).toBe(400);
  });
});

describe('a recommendation', () => {
  it('goes from unresolved to resolved to closed, each step with its day, words and name', async () => {
    const id = await aRecommendation('2012-06-01');
    const resolved = await sent(id, 'transitions', {
      ...{ to: 'resolved-open', on: '2012-07-20', analysis: 'It meets the intent.', ...ANSWER },
    });
    expect(resolved).toMatchObject({ status: 'resolved-open', since: '2012-07-20', ...ANSWER });
    expect(resolved.steps).toEqual(['response', 'analysis', 'closed']);
    const closed = await sent(id, 'transitions', {
      ...{ to: 'closed', on: '2012-09-01', analysis: 'The results were received.' },
    });
    expect(closed).toMatchObject({ status: 'closed', statusText: 'closed', steps: [] });
    expect(closed.history.at(-1)).toMatchObject({
      ...{ event: 'closed', on: '2012-09-01', analysis: 'The results were received.' },
      recordedAt: '2012-09-26T16:00:00.000Z',
    });
    expect((await detailOf(id, '?asOf=2012-07-19')).status).toBe('unresolved-open');
    expect((await detailOf(id, '?asOf=2012-08-31')).status).toBe('resolved-open');
    const entries = await moa.app
      .get(UnitOfWork)
      .reading()
      .find(AuditEntry, { where: { subjectId: id }, order: { sequence: 'ASC' } });
    expect(entries.map(({ action }) => action)).toEqual([
      'recommendation.resolved-open',
      'recommendation.closed',
    ]);
    expect(entries[1]?.changes).toContain('"before":"resolved-open","after":"closed"');
    const trail = await browser.open(`/audit/recommendation/${id}`);
    expect(trail.status).toBe(200);
  });

  it('is not closed before it is resolved, nor twice', async () => {
    const id = await aRecommendation();
    const closing = { to: 'closed', on: '2012-09-26', analysis: 'Done.' };
    expect(await send(id, 'transitions', closing)).toMatchObject({
      status: 409,
      body: { type: 'urn:moa:problem:no-such-transition' },
    });
    await sent(id, 'transitions', {
      ...{ to: 'resolved-open', on: '2012-09-26', reason: 'Agreed by letter.', ...ANSWER },
    });
    await sent(id, 'transitions', closing);
    expect((await send(id, 'transitions', closing)).status).toBe(409);
    expect((await send(id, 'response', { on: '2012-09-26', response: 'More.' })).status).toBe(409);
    const old = await idOf('OIG-10-63', 7);
    expect((await send(old, 'transitions', closing)).status).toBe(409);
  });

  it('names each field that is missing or wrong, and changes nothing', async () => {
    const id = await aRecommendation();
    const bare = await send(id, 'transitions', { to: 'resolved-open', on: '2012-09-27' });
    expect([bare.status, fieldsOf(bare)]).toEqual([
      400,
      [
        ...['on', 'concurrence', 'correctiveActionPlan', 'targetDate', 'responsibleParties'],
        'analysis',
      ],
    ]);
    expect(fieldsOf(await send(id, 'transitions', { to: 'asleep', on: '2012-09-26' }))).toEqual([
      'to',
    ]);
    expect(fieldsOf(await send(id, 'response', { on: '2012-09-26' }))).toEqual(['concurrence']);
    expect((await detailOf(id)).history).toHaveLength(1);
  });

  it('is changed from the version that was read, and from no other', async () => {
    const id = await aRecommendation();
    const path = `/api/v1/recommendations/${id}/response`;
    const body = { on: '2012-09-26', response: 'We are at it.' };
    const etag = (await liaison.get(`/api/v1/recommendations/${id}`)).headers['etag']!;
    expect((await liaison.post(path, body)).status).toBe(428);
    expect((await liaison.post(path, body, { 'if-match': etag })).status).toBe(200);
    expect(await liaison.post(path, body, { 'if-match': etag })).toMatchObject({
      status: 412,
      body: { current: { status: 'unresolved-open', version: 2 } },
    });
  });

  it('is changed once by a request that is sent again', async () => {
    const id = await aRecommendation();
    const etag = (await liaison.get(`/api/v1/recommendations/${id}`)).headers['etag']!;
    const headers = { 'if-match': etag, 'idempotency-key': `answer-${id}` };
    const body = { on: '2012-09-26', ...ANSWER };
    const first = await send(id, 'response', body, headers);
    const again = await send(id, 'response', body, headers);
    expect([first.status, again.status, again.body]).toEqual([200, 200, first.body]);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect((await detailOf(id)).history).toHaveLength(2);
    const other = await send(id, 'response', { ...body, targetDate: '2013-01-31' }, headers);
    expect(other.status).toBe(422);
  });

  it('is put right by taking back what was recorded by mistake, last first', async () => {
    const id = await aRecommendation();
    await sent(id, 'response', { on: '2012-09-26', ...ANSWER });
    const resolved = await sent(id, 'transitions', {
      ...{ to: 'resolved-open', on: '2012-09-26', analysis: 'Agreed.' },
    });
    const [issued, response, resolution] = resolved.history.map((entry) => entry.id);
    const takeBack = (entry: string | undefined): Promise<Answer> =>
      send(id, `events/${entry}/retraction`, { reason: 'Of another recommendation.' });
    expect((await takeBack(response)).status).toBe(409);
    expect((await takeBack(issued)).status).toBe(409);
    expect((await takeBack(resolution)).body).toMatchObject({ status: 'unresolved-open' });
    expect((await takeBack(response)).body).toMatchObject({ correctiveActionPlan: null });
    expect((await takeBack(response)).status).toBe(409);
    expect((await detailOf(id)).history.map(({ retractedBecause }) => retractedBecause)).toEqual([
      ...[null, 'Of another recommendation.', 'Of another recommendation.'],
    ]);
  });

  it('takes an analysis that leaves the status as it is', async () => {
    const id = await aRecommendation();
    const said = { on: '2012-09-26', analysis: 'It remains open.', nextEvidence: 'The plan.' };
    expect(await sent(id, 'analysis', said)).toMatchObject({
      ...{ status: 'unresolved-open', nextEvidence: 'The plan.' },
    });
  });

  it('is not found by an id that nothing has', async () => {
    for (const id of ['00000000-0000-7000-8000-000000000000', 'nonsense'])
      expect((await liaison.get(`/api/v1/recommendations/${id}`)).status).toBe(404);
  });
});

describe('who may', () => {
  it('read the ledger: those at headquarters; record in it: the liaison', async () => {
    const id = await aRecommendation();
    const body = { on: '2012-09-26', response: 'We are at it.' };
    const headers = { 'if-match': `"${id}.1"` };
    for (const role of ['administrator', 'program-manager', 'team-leader'] as const) {
      const client = await aClient(moa, role);
      expect((await client.get('/api/v1/recommendations')).status).toBe(200);
      const answer = await client.post(`/api/v1/recommendations/${id}/response`, body, headers);
      expect([role, answer.status]).toEqual([role, 403]);
    }
    for (const [role, office] of [['inspector'], ['ero-supervisor', 'Atlanta']] as const) {
      const client = await aClient(moa, role, office);
      expect((await client.get('/api/v1/recommendations')).status).toBe(403);
    }
  });

  it('sees of the evidence what lies within their own scope', async () => {
    const id = await aRecommendation();
    const finding = await aFinding();
    await sent(id, 'evidence', { finding: finding.number, note: 'It could not be measured.' });
    const inForce = await moa.app.get(RegistryReader).findInForce('2012-09-26');
    const own = inForce.find(({ agreementId }) => agreementId === finding.agreementId)?.officeName;
    const seenBy = async (office: string): Promise<unknown[]> => {
      const client = await aClient(moa, 'program-manager', office);
      const { body } = await client.get(`/api/v1/recommendations/${id}`);
      return (body as RecommendationDetailResponse).evidence;
    };
    expect(await seenBy(own!)).toHaveLength(1);
    expect(await seenBy(own === 'Atlanta' ? 'Dallas' : 'Atlanta')).toHaveLength(0);
  });
});

/** A finding at an agreement that is in force. */
async function aFinding(at = 0): Promise<Finding> {
  const inForce = await moa.app.get(RegistryReader).findInForce('2012-09-26');
  const findings = await moa.app
    .get(UnitOfWork)
    .reading()
    .find(Finding, { order: { number: 'ASC' } });
  return findings.filter((finding) =>
    inForce.some(
      ({ agreementId, officeName }) => agreementId === finding.agreementId && officeName !== null,
    ),
  )[at]!;
}

describe('evidence and documents', () => {
  it('links a finding by its number or id, once, and lets go of it with a reason', async () => {
    const id = await aRecommendation();
    const finding = await aFinding(1);
    const link = { finding: finding.number.toLowerCase(), note: 'The standard is not measurable.' };
    const { evidence } = await sent(id, 'evidence', link);
    expect(evidence).toMatchObject([
      { findingId: finding.id, finding: finding.number, isThere: true, isSample: true },
    ]);
    expect((await send(id, 'evidence', { ...link, finding: finding.id })).status).toBe(409);
    const wrong = await send(id, 'evidence', { finding: 'INS-1999-0001/F1', note: ' ' });
    expect([wrong.status, fieldsOf(wrong)]).toEqual([400, ['finding', 'note']]);
    const path = `evidence/${evidence[0]?.id}/withdrawal`;
    expect((await sent(id, path, { reason: 'Of another template.' })).evidence).toEqual([]);
    expect((await send(id, path, { reason: 'Again.' })).status).toBe(404);
    expect((await sent(id, 'evidence', link)).evidence).toHaveLength(1);
  });

  it('keeps a document by its hash, gives it back, and withdraws it with a reason', async () => {
    const id = await aRecommendation();
    const token = await tokenFor(moa, 'oig-liaison');
    const content = Buffer.from('%PDF-1.4\nCorrective action plan\n%%EOF\n');
    const attach = async (fields: Record<string, string>, fileName = 'plan.pdf') => {
      const form = aForm(fields, { fileName, content });
      return answerOf(
        await moa.app.inject({
          method: 'POST',
          url: `/api/v1/recommendations/${id}/documents`,
          payload: form.payload,
          headers: { authorization: `Bearer ${token}`, ...form.headers },
        }),
      );
    };
    const wrong = await attach({ title: ' ', sentOn: '2012-09-27' }, 'plan.docx');
    expect([wrong.status, fieldsOf(wrong)]).toEqual([400, ['title', 'sentOn', 'file']]);
    const answer = await attach({ title: 'The plan', sentOn: '2012-09-26' });
    expect(answer.status).toBe(201);
    const document = answer.body as RecommendationDocumentResponse;
    expect(document).toMatchObject({
      sha256: createHash('sha256').update(content).digest('hex'),
      mediaType: 'application/pdf',
    });
    const read = await manager.get(document.contentPath);
    expect([read.status, read.text]).toEqual([200, content.toString()]);
    const path = `documents/${document.id}/withdrawal`;
    const { documents } = await sent(id, path, { reason: 'A draft.' });
    expect(documents).toMatchObject([{ withdrawnBecause: 'A draft.' }]);
    expect((await send(id, path, { reason: 'Again.' })).status).toBe(409);
    const elsewhere = await idOf('OIG-12-130', 1);
    const strange = `/api/v1/recommendations/${elsewhere}/documents/${document.id}/content`;
    expect((await liaison.get(strange)).status).toBe(404);
  });
});

describe('the pages of a recommendation', () => {
  it('take a response, a resolution, a document and a finding by forms alone', async () => {
    const id = await aRecommendation();
    const path = `/recommendations/${id}`;
    await browser.open(`${path}/steps/response`);
    const refused = await browser.submit(`${path}/steps/response`, {
      on: '2012-09-27',
      version: '1',
    });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('href="#on"');
    const answered = await browser.submit(`${path}/steps/response`, {
      ...{ on: '2012-09-26', version: '1', ...ANSWER },
    });
    expect(answered.headers['location']).toBe(path);
    await browser.open(`${path}/steps/resolved-open`);
    await browser.submit(`${path}/steps/resolved-open`, {
      ...{ on: '2012-09-26', version: '2', analysis: 'It meets the intent.' },
    });
    const finding = await aFinding();
    await browser.open(path);
    const wrong = await browser.submit(`${path}/evidence`, { finding: 'nothing', note: '' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Say what the finding shows.');
    await browser.submit(`${path}/evidence`, { finding: finding.number, note: 'It shows it.' });
    const file = { fileName: 'letter.txt', content: 'The letter.' };
    await browser.submitWithFile(`${path}/documents`, { title: 'Letter', sentOn: '' }, file);
    const { text } = await browser.open(path);
    for (const words of [
      'resolved and open',
      ANSWER.correctiveActionPlan,
      'answered in time',
      'It meets the intent.',
      finding.number,
      'Letter',
      'Record that it is closed',
    ])
      expect(text).toContain(words);
    const { history } = await detailOf(id);
    const entry = `${path}/events/${history.at(-1)?.id}/retraction`;
    expect((await browser.open(entry)).status).toBe(200);
    expect((await browser.submit(entry, { reason: ' ', version: '3' })).status).toBe(422);
    await browser.submit(entry, { reason: 'Too early.', version: '3' });
    expect((await detailOf(id)).status).toBe('unresolved-open');
    expect((await browser.open(`${path}/steps/closed`)).status).toBe(409);
    expect((await browser.open(`${path}/steps/asleep`)).status).toBe(404);
  });

  it('offer no form to who may only look, nor of another day', async () => {
    const id = await idOf('OIG-12-130', 1);
    const looking = await signIn(moa, await aPerson(moa, 'program-manager'));
    for (const { text } of [
      await looking.open(`/recommendations/${id}`),
      await browser.open(`/recommendations/${id}?asOf=${REPORT_DAY}`),
    ]) {
      expect(text).toContain('classification study results');
      expect(text).not.toContain('method="post" action="/recommendations');
    }
  });

  it('are found by the number in the search, and from the first page of the liaison', async () => {
    const id = await idOf('OIG-12-130', 2);
    const found = await browser.open('/search?q=oig-12-130+%232');
    expect(found.headers['location']).toBe(`/recommendations/${id}`);
    const report = await browser.open('/search?q=OIG-10-63');
    expect(report.headers['location']).toBe('/recommendations?report=OIG-10-63');
    const { text } = await browser.open('/');
    expect(text).toContain(`href="/recommendations/${id}"`);
    expect(text).toContain('89 days left');
  });
});

describe('the answer that is owed within 90 days', () => {
  const owed = async (today = '2012-09-26') =>
    (await moa.app.get(ObligationSources).all(today)).filter(
      ({ kind, subject }) => kind === 'oig-response-due' && /#[12]$/.test(subject.label),
    );

  it('falls on 24 Dec 2012, and to the OIG liaisons', async () => {
    const obligations = await owed();
    expect(obligations.map(({ subject, dueOn }) => [subject.label, dueOn])).toEqual([
      ['OIG-12-130 #1', '2012-12-24'],
      ['OIG-12-130 #2', '2012-12-24'],
    ]);
    for (const { responsible, details } of obligations) {
      expect(responsible.map(({ name }) => name)).toContain('OIG liaison 1');
      expect(details.join()).toContain('corrective action plan');
    }
  });

  it('is reminded of before, and no more once all that the memo asks for is on record', async () => {
    const id = await idOf('OIG-12-130', 1);
    const remindersOf = async (): Promise<string[]> => {
      const { body } = await liaison.get(`/api/v1/reminders?subject=${id}`);
      return (body as ReminderListResponse).items
        .filter(({ recipient }) => recipient.name === 'OIG liaison 1')
        .map(({ sendOn, status }) => `${sendOn} ${status}`)
        .sort();
    };
    await runJob(moa.app, 'reminders.plan');
    // 60, 30 and 7 days before, and on the day.
    expect(await remindersOf()).toEqual([
      ...['2012-10-25 planned', '2012-11-23 planned', '2012-12-17 planned', '2012-12-24 planned'],
    ]);
    const { responsibleParties, ...part } = ANSWER;
    await sent(id, 'response', { on: '2012-09-26', ...part });
    expect((await owed()).map(({ subject }) => subject.label)).toContain('OIG-12-130 #1');
    const whole = await sent(id, 'response', { on: '2012-09-26', responsibleParties });
    expect(whole.responseClock).toMatchObject({ dueOn: '2012-12-24', answeredOn: '2012-09-26' });
    expect((await owed()).map(({ subject }) => subject.label)).toEqual(['OIG-12-130 #2']);
    await runJob(moa.app, 'reminders.plan');
    expect(new Set((await remindersOf()).map((line) => line.slice(11)))).toEqual(
      new Set(['cancelled']),
    );
  });
});
