import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { roleMay, ROLES } from '../src/identity/permissions.js';
import { ListApplications } from '../src/registry/lists/list-applications.service.js';
import { ListImports } from '../src/registry/lists/list-imports.service.js';
import { ListReading } from '../src/registry/lists/list-reading.service.js';
import { anAgency } from './support/agencies.js';
import { aClient, type Answer, type Client, type ProblemBody } from './support/client.js';
import {
  departures,
  type OpenApi,
  type Operation,
  resolved,
  type Schema,
} from './support/openapi-schema.js';
import { aSolvedDraft } from './support/plans.js';
import { runJob } from './support/reminders.js';
import { routesOf } from './support/routes.js';
import { startTestApp, type TestApp } from './support/test-app.js';

const document = JSON.parse(readFileSync('openapi.json', 'utf8')) as OpenApi;
const paths = Object.entries(document.paths);
const lists = paths.flatMap(([path, { get }]) =>
  get?.parameters.some(({ name }) => name === 'cursor') && !path.includes('{id}') ? [path] : [],
);
/** Lists that come whole, on one page: there are never many of what they hold. */
const wholeLists = ['/api/v1/recommendations', '/api/v1/plans', '/api/v1/staffing-scenarios'];
const things = paths.flatMap(([path, { get }]) => (get && path.endsWith('/{id}') ? [path] : []));
/** What only adds something: there is no version that it could be made from. */
const ADDITIONS = new Set([
  '/api/v1/renewals',
  '/api/v1/agreements',
  '/api/v1/agreements/{id}/documents',
  '/api/v1/agreements/{id}/figures',
  '/api/v1/agreements/{id}/register-entries',
  '/api/v1/agencies/{id}/aliases',
  '/api/v1/workforce/people/{id}/trainings',
  '/api/v1/workforce/people/{id}/qualifications',
  '/api/v1/workforce/people/{id}/leaves',
  '/api/v1/workforce/people/{id}/conflicts',
  '/api/v1/recommendations/{id}/documents',
  '/api/v1/recommendations/{id}/evidence',
  '/api/v1/corrective-actions/{id}/documents',
  // Gives up what was begun, whatever became of it meanwhile.
  '/api/v1/imports/{id}/cancel',
  '/api/v1/plans',
  '/api/v1/plans/{id}/replan',
  // Ends what goes on, whatever was found meanwhile.
  '/api/v1/plans/{id}/stop',
  '/api/v1/plans/{id}/what-would-it-take',
  '/api/v1/staffing-scenarios/{id}/stop',
  '/api/v1/staffing-scenarios/{id}/what-would-it-take',
  // Its fields exclude each other: it is tried in imports-http.
  '/api/v1/imports/{id}/answers',
]);
/** What a list has to choose a thing from; what has none is tried by its own feature's tests. */
const isOfList = (path: string): boolean =>
  /^(.+)\/\{id\}\/[\w/-]+$/.test(path) &&
  [...lists, ...wholeLists].includes(path.replace(/\/\{id\}.*/, ''));
const edits = paths.flatMap(([path, { post }]) =>
  post && !ADDITIONS.has(path) && isOfList(path) ? [path] : [],
);

const problem: Schema = { $ref: '#/components/schemas/ProblemResponse' };

const NOBODYS_ID = '00000000-0000-7000-8000-000000000000';

let moa: TestApp;
let client: Client;

beforeAll(async () => {
  moa = await startTestApp();
  for (const job of [
    'obligations.reconcile',
    'inspections.schedule',
    'focus-reviews.schedule',
    'renewals.reconcile',
    'reminders.plan',
  ])
    await runJob(moa.app, job);
  client = await aClient(moa, 'program-manager');
  await aSolvedDraft(moa, await aClient(moa, 'team-leader'));
  await client.post('/api/v1/staffing-scenarios', {
    ...{ fiscalYear: 2013, name: 'Of the contract' },
    changes: [{ kind: 'travel-weeks', weeks: 8 }],
  });
  const today = moa.clock.moment();
  // No list is of a day to come.
  moa.clock.set('2014-07-01T16:00:00.000Z');
  await someLists();
  moa.clock.set(today);
  // The map of today gives no office to an agency of California without a county.
  await anAgency(moa, { name: 'Anywhere Police', state: 'CA' });
});

/** One that is applied, and leaves questions, and one that asks before it can be. */
async function someLists(): Promise<void> {
  const header = 'STATE,LAW ENFORCEMENT AGENCY,TYPE,SUPPORT TYPE,SIGNED';
  const send = async (row: string, asOf: string): Promise<string> => {
    const content = Buffer.from(`${header}\n${row}\n`);
    const sent = { fileName: 'participating.csv', content, asOf };
    const { id } = await moa.app.get(ListImports).send(sent, 'test');
    await moa.app.get(ListReading).read(id);
    return id;
  };
  const first = await send(
    "ALABAMA,Autauga County Sheriff's Office,County,Task Force Model,1/6/2014",
    '2014-02-01',
  );
  await moa.app.get(ListApplications).apply(first, { isUnattended: false }, 'test');
  await send(
    "ALABAMA,Autauga County Sheriff's Office,County,Tusk Force Model,1/6/2014",
    '2014-06-01',
  );
}

afterAll(() => moa.close());

interface Listed {
  items: { id: string | null }[];
  nextCursor: string | null;
  total: number;
}

const listed = async (path: string): Promise<Listed> => {
  const answer = await client.get(path);
  expect(answer.status).toBe(200);
  return answer.body as Listed;
};

const answerSchema = (operation: Operation | undefined): Schema => {
  const content = operation?.responses['200']?.content ?? {};
  return content['application/json']?.schema ?? {};
};

describe.each(lists)('the list %s', (path) => {
  it('is what the document promises', async () => {
    const { body } = await client.get(`${path}?limit=500`);
    expect((body as Listed).items).not.toHaveLength(0);
    expect(departures(body, answerSchema(document.paths[path]?.get), document)).toEqual([]);
  });

  it('is the same in pages of any size, each with the way to the next', async () => {
    const whole = await listed(`${path}?limit=500`);
    expect(whole.items).toHaveLength(Math.min(500, whole.total));
    for (const limit of [Math.ceil(whole.total / 3), Math.ceil(whole.total / 7)]) {
      const items: unknown[] = [];
      let next: string | undefined = `${path}?limit=${limit}`;
      while (next && items.length < whole.items.length) {
        const answer: Answer = await client.get(next);
        const page = answer.body as Listed;
        expect(page.total).toBe(whole.total);
        items.push(...page.items);
        next = /^<(.+)>; rel="next"$/.exec(answer.headers['link'] ?? '')?.[1];
        expect(next).toBe(
          page.nextCursor
            ? `${path}?limit=${limit}&cursor=${encodeURIComponent(page.nextCursor)}`
            : undefined,
        );
      }
      expect(items).toEqual(whole.items);
    }
  });

  it('has fifty items a page when nothing else is asked for', async () => {
    const { items, total } = await listed(path);
    expect(items).toHaveLength(Math.min(50, total));
  });

  it.each([
    ['limit', 'limit=0'],
    ['limit', 'limit=501'],
    ['limit', 'limit=-1'],
    ['limit', 'limit=1.5'],
    ['limit', 'limit=abc'],
    ['limit', 'limit='],
    ['limit', 'limit=1&limit=2'],
    ['cursor', 'cursor=nonsense'],
    ['cursor', 'cursor=e30'],
    ['cursor', 'cursor=WyJhIiwiYiIsImMiLCJkIiwiZSIsImYiXQ'],
    ['cursor', 'cursor=a&cursor=b'],
    ['colour', 'colour=red'],
  ])('refuses a wrong %s and names it: %s', async (parameter, query) => {
    const { status, body } = await client.get(`${path}?${query}`);
    expect(status).toBe(400);
    expect(departures(body, problem, document)).toEqual([]);
    expect((body as ProblemBody).errors.map((error) => error.parameter)).toContain(parameter);
  });
});

describe.each(things)('%s', (path) => {
  const list = path.replace('/{id}', '');

  it('is what the document promises, with an ETag of its version', async () => {
    const { items } = await listed(wholeLists.includes(list) ? list : `${list}?limit=500`);
    const ids = items.flatMap(({ id }) => id ?? []);
    for (const id of [ids[0], ids.at(-1)]) {
      const { body, headers } = await client.get(`${list}/${id}`);
      expect(departures(body, answerSchema(document.paths[path]?.get), document)).toEqual([]);
      // A list is what it is: nobody edits one.
      if (list !== '/api/v1/lists') expect(headers['etag']).toMatch(/^"[\w-]+\.\d+"$/);
    }
  });

  it.each([NOBODYS_ID, 'not-an-id', '1', '%00', "'--", 'x'.repeat(200)])(
    'is not found as %s',
    async (id) => {
      expect(await client.get(`${list}/${id}`)).toMatchObject({
        status: 404,
        body: { type: 'urn:moa:problem:not-found', status: 404 },
      });
    },
  );
});

describe.each([
  '/api/v1/census',
  '/api/v1/reports/compliance',
  '/api/v1/reports/census-series',
  '/api/v1/workforce/capacity',
  ...wholeLists,
])('%s', (path) => {
  it('is what the document promises', async () => {
    const { body } = await client.get(path);
    const promised = answerSchema(document.paths[path]?.get);
    expect(departures(body, promised, document)).toEqual([]);
  });
});

describe.each(edits)('POST %s', (path) => {
  const list = path.replace(/\/\{id\}.*/, '');
  const request = document.paths[path]?.post?.requestBody?.content['application/json']?.schema;
  const { properties: fields = {}, required = [] } = resolved(request ?? {}, document);
  const example = Object.fromEntries(
    Object.entries(fields).map(([name, schema]) => [name, schema.example]),
  );
  let editor: Client;
  let address: string;
  let thing: string;
  let etag: string;

  beforeAll(async () => {
    const route = routesOf(moa.app).find(
      (known) => known.method === 'POST' && known.path === path.replace('{id}', NOBODYS_ID),
    );
    editor = await aClient(
      moa,
      ROLES.find((role) => roleMay(role, route!.permission!))!,
    );
    const { items } = await listed(list);
    const id = items.find((item) => item.id)?.id;
    address = path.replace('{id}', id!);
    thing = `${list}/${id}`;
    etag = (await client.get(thing)).headers['etag']!;
  });

  const edit = (body: object, ifMatch?: string): Promise<Answer> =>
    editor.post(address, body, ifMatch === undefined ? {} : { 'if-match': ifMatch });

  it('asks which version is meant, and says so in its description', async () => {
    expect(document.paths[path]?.post?.parameters).toContainEqual(
      expect.objectContaining({ in: 'header', name: 'If-Match', required: true }),
    );
    expect(await edit(example)).toMatchObject({
      status: 428,
      body: { type: 'urn:moa:problem:if-match-required' },
    });
  });

  it.each([
    ['another version', (own: string) => own.replace(/\.\d+"$/, '.999"')],
    ['another thing', () => `"${NOBODYS_ID}.1"`],
    ['anything', () => '*'],
    ['a weak tag', (own: string) => `W/${own}`],
  ])('refuses the version of %s and shows what is there now', async (_, tagFrom) => {
    const { status, body } = await edit(example, tagFrom(etag));
    expect(status).toBe(412);
    expect(departures(body, problem, document)).toEqual([]);
    expect(body).toMatchObject({ type: 'urn:moa:problem:stale', current: expect.any(Object) });
    expect((await client.get(thing)).headers['etag']).toBe(etag);
  });

  const namesFields = async (): Promise<void> => {
    const { status, body } = await edit({ colour: 'red' }, etag);
    expect(status).toBe(400);
    const pointers = (body as ProblemBody).errors.map((error) => error.pointer);
    expect(new Set(pointers)).toEqual(new Set(['/colour', ...required.map((name) => `/${name}`)]));
  };
  // One without a body has no fields.
  if (request) it('names the fields that are missing, and those that nobody knows', namesFields);

  it('is not found where there is no such thing', async () => {
    for (const id of [NOBODYS_ID, 'not-an-id']) {
      const answer = await editor.post(path.replace('{id}', id), example, { 'if-match': etag });
      expect(answer.status).toBe(404);
    }
  });
});
