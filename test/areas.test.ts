import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../src/audit/audit-entry.entity.js';
import { OfficesService } from '../src/offices/offices.service.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import type {
  AgencyDetailResponse,
  AgencyListResponse,
} from '../src/registry/agencies/agency.dto.js';
import type { AgreementListResponse } from '../src/registry/agreement.dto.js';
import { AgencyAlias } from '../src/registry/agreement.entity.js';
import type {
  FieldOfficeDetailResponse,
  FieldOfficeListResponse,
  StateDetailResponse,
} from '../src/registry/areas/area.dto.js';
import type { CensusResponse } from '../src/registry/census.dto.js';
import { anAgency } from './support/agencies.js';
import { aPerson, type BrowserSession, signIn } from './support/browser-session.js';
import { aClient, type Client, type ProblemBody } from './support/client.js';
import { startTestApp, type TestApp } from './support/test-app.js';

let moa: TestApp;
let manager: Client;
let supervisor: Client;
let browser: BrowserSession;

beforeAll(async () => {
  moa = await startTestApp({ data: ['reference', 'register'] });
  manager = await aClient(moa, 'program-manager');
  supervisor = await aClient(moa, 'ero-supervisor', 'Phoenix');
  browser = await signIn(moa, await aPerson(moa, 'program-manager'));
});

afterAll(() => moa.close());

const bodyOf = async <Body>(path: string, client = manager): Promise<Body> => {
  const answer = await client.get(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.body as Body;
};

const agencyOf = async (q: string): Promise<AgencyDetailResponse> => {
  const { items } = await bodyOf<AgencyListResponse>(`/api/v1/agencies?q=${encodeURIComponent(q)}`);
  expect(items).toHaveLength(1);
  return bodyOf(`/api/v1/agencies/${items[0]!.id}`);
};

const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('an agency', () => {
  it('shows its agreements as of a day, its field offices and the lists in runs', async () => {
    const agency = await agencyOf('Phoenix Police');
    expect(agency).toMatchObject({
      state: 'AZ',
      agreements: [{ status: 'terminated', model: 'JOINT' }],
      fieldOffices: [{ fieldOffice: 'Phoenix', until: null }],
      otherNames: [],
    });
    const [lists] = agency.agreements[0]!.lists;
    expect(lists).toMatchObject({ kind: 'participating', isListed: true, from: '2010-10-29' });
    const before = await bodyOf<AgencyDetailResponse>(
      `/api/v1/agencies/${agency.id}?asOf=2012-06-24`,
    );
    expect(before.agreements[0]?.status).toBe('active');
    const { text } = await manager.get(`/agencies/${agency.id}`);
    expect(plain(text)).toMatch(/Of ICE's \d+ lists of participating agencies: on \d+ lists from/);
  });

  it('shows the other names that were known at a moment', async () => {
    const { id } = await agencyOf('Mesa Police');
    const alias = { id: 'a', agencyId: id, state: 'AZ', source: 'a list', recordedBy: 'somebody' };
    await moa.app.get(UnitOfWork).run((writing) =>
      writing.insert(AgencyAlias, {
        ...alias,
        name: 'Mesa PD',
        normalizedName: 'mesa pd',
        recordedAt: '2012-09-26T18:00:00.000Z',
      }),
    );
    const namesAt = async (knownAt: string): Promise<unknown> =>
      (await bodyOf<AgencyDetailResponse>(`/api/v1/agencies/${id}?knownAt=${knownAt}`)).otherNames;
    expect(await namesAt('2012-09-26T17:00:00Z')).toEqual([]);
    expect(await namesAt('2012-09-26')).toEqual([{ name: 'Mesa PD', source: 'a list' }]);
  });

  it('is listed by state, field office and name', async () => {
    const { items, total } = await bodyOf<AgencyListResponse>('/api/v1/agencies?state=AZ');
    expect([items.length, total]).toEqual([9, 9]);
    const phoenix = '/api/v1/agencies?fieldOffice=Phoenix';
    expect((await bodyOf<AgencyListResponse>(phoenix)).total).toBe(9);
    expect((await bodyOf<AgencyListResponse>(`${phoenix}&q=mesa`)).total).toBe(1);
    const wrong = await manager.get('/api/v1/agencies?fieldOffice=Atlantis');
    expect(wrong.status).toBe(400);
  });

  it('is seen by the field office that answers for it, and not found by another', async () => {
    const { items } = await bodyOf<AgencyListResponse>('/api/v1/agencies', supervisor);
    expect(items.every(({ state }) => state === 'AZ')).toBe(true);
    const own = await agencyOf('Mesa Police');
    const other = await agencyOf('Rockingham');
    for (const place of ['/api/v1/agencies', '/agencies']) {
      expect((await supervisor.get(`${place}/${own.id}`)).status).toBe(200);
      expect((await supervisor.get(`${place}/${other.id}`)).status).toBe(404);
    }
  });
});

describe('the place of an agency', () => {
  const correct = async (id: string, body: object, etag?: string) => {
    const { headers } = await manager.get(`/api/v1/agencies/${id}`);
    return manager.post(`/api/v1/agencies/${id}/place`, body, {
      'if-match': etag ?? headers['etag'] ?? '',
    });
  };
  const right = { county: 'Pinal', type: 'Municipality', reason: 'Its letterhead says so.' };

  it('is put right with a reason, which the audit keeps', async () => {
    const { id, county } = await agencyOf('Florence Police');
    const answer = await correct(id, { ...right, county: 'maricopa' });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      county: 'Maricopa County',
      placeBasis: expect.stringContaining('Its letterhead says so; the point is'),
      fieldOffices: [{ fieldOffice: 'Phoenix' }],
    });
    const entry = await moa.app.get(UnitOfWork).reading().findOneByOrFail(AuditEntry, {
      action: 'agency.place-corrected',
    });
    expect([entry.subjectId, entry.reason]).toEqual([id, right.reason]);
    expect(JSON.parse(entry.changes)).toContainEqual({
      field: 'county',
      before: county,
      after: 'Maricopa County',
    });
    expect((await supervisor.get(`/audit/agency/${id}`)).status).toBe(200);
  });

  it('is refused where it is wrong, where it is old, and to who may not', async () => {
    const { id } = await agencyOf('Rockingham');
    for (const [wrong, pointer] of [
      [{ county: 'Cobb' }, '/county'],
      [{ type: 'Tribe' }, '/type'],
      [{ reason: ' ' }, '/reason'],
    ] as const) {
      const answer = await correct(id, { ...right, county: 'Augusta', ...wrong });
      expect(answer.status).toBe(400);
      expect((answer.body as ProblemBody).errors[0]?.pointer).toBe(pointer);
    }
    expect((await correct(id, { ...right, county: 'Augusta' }, `"${id}.99"`)).status).toBe(412);
    const { headers } = await manager.get(`/api/v1/agencies/${id}`);
    const leader = await aClient(moa, 'team-leader');
    const refused = await leader.post(`/api/v1/agencies/${id}/place`, right, {
      'if-match': headers['etag'] ?? '',
    });
    expect(refused.status).toBe(403);
  });

  it('is put right on the page, which keeps what was typed where something is wrong', async () => {
    const { id } = await agencyOf('Cobb County');
    const page = await browser.open(`/agencies/${id}`);
    const version = /place"[^]*?name="version" value="(\d+)"/.exec(page.text)?.[1] ?? '';
    const fields = { version, county: 'Fulton', type: 'County', reason: '' };
    const refused = await browser.submit(`/agencies/${id}/place`, fields);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('href="#reason"');
    expect(refused.text).toContain('value="Fulton"');
    const done = await browser.submit(`/agencies/${id}/place`, { ...fields, reason: 'A test.' });
    expect(done.headers['location']).toBe(`/agencies/${id}`);
    expect((await browser.open(`/agencies/${id}`)).text).toContain('Fulton County');
    const late = await browser.submit(`/agencies/${id}/place`, { ...fields, reason: 'Again.' });
    expect(late.status).toBe(412);
  });
});

describe('field offices and states', () => {
  it('add up to the census, on any day', async () => {
    for (const asOf of ['2012-06-24', '2012-09-26', '2012-12-31']) {
      const census = await bodyOf<CensusResponse>(`/api/v1/census?asOf=${asOf}`);
      const { items } = await bodyOf<FieldOfficeListResponse>(`/api/v1/field-offices?asOf=${asOf}`);
      expect(items.reduce((sum, { agreements }) => sum + agreements, 0)).toBe(census.agreements);
      for (const [state, count] of Object.entries(census.byState).slice(0, 4)) {
        const detail = await bodyOf<StateDetailResponse>(`/api/v1/states/${state}?asOf=${asOf}`);
        expect([state, detail.agreements]).toEqual([state, count]);
        expect(detail.items).toHaveLength(count);
      }
    }
  });

  it('are found by name and show area, counts and agreements', async () => {
    const office = await bodyOf<FieldOfficeDetailResponse>('/api/v1/field-offices/phoenix');
    expect(office).toMatchObject({
      fieldOffice: { name: 'Phoenix' },
      area: [{ state: 'AZ', county: null }],
      agencies: 9,
      agreements: 4,
      byModel: { DETENTION: 4, TASK_FORCE: 0 },
      byStatus: { active: 4, terminated: 4 },
    });
    expect((await manager.get('/api/v1/states/XX')).status).toBe(404);
    expect((await manager.get('/api/v1/field-offices/Atlantis')).status).toBe(404);
    const texas = await bodyOf<StateDetailResponse>('/api/v1/states/tx');
    expect(texas.fieldOffices.map(({ name }) => name)).toContain('Houston');
  });

  it('show an ERO supervisor the own office only, and of a state what it answers for', async () => {
    const { items } = await bodyOf<FieldOfficeListResponse>('/api/v1/field-offices', supervisor);
    expect(items.map(({ name }) => name)).toEqual(['Phoenix']);
    const atlanta = await moa.app.get(OfficesService).find('Atlanta');
    for (const path of [`/offices/${atlanta!.id}`, '/api/v1/field-offices/Atlanta'])
      expect((await supervisor.get(path)).status).toBe(404);
    const georgia = await bodyOf<StateDetailResponse>('/api/v1/states/GA', supervisor);
    expect([georgia.agreements, georgia.items]).toEqual([0, []]);
    expect((await supervisor.get('/offices/unplaced')).status).toBe(403);
  });
});

describe('an agency that the map leaves open', () => {
  const versionIn = (text: string, id: string): string =>
    new RegExp(`unplaced/${id}"[^]*?name="version" value="(\\d+)"`).exec(text)?.[1] ?? '';

  it('is placed by its county, from the first day of its earliest agreement', async () => {
    const { agencyId, agreementId } = await anAgency(moa);
    expect((await browser.open('/offices')).text).toContain('1 agency has no field office');
    const page = await browser.open('/offices/unplaced');
    const version = versionIn(page.text, agencyId);
    const fields = { version, county: 'Cobb', fieldOffice: '', reason: 'Its address.' };
    const path = `/offices/unplaced/${agencyId}`;
    const refused = await browser.submit(path, fields);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(`href="#county-${agencyId}"`);
    const done = await browser.submit(path, { ...fields, county: 'Harris' });
    expect(done.headers['location']).toBe('/offices/unplaced');
    const agency = await bodyOf<AgencyDetailResponse>(`/api/v1/agencies/${agencyId}`);
    expect(agency).toMatchObject({
      county: 'Harris County',
      fieldOffices: [{ fieldOffice: 'Houston', from: '2012-03-01', until: null }],
    });
    const { items } = await bodyOf<AgreementListResponse>(
      '/api/v1/agreements?fieldOffice=Houston&q=nowhere',
    );
    expect(items.map(({ id }) => id)).toEqual([agreementId]);
    expect((await browser.open('/offices/unplaced')).text).toContain('has a field office');
  });

  it('is placed by the office itself, where a person knows', async () => {
    const { agencyId } = await anAgency(moa, { name: 'Somewhere Police', state: 'CA' });
    const page = await browser.open('/offices/unplaced');
    const fields = { version: versionIn(page.text, agencyId), county: '' };
    await browser.submit(`/offices/unplaced/${agencyId}`, {
      ...fields,
      fieldOffice: 'San Diego',
      reason: 'They said so.',
    });
    const agency = await bodyOf<AgencyDetailResponse>(`/api/v1/agencies/${agencyId}`);
    expect(agency.fieldOffices).toEqual([
      {
        fieldOffice: 'San Diego',
        from: '2012-03-01',
        until: null,
        basis: expect.stringContaining('They said so. (recorded by'),
      },
    ]);
  });

  it('is listed and placed by the API too, once', async () => {
    const { agencyId } = await anAgency(moa, { name: 'Anywhere Police', state: 'CA' });
    const { items } = await bodyOf<AgencyListResponse>('/api/v1/agencies/unplaced');
    expect(items.map(({ id }) => id)).toEqual([agencyId]);
    expect((await supervisor.get('/api/v1/agencies/unplaced')).status).toBe(403);
    const path = `/api/v1/agencies/${agencyId}/placement`;
    const { headers } = await manager.get(`/api/v1/agencies/${agencyId}`);
    const seen = { 'if-match': headers['etag'] ?? '' };
    const refused = await manager.post(path, { county: 'Cobb', reason: 'Its address.' }, seen);
    expect([refused.status, refused.body]).toMatchObject([
      400,
      { errors: [{ parameter: 'county' }] },
    ]);
    const placed = await manager.post(path, { county: 'Kern', reason: 'Its address.' }, seen);
    expect(placed.body).toMatchObject({
      county: 'Kern County',
      fieldOffices: [{ from: '2012-03-01', until: null }],
    });
    const now = await manager.get(`/api/v1/agencies/${agencyId}`);
    const again = { fieldOffice: 'San Diego', reason: 'They said so.' };
    expect(
      await manager.post(path, again, { 'if-match': now.headers['etag'] ?? '' }),
    ).toMatchObject({
      status: 409,
      body: { type: 'urn:moa:problem:placed' },
    });
    expect((await bodyOf<AgencyListResponse>('/api/v1/agencies/unplaced')).total).toBe(0);
  });

  it('gets its office when its county is put right on its own page', async () => {
    const { agencyId } = await anAgency(moa, { name: 'Elsewhere Police', state: 'NY' });
    const { headers } = await manager.get(`/api/v1/agencies/${agencyId}`);
    const answer = await manager.post(
      `/api/v1/agencies/${agencyId}/place`,
      { county: 'Erie', type: 'Municipality', reason: 'Its address.' },
      { 'if-match': headers['etag'] ?? '' },
    );
    expect(answer.body).toMatchObject({ fieldOffices: [{ fieldOffice: 'Buffalo' }] });
  });
});
