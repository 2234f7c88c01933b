import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CensusResponse } from '../src/registry/census.dto.js';
import { type Client, aClient, type ProblemBody } from './support/client.js';
import { moaCommand } from './support/command.js';
import { startTestApp, type TestApp } from './support/test-app.js';

/** The numbers that the register must reproduce from its own data. */
const EXPECTED = [
  { asOf: '2010-10-29', agreements: 71, states: 25 },
  { asOf: '2011-06-01', agreements: 69, states: 24, split: [34, 20, 15] },
  { asOf: '2012-06-24', agreements: 68, states: 24, split: [33, 20, 15] },
  { asOf: '2012-06-25', agreements: 64, states: 24, split: [35, 20, 9] },
  { asOf: '2012-08-15', agreements: 64, states: 24, split: [35, 20, 9] },
  { asOf: '2012-10-15', agreements: 64, states: 24, split: [35, 20, 9] },
  { asOf: '2012-10-16', agreements: 57, states: 21, split: [32, 17, 8] },
  { asOf: '2012-12-31', agreements: 39, states: 19, split: [39, 0, 0] },
] as const;

let moa: TestApp;
let client: Client;

beforeAll(async () => {
  moa = await startTestApp({ data: ['reference', 'register'] });
  client = await aClient(moa, 'program-manager');
});

afterAll(() => moa.close());

const censusOf = async (query: string): Promise<CensusResponse> =>
  (await client.get(`/api/v1/census${query}`)).body as CensusResponse;

describe('the census', () => {
  it.each(EXPECTED)(
    'of $asOf counts $agreements agreements in $states states',
    async (expected) => {
      const body = await censusOf(`?asOf=${expected.asOf}`);
      expect(body).toMatchObject({
        asOf: expected.asOf,
        agreements: expected.agreements,
        agencies: expected.agreements,
        states: expected.states,
        coverage: { complete: true },
      });
      const { byModel, byState } = body;
      if ('split' in expected)
        expect([byModel.DETENTION, byModel.TASK_FORCE, byModel.JOINT]).toEqual(expected.split);
      expect(byModel.WARRANT_SERVICE_OFFICER).toBe(0);
      expect(sum(byModel)).toBe(expected.agreements);
      expect(sum(byState)).toBe(expected.agreements);
      expect(Object.keys(byState)).toHaveLength(expected.states);
    },
  );

  it('is of today when no day is named', async () => {
    expect(await censusOf('')).toMatchObject({ asOf: '2012-09-26', agreements: 64 });
  });

  it('counts what ended by its status', async () => {
    const body = await censusOf('?asOf=2012-06-25');
    expect(body.byStatus).toMatchObject({ active: 64, terminated: 4, 'left-list': 3, pending: 0 });
    expect(body.byState.AZ).toBe(4);
  });

  it('says between which lists the day lies, and when nothing is known', async () => {
    const before = await censusOf('?asOf=2009-01-01');
    expect(before.coverage).toEqual({ lastList: null, nextList: '2010-10-29', complete: false });
    const after = await censusOf('?asOf=2013-03-01');
    expect(after.coverage).toEqual({ lastList: '2012-12-31', nextList: null, complete: false });
  });

  it.each(['2012-02-30', '25.06.2012', '2012-6-25', 'today'])(
    'refuses the day %s and names the parameter',
    async (day) => {
      const { status, body, headers } = await client.get(`/api/v1/census?asOf=${day}`);
      expect(status).toBe(400);
      expect(headers['content-type']).toMatch(/problem\+json/);
      expect((body as ProblemBody).errors).toEqual([
        expect.objectContaining({ parameter: 'asOf' }),
      ]);
    },
  );

  it('refuses a parameter that it does not know', async () => {
    const { status, body } = await client.get('/api/v1/census?as_of=2012-06-25');
    expect(status).toBe(400);
    expect((body as ProblemBody).detail).toMatch(/as_of is not known here/);
  });
});

describe('the census page', () => {
  it.each(EXPECTED)('of $asOf shows the same numbers', async (expected) => {
    const { status, text } = await client.get(`/census?asOf=${expected.asOf}`);
    expect(status).toBe(200);
    expect(plain(text)).toContain(`${expected.agreements} agreements`);
    expect(plain(text)).toContain(`${expected.states} states`);
  });

  it('says when there is no list between', async () => {
    const { text } = await client.get('/census?asOf=2013-03-01');
    expect(plain(text)).toContain('There is no list after 31 Dec 2012');
  });

  it('draws published totals apart and cautions where they differ', async () => {
    const { text } = await client.get('/census?asOf=2012-06-25');
    expect(plain(text)).toMatch(/Published totals/);
    expect(plain(text)).toContain('4 more than the register');
  });
});

describe('the census command', () => {
  it.each(EXPECTED)('prints for $asOf what the API answers', async ({ asOf }) => {
    const { code, out } = await moaCommand(moa, 'census', '--as-of', asOf, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(await censusOf(`?asOf=${asOf}`));
  });

  it('is readable without --json', async () => {
    const { out } = await moaCommand(moa, 'census', '--as-of', '2012-06-25');
    expect(out).toContain(
      'As of 25 Jun 2012: 64 agreements in force with 64 agencies in 24 states.',
    );
  });

  it.each(['2012-02-30', 'yesterday'])('refuses %s with one sentence', async (day) => {
    const { code, out, err } = await moaCommand(moa, 'census', '--as-of', day, '--json');
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toBe(`--as-of must be a day of the calendar such as 2012-06-25, not "${day}".\n`);
  });
});

const sum = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((a, b) => a + b, 0);

/** The words of a page. */
const plain = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,:])/g, '$1');
