import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aClient, type Client } from './support/client.js';
import { listOf, lists, reconciliationOf } from './support/official-lists.js';
import { startTestApp, type TestApp } from './support/test-app.js';

let moa: TestApp;
let client: Client;

beforeAll(async () => {
  moa = await startTestApp({
    data: ['reference', 'register'],
    now: '2026-11-26T16:00:00.000Z',
  });
  client = await aClient(moa, 'program-manager');
}, 60_000);

afterAll(() => moa.close());

describe('the six lists of 2012', () => {
  it.each([
    ['2010-10-29', 71, 71, 71, 0],
    ['2012-01-20', 68, 69, 68, 0],
    ['2012-08-01', 68, null, 64, 4],
    ['2012-10-02', 64, 63, 64, 0],
    ['2012-10-16', 57, 57, 57, 0],
    ['2012-12-31', 39, 39, 39, 0],
  ])('of %s', async (day, rows, caption, inRegister, differences) => {
    const expected = { kind: 'participating', rows, caption, inRegister, differences };
    expect(await listOf(client, day)).toMatchObject({ ...expected, holds: true, decides: false });
    expect((await reconciliationOf(client, day)).differences).toHaveLength(differences);
  });

  it('a caption of 63 stands over the 64 rows of October 2012', async () => {
    expect(await reconciliationOf(client, '2012-10-02')).toMatchObject({
      summary: '64 rows, 64 in force, no difference; the caption says 63.',
      caption: { stated: 63, rows: 64, agrees: false },
      differences: [],
    });
  });

  it('Joint agreements are printed as Jail Enforcement: that is told, and no difference', async () => {
    const { notes, byModel } = await reconciliationOf(client, '2012-10-02');
    expect(notes.length).toBeGreaterThan(0);
    expect(new Set(notes.map(({ reason }) => reason))).toEqual(
      new Set(['ICE’s lists print a Joint agreement as Jail Enforcement.']),
    );
    expect(byModel.find(({ of }) => of === 'JOINT')?.inRegister).toBe(9);
  });

  it('that of 1 August 2012 is stale: it still shows what ended in Arizona on 25 June', async () => {
    const { summary, differences } = await reconciliationOf(client, '2012-08-01');
    expect(summary).toBe('68 rows, 64 in force, 4 differences.');
    expect(differences.map(({ state, kind }) => `${state} ${kind}`)).toEqual(
      Array.from({ length: 4 }, () => 'AZ not-in-force'),
    );
    for (const { reason } of differences) {
      expect(reason).toContain('Recorded as terminated on 25 Jun 2012 in the register of 2012');
      expect(reason).toContain('The list of 1 Aug 2012 still shows it and was not up to date');
    }
  });

  it('the screen says that the published split of August 2010 does not follow from them', async () => {
    const { text } = await client.get('/lists');
    expect(text).toContain('32/26/13');
    expect(text).toMatch(/It does not follow from ICE(&#39;|')s lists: on 29 Oct 2010/);
    expect(text).toMatch(/The register counts the same: 35\/20\/9/);
  });
});

describe('pages and downloads', () => {
  it('a list stands with its summary, its differences by kind, and their reasons', async () => {
    const { id } = await listOf(client, '2012-08-01');
    const { status, text } = await client.get(`/lists/${id}`);
    expect(status).toBe(200);
    expect(text).toContain('68 rows, 64 in force, 4 differences.');
    expect(text).toContain('On the list, not in force in the register (4)');
    expect(text).toContain('Phoenix Police Department');
  });

  it('the differences are downloaded as CSV and as a workbook', async () => {
    const { id } = await listOf(client, '2012-08-01');
    const csv = await client.get(`/lists/${id}/reconciliation.csv`);
    expect(csv.headers['content-disposition']).toContain(
      'reconciliation-participating-2012-08-01.csv',
    );
    expect(csv.text.split('\n').filter((line) => line.startsWith('not-in-force,yes'))).toHaveLength(
      4,
    );
    expect((await client.get(`/lists/${id}/reconciliation.xlsx`)).status).toBe(200);
  });

  it('lists are narrowed by kind and read page by page', async () => {
    expect((await lists(client, '?kind=pending')).total).toBe(0);
    const first = await lists(client, '?limit=4');
    const second = await lists(client, `?limit=4&cursor=${first.nextCursor}`);
    const days = [...first.items, ...second.items].map(({ asOf }) => asOf);
    expect(days).toEqual([...new Set(days)].sort().reverse());
    expect((await client.get('/api/v1/lists?kind=secret')).status).toBe(400);
    expect((await client.get('/api/v1/lists/0/reconciliation')).status).toBe(404);
  });

  it('an ERO supervisor sees the rows of their own office only', async () => {
    const phoenix = await aClient(moa, 'ero-supervisor', 'Phoenix');
    const own = await reconciliationOf(phoenix, '2012-08-01');
    expect(own.fieldOffice).toBe('Phoenix');
    expect(own.differences).toHaveLength(4);
    expect(own.byState.map(({ of }) => of)).toEqual(['AZ']);
    expect(own.summary).toMatch(/^Of the Phoenix field office: \d+ on the list/);
    const atlanta = await aClient(moa, 'ero-supervisor', 'Atlanta');
    expect((await reconciliationOf(atlanta, '2012-08-01')).differences).toEqual([]);
    expect(await listOf(atlanta, '2012-08-01')).toMatchObject({ rows: 68, differences: 0 });
    expect((await listOf(atlanta, '2012-08-01')).inRegister).toBeLessThan(64);
  });
});
