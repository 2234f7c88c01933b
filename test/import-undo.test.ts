import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Inspection } from '../src/inspections/inspection.entity.js';
import type { Day } from '../src/platform/clock/calendar.js';
import { addDays } from '../src/platform/clock/calendar.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import type { AgreementListResponse } from '../src/registry/agreement.dto.js';
import type { CensusResponse } from '../src/registry/census.dto.js';
import type { DocumentResponse } from '../src/registry/documents/document.dto.js';
import { type Answer, aClient, answerOf, type Client, tokenFor } from './support/client.js';
import { aForm } from './support/multipart.js';
import { aRow, importList, lists } from './support/official-lists.js';
import { runJob } from './support/reminders.js';
import { startTestApp, type TestApp } from './support/test-app.js';

/** The register of 2012 has 64 agreements in force on it. */
const DAY: Day = '2012-09-24';
const ROWS = ['Alachua', 'Hillsborough', 'Nassau'].map((county) =>
  aRow(county, 'Task Force Model', '2010-03-06'),
);

let moa: TestApp;
let manager: Client;

beforeAll(async () => {
  moa = await startTestApp();
  manager = await aClient(moa, 'program-manager');
});

afterAll(() => moa.close());

const importIds = async (): Promise<string[]> =>
  ((await manager.get('/api/v1/imports')).body as { items: { id: string }[] }).items.map(
    ({ id }) => id,
  );

/** Undoes the latest import. */
async function undo(): Promise<Answer> {
  const [latest = ''] = await importIds();
  const { headers } = await manager.get(`/api/v1/imports/${latest}`);
  return manager.post(`/api/v1/imports/${latest}/undo`, {}, { 'if-match': headers['etag'] ?? '' });
}

const census = async (knownAt?: string): Promise<number> => {
  const known = knownAt === undefined ? '' : `&knownAt=${knownAt}`;
  return ((await manager.get(`/api/v1/census?asOf=${DAY}${known}`)).body as CensusResponse)
    .agreements;
};

async function agreements(query = ''): Promise<AgreementListResponse['items']> {
  const answer = await manager.get(`/api/v1/agreements?asOf=${DAY}&limit=500${query}`);
  expect(answer.status).toBe(200);
  return (answer.body as AgreementListResponse).items;
}

const agreementOf = async (county: string): Promise<string> =>
  (await agreements(`&q=${county}`))[0]!.id;

const visitsOf = (agreementId: string): Promise<Inspection[]> =>
  moa.app.get(UnitOfWork).reading().findBy(Inspection, { agreementId });

async function plan(): Promise<void> {
  for (const job of ['obligations.reconcile', 'inspections.schedule']) await runJob(moa.app, job);
}

describe('what the register would have said around an import that was undone', () => {
  const before = '2012-09-26T16:00:00.000Z';
  const between = '2012-09-26T17:30:00.000Z';
  const after = '2012-09-26T19:00:00.000Z';

  beforeAll(async () => {
    moa.clock.set('2012-09-26T17:00:00.000Z');
    await importList(moa, DAY, ROWS);
    moa.clock.set('2012-09-26T18:00:00.000Z');
    expect((await undo()).body).toMatchObject({ state: 'undone' });
    moa.clock.set(after);
  });

  it('is of the census: as it was, the list, and as it was', async () => {
    expect(await census(before)).toBe(64);
    expect(await census(between)).toBe(3);
    expect(await census(after)).toBe(64);
    expect(await census()).toBe(64);
  });

  it('is of the list of agreements: those of the list only in between', async () => {
    const names = async (knownAt: string) =>
      (await agreements(`&status=in-force&state=FL&knownAt=${knownAt}`)).map(
        ({ agency }) => agency.name,
      );
    const standing = await names(before);
    expect(await names(between)).toEqual(
      ['Alachua', 'Hillsborough', 'Nassau'].map((county) => `${county} County Sheriff's Office`),
    );
    expect(await names(after)).toEqual(standing);
    expect(standing).not.toContain("Alachua County Sheriff's Office");
  });

  it('is of the lists: withdrawn, it stands no more', async () => {
    expect((await lists(manager, '?limit=500')).items.map(({ asOf }) => asOf)).not.toContain(DAY);
  });
});

describe('an import on which the jobs alone have built', () => {
  it('is undone, and the visits that they planned are cancelled with it', async () => {
    await importList(moa, DAY, ROWS);
    const agreementId = await agreementOf('Nassau');
    await plan();
    expect(await visitsOf(agreementId)).toMatchObject([{ status: 'scheduled' }]);
    expect(await undo()).toMatchObject({ status: 200, body: { state: 'undone' } });
    await runJob(moa.app, 'obligations.reconcile');
    expect(await visitsOf(agreementId)).toMatchObject([{ status: 'cancelled' }]);
    expect(await census()).toBe(64);
  });
});

describe('an import is not undone', () => {
  let agreementId: string;

  beforeAll(async () => {
    await importList(moa, DAY, ROWS);
    agreementId = await agreementOf('Nassau');
    await plan();
  });

  /** What is in the way, in words. */
  async function obstacle(): Promise<string> {
    const { status, body } = await undo();
    expect(body).toMatchObject({ type: 'urn:moa:problem:built-upon' });
    expect(status).toBe(409);
    expect(await census()).toBe(3);
    return (body as { detail: string }).detail;
  }

  it('as long as a document is attached to an agreement of it', async () => {
    const { payload, headers } = aForm(
      { title: 'The agreement', kind: 'moa', holdsFrom: '2011-03-01' },
      { fileName: 'moa.pdf', content: Buffer.from('%PDF-1.4\nMemorandum\n%%EOF\n') },
    );
    const authorization = `Bearer ${await tokenFor(moa, 'program-manager')}`;
    const url = `/api/v1/agreements/${agreementId}/documents`;
    const sent = await moa.app.inject({
      method: 'POST',
      url,
      payload,
      headers: { ...headers, authorization },
    });
    const { status, body } = answerOf(sent);
    expect(status).toBe(201);
    expect(await obstacle()).toBe(
      'On agreements that it began, there is already 1 document (The agreement).',
    );
    const { id, etag } = body as DocumentResponse;
    const withdrawn = await manager.post(
      `/api/v1/documents/${id}/withdrawal`,
      { reason: 'Of another agency.' },
      { 'if-match': etag },
    );
    expect(withdrawn.status).toBe(200);
  });

  it('once somebody moved a visit that was planned for one', async () => {
    const [visit] = await visitsOf(agreementId);
    const { id, version, number, startsOn } = visit!;
    const leader = await aClient(moa, 'team-leader');
    const moved = await leader.post(
      `/api/v1/inspections/${id}/reschedule`,
      { startsOn: addDays(startsOn!, 7), reason: 'The sheriff asked.' },
      { 'if-match': `"${id}.${version}"` },
    );
    expect(moved.text).toContain(number);
    expect(await obstacle()).toBe(
      `On agreements that it began, there is already 1 visit (${number}).`,
    );
  });

  it('once one was reviewed, or figures of it were entered', async () => {
    const review = await manager.post('/api/v1/renewals', {
      agreementId,
      reason: 'Complaints of the neighbours.',
    });
    expect(review.status).toBe(201);
    const { number } = review.body as { number: string };
    expect(await obstacle()).toContain(`1 renewal review (${number}).`);
    const figure = {
      measure: 'encounters',
      from: '2012-01-01',
      until: '2012-06-30',
      value: 12,
      source: 'the report of June',
    };
    const entered = await manager.post(`/api/v1/agreements/${agreementId}/figures`, figure);
    expect(entered.status).toBe(201);
    expect(await obstacle()).toMatch(/1 visit .*, 1 renewal review .*, 1 figure \(Encounters\)\.$/);
  });
});
