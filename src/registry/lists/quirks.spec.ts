import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { aWorkbook, ICE_COLUMNS } from '../../../test/support/list-workbook.js';
import { readToEnd } from '../../../test/support/read-list.js';
import { projectRoot } from '../../platform/project-root.js';
import { tidy } from './cell-text.rules.js';
import type { CellProblem, ListColumn, ListedRow } from './listed-row.js';

/** Lists as ICE published them, and what is odd in them. They are not part of this repository. */
const ICE_LISTS = join(projectRoot, '..', 'shared', 'data', 'ice-lists');

/** A cell with something odd in it: the columns of `quirks.csv`. */
interface Quirk {
  source: string;
  sheet_row: string;
  state: string;
  agency: string;
  column: string;
  value: string;
  quirk: string;
}

const rowsOf = async (content: Buffer): Promise<ListedRow[]> => (await readToEnd(content)).rows;

const COLUMNS: Record<string, ListColumn> = {
  STATE: 'state',
  'LAW ENFORCEMENT AGENCY': 'agency',
  TYPE: 'agencyType',
  COUNTY: 'county',
  'SUPPORT TYPE': 'model',
  SIGNED: 'signedOn',
  MOA: 'moa',
  moa_url: 'moa',
  ADDENDUM: 'addendum',
};

/** What a quirk's value reads as, for those that a person could not say from the value alone. */
const READS_AS: Record<string, string> = {
  'Lake Conty': 'Lake County',
  'Guadalupe Conty': 'Guadalupe County',
  'Custer Countey': 'Custer County',
  'Kattan District ': 'Kattan District',
  Decatur: 'Decatur County',
  Montgomery: 'Montgomery County',
  Lawrence: 'Lawrence County',
  'San Patricio': 'San Patricio County',
  'Alachua Police Departent ': 'Alachua Police Department',
  'Big Sandy Police Departement ': 'Big Sandy Police Department',
  'Coolspring Township Constbales Office': 'Coolspring Township Constables Office',
  '7/72025': '2025-07-07',
  '05/082025': '2025-05-08',
  '5025-07-07': '2025-07-07',
  'Task Force Model ': 'TASK_FORCE',
  'Jail Enforcement Model ': 'DETENTION',
  'LOUISIANA ': 'LA',
  'NEW HAMPSHIRE ': 'NH',
  'County ': 'County',
};

/** That the row reads as its quirk asks, and that the cell is kept as it was. */
function expectQuirk(rows: ListedRow[], { sheet_row, agency, column, value, quirk }: Quirk): void {
  const row = rows.find((candidate) => candidate.sheetRow === Number(sheet_row))!;
  expect(row.agency).toBe(tidy(agency));
  expect(tidy(row.raw[column] ?? '')).toBe(tidy(value));
  const ofColumn = row.problems.filter((problem) => problem.column === COLUMNS[column]);
  const expectProblem = (problem: Partial<CellProblem>): void => {
    expect(ofColumn).toContainEqual(expect.objectContaining(problem));
  };
  const read = {
    STATE: row.state,
    TYPE: row.agencyType,
    'SUPPORT TYPE': row.model,
    COUNTY: row.county,
  }[column];
  const raw = row.raw[column]!;

  switch (quirk) {
    case 'MOA not posted yet':
      expect(row.moaUrl).toBeNull();
      expectProblem({ kind: 'noted', raw, detail: 'MOA not posted yet.' });
      break;
    case 'addendum present':
      expect(row.addendumUrl).toMatch(/^https:\/\/www\.ice\.gov\/doclib\/287gMOA\/.+\.pdf$/);
      break;
    case 'Outlook safelinks wrapper':
      expect(row.moaUrl).toBe(new URL(value).searchParams.get('url'));
      expectProblem({ kind: 'cleaned', raw, value: row.moaUrl });
      break;
    case 'broken url':
      expect(row.moaUrl).toBe(value.replace(/^.*https:\//, 'https://'));
      expectProblem({ kind: 'noted', raw, value: row.moaUrl });
      break;
    case 'spreadsheet error literal':
      expect(row.county).toBeNull();
      expectProblem({ kind: 'cleaned', raw, value: null });
      break;
    case 'trailing space':
      expect(raw).toMatch(/ $/);
      expect(read).toBe(READS_AS[value]);
      expectProblem({ kind: 'cleaned', raw, value: value.trim() });
      break;
    case 'curly apostrophe':
      expect(row.agency).toContain("'");
      expectProblem({ kind: 'cleaned', raw: expect.stringContaining('’') as never });
      break;
    case 'misspelling':
      expectProblem({ kind: 'noted', raw, value: READS_AS[value] });
      break;
    case 'misspelled or bare county':
      expect(row.county).toBe(READS_AS[value]);
      expectProblem({ kind: 'noted', raw, value: READS_AS[value] });
      break;
    case 'malformed or impossible date':
      expect(row.signedOn).toBeNull();
      expectProblem({ kind: 'proposed', raw, value: READS_AS[value] });
      break;
    default:
      throw new Error(`no expectation for the quirk “${quirk}”`);
  }
}

describe('what is odd in a workbook that this test writes itself', () => {
  const MOA = 'https://www.ice.gov/doclib/287gMOA/a_%20MOA.pdf';
  const SAFELINK = `https://gcc02.safelinks.protection.outlook.com/?url=${encodeURIComponent(MOA)}&data=05%7C02%7C&reserved=0`;
  const BROKEN = MOA.replace('https://', 'https:/');
  const VIEWED = `chrome-extension://efaidnbmnnnibpcajpcglclefindmkaj/${BROKEN}`;

  const quirks: Omit<Quirk, 'source' | 'sheet_row'>[] = (
    [
      ['ALABAMA', 'Cherokee Jail', 'MOA', 'link pending', 'MOA not posted yet'],
      ['ALABAMA', 'Cherokee Jail', 'moa_url', SAFELINK, 'Outlook safelinks wrapper'],
      ['ALABAMA', 'Cherokee Jail', 'moa_url', BROKEN, 'broken url'],
      ['FLORIDA', 'Cherokee Jail', 'moa_url', VIEWED, 'broken url'],
      ['ALABAMA', 'Cherokee Jail', 'COUNTY', '#N/A', 'spreadsheet error literal'],
      ['FLORIDA', 'Cherokee Jail', 'COUNTY', '#NA', 'spreadsheet error literal'],
      ['IOWA', 'Cherokee Jail', 'COUNTY', 'N/A', 'spreadsheet error literal'],
      ['ALABAMA', 'Cherokee Jail', 'SUPPORT TYPE', 'Task Force Model ', 'trailing space'],
      ['ALABAMA', 'Cherokee Jail', 'TYPE', 'County ', 'trailing space'],
      ['LOUISIANA ', 'Cherokee Jail', 'STATE', 'LOUISIANA ', 'trailing space'],
      ['FLORIDA', 'Cherokee Jail', 'COUNTY', 'Lake Conty', 'misspelled or bare county'],
      ['GEORGIA', 'Cherokee Jail', 'COUNTY', 'Decatur', 'misspelled or bare county'],
      ['GUAM', 'Cherokee Jail', 'COUNTY', 'Kattan District ', 'misspelled or bare county'],
      ['TENNESSEE', 'Cherokee Jail', 'SIGNED', '5025-07-07', 'malformed or impossible date'],
      ['UTAH', 'Cherokee Jail', 'SIGNED', '7/72025', 'malformed or impossible date'],
      ['VIRGINIA', 'Cherokee Jail', 'SIGNED', '05/082025', 'malformed or impossible date'],
      ...[
        ['Power County Sheriff’s Office', 'curly apostrophe'],
        ['Alachua Police Departent ', 'misspelling'],
      ].map(([agency = '', quirk = '']) => [
        'IDAHO',
        agency,
        'LAW ENFORCEMENT AGENCY',
        agency,
        quirk,
      ]),
      ['FLORIDA', 'Cherokee Jail', 'ADDENDUM', 'link', 'addendum present'],
    ] as [string, string, string, string, string][]
  ).map(([state, agency, column, value, quirk]) => ({ state, agency, column, value, quirk }));

  let rows: ListedRow[];
  beforeAll(async () => {
    const written = quirks.map(({ state, agency, column, value, quirk }) =>
      ICE_COLUMNS.map((name) => {
        if (name === 'MOA' && column === 'moa_url') return { text: 'link', hyperlink: value };
        if (name === 'ADDENDUM' && quirk === 'addendum present')
          return { text: value, hyperlink: MOA };
        if (name === column) return value === '#N/A' ? { error: '#N/A' as const } : value;
        return (
          { STATE: state, 'LAW ENFORCEMENT AGENCY': agency, 'SUPPORT TYPE': 'WSO' }[name] ?? null
        );
      }),
    );
    rows = await rowsOf(await aWorkbook({ rows: [ICE_COLUMNS, ...written] }));
  });

  it.each(quirks.map((quirk, index) => ({ ...quirk, source: 'own', sheet_row: `${index + 2}` })))(
    'row $sheet_row, $column “$value”: $quirk',
    (quirk) => {
      expectQuirk(rows, quirk);
    },
  );
});

if (existsSync(ICE_LISTS)) {
  const lists = new Map<string, Promise<ListedRow[]>>();
  const listOf = (name: string): Promise<ListedRow[]> => {
    const rows = lists.get(name) ?? rowsOf(readFileSync(join(ICE_LISTS, name)));
    lists.set(name, rows);
    return rows;
  };

  describe('what is odd in the lists that ICE published', () => {
    const quirks: Quirk[] = parse(readFileSync(join(ICE_LISTS, 'quirks.csv')), { columns: true });

    it('is fifty-four things', () => {
      expect(quirks).toHaveLength(54);
    });

    it.each(quirks)('$source, row $sheet_row, $column: $quirk', async (quirk) => {
      expectQuirk(await listOf(quirk.source), quirk);
    });
  });

  describe('the lists that ICE published', () => {
    it.each([
      // file, rows, JEM, WSO, TFM, links of the MOA, links of the addendum
      ['participatingAgencies03062025am.xlsx', 308, 73, 125, 110, 132, 0],
      ['participatingAgencies07182025pm.xlsx', 832, 117, 300, 415, 603, 39],
      ['participatingAgencies12312025am.xlsx', 1_274, 145, 445, 684, 1_268, 45],
      ['participatingAgencies05182026am.xlsx', 1_843, 182, 499, 1_162, 1_680, 45],
    ])('%s is read to its last row', async (name, count, jail, warrant, task, moas, addenda) => {
      const rows = await listOf(name);
      const ofModel = (model: string): number => rows.filter((row) => row.model === model).length;
      expect(rows).toHaveLength(count);
      expect(['DETENTION', 'WARRANT_SERVICE_OFFICER', 'TASK_FORCE'].map(ofModel)).toEqual([
        jail,
        warrant,
        task,
      ]);
      expect(rows.filter((row) => row.raw.moa_url)).toHaveLength(moas);
      expect(rows.filter((row) => row.moaUrl)).toHaveLength(moas);
      expect(rows.filter((row) => row.addendumUrl)).toHaveLength(addenda);
      const grave = rows.flatMap(({ problems }) =>
        problems.filter(({ kind }) => kind === 'unknown' || kind === 'missing'),
      );
      expect(grave).toEqual([]);
      expect(rows.every((row) => row.state !== null && row.agencyType !== null)).toBe(true);
    });

    it('has three dates that a person must decide, and no other', async () => {
      const undecided = [];
      for (const name of ['03062025am', '07182025pm', '12312025am', '05182026am'])
        for (const row of await listOf(`participatingAgencies${name}.xlsx`))
          if (row.signedOn === null) undecided.push(row.raw.SIGNED);
      expect(undecided).toEqual(['5025-07-07', '7/72025', '05/082025']);
    });

    it.each([
      ['pendingAgencies12312025am.xlsx', 24],
      ['pendingAgencies02272026am.xlsx', 2],
    ])('%s has no signing dates', async (name, count) => {
      const rows = await listOf(name);
      expect(rows).toHaveLength(count);
      expect(rows.every((row) => row.signedOn === null && row.model !== null)).toBe(true);
      expect(rows[0]?.raw['Agency Validation']).toBe(rows[0]?.agency);
    });
  });
} else {
  describe('the lists that ICE published', () => {
    it.skip(`are not tested: the folder ${ICE_LISTS} is not there`, () => undefined);
  });
}
