import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AgreementListResponse } from '../src/registry/agreement.dto.js';
import { anAgency } from './support/agencies.js';
import { aClient, type Client, type ProblemBody } from './support/client.js';
import { startTestApp, type TestApp } from './support/test-app.js';

let moa: TestApp;
let manager: Client;

beforeAll(async () => {
  moa = await startTestApp({ data: ['reference', 'register'] });
  manager = await aClient(moa, 'program-manager');
});

afterAll(() => moa.close());

const listOf = async (query: string): Promise<AgreementListResponse> =>
  (await manager.get(`/api/v1/agreements?limit=500&${query}`)).body as AgreementListResponse;

/** The words of the first row of a page's table headers. */
const headersOf = (html: string): string[] =>
  [...html.matchAll(/<th scope="col"[^>]*>(.*?)<\/th>/g)].map(([, cell]) =>
    (cell ?? '').replace(/<[^>]+>/g, ''),
  );

describe('a filter of the list', () => {
  it('by the type of agency shows exactly those, whatever the case of its letters', async () => {
    const all = (await listOf('')).items;
    const { items } = await listOf('agencyType=municipality');
    expect(items).toEqual(all.filter(({ agency }) => agency.type === 'Municipality'));
    expect(items.length).toBeGreaterThan(5);
  });

  it('by the end looks ahead from the day that is shown, and not back', async () => {
    const all = (await listOf('asOf=2012-09-26')).items;
    const { items } = await listOf('asOf=2012-09-26&endsWithinDays=30');
    expect(items).toEqual(
      all.filter(
        ({ endsOn }) => endsOn !== null && endsOn >= '2012-09-26' && endsOn <= '2012-10-26',
      ),
    );
    expect(items.length).toBeGreaterThan(5);
    expect((await listOf('asOf=2011-01-01&endsWithinDays=0')).items).toEqual([]);
  });

  it('by the signing includes both of its days', async () => {
    const { items } = await listOf('signedFrom=2007-09-26&signedUntil=2007-09-26');
    expect(items.length).toBeGreaterThan(1);
    expect(items.every(({ signedOn }) => signedOn === '2007-09-26')).toBe(true);
  });

  it.each([
    ['agencyType=Tribe', 'agencyType', /County, Municipality, State Agency/],
    ['endsWithinDays=soon', 'endsWithinDays', /whole number from 0 to/],
    ['endsWithinDays=-1', 'endsWithinDays', /whole number from 0 to/],
    ['endsWithinDays=99999', 'endsWithinDays', /whole number from 0 to/],
    ['signedFrom=2012-02-30', 'signedFrom', /day of the calendar/],
  ])('%s is refused, naming the parameter', async (query, parameter, detail) => {
    for (const path of ['/api/v1/agreements', '/agreements.csv', '/agreements/map']) {
      const { status, body } = await manager.get(`${path}?${query}`);
      expect([path, status]).toEqual([path, 400]);
      expect((body as ProblemBody).errors[0]).toMatchObject({
        parameter,
        detail: expect.stringMatching(detail),
      });
    }
  });

  it('that a form left open is none', async () => {
    const open = 'agencyType=&endsWithinDays=&signedFrom=&signedUntil=&knownAt=&asOf=';
    expect((await listOf(open)).total).toBe((await listOf('')).total);
  });
});

describe('the columns of the list', () => {
  it('are the usual ones, or those that were chosen, by boxes or by a text', async () => {
    const usual = headersOf((await manager.get('/agreements')).text);
    expect(usual).toEqual([
      'Agency',
      'State ▲',
      'Model',
      'Status',
      'Field office',
      'Signed',
      'Ends',
    ]);
    for (const query of ['columns=county&columns=source', 'columns=county,source'])
      expect(headersOf((await manager.get(`/agreements?${query}`)).text)).toEqual([
        ...['Agency', 'County', 'Source'],
      ]);
  });

  it('are kept in the address, and unknown ones refused', async () => {
    const { text } = await manager.get('/agreements?columns=county&limit=5');
    expect(text).toContain('columns=county&amp;limit=5&amp;cursor=');
    const { status, body } = await manager.get('/agreements?columns=county&columns=colour');
    expect(status).toBe(400);
    expect((body as ProblemBody).errors[0]?.parameter).toBe('columns');
  });
});

describe('the map', () => {
  it('shows the same filter, each number in the table as well', async () => {
    const { text } = await manager.get('/agreements/map?asOf=2012-06-25&status=in-force');
    const counts = [...text.matchAll(/state=([A-Z]{2})[^"]*">[^<]*<\/a>.*?<div>(\d+)<\/div>/g)];
    expect(counts.find(([, state]) => state === 'AZ')?.[2]).toBe('4');
    expect(counts.reduce((sum, [, , count]) => sum + Number(count), 0)).toBe(64);
    expect(text).toContain('<title>Arizona: 4</title>');
    expect(text).toContain('<title>Texas: 3</title>');
    expect(text).toContain('href="/agreements?asOf=2012-06-25&amp;status=in-force"');
  });

  it('carries no style of its own, as the policy of the pages asks', async () => {
    const { text } = await manager.get('/agreements/map');
    expect(text).toContain('<svg');
    expect(text).not.toMatch(/<style|\sstyle=/);
  });

  it('names the territories that it does not draw, and says when nothing matches', async () => {
    await anAgency(moa, { name: 'Guam Police Department', state: 'GU' });
    expect((await manager.get('/agreements/map')).text).toContain('the territories: Guam (1).');
    expect((await manager.get('/agreements/map?q=nobody-is-called-so')).text).toContain(
      'No agreement matches',
    );
  });

  it('shows an ERO supervisor only what the own field office answers for', async () => {
    const supervisor = await aClient(moa, 'ero-supervisor', 'Phoenix');
    const { text } = await supervisor.get('/agreements/map?status=in-force');
    expect(text).toContain('<title>Arizona: 4</title>');
    expect(text).toContain('<title>Georgia: 0</title>');
  });
});
