import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJs from '@protobi/exceljs';
import { parse } from 'csv-parse/sync';
import { InstallationSteps } from '../src/platform/installation/installation-steps.js';
import type { CensusSeriesResponse, ComplianceResponse } from '../src/reports/report.dto.js';
import { aPerson, type BrowserSession, signIn } from './support/browser-session.js';
import { aClient, type Client, type ProblemBody, tokenFor } from './support/client.js';
import { startTestApp, type TestApp } from './support/test-app.js';

const TODAY = '2012-09-26';

let moa: TestApp;
let manager: Client;
let browser: BrowserSession;

beforeAll(async () => {
  moa = await startTestApp();
  manager = await aClient(moa, 'program-manager');
  browser = await signIn(moa, await aPerson(moa, 'program-manager'));
}, 60_000);

afterAll(() => moa.close());

const compliance = async (query = '', client = manager): Promise<ComplianceResponse> =>
  (await client.get(`/api/v1/reports/compliance?${query}`)).body as ComplianceResponse;

const measureOf = ({ measures }: ComplianceResponse, code: string) =>
  measures.find((measure) => measure.code === code)!;

const series = async (query = ''): Promise<CensusSeriesResponse> =>
  (await manager.get(`/api/v1/reports/census-series?${query}`)).body as CensusSeriesResponse;

describe('the measures', () => {
  it('say how many are met, of how many, and of how many it is not known', async () => {
    const report = await compliance();
    expect(report).toMatchObject({ asOf: TODAY, fiscalYear: 2012, scope: null, agreements: 64 });
    expect(report.hasSamples).toBe(true);
    // Cobb and Wake meet it, Hall and Rockingham are late, of Gwinnett and all others it is not known.
    expect(measureOf(report, 'annual-training').total).toEqual({
      ...{ numerator: 2, denominator: 4, unknown: 60, notAsked: 0, percent: 50 },
    });
    expect(measureOf(report, 'complaint-notices').total).toMatchObject({
      ...{ numerator: 2, denominator: 4, unknown: 0 },
    });
    expect(measureOf(report, 'goals').total).toMatchObject({
      ...{ numerator: 3, denominator: 4, unknown: 1 },
    });
    const meetings = measureOf(report, 'annual-meeting');
    expect(meetings.total).toMatchObject({ numerator: 4, denominator: 5 });
    // No text of the task force asks for it.
    expect(meetings.byModel.find(({ group }) => group.startsWith('Task'))).toMatchObject({
      ...{ denominator: 0, percent: null, unknown: 0, notAsked: 20 },
    });
  });

  it('add up over offices and models', async () => {
    const { measures } = await compliance();
    for (const { unit, total, byOffice, byModel } of measures)
      for (const groups of unit === 'agencies' ? [byOffice] : [byOffice, byModel])
        for (const field of ['numerator', 'denominator', 'unknown', 'notAsked'] as const)
          expect(groups.reduce((sum, group) => sum + group[field], 0)).toBe(total[field]);
  });

  it('are those of the day that is asked about', async () => {
    const trained = async (day: string): Promise<number[]> => {
      const { total } = measureOf(await compliance(`asOf=${day}`), 'annual-training');
      return [total.numerator, total.denominator];
    };
    // The refreshers of Cobb were held in March, those of Hall ran out in June, and Wake's were held in July.
    expect(await trained('2012-03-01')).toEqual([0, 4]);
    expect(await trained('2012-06-05')).toEqual([2, 4]);
    expect(await trained('2012-07-01')).toEqual([1, 4]);
    expect(await compliance('asOf=2010-11-01')).toMatchObject({ fiscalYear: 2011 });
    const { status, body } = await manager.get('/api/v1/reports/compliance?asOf=2012-02-30');
    expect([status, (body as ProblemBody).errors[0]?.parameter]).toEqual([400, 'asOf']);
  });

  it('are those of the own field office for its supervisor', async () => {
    const report = await compliance('', await aClient(moa, 'ero-supervisor', 'Atlanta'));
    expect(report.scope).toBe('Atlanta');
    expect(report.agreements).toBeLessThan(64);
    for (const { byOffice } of report.measures)
      expect(byOffice.map(({ group }) => group)).toEqual(['Atlanta']);
    expect(measureOf(report, 'annual-training').total).toMatchObject({
      numerator: 2,
      denominator: 3,
    });
  });

  it('leave as a table in either format', async () => {
    const csv = await manager.get('/reports/compliance.csv');
    const rows: string[][] = parse(csv.text, { bom: true });
    const [header = []] = rows;
    const total = rows.find(
      (row) => row[0] === 'annual-training' && row[header.indexOf('by')] === 'all',
    );
    expect(total?.[header.indexOf('percent')]).toBe('50');
    const answer = await moa.app.inject({
      url: '/reports/compliance.xlsx',
      headers: { authorization: `Bearer ${await tokenFor(moa, 'team-leader')}` },
    });
    const book = new ExcelJs.Workbook();
    await book.xlsx.load(answer.rawPayload as unknown as ArrayBuffer);
    expect(book.getWorksheet('Table')!.rowCount).toBe(rows.length);
    const about: string[] = [];
    book.getWorksheet('About')!.eachRow((row) => about.push(row.getCell(1).text));
    expect(about).toContain('Agencies that meet annual training');
  });
});

describe('the census series', () => {
  it('counts the end of each fiscal year, and nothing where no list covers the day', async () => {
    const { counted } = await series();
    expect(counted.map(({ asOf, agreements }) => [asOf, agreements])).toEqual([
      ['2007-09-30', null],
      ['2008-09-30', null],
      ['2009-09-30', null],
      ['2010-09-30', null],
      ['2011-09-30', 69],
      [TODAY, 64],
    ]);
    expect(counted.at(-1)?.byModel).toMatchObject({ DETENTION: 35, TASK_FORCE: 20, JOINT: 9 });
  });

  it('keeps apart what others published, up to the day', async () => {
    const { published } = await series();
    expect(published[0]).toMatchObject({ asOf: '2007-09-01', total: 29 });
    expect(published.every(({ asOf }) => asOf <= TODAY)).toBe(true);
    expect((await series('asOf=2008-01-01')).published).toHaveLength(1);
    const rows: string[][] = parse((await manager.get('/reports/census-series.csv')).text, {
      bom: true,
    });
    expect(new Set(rows.slice(1).map(([kind]) => kind))).toEqual(new Set(['counted', 'published']));
    expect(rows).toHaveLength(1 + 6 + published.length);
  });
});

describe('the page', () => {
  it('is reached from the header, and leads to measurability and the registers', async () => {
    expect((await browser.open('/')).text).toMatch(/href="\/reports"[^>]*>\s*Reports/);
    const { text } = await browser.open('/reports');
    for (const words of [
      ...['Agencies that meet annual training', '50 %', 'not known', 'set by this installation'],
      ...['Requirement measurability', 'href="/registers"', 'Published by others', 'no list'],
      'Entries that are invented take part.',
    ])
      expect(text).toContain(words);
    expect(text).toContain(`href="/requirements/measurability?asOf=${TODAY}"`);
  });

  it('keeps the registers from whoever may not read them', async () => {
    const liaison = await signIn(moa, await aPerson(moa, 'oig-liaison'));
    const { status, text } = await liaison.open('/reports');
    expect(status).toBe(200);
    expect(text).not.toContain('href="/registers"');
  });

  it('knows nothing when the samples have left', async () => {
    await moa.app.get(InstallationSteps).removeSamples();
    const report = await compliance();
    expect(report.hasSamples).toBe(false);
    expect(measureOf(report, 'annual-training').total).toMatchObject({
      ...{ numerator: 0, denominator: 0, unknown: 64, percent: null },
    });
  });
});
