import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { recordEvent } from '../src/registry/agreement-events.js';
import type {
  AgreementDetailResponse,
  AgreementListResponse,
} from '../src/registry/agreement.dto.js';
import { AgreementEvent } from '../src/registry/agreement.entity.js';
import type { CensusResponse } from '../src/registry/census.dto.js';
import { OfficialList } from '../src/registry/official-list.entity.js';
import { aClient, type Client, type ProblemBody } from './support/client.js';
import { moaCommand } from './support/command.js';
import { startTestApp, type TestApp } from './support/test-app.js';

/** The register was installed at noon of 26 September; what follows is recorded on later days. */
const INSTALLED = '2012-09-26';
const SUSPENDED = '2012-09-28T15:00:00.000Z';
const CORRECTED = '2012-10-02T15:00:00.000Z';

let moa: TestApp;
let manager: Client;
let agreementId: string;

beforeAll(async () => {
  moa = await startTestApp({ data: ['reference', 'register'] });
  manager = await aClient(moa, 'program-manager');
  const { items } = await listOf('q=rockingham');
  agreementId = items[0]!.id;
  await suspend();
  await correct();
  moa.clock.set('2012-10-03T16:00:00.000Z');
});

afterAll(() => moa.close());

const listOf = async (query: string): Promise<AgreementListResponse> =>
  (await manager.get(`/api/v1/agreements?limit=500&${query}`)).body as AgreementListResponse;
const censusOf = async (query: string): Promise<CensusResponse> =>
  (await manager.get(`/api/v1/census?${query}`)).body as CensusResponse;
const detailOf = async (query: string): Promise<AgreementDetailResponse> =>
  (await manager.get(`/api/v1/agreements/${agreementId}?${query}`)).body as AgreementDetailResponse;

const record = (event: Partial<AgreementEvent> & Pick<AgreementEvent, 'event' | 'recordedAt'>) =>
  moa.app.get(UnitOfWork).run((writing) =>
    recordEvent(writing, {
      agreementId,
      onDay: '2012-09-20',
      source: 'a letter',
      recordedBy: 'the test',
      ...event,
    }),
  );

/** On the 28th the register learns that the agreement was suspended on the 20th. */
const suspend = () =>
  record({ event: 'suspended', status: 'suspended', reason: 'As read', recordedAt: SUSPENDED });

/** On 2 October it learns that it was the 24th. */
async function correct(): Promise<void> {
  const { id } = await moa.app
    .get(UnitOfWork)
    .reading()
    .findOneByOrFail(AgreementEvent, { agreementId, event: 'suspended' });
  await record({
    event: 'suspended',
    status: 'suspended',
    reason: 'As it was',
    onDay: '2012-09-24',
    correctsId: id,
    recordedAt: CORRECTED,
  });
}

describe('what the register would have said', () => {
  it.each([
    ['2012-09-21', INSTALLED, 'active'],
    ['2012-09-21', '2012-09-28T14:59:59Z', 'active'],
    ['2012-09-21', '2012-09-28T15:00:00Z', 'suspended'],
    ['2012-09-21', '2012-10-01', 'suspended'],
    ['2012-09-21', '2012-10-02', 'active'],
    ['2012-09-21', '', 'active'],
    ['2012-09-24', '2012-10-02T11:00:00-04:00', 'suspended'],
    ['2012-09-24', '', 'suspended'],
  ])('of %s at %s: %s', async (asOf, knownAt, status) => {
    const query = `asOf=${asOf}&knownAt=${encodeURIComponent(knownAt)}`;
    expect((await detailOf(query)).status).toBe(status);
    const { items, total } = await listOf(`${query}&q=rockingham`);
    expect(items.map((item) => item.status)).toEqual([status]);
    expect(total).toBe(1);
    expect((await censusOf(query)).byStatus['suspended'] ?? 0).toBe(status === 'active' ? 0 : 1);
  });

  it('tells of a history only what was recorded, and no correction that was not known', async () => {
    const reasonsAt = async (knownAt: string): Promise<(string | null)[]> =>
      (await detailOf(`knownAt=${knownAt}`)).history
        .filter(({ event }) => event === 'suspended')
        .map(({ on, reason }) => `${on} ${reason}`);
    expect(await reasonsAt('2012-09-27')).toEqual([]);
    expect(await reasonsAt('2012-09-28')).toEqual(['2012-09-20 As read']);
    expect(await reasonsAt('2012-10-02')).toEqual(['2012-09-24 As it was']);
  });

  it('before anything was installed is nothing', async () => {
    const query = 'knownAt=2012-09-25';
    expect(await censusOf(query)).toMatchObject({
      agreements: 0,
      agencies: 0,
      agenciesByAgreements: {},
      coverage: { lastList: null, nextList: null, complete: false },
    });
    expect((await listOf(query)).total).toBe(0);
    expect((await manager.get(`/api/v1/agreements/${agreementId}?${query}`)).status).toBe(404);
  });

  it('counts of the official lists those that stood at that moment', async () => {
    const unit = moa.app.get(UnitOfWork);
    const list = await unit.reading().findOneByOrFail(OfficialList, { asOf: '2012-12-31' });
    await unit.run((writing) =>
      writing.update(OfficialList, { id: list.id }, { withdrawnAt: '2012-10-03T12:00:00.000Z' }),
    );
    const nextAt = async (knownAt: string): Promise<string | null> =>
      (await censusOf(`asOf=2012-12-01&knownAt=${knownAt}`)).coverage.nextList;
    expect(await nextAt('2012-10-02')).toBe('2012-12-31');
    expect(await nextAt('2012-10-03')).toBeNull();
    expect(await nextAt('')).toBeNull();
  });

  it('of a field office is what was known of its assignment', async () => {
    const agreement = (await listOf('fieldOffice=Phoenix')).items[0]!;
    const path = `/api/v1/agreements/${agreement.id}`;
    const { headers } = await manager.get(path);
    await manager.post(
      `${path}/field-office`,
      { fieldOffice: 'Dallas', from: '2012-09-01', reason: 'Divided anew.' },
      { 'if-match': headers['etag'] ?? '' },
    );
    const officeAt = async (knownAt: string): Promise<string | null> =>
      ((await manager.get(`${path}?knownAt=${knownAt}`)).body as AgreementDetailResponse)
        .fieldOffice;
    expect(await officeAt('')).toBe('Dallas');
    expect(await officeAt('2012-10-02')).toBe('Phoenix');
    const dallas = async (knownAt: string): Promise<number> =>
      (await listOf(`fieldOffice=Dallas&knownAt=${knownAt}`)).total;
    expect((await dallas('')) - (await dallas('2012-10-02'))).toBe(1);
  });
});

describe('knownAt', () => {
  it.each(['2012-02-30', '2012-09-26T13:00:00', 'yesterday', '26.09.2012'])(
    'refuses %s, naming the parameter and what it takes',
    async (knownAt) => {
      for (const path of [
        '/api/v1/census',
        '/api/v1/agreements',
        `/api/v1/agreements/${agreementId}`,
      ]) {
        const { status, body } = await manager.get(`${path}?knownAt=${knownAt}`);
        expect(status).toBe(400);
        expect((body as ProblemBody).errors).toEqual([
          expect.objectContaining({
            parameter: 'knownAt',
            detail: expect.stringMatching(/a day such as .* or a moment such as/),
          }),
        ]);
      }
    },
  );

  it('is kept in the addresses of the next page and of every view and export', async () => {
    const { headers } = await manager.get('/api/v1/agreements?limit=5&knownAt=2012-09-28');
    expect(headers['link']).toContain('knownAt=2012-09-28');
    const { text } = await manager.get('/agreements?knownAt=2012-09-28&state=NC&limit=2');
    const links = [...text.matchAll(/href="([^"]+)"/g)].map(([, link]) =>
      (link ?? '').replaceAll('&amp;', '&'),
    );
    for (const path of ['/agreements.csv?', '/agreements.xlsx?', '/agreements/map?', '/census?'])
      expect(links.find((link) => link.startsWith(path))).toContain('knownAt=2012-09-28');
    expect(links.find((link) => link.includes('cursor='))).toContain('knownAt=2012-09-28');
    expect(links).toContain('/agreements?state=NC&limit=2');
  });

  it.each(['/census', '/agreements', 'detail'])('is said in a sentence on %s', async (path) => {
    const address = path === 'detail' ? `/agreements/${agreementId}` : path;
    const { text } = await manager.get(`${address}?knownAt=2012-09-28T15:00:00Z`);
    expect(text).toContain('what the register would have said on 28 Sep 2012, 11:00');
    expect(text).toContain('Show what it says now');
    expect((await manager.get(address)).text).not.toContain('would have said');
  });

  it('lets nobody change what is shown as it was', async () => {
    const { items } = await listOf('state=GA&status=in-force');
    const forms = async (query: string): Promise<number> =>
      (await manager.get(`/agreements/${items[0]!.id}?${query}`)).text.split('name="version"')
        .length - 1;
    expect(await forms('')).toBeGreaterThan(0);
    expect(await forms('knownAt=2012-10-02')).toBe(0);
    const { text } = await manager.get(`/agreements/${items[0]!.id}?knownAt=2012-10-02`);
    expect(text).not.toMatch(/Put right|What can be done/);
  });

  it('is an option of the command', async () => {
    const { out } = await moaCommand(
      moa,
      ...['census', '--as-of', '2012-09-21', '--known-at', '2012-09-28', '--json'],
    );
    expect(JSON.parse(out)).toEqual(await censusOf('asOf=2012-09-21&knownAt=2012-09-28'));
    const { code, err } = await moaCommand(moa, 'census', '--known-at', 'yesterday');
    expect(code).toBe(1);
    expect(err).toContain('--known-at must be a day');
  });
});
