import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CensusService } from '../src/registry/census.service.js';
import type { AbsenceListResponse, AbsenceResponse } from '../src/registry/lists/absence.dto.js';
import { ListApplications } from '../src/registry/lists/list-applications.service.js';
import { ListImports } from '../src/registry/lists/list-imports.service.js';
import { ListReading } from '../src/registry/lists/list-reading.service.js';
import { aPerson, signIn } from './support/browser-session.js';
import { type Answer, aClient, type Client } from './support/client.js';
import { aListWorkbook } from './support/list-workbook.js';
import { startTestApp, type TestApp } from './support/test-app.js';

let moa: TestApp;
let manager: Client;

const NAMES = [
  'Adams',
  'Brown',
  'Clark',
  'Dodge',
  'Eaton',
  'Floyd',
  'Grant',
  'Hardin',
  'Ida',
  'Jones',
];

const rows = (names: string[]) =>
  names.map((name) => [
    'IA',
    `${name} County Sheriff`,
    'County',
    null,
    'Task Force Model',
    new Date('2025-03-01'),
    null,
    null,
  ]);

/** A list of a day, put into the register; nobody answers what it lacks. */
async function publish(day: string, names: string[]): Promise<string> {
  const [year = '', month = '', date = ''] = day.split('-');
  const sent = await moa.app.get(ListImports).send(
    {
      fileName: `participatingAgencies${month}${date}${year}.xlsx`,
      content: await aListWorkbook(...rows(names)),
      isForced: true,
    },
    'the test',
  );
  await moa.app.get(ListReading).read(sent.id);
  await moa.app.get(ListApplications).apply(sent.id, { isUnattended: false }, 'the test');
  return sent.id;
}

const census = (asOf: string) => moa.app.get(CensusService).take({ asOf });

const open = async (): Promise<AbsenceResponse[]> =>
  ((await manager.get('/api/v1/absences?limit=500')).body as AbsenceListResponse).items;

const questionAbout = async (name: string): Promise<AbsenceResponse> =>
  (await open()).find(({ agencyName }) => agencyName.startsWith(name))!;

async function resolve(name: string, body: object): Promise<Answer> {
  const { id, version } = await questionAbout(name);
  return manager.post(`/api/v1/absences/${id}/resolution`, body, {
    'if-match': `"${id}.${version}"`,
  });
}

const statusOf = async (agreementId: string, asOf: string): Promise<string> =>
  ((await manager.get(`/api/v1/agreements/${agreementId}?asOf=${asOf}`)).body as { status: string })
    .status;

beforeAll(async () => {
  moa = await startTestApp({ data: ['reference'], now: '2026-11-26T16:00:00.000Z' });
  manager = await aClient(moa, 'program-manager');
  await publish('2025-07-01', NAMES);
  await publish('2025-07-08', NAMES.slice(6));
});

afterAll(() => moa.close());

describe('an agreement that a list lacks', () => {
  it('is a question, counts as absent, and is not in force', async () => {
    expect(await open()).toHaveLength(6);
    expect(await questionAbout('Adams')).toMatchObject({
      state: 'IA',
      model: 'TASK_FORCE',
      onDay: '2025-07-08',
      lastListedOn: '2025-07-01',
      proposal: 'left-list',
      successorId: null,
    });
    expect(await census('2025-07-08')).toMatchObject({ agreements: 4, byStatus: { absent: 6 } });
    const browser = await signIn(moa, await aPerson(moa, 'program-manager'));
    expect((await browser.open('/')).text).toContain('6 agreements are missing from a list');
  });

  it('is answered with a reason, by whoever saw its present version', async () => {
    const { id } = await questionAbout('Adams');
    const path = `/api/v1/absences/${id}/resolution`;
    const answer = { resolution: 'left-list', reason: 'Nobody could be reached.' };
    expect((await manager.post(path, answer)).status).toBe(428);
    expect((await manager.post(path, answer, { 'if-match': `"${id}.9"` })).status).toBe(412);
    expect(await resolve('Adams', { ...answer, reason: ' ' })).toMatchObject({ status: 400 });
    expect(await resolve('Adams', { resolution: 'gone', reason: 'x' })).toMatchObject({
      status: 400,
    });
    expect(await resolve('Adams', { ...answer, onDay: '2025-07-03' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/onDay' }] },
    });
    const leader = await aClient(moa, 'team-leader');
    expect((await leader.post(path, answer, { 'if-match': `"${id}.1"` })).status).toBe(403);
    expect(await leader.get(`/api/v1/absences/${id}`)).toMatchObject({
      status: 200,
      headers: { etag: `"${id}.1"` },
    });
  });

  it('may have left the list: for what reason is not known', async () => {
    const { agreementId } = await questionAbout('Adams');
    const reason = 'Nobody could be reached.';
    expect(await resolve('Adams', { resolution: 'left-list', reason })).toMatchObject({
      status: 200,
      body: { agreementId, resolution: 'left-list' },
    });
    expect(await statusOf(agreementId, '2025-07-08')).toBe('left-list');
    expect(await statusOf(agreementId, '2025-07-07')).toBe('active');
    expect(await open()).toHaveLength(5);
  });

  it('may have been terminated on a day between the two lists', async () => {
    const { agreementId } = await questionAbout('Brown');
    const told = { resolution: 'terminated', reason: 'The sheriff’s letter.' };
    for (const onDay of ['2025-07-01', '2025-07-09'])
      expect(await resolve('Brown', { ...told, onDay })).toMatchObject({ status: 400 });
    expect(await resolve('Brown', { ...told, onDay: '2025-07-04' })).toMatchObject({ status: 200 });
    expect(await statusOf(agreementId, '2025-07-03')).toBe('active');
    expect(await statusOf(agreementId, '2025-07-04')).toBe('terminated');
    const history = await manager.get(`/audit/agreement/${agreementId}`);
    expect(history.status).toBe(200);
  });

  it('may be an error of the list: then it stayed in force', async () => {
    const { agreementId } = await questionAbout('Clark');
    const reason = 'ICE confirmed by telephone that the row was lost.';
    expect(await resolve('Clark', { resolution: 'list-error', reason })).toMatchObject({
      status: 200,
    });
    expect(await statusOf(agreementId, '2025-07-08')).toBe('active');
    expect((await census('2025-07-08')).agreements).toBe(5);
  });

  it('is answered on a page of its own, which keeps what was typed', async () => {
    const { id, version, agreementId } = await questionAbout('Dodge');
    const browser = await signIn(moa, await aPerson(moa, 'program-manager'));
    const page = await browser.open(`/imports/absences/${id}`);
    expect(page.text).toContain('What became of Dodge County Sheriff, IA?');
    expect(page.text).not.toMatch(/type="radio"[^>]*checked/);
    const fields = { version: String(version), resolution: '', reason: 'A long story.', onDay: '' };
    const refused = await browser.submit(`/imports/absences/${id}`, fields);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('A long story.');
    expect(refused.text).toContain('Choose what became of it.');
    const saved = await browser.submit(`/imports/absences/${id}`, {
      ...fields,
      resolution: 'expired',
    });
    expect(saved.status).toBe(303);
    expect(await statusOf(agreementId, '2025-07-08')).toBe('expired');
    expect((await browser.open(`/imports/absences/${id}`)).status).toBe(404);
  });

  it('takes what is proposed together with others, with one reason, all or none', async () => {
    const [eaton, floyd] = [await questionAbout('Eaton'), await questionAbout('Floyd')];
    const browser = await signIn(moa, await aPerson(moa, 'program-manager'));
    await browser.open('/imports/absences');
    const boxes = { [`chosen[${eaton.id}]`]: '1', [`chosen[${floyd.id}]`]: '1' };
    const path = '/imports/absences/proposals';
    expect((await browser.submit(path, { reason: 'x' })).status).toBe(422);
    expect((await browser.submit(path, { ...boxes, reason: ' ' })).status).toBe(422);
    const stale = await browser.submit(path, {
      ...boxes,
      [`chosen[${floyd.id}]`]: '7',
      reason: 'As lists say.',
    });
    expect(stale.status).toBe(412);
    expect(await open()).toHaveLength(2);
    const done = await browser.submit(path, { ...boxes, reason: 'As lists say.' });
    expect(done.status).toBe(303);
    expect((await browser.open('/imports/absences')).text).toContain('No question is open.');
  });

  it('keeps its list from being taken back once somebody has answered', async () => {
    const id = await publish('2025-07-15', [...NAMES.slice(6), 'Adams', 'Clark']);
    const latest = (await manager.get(`/api/v1/imports/${id}`)).headers['etag']!;
    const undone = await manager.post(`/api/v1/imports/${id}/undo`, {}, { 'if-match': latest });
    expect(undone.status).toBe(200);
    const { items } = (await manager.get('/api/v1/imports')).body as {
      items: { id: string; asOf: string }[];
    };
    const second = items.find(({ asOf }) => asOf === '2025-07-08')!.id;
    const etag = (await manager.get(`/api/v1/imports/${second}`)).headers['etag']!;
    expect(
      await manager.post(`/api/v1/imports/${second}/undo`, {}, { 'if-match': etag }),
    ).toMatchObject({ status: 409, body: { type: 'urn:moa:problem:built-upon' } });
  });

  it('is a question no more when a later list shows it again', async () => {
    await publish('2025-07-22', [...NAMES.slice(7), 'Adams', 'Clark']);
    expect(await open()).toHaveLength(1);
    await publish('2025-07-29', [...NAMES.slice(6), 'Adams', 'Clark']);
    expect(await open()).toEqual([]);
  });
});
