import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { CensusService } from '../src/registry/census.service.js';
import type { ImportDetailResponse } from '../src/registry/lists/list-import.dto.js';
import { ListImport, ListImportRow } from '../src/registry/lists/list-import.entity.js';
import { ListReading } from '../src/registry/lists/list-reading.service.js';
import { aPerson, signIn } from './support/browser-session.js';
import { type Answer, aClient, answerOf, type Client, tokenFor } from './support/client.js';
import { aListWorkbook } from './support/list-workbook.js';
import { runJob } from './support/reminders.js';
import { aForm } from './support/multipart.js';
import { startTestApp, type TestApp } from './support/test-app.js';

let moa: TestApp;
let manager: Client;
let token: string;

beforeAll(async () => {
  moa = await startTestApp({ data: ['reference'], now: '2026-11-26T16:00:00.000Z' });
  manager = await aClient(moa, 'program-manager');
  token = await tokenFor(moa, 'program-manager');
});

afterAll(() => moa.close());

const row = (state: string, agency: string, model = 'Task Force Model', signed = '2025-03-01') => [
  state,
  agency,
  'County',
  null,
  model,
  new Date(signed),
  'link',
  null,
];

/** Ten agencies of a state, so that a list loses no more than a fifth of them by losing one. */
const agencies = (state: string, count = 10) =>
  Array.from({ length: count }, (_, index) => row(state, `${NAMES[index]!} County Sheriff`));

const NAMES = [
  'Adams',
  'Brown',
  'Clark',
  'Dodge',
  'Eaton',
  'Floyd',
  'Grant',
  'Hardin',
  'Iowa',
  'Jones',
];

async function send(
  fileName: string,
  content: Buffer | string,
  fields: Record<string, string> = {},
  bearer = token,
): Promise<Answer> {
  const { payload, headers } = aForm(fields, { fileName, content });
  return answerOf(
    await moa.app.inject({
      method: 'POST',
      url: '/api/v1/imports',
      headers: { ...headers, authorization: `Bearer ${bearer}` },
      payload,
    }),
  );
}

const idOf = ({ body }: Answer): string => (body as { id: string }).id;

async function look(id: string): Promise<{ etag: string; detail: ImportDetailResponse }> {
  const { status, headers, body } = await manager.get(`/api/v1/imports/${id}`);
  expect(status).toBe(200);
  return { etag: headers['etag'] ?? '', detail: body as ImportDetailResponse };
}

/** Sends a list and lets the worker read it. */
async function sendAndRead(fileName: string, ...rows: unknown[][]): Promise<string> {
  const answer = await send(fileName, await aListWorkbook(...(rows as never[][])));
  expect(answer.status).toBe(202);
  await runJob(moa.app, 'lists.read');
  return idOf(answer);
}

const post = async (id: string, verb: string, body: object = {}): Promise<Answer> => {
  const { etag } = await look(id);
  return manager.post(`/api/v1/imports/${id}/${verb}`, body, { 'if-match': etag });
};

const census = async (day: string): Promise<number> =>
  (await moa.app.get(CensusService).take({ asOf: day })).agreements;

describe('an official list by the API', () => {
  it('is taken, read by the job, asked about, and applied: then the census of its day is the list', async () => {
    const sent = await send(
      'participatingAgencies07182025pm.xlsx',
      await aListWorkbook(
        ...agencies('IA', 9),
        row('IA', 'Washington County Sheriff', 'Taskforce Modle'),
        ['IA', 'Washington County Sheriff', 'County', null, null, null, null, null],
        row('IA', 'Adams County Sheriff'),
      ),
      { captionCount: '11' },
    );
    expect(sent).toMatchObject({ status: 202, body: { state: 'waiting', asOf: '2025-07-18' } });
    const id = idOf(sent);
    expect(sent.headers['location']).toBe(`/api/v1/imports/${id}`);
    await runJob(moa.app, 'lists.read');
    const { detail } = await look(id);
    expect(detail).toMatchObject({
      state: 'needs-answers',
      kind: 'participating',
      rowsRead: 12,
      captionCount: 11,
      diff: {
        duplicates: [{ sheetRow: 13, of: 2 }],
        gone: [],
        truncated: 0,
      },
    });
    expect(detail.diff?.setAside.map(({ sheetRow }) => sheetRow)).toContain(12);
    expect(detail.diff?.new).toHaveLength(9);
    expect(detail.problems).toContainEqual(
      expect.objectContaining({ row: 11, column: 'model', raw: 'Taskforce Modle' }),
    );
    const [question] = detail.questions;
    expect(question).toMatchObject({ kind: 'cell', rows: [11] });

    expect(await post(id, 'apply')).toMatchObject({
      status: 409,
      body: { type: 'urn:moa:problem:questions-open', questions: [{ key: question!.key }] },
    });
    expect(await post(id, 'undo')).toMatchObject({
      status: 409,
      body: {
        type: 'urn:moa:problem:not-open',
        detail: 'The list is not in the register yet: a person must say something first.',
      },
    });
    expect(await post(id, 'answers', { key: question!.key, answer: 'nonsense' })).toMatchObject({
      status: 400,
    });
    expect(await post(id, 'answers', {})).toMatchObject({ status: 400 });
    const answered = await post(id, 'answers', { key: question!.key, answer: 'TASK_FORCE' });
    expect(answered).toMatchObject({ status: 200, body: { state: 'ready', questions: [] } });
    expect(await post(id, 'apply')).toMatchObject({
      status: 200,
      body: { state: 'applied', appliedBy: expect.any(String), counts: { new: 10 } },
    });
    expect(await census('2025-07-18')).toBe(10);
    const applied = (await look(id)).detail;
    expect(applied.diff?.new).toHaveLength(10);
    // The code, as before it was applied, whatever the list prints.
    expect(new Set(applied.diff?.new.map(({ model }) => model))).toEqual(new Set(['TASK_FORCE']));
    expect(applied.diff?.duplicates).toHaveLength(1);
    const pages = await manager.get(`/api/v1/imports/${id}/diff?kind=new&limit=4`);
    expect(pages.body).toMatchObject({ total: 10, nextCursor: expect.any(String) });
    expect(pages.headers['link']).toContain('rel="next"');
  });

  it('is the standing import when the same file comes again', async () => {
    const content = await aListWorkbook(...agencies('NE'));
    const first = await send('participatingAgencies07192025.xlsx', content);
    const again = await send('participatingAgencies07192025.xlsx', content);
    expect(idOf(again)).toBe(idOf(first));
    await runJob(moa.app, 'lists.read');
    await post(idOf(first), 'day-and-kind', { force: true });
    expect((await post(idOf(first), 'apply', { acceptProposed: true })).status).toBe(200);
    const later = await send('participatingAgencies07192025.xlsx', content);
    expect(later).toMatchObject({ status: 200, body: { id: idOf(first), state: 'applied' } });
    expect((await post(idOf(first), 'undo')).body).toMatchObject({ state: 'undone' });
  });

  it('says which other list of its day holds when it comes again, and holds once that one is taken back', async () => {
    const fileName = 'participatingAgencies07192025.xlsx';
    const apply = async (content: Buffer): Promise<string> => {
      const id = idOf(await send(fileName, content));
      await runJob(moa.app, 'lists.read');
      await post(id, 'day-and-kind', { force: true });
      expect((await post(id, 'apply', { acceptProposed: true })).status).toBe(200);
      return id;
    };
    const content = await aListWorkbook(...agencies('NE', 3));
    const first = await apply(content);
    const second = await apply(await aListWorkbook(...agencies('NE', 4)));
    expect(await census('2025-07-19')).toBe(4);
    const again = await send(fileName, content);
    expect(again).toMatchObject({ status: 200, body: { id: first, state: 'applied' } });
    expect((await look(first)).detail.holdsInstead).toEqual({ importId: second, fileName });
    expect((await look(second)).detail.holdsInstead).toBeNull();
    const browser = await signIn(moa, await aPerson(moa, 'program-manager'));
    const page = (await browser.open(`/imports/${first}`)).text;
    expect(page).toContain('another list holds');
    expect(page).toContain(`href="/imports/${second}"`);
    expect((await post(second, 'undo')).body).toMatchObject({ state: 'undone' });
    expect((await look(first)).detail.holdsInstead).toBeNull();
    expect(await census('2025-07-19')).toBe(3);
    expect((await post(first, 'undo')).body).toMatchObject({ state: 'undone' });
  });

  it('asks for the day that its name does not say, and takes it', async () => {
    const id = await sendAndRead('participating list.xlsx', ...agencies('IA'));
    expect((await look(id)).detail).toMatchObject({
      state: 'needs-answers',
      asOf: null,
      diff: null,
      refusal: expect.stringContaining('day'),
    });
    expect(await post(id, 'day-and-kind', { asOf: '2025-13-01' })).toMatchObject({ status: 400 });
    const { body } = await post(id, 'day-and-kind', { asOf: '2025-07-20' });
    expect(body).toMatchObject({ asOf: '2025-07-20', state: 'ready' });
    expect((await manager.post(`/api/v1/imports/${id}/cancel`, {})).body).toMatchObject({
      state: 'cancelled',
    });
  });

  it('is refused where it loses too much, unless it is said to be meant', async () => {
    const id = await sendAndRead('participatingAgencies07252025.xlsx', ...agencies('IA', 5));
    expect((await look(id)).detail).toMatchObject({
      state: 'refused',
      refusal: expect.stringContaining('lacks 5 of the 10'),
    });
    expect((await post(id, 'apply')).status).toBe(409);
    expect((await post(id, 'day-and-kind', { force: true })).body).toMatchObject({
      state: 'ready',
    });
    expect((await manager.post(`/api/v1/imports/${id}/cancel`, {})).status).toBe(200);
  });

  it('is refused with a clear word when it is no list, and nothing of it is stored', async () => {
    const sent = await send('participatingAgencies08012025.xlsx', 'This is a letter.');
    await runJob(moa.app, 'lists.read');
    const { detail } = await look(idOf(sent));
    expect(detail).toMatchObject({ state: 'refused', rowsRead: 0, diff: null, problems: [] });
    expect(detail.refusal).toMatch(/\.$/);
    const rows = moa.app.get(UnitOfWork).reading();
    expect(await rows.countBy(ListImportRow, { importId: idOf(sent) })).toBe(0);
    expect(await send('empty.xlsx', '')).toMatchObject({ status: 400 });
    expect(await manager.post('/api/v1/imports', {})).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/file' }] },
    });
  });

  it('is refused with a 413 above 25 MB', async () => {
    const answer = await send(
      'participatingAgencies08012025.csv',
      Buffer.alloc(25 * 1024 ** 2 + 1),
    );
    expect(answer).toMatchObject({
      status: 413,
      body: { detail: expect.stringContaining('25 MB') },
    });
  });

  it('is changed only by whoever saw its present version', async () => {
    const id = await sendAndRead('participatingAgencies08022025.xlsx', ...agencies('IA'));
    const path = `/api/v1/imports/${id}/apply`;
    expect((await manager.post(path, {})).status).toBe(428);
    const stale = await manager.post(path, {}, { 'if-match': `"${id}.1"` });
    expect(stale).toMatchObject({ status: 412, body: { current: { state: 'ready' } } });
    expect((await manager.post(`/api/v1/imports/${id}/cancel`, {})).status).toBe(200);
    expect((await post(id, 'apply')).status).toBe(409);
  });

  it('does not interleave with another that is applied at the same moment', async () => {
    const first = await sendAndRead('participatingAgencies08032025.xlsx', ...agencies('IA', 9));
    const second = await sendAndRead('participatingAgencies08042025.xlsx', ...agencies('IA'));
    const answers = await Promise.all([first, second].map((id) => post(id, 'apply')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await census('2025-08-03')).toBe(9);
    expect(await census('2025-08-04')).toBe(10);
  });

  it('can be cancelled while it is read', async () => {
    const rows = Array.from({ length: 2_500 }, (_, index) => row('TX', `Agency ${index} Sheriff`));
    const sent = await send(
      'participatingAgencies08052025.xlsx',
      await aListWorkbook(...(rows as never[][])),
    );
    const id = idOf(sent);
    const reading = moa.app.get(ListReading).read(id);
    await untilIt(async () => (await look(id)).detail.rowsRead > 0);
    const cancelled = await manager.post(`/api/v1/imports/${id}/cancel`, {});
    await reading;
    expect(cancelled.status).toBe(200);
    expect((await look(id)).detail).toMatchObject({ state: 'cancelled', diff: null });
  });

  it('tells how far its reading is, until it is over', async () => {
    const sent = await send(
      'participatingAgencies08062025.xlsx',
      await aListWorkbook(...agencies('IA')),
    );
    const path = `/api/v1/imports/${idOf(sent)}/progress`;
    const stream = manager.get(path);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await runJob(moa.app, 'lists.read');
    const { status, headers, text } = await stream;
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('text/event-stream');
    const events = text.trim().split('\n\n');
    expect(events[0]).toBe('event: progress\ndata: {"state":"waiting","rowsRead":0}');
    expect(events.at(-1)).toBe('event: done\ndata: {"state":"ready","rowsRead":10}');
    expect((await manager.get(path)).text.trim().split('\n\n')).toHaveLength(1);
  });
});

async function untilIt(holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('it never came to that');
}

describe('who may import', () => {
  it('is a program manager; others read, or do not even see that', async () => {
    const content = await aListWorkbook(...agencies('KS'));
    const file = 'participatingAgencies08072025.xlsx';
    for (const role of ['administrator', 'team-leader', 'oig-liaison'] as const) {
      expect((await send(file, content, {}, await tokenFor(moa, role))).status).toBe(403);
      const client = await aClient(moa, role);
      expect((await client.get('/api/v1/imports')).status).toBe(200);
    }
    for (const role of ['inspector', 'ero-supervisor'] as const)
      expect((await (await aClient(moa, role)).get('/api/v1/imports')).status).toBe(403);
  });

  it('is nobody who is limited to a field office', async () => {
    const limited = await aClient(moa, 'program-manager', 'Atlanta');
    for (const path of ['/api/v1/imports', '/imports', '/api/v1/absences', '/imports/absences'])
      expect((await limited.get(path)).status).toBe(403);
  });
});

describe('the pages of an import', () => {
  it('take a list without JavaScript, show what differs, and apply it', async () => {
    const browser = await signIn(moa, await aPerson(moa, 'program-manager'));
    await browser.open('/imports');
    const file = {
      fileName: 'participatingAgencies08102025.xlsx',
      content: await aListWorkbook(
        ...agencies('IA', 9),
        row('IA', 'Jones Conty Sheriff'),
        row('KS', 'Reno County Sheriff'),
      ),
    };
    const nothing = await browser.submitWithFile('/imports', EMPTY_UPLOAD);
    expect(nothing.status).toBe(422);
    expect(nothing.text).toContain('Choose a file');
    const forged = await browser.submitWithFile('/imports', EMPTY_UPLOAD, file, true);
    expect(forged.status).toBe(403);
    const sent = await browser.submitWithFile('/imports', EMPTY_UPLOAD, file);
    expect(sent.status).toBe(303);
    const path = sent.headers['location']!;
    const waiting = await browser.open(path);
    expect(waiting.text).toContain('waits for a worker');
    expect(waiting.text).toContain('<noscript><meta http-equiv="refresh" content="3"/></noscript>');
    await runJob(moa.app, 'lists.read');

    expect((await browser.open('/')).text).toMatch(/\d+ official lists? waits? for somebody/);
    const asked = await browser.open(path);
    expect(asked.text).toContain('1 question');
    expect(asked.text).toContain('Are they one agency?');
    expect(asked.text).not.toMatch(/type="radio"[^>]*checked/);
    const [, name = ''] = /name="(answers\[[^"]+\])"/.exec(asked.text) ?? [];
    const [, value = ''] = /value="(same:[^"]+)"/.exec(asked.text) ?? [];
    const answered = await browser.submit(`${path}/answers`, {
      version: versionIn(asked),
      [name]: value,
    });
    expect(answered.status).toBe(303);

    const ready = await browser.open(path);
    expect(ready.text).toContain('1 answer saved.');
    expect(ready.text).toContain('Apply: 1 new, 0 changed, 0 no longer shown');
    const diff = await browser.open(`${path}/diff?kind=new`);
    expect(diff.text).toContain('Reno County Sheriff, KS');
    expect((await browser.open(`${path}/problems`)).status).toBe(200);
    const applied = await browser.submit(`${path}/apply`, { version: versionIn(ready) });
    expect(applied.status).toBe(303);
    const report = await browser.open(path);
    expect(report.text).toContain('What it did');
    expect(report.text).toContain('Take this list back');
    const list = await browser.open('/imports');
    expect(list.text).toContain('1 new, 0 changed, 10 the same, 0 no longer shown');
  });

  it('let a person say that a new agency is another name of a known one', async () => {
    const id = await sendAndRead(
      'participatingAgencies08112025.xlsx',
      ...agencies('IA'),
      row('KS', 'Office of the Sheriff of Reno'),
    );
    const browser = await signIn(moa, await aPerson(moa, 'program-manager'));
    const { detail } = await look(id);
    expect(detail.counts).toMatchObject({ new: 1, gone: 1 });
    const form = await browser.open(`/imports/${id}/aliases/12`);
    const [, agency = ''] =
      /value="([0-9a-f-]{36})"[^>]*>Reno County Sheriff/.exec(form.text) ?? [];
    const added = await browser.submit(`/imports/${id}/aliases/12`, {
      version: versionIn(form),
      agencyId: agency,
    });
    expect(added.status).toBe(303);
    expect((await look(id)).detail.counts).toMatchObject({ new: 0, gone: 0, same: 11 });
    const aliases = await manager.get(`/api/v1/agencies/${agency}/aliases`);
    expect(aliases.body).toMatchObject({ items: [{ name: 'Office of the Sheriff of Reno' }] });
    expect(
      await manager.post(`/api/v1/agencies/${agency}/aliases`, { name: 'RENO', source: 'heard' }),
    ).toMatchObject({ status: 201 });
    const [alias] = (aliases.body as { items: { id: string }[] }).items;
    const removal = `/api/v1/agencies/${agency}/aliases/${alias!.id}/removal`;
    expect(await manager.post(removal, { reason: 'Two agencies.' })).toMatchObject({
      status: 200,
      body: { items: [{ name: 'RENO' }] },
    });
  });

  it('keep every import in the list, the latest first, in pages', async () => {
    const count = await moa.app.get(UnitOfWork).reading().count(ListImport);
    const first = await manager.get('/api/v1/imports?limit=3');
    expect(first.body).toMatchObject({ total: count, items: [{}, {}, {}] });
    expect((await manager.get('/api/v1/imports?cursor=nonsense')).status).toBe(400);
  });
});

const EMPTY_UPLOAD = { asOf: '', kind: '', captionCount: '' };

const versionIn = ({ text }: Answer): string =>
  /name="version" value="(\d+)"/.exec(text)?.[1] ?? '';
