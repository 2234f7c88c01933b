import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJs from '@protobi/exceljs';
import { parse } from 'csv-parse/sync';
import { AuditEntry } from '../src/audit/audit-entry.entity.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import type { AgreementListResponse } from '../src/registry/agreement.dto.js';
import { Agency } from '../src/registry/agreement.entity.js';
import type { CensusResponse } from '../src/registry/census.dto.js';
import { aClient, type Client, tokenFor } from './support/client.js';
import { moaCommand } from './support/command.js';
import { startTestApp, type TestApp } from './support/test-app.js';

/** A command's clock is the machine's: it is told the day. */
const TODAY = '2012-09-26';
const FORMULA = '=HYPERLINK("http://x")';

let moa: TestApp;
let manager: Client;
let token: string;
let folder: string;

beforeAll(async () => {
  moa = await startTestApp({ data: ['reference', 'register'] });
  manager = await aClient(moa, 'program-manager');
  token = await tokenFor(moa, 'program-manager');
  folder = mkdtempSync(join(tmpdir(), 'moa-export-'));
  const unit = moa.app.get(UnitOfWork);
  const agency = await unit.reading().findOneByOrFail(Agency, { state: 'UT' });
  await unit.run((writing) => writing.update(Agency, { id: agency.id }, { name: FORMULA }));
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await moa.close();
});

type Table = ExcelJs.CellValue[][];

/** The bytes of an answer, for what is not text. */
async function download(
  path: string,
): Promise<{ headers: Record<string, unknown>; bytes: Buffer }> {
  const answer = await moa.app.inject({
    method: 'GET',
    url: path,
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.statusCode).toBe(200);
  return { headers: answer.headers, bytes: answer.rawPayload };
}

async function readWorkbook(bytes: Buffer): Promise<{ book: ExcelJs.Workbook; rows: Table }> {
  const book = new ExcelJs.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  const rows: Table = [];
  book.getWorksheet('Table')!.eachRow((row) => {
    rows.push((row.values as ExcelJs.CellValue[]).slice(1));
  });
  return { book, rows };
}

const aboutOf = (book: ExcelJs.Workbook): Record<string, unknown> => {
  const facts: Record<string, unknown> = {};
  book.getWorksheet('About')!.eachRow((row) => {
    facts[row.getCell(1).text] = row.getCell(2).value;
  });
  return facts;
};

const textDay = (cell: ExcelJs.CellValue): string | null =>
  cell instanceof Date ? cell.toISOString().slice(0, 10) : null;

describe('the agreements as a workbook', () => {
  const QUERY = 'asOf=2012-06-25&knownAt=2012-09-26&state=NC&status=in-force';

  it('are exactly those of the list, with real dates', async () => {
    const { headers, bytes } = await download(`/agreements.xlsx?${QUERY}`);
    expect(headers['content-type']).toContain('spreadsheetml');
    expect(headers['content-disposition']).toContain('agreements-2012-06-25-known-');
    const { rows } = await readWorkbook(bytes);
    const { items } = (await manager.get(`/api/v1/agreements?limit=500&${QUERY}`))
      .body as AgreementListResponse;
    const [header = [], ...lines] = rows;
    const at = (name: string): number => header.indexOf(name);
    expect(
      lines.map((line) => [line[at('Id')], line[at('Agency')], textDay(line[at('Signed on')])]),
    ).toEqual(items.map(({ id, agency, signedOn }) => [id, agency.name, signedOn]));
    expect(items.length).toBeGreaterThan(5);
  });

  it('have a bold header with a filter, and a sheet that says what they are', async () => {
    const { book } = await readWorkbook((await download(`/agreements.xlsx?${QUERY}`)).bytes);
    const sheet = book.getWorksheet('Table')!;
    expect(sheet.getRow(1).font.bold).toBe(true);
    expect(sheet.autoFilter).toBeTruthy();
    expect(aboutOf(book)).toMatchObject({
      'As of': '2012-06-25',
      'Known at': '2012-09-27T03:59:59.999Z',
      Filter: 'state NC, status in-force',
      'Made at': '2012-09-26T16:00:00.000Z',
      Source: expect.stringContaining('ICE'),
    });
  });

  it('compute nothing, in either format', async () => {
    const { rows } = await readWorkbook((await download('/agreements.xlsx?state=UT')).bytes);
    expect(rows.flat()).toContain(`'${FORMULA}`);
    const csv = parse((await manager.get('/agreements.csv?state=UT')).text, { bom: true });
    expect(csv.flat()).toContain(`'${FORMULA}`);
  });

  it('leave with an entry in the audit, as CSV does', async () => {
    await download('/agreements.xlsx?state=AZ');
    await manager.get('/agreements.csv?state=AZ');
    const entries = await moa.app
      .get(UnitOfWork)
      .reading()
      .find(AuditEntry, { where: { action: 'export' }, order: { sequence: 'DESC' }, take: 2 });
    expect(entries.map(({ subjectLabel }) => subjectLabel)).toEqual([
      'agreements-2012-09-26.csv',
      'agreements-2012-09-26.xlsx',
    ]);
    expect(entries.map(({ details }) => JSON.parse(details ?? '{}').rows)).toEqual([9, 9]);
  });

  it('show an ERO supervisor nothing of other offices, and say so', async () => {
    const answer = await moa.app.inject({
      method: 'GET',
      url: '/agreements.xlsx',
      headers: { authorization: `Bearer ${await tokenFor(moa, 'ero-supervisor', 'Phoenix')}` },
    });
    const { book, rows } = await readWorkbook(answer.rawPayload);
    expect(rows).toHaveLength(10);
    expect(aboutOf(book)['Filter']).toBe('only what the Phoenix field office answers for');
  });
});

describe('the census as a table', () => {
  it('has a row for each state and a column for each model, and adds up', async () => {
    const census = (await manager.get('/api/v1/census?asOf=2012-06-25')).body as CensusResponse;
    const { rows } = await readWorkbook((await download('/census.xlsx?asOf=2012-06-25')).bytes);
    const [header = [], ...lines] = rows;
    expect(header).toEqual([
      ...['State', 'State name', 'Detention', 'Task force', 'Joint', 'Warrant service officer'],
      'Agreements',
    ]);
    expect(Object.fromEntries(lines.map((line) => [line[0], line.at(-1)]))).toEqual(census.byState);
    const totals = [2, 3, 4].map((at) => lines.reduce((sum, line) => sum + Number(line[at]), 0));
    expect(totals).toEqual([35, 20, 9]);
    const csv = parse((await manager.get('/census.csv?asOf=2012-06-25')).text, { bom: true });
    expect(csv).toHaveLength(rows.length);
  });
});

describe('moa export', () => {
  it('writes the same file as the page', async () => {
    const out = join(folder, 'agreements.csv');
    const { code, out: told } = await moaCommand(
      moa,
      ...[
        'export',
        'agreements',
        '--as-of',
        TODAY,
        '--state',
        'NC',
        '--status',
        'in-force',
        '--out',
        out,
      ],
    );
    expect([code, told]).toEqual([0, expect.stringMatching(/rows are in .*agreements.csv/)]);
    expect(readFileSync(out, 'utf8')).toBe(
      (await manager.get('/agreements.csv?state=NC&status=in-force')).text,
    );
  });

  it('prints CSV and JSON, and writes a workbook', async () => {
    const { out } = await moaCommand(
      moa,
      ...['export', 'census', '--as-of', TODAY, '--format', 'json'],
    );
    expect(JSON.parse(out)).toEqual((await manager.get('/api/v1/census')).body);
    const csv = await moaCommand(moa, 'export', 'census', '--as-of', '2012-06-25');
    expect(parse(csv.out, { bom: true })).toHaveLength(25);
    const file = join(folder, 'census.xlsx');
    await moaCommand(moa, 'export', 'census', '--as-of', TODAY, '--format', 'xlsx', '--out', file);
    expect((await readWorkbook(readFileSync(file))).rows).toHaveLength(25);
  });

  it('narrows to a field office, and prints as JSON what the API answers', async () => {
    const { out } = await moaCommand(
      moa,
      ...['export', 'agreements', '--as-of', TODAY, '--office', 'Phoenix', '--format', 'json'],
    );
    const { items } = (await manager.get('/api/v1/agreements?fieldOffice=Phoenix'))
      .body as AgreementListResponse;
    expect(JSON.parse(out)).toEqual(items);
  });

  it.each([
    [['--format', 'pdf'], /--format is pdf; the formats are csv, xlsx, json/],
    [['--format', 'xlsx'], /--format xlsx needs --out/],
    [['--state', 'XX'], /state "XX" is not known/],
    [['--status', 'gone'], /--status is gone/],
    [['--office', 'Atlantis'], /fieldOffice "Atlantis" is not known/],
    [['--as-of', '2012-02-30'], /--as-of must be a day/],
  ])('refuses %j in one sentence', async (options, sentence) => {
    const { code, out, err } = await moaCommand(moa, 'export', 'agreements', ...options);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(sentence);
  });

  it('says in one sentence that a file cannot be written', async () => {
    const nowhere = join(folder, 'no-such-folder', 'census.csv');
    const { code, out, err } = await moaCommand(moa, 'export', 'census', '--out', nowhere);
    expect([code, out]).toEqual([1, '']);
    expect(err).toBe(`${nowhere} cannot be written: there is no such file or folder.\n`);
  });
});
