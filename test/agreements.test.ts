import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { AccountsService } from '../src/identity/accounts/accounts.service.js';
import { OfficesService } from '../src/offices/offices.service.js';
import { type Obligation, ObligationSources } from '../src/reminders/obligation.js';
import type {
  AgreementDetailResponse,
  AgreementListResponse,
  AgreementResponse,
} from '../src/registry/agreement.dto.js';
import { type Answer, type Client, aClient, type ProblemBody } from './support/client.js';
import { startTestApp, type TestApp } from './support/test-app.js';

let moa: TestApp;
let manager: Client;

beforeAll(async () => {
  moa = await startTestApp({ data: ['reference', 'register'] });
  manager = await aClient(moa, 'program-manager');
});

afterAll(() => moa.close());

const listOf = async (query: string, client = manager): Promise<AgreementListResponse> =>
  (await client.get(`/api/v1/agreements?limit=500&${query}`)).body as AgreementListResponse;

const agreementOf = async (id: string, asOf = ''): Promise<AgreementDetailResponse> =>
  (await manager.get(`/api/v1/agreements/${id}?asOf=${asOf}`)).body as AgreementDetailResponse;

const problemOf = (answer: Answer): ProblemBody => answer.body as ProblemBody;

async function findAgreement(name: string, state: string): Promise<AgreementResponse> {
  const { items } = await listOf(`state=${state}&q=${encodeURIComponent(name)}`);
  expect(items).toHaveLength(1);
  return items[0]!;
}

describe('the list of agreements', () => {
  it('shows what existed on a day, with model basis, end and source', async () => {
    const { items, total, nextCursor } = await listOf('');
    expect(total).toBe(71);
    expect(nextCursor).toBeNull();
    const joint = items.find((item) => item.agency.name === "Benton County Sheriff's Office");
    expect(joint).toEqual({
      id: expect.any(String),
      agency: {
        id: expect.any(String),
        name: "Benton County Sheriff's Office",
        state: 'AR',
        county: 'Benton',
        type: 'County',
      },
      model: 'JOINT',
      modelBasis: expect.stringMatching(/^INFERRED: /),
      status: 'active',
      signedOn: '2007-09-26',
      effectiveOn: '2007-09-26',
      endsOn: '2012-10-08',
      endsOnBasis: 'inferred',
      fieldOffice: 'New Orleans',
      source: expect.stringMatching(/^ICE 287\(g\) fact-sheet tables/),
    });
  });

  it.each([
    ['state=AZ', 9],
    ['status=terminated', 4],
    ['status=in-force', 64],
    ['status=in-force&model=JOINT', 9],
    ['status=in-force&asOf=2012-10-16', 57],
    ['status=in-force&asOf=2012-12-31&model=TASK_FORCE', 0],
    ['asOf=2007-01-01', 8],
    ['fieldOffice=Houston', 1],
    ['fieldOffice=houston&state=TX', 1],
    ['q=washington+county+sheriff+office', 2],
    ['q=PRINCE+WILLIAM', 3],
    ['q=duval', 1],
    ['q=%25', 0],
    ['q=_', 0],
    ['q=zz%27', 0],
  ])('narrowed to %s has %i', async (query, count) => {
    const { items, total } = await listOf(query);
    expect(items).toHaveLength(total);
    expect(total).toBe(count);
  });

  it('takes a field office by its id as well', async () => {
    const office = await moa.app.get(OfficesService).find('Phoenix');
    expect((await listOf(`fieldOffice=${office!.id}`)).total).toBe(9);
  });

  it.each([
    ['state=XX', 'state', /AL, AR, AS, AZ/],
    ['state=Arizona', 'state', /two|AZ/],
    ['model=HYBRID', 'model', /DETENTION, TASK_FORCE, JOINT, WARRANT_SERVICE_OFFICER/],
    ['status=gone', 'status', /left-list/],
    ['fieldOffice=Springfield', 'fieldOffice', /Atlanta, Baltimore/],
    ['sort=luck', 'sort', /endsOn/],
    ['asOf=2012-02-30', 'asOf', /2012-09-26/],
    ['limit=0', 'limit', /1 to 500/],
    ['limit=501', 'limit', /1 to 500/],
    ['cursor=nonsense', 'cursor', /not one that this list gave out/],
    ['colour=red', 'colour', /not known here/],
  ])('refuses %s, naming the parameter and what is known', async (query, parameter, known) => {
    const answer = await manager.get(`/api/v1/agreements?${query}`);
    expect(answer.status).toBe(400);
    expect(problemOf(answer).errors).toEqual([
      expect.objectContaining({ parameter, detail: expect.stringMatching(known) }),
    ]);
  });

  it('is the same list in pages of any size and in any order', async () => {
    const order = fc.record({
      sort: fc.constantFrom('state', 'agency', 'model', 'signedOn', 'endsOn'),
      direction: fc.constantFrom('asc', 'desc'),
      limit: fc.integer({ min: 5, max: 80 }),
    });
    await fc.assert(
      fc.asyncProperty(order, async ({ sort, direction, limit }) => {
        const query = `sort=${sort}&direction=${direction}`;
        const whole = (await listOf(query)).items.map((item) => item.id);
        const paged: string[] = [];
        let next: string | undefined = `/api/v1/agreements?${query}&limit=${limit}`;
        while (next) {
          const { body: answered, headers } = await manager.get(next);
          const body = answered as AgreementListResponse;
          expect(body.total).toBe(71);
          paged.push(...body.items.map((item) => item.id));
          expect(headers['link'] !== undefined).toBe(body.nextCursor !== null);
          next = /^<(.+)>; rel="next"$/.exec(headers['link'] ?? '')?.[1];
        }
        expect(paged).toEqual(whole);
        expect(new Set(whole).size).toBe(71);
      }),
      { numRuns: 12 },
    );
  });

  it('sorts by the end, soonest or latest first', async () => {
    const soonest = (await listOf('sort=endsOn')).items.map((item) => item.endsOn);
    expect(soonest).toEqual([...soonest].sort());
    const latest = (await listOf('sort=endsOn&direction=desc')).items;
    expect(latest[0]?.endsOn).toBe([...soonest].sort().at(-1));
  });
});

describe('the page of agreements', () => {
  it('shows the filtered list with its total, marks and links that keep the filter', async () => {
    const { status, text } = await manager.get(
      '/agreements?asOf=2012-10-20&status=in-force&state=AR&limit=2',
    );
    expect(status).toBe(200);
    expect(text).toContain('4 agreements match');
    expect(text).toContain('end passed, decision not recorded');
    expect(text).toContain('inferred');
    expect(text).toContain('3 filters are set');
    expect(text).toMatch(
      /href="\/agreements\.csv\?asOf=2012-10-20&amp;state=AR&amp;status=in-force"/,
    );
    expect(text).toMatch(/href="\/agreements\?[^"]*state=AR[^"]*sort=endsOn[^"]*"/);
    expect(text).toMatch(/href="\/agreements\?[^"]*state=AR[^"]*cursor=[^"]+">Next page/);
  });

  it('takes the empty fields of its own form', async () => {
    const { status } = await manager.get(
      '/agreements?asOf=&state=&model=&status=&fieldOffice=&q=&sort=state&direction=asc',
    );
    expect(status).toBe(200);
  });

  it('says what to do when nothing matches', async () => {
    const { text } = await manager.get('/agreements?q=nowhere');
    expect(text).toContain('Widen the filter');
  });
});

describe('the export', () => {
  it.each(['', 'state=VA&sort=endsOn&direction=desc', 'asOf=2012-12-31&status=in-force'])(
    'of "%s" is exactly what the filter shows',
    async (query) => {
      const { headers, text } = await manager.get(`/agreements.csv?${query}`);
      expect(headers['content-type']).toMatch(/^text\/csv/);
      const rows: unknown = parse(text, { bom: true, columns: true });
      const { items } = await listOf(query);
      expect(rows).toEqual(
        items.map((item) => ({
          id: item.id,
          agency: item.agency.name,
          state: item.agency.state,
          county: item.agency.county,
          agency_type: item.agency.type,
          model: item.model,
          model_basis: item.modelBasis,
          status: item.status,
          signed_on: item.signedOn,
          effective_on: item.effectiveOn,
          ends_on: item.endsOn,
          ends_on_basis: item.endsOnBasis,
          field_office: item.fieldOffice,
          source: item.source,
        })),
      );
    },
  );
});

describe('one agreement', () => {
  it('adds its history, from what to what, with sources', async () => {
    const { id } = await findAgreement('Rockingham', 'VA');
    const body = await agreementOf(id);
    expect(body).toMatchObject({ status: 'active', model: 'JOINT', asOf: '2012-09-26' });
    expect(body.history.map((row) => [row.on, row.event, row.from, row.to])).toEqual([
      ['2007-04-25', 'signed', null, 'active'],
      ['2009-10-15', 'amended', '2010-04-25', '2012-10-15'],
      ['2012-10-16', 'left-list', 'active', 'left-list'],
    ]);
    expect(body.history[2]).toEqual({
      id: expect.any(String),
      on: '2012-10-16',
      event: 'left-list',
      from: 'active',
      to: 'left-list',
      happenedAfter: '2012-10-02',
      reason: 'reason not recorded by ICE',
      details: null,
      source: expect.stringMatching(/16 Oct 2012 is the first without it/),
      recordedAt: '2012-09-26T16:00:00.000Z',
      recordedBy: 'installation',
      corrected: [],
    });
  });

  it('is what it was on any day', async () => {
    const { id } = await findAgreement('Mesa', 'AZ');
    const modelOn = async (day: string): Promise<string> => (await agreementOf(id, day)).model;
    expect(await modelOn('2012-06-24')).toBe('JOINT');
    expect(await modelOn('2012-06-25')).toBe('DETENTION');
    const before = await manager.get(`/api/v1/agreements/${id}?asOf=2009-01-01`);
    expect(before.status).toBe(404);
  });

  it.each(['00000000-0000-7000-8000-000000000000', 'not-an-id', '1'])(
    'that does not exist (%s) is not found',
    async (id) => {
      expect((await manager.get(`/api/v1/agreements/${id}`)).status).toBe(404);
      expect((await manager.get(`/agreements/${id}`)).status).toBe(404);
    },
  );

  it('has a page with its facts, history and official lists', async () => {
    const { id } = await findAgreement('Rockingham', 'VA');
    const { status, text } = await manager.get(`/agreements/${id}`);
    expect(status).toBe(200);
    for (const part of [
      "Rockingham County Sheriff's Office",
      'INFERRED: ICE capture shows only',
      'Left the list',
      'after 2 Oct 2012 and not later than 16 Oct 2012',
      'Reason not recorded by ICE',
      'Later than the day that is shown',
      'stale: still shows the four Arizona agreements',
      'the map of 2012 was not found',
    ])
      expect(text.replaceAll('&#39;', "'")).toContain(part);
  });
});

describe('an ERO supervisor', () => {
  it('sees the agreements of their own field office only, in lists, pages and exports', async () => {
    const supervisor = await aClient(moa, 'ero-supervisor', 'Houston');
    expect(await listOf('', supervisor)).toMatchObject({
      total: 1,
      items: [{ agency: { name: "Harris County Sheriff's Office" }, fieldOffice: 'Houston' }],
    });
    expect((await listOf('fieldOffice=Atlanta', supervisor)).total).toBe(0);
    const csv = await supervisor.get('/agreements.csv');
    expect(csv.text.trim().split('\n')).toHaveLength(2);
    const { id: other } = await findAgreement('Cobb', 'GA');
    expect((await supervisor.get(`/api/v1/agreements/${other}`)).status).toBe(404);
    expect((await supervisor.get(`/agreements/${other}`)).status).toBe(404);
    const { id: own } = await findAgreement('Harris', 'TX');
    expect((await supervisor.get(`/api/v1/agreements/${own}`)).status).toBe(200);
  });

  it('cannot extend one', async () => {
    const supervisor = await aClient(moa, 'ero-supervisor', 'Houston');
    const { id } = await findAgreement('Harris', 'TX');
    const { status } = await supervisor.post(
      `/api/v1/agreements/${id}/extension`,
      { endsOn: '2015-01-01', reason: 'because' },
      { 'if-match': `"${id}.1"` },
    );
    expect(status).toBe(403);
  });
});

describe('an extension', () => {
  const extension = { endsOn: '2015-10-15', reason: 'Agreed while the new text is negotiated.' };
  const extend = (id: string, body: object, etag?: string): ReturnType<Client['post']> =>
    manager.post(`/api/v1/agreements/${id}/extension`, body, etag ? { 'if-match': etag } : {});

  it('moves the end from today on, says so in the history and makes the old version stale', async () => {
    const { id } = await findAgreement('Cobb', 'GA');
    const { headers } = await manager.get(`/api/v1/agreements/${id}`);
    const etag = headers['etag'];
    const { status, body: answered, headers: after } = await extend(id, extension, etag);
    const body = answered as AgreementDetailResponse;
    expect(status).toBe(200);
    expect(body).toMatchObject({ endsOn: '2015-10-15', endsOnBasis: 'stated', status: 'active' });
    expect(body.history.at(-1)).toMatchObject({
      on: '2012-09-26',
      event: 'extended',
      from: '2012-10-15',
      to: '2015-10-15',
      reason: extension.reason,
      recordedBy: 'test program-manager',
    });
    expect(after['etag']).not.toBe(etag);
    const again = await extend(id, { ...extension, endsOn: '2016-10-15' }, etag);
    expect(again.status).toBe(412);
    expect(problemOf(again).current).toMatchObject({ endsOn: '2015-10-15' });
    expect((await agreementOf(id, '2012-09-25')).endsOn).toBe('2012-10-15');
  });

  it('is refused without If-Match, with another etag, with an end that is not later or without a reason', async () => {
    const { id } = await findAgreement('Wake', 'NC');
    const etag = `"${id}.1"`;
    expect((await extend(id, extension)).status).toBe(428);
    expect((await extend(id, extension, '"another.1"')).status).toBe(412);
    expect((await extend(id, extension, `"${id}.7"`)).status).toBe(412);
    const bad = await extend(id, { endsOn: '2012-10-15', reason: ' ' }, etag);
    expect(bad.status).toBe(400);
    const early = await extend(id, { ...extension, endsOn: '2012-10-15' }, etag);
    expect(early.status).toBe(400);
    expect(problemOf(early).errors).toEqual([expect.objectContaining({ pointer: '/endsOn' })]);
    expect((await extend(id, { ...extension, endsOn: '2013-02-29' }, etag)).status).toBe(400);
    expect((await extend(id, { ...extension, note: 'x' }, etag)).status).toBe(400);
    expect((await agreementOf(id)).endsOn).toBe('2012-10-15');
  });

  it('is a form of the page as well, which shows what is wrong beside its fields', async () => {
    const { id } = await findAgreement('Henderson', 'NC');
    expect((await manager.get(`/agreements/${id}`)).text).toContain('name="version" value="1"');
    const form = { version: '1', endsOn: '2012-10-01', reason: '' };
    const refused = await manager.post(`/agreements/${id}/extension`, form);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('href="#endsOn">The new end must lie after the present one');
    expect(refused.text).toContain('href="#reason">Say why the end moves');
    const accepted = await manager.post(`/agreements/${id}/extension`, {
      ...form,
      ...extension,
    });
    expect(accepted.status).toBe(303);
    expect(accepted.headers['location']).toBe(`/agreements/${id}`);
    expect((await agreementOf(id)).endsOn).toBe('2015-10-15');
  });

  it('is not possible for an agreement that is no longer in force', async () => {
    const { id } = await findAgreement('Phoenix', 'AZ');
    expect((await extend(id, extension, `"${id}.1"`)).status).toBe(409);
  });

  it('happens once when two people extend at the same time', async () => {
    const { id } = await findAgreement('Gaston', 'NC');
    const both = await Promise.all([
      extend(id, extension, `"${id}.1"`),
      extend(id, { ...extension, endsOn: '2014-10-15' }, `"${id}.1"`),
    ]);
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 412]);
    const body = await agreementOf(id);
    expect(body.history.filter((row) => row.event === 'extended')).toHaveLength(1);
  });

  it('leaves what the register knows of later days as it was, but for the end', async () => {
    const { id } = await findAgreement('Alamance', 'NC');
    await extend(id, extension, `"${id}.1"`);
    expect(await agreementOf(id, '2012-10-16')).toMatchObject({
      status: 'left-list',
      endsOn: '2015-10-15',
    });
  });
});

describe('the reminder of an ending', () => {
  const obligationsOf = async (id: string): Promise<Obligation[]> =>
    (await moa.app.get(ObligationSources).about([id], '2012-09-26')).filter(
      (obligation) => obligation.subject.id === id,
    );

  it('is owed by the supervisors of the field office and the program managers, and moves with the end', async () => {
    const houston = await moa.app.get(OfficesService).find('Houston');
    const accounts = moa.app.get(AccountsService);
    for (const [role, officeId] of [
      ['ero-supervisor', houston!.id],
      ['program-manager', null],
    ] as const)
      await accounts.create({
        kind: 'person',
        email: `${role}@example.test`,
        displayName: role,
        role,
        officeId,
      });
    const { id } = await findAgreement('Harris', 'TX');
    const [before] = await obligationsOf(id);
    expect(before).toMatchObject({
      kind: 'agreement-ending',
      dueOn: '2012-11-16',
      officeId: houston!.id,
      subject: { path: `/agreements/${id}` },
    });
    expect(before?.responsible.map((person) => person.email)).toEqual([
      'ero-supervisor@example.test',
      'program-manager@example.test',
    ]);
    await manager.post(
      `/api/v1/agreements/${id}/extension`,
      { endsOn: '2015-11-16', reason: 'Extended for three years.' },
      { 'if-match': `"${id}.1"` },
    );
    expect((await obligationsOf(id))[0]).toMatchObject({ dueOn: '2015-11-16' });
  });

  it('is not owed for an end that has passed', async () => {
    const { id } = await findAgreement('Los Angeles', 'CA');
    expect(await obligationsOf(id)).toEqual([]);
  });
});
