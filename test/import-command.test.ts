import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Day } from '../src/platform/clock/calendar.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { Agency, AgencyAlias, Agreement } from '../src/registry/agreement.entity.js';
import { CensusService } from '../src/registry/census.service.js';
import { ListAnswer, ListImport, ListImportRow } from '../src/registry/lists/list-import.entity.js';
import { ListEntry, OfficialList } from '../src/registry/official-list.entity.js';
import { type CommandAnswer, moaCommand } from './support/command.js';
import { aListWorkbook } from './support/list-workbook.js';
import { aRow, type ListRow } from './support/official-lists.js';
import { startTestApp, type TestApp } from './support/test-app.js';

let moa: TestApp;

beforeAll(async () => {
  moa = await startTestApp({
    data: ['reference', 'register', 'sample'],
    now: '2026-11-26T16:00:00.000Z',
  });
});

afterAll(() => moa.close());

const COUNTIES = [
  'Alachua',
  'Brevard',
  'Charlotte',
  'Duval',
  'Escambia',
  'Flagler',
  'Gadsden',
  'Hillsborough',
  'Jefferson',
  'Leon',
];

const ROWS = COUNTIES.map((county) => aRow(county));

/** The rows, with that of one county in another wording. */
const insteadOf = (county: string, row: ListRow): ListRow[] =>
  ROWS.map((one, index) => (COUNTIES[index] === county ? row : one));

/** A file as somebody has it on their disk. */
function aFile(name: string, content: Buffer | string): string {
  const path = join(moa.dataDir, name);
  writeFileSync(path, content);
  return path;
}

const aList = async (name: string, rows: ListRow[] = ROWS): Promise<string> =>
  aFile(name, await aListWorkbook(...rows));

const moaImport = (path: string, ...options: string[]): Promise<CommandAnswer> =>
  moaCommand(moa, 'import', path, ...options);

/** The report that `--json` prints: one document, and nothing beside it. */
async function report(path: string, ...options: string[]): Promise<Report> {
  const { code, out } = await moaImport(path, '--json', ...options);
  return { ...(JSON.parse(out) as Omit<Report, 'code'>), code };
}

interface Report {
  code: number;
  id: string;
  outcome: string;
  state: string;
  kind: string | null;
  asOf: Day | null;
  reason: string | null;
  counts: Record<string, number> | null;
  questions: { key: string; kind: string; text: string; proposal: string | null }[];
}

const reading = () => moa.app.get(UnitOfWork).reading();

const census = async (asOf: Day): Promise<number> =>
  (await moa.app.get(CensusService).take({ asOf })).agreements;

/** How much the register holds. */
const register = async (): Promise<number[]> =>
  Promise.all(
    [Agency, AgencyAlias, Agreement, OfficialList, ListEntry].map((entity) =>
      reading().count(entity),
    ),
  );

/** Runs a command that must leave the register as it is. */
async function withoutChange(work: () => Promise<void>): Promise<void> {
  const before = await register();
  await work();
  expect(await register()).toEqual(before);
}

describe('moa import', () => {
  let path: string;

  beforeAll(async () => {
    path = await aList('participatingAgencies07012025.xlsx');
  });

  it('puts a list into the register, says what changed, and exits with 0', async () => {
    const { code, out, err } = await moaImport(path);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(
      'participatingAgencies07012025.xlsx, the list of 1 Jul 2025, is in the register.',
    );
    // 39 agreements of 2012 have no known end.
    expect(out).toContain('10 rows, 10 agreements: 10 new, 0 changed, 0 the same; 39 gone.');
    expect(await census('2025-07-01')).toBe(10);
  });

  it('has nothing to do with the same file again', async () => {
    await withoutChange(async () => {
      const { code, out } = await moaImport(path);
      expect(code).toBe(0);
      expect(out).toContain('was in the register already: nothing to do.');
    });
    expect(await reading().count(ListImport)).toBe(1);
  });

  it('prints one JSON document with state and counts', async () => {
    const found = await report(await aList('participatingAgencies07022025.xlsx', ROWS.slice(1)));
    expect(found).toMatchObject({
      code: 0,
      outcome: 'applied',
      state: 'applied',
      kind: 'participating',
      asOf: '2025-07-02',
      reason: null,
      counts: { rows: 9, agreements: 9, new: 0, same: 9, gone: 1, questions: 0 },
      questions: [],
    });
    expect(await census('2025-07-02')).toBe(9);
    const back = await report(await aList('participatingAgencies07032025.xlsx'));
    expect(back).toMatchObject({ code: 0, counts: { changed: 1, same: 9, gone: 0 } });
  });

  it('takes the day and the kind that its name does not say', async () => {
    const unnamed = await aList('the list.xlsx');
    const asked = await report(unnamed);
    expect(asked).toMatchObject({ code: 2, outcome: 'needs-a-person', kind: null, asOf: null });
    const said = await report(unnamed, '--as-of', '2025-07-04', '--kind', 'participating');
    expect(said).toMatchObject({ code: 0, state: 'applied', asOf: '2025-07-04' });
  });
});

describe('moa import exits with 2, names the question, and leaves the register alone', () => {
  const asked = async (name: string, rows: ListRow[]): Promise<string> => {
    let text = '';
    await withoutChange(async () => {
      const { code, out, err } = await moaImport(await aList(name, rows));
      expect([code, err]).toEqual([2, 'A person must say something first.\n']);
      expect(out).toContain('needs a person.');
      text = out;
    });
    return text;
  };

  it('where a name is probably another spelling', async () => {
    const [, , ...place] = aRow('Alachua');
    const rows = insteadOf('Alachua', ['FLORIDA', 'Alachua County Sherif Office', ...place]);
    expect(await asked('participatingAgencies07052025.xlsx', rows)).toContain(
      "“Alachua County Sherif Office” in Florida is not in the register; “Alachua County Sheriff's Office” is, and the list does not show it. Are they one agency? (row 2; proposed: same:",
    );
  });

  it('where a signing date moved by months', async () => {
    const rows = insteadOf('Leon', aRow('Leon', 'Task Force Model', '2025-06-20'));
    expect(await asked('participatingAgencies07062025.xlsx', rows)).toContain(
      'was signed on 6 Mar 2025; the list now says 20 Jun 2025. Was it signed anew? (row 11; proposed: re-signed)',
    );
  });

  it('where the day in its name is doubtful', async () => {
    const rows = COUNTIES.map((county) => aRow(county, 'Task Force Model', '2026-01-08'));
    expect(await asked('participatingAgencies01092025.xlsx', rows)).toContain(
      'the year in the file’s name may be wrong',
    );
    expect(await asked('participatingAgencies02302025.xlsx', ROWS)).toContain(
      'there is no such day. Say of which day the list is.',
    );
  });
});

describe('moa import exits with 1 and stores nothing', () => {
  const refused = async (path: string, ...options: string[]): Promise<string> => {
    let reason = '';
    await withoutChange(async () => {
      const { code, err } = await moaImport(path, ...options);
      expect(code).toBe(1);
      reason = err;
    });
    return reason;
  };

  it('where the file is no list', async () => {
    const path = aFile('participatingAgencies07082025.xlsx', '%PDF-1.4\nMemorandum\n');
    expect(await refused(path)).toContain('The file is a PDF, not a list');
    const [latest] = await reading().find(ListImport, { order: { id: 'DESC' }, take: 1 });
    expect(await reading().countBy(ListImportRow, { importId: latest!.id })).toBe(0);
    expect(await refused(join(moa.dataDir, 'none.xlsx'))).toContain('none.xlsx cannot be read');
  });

  it('where one that is named as participating has no column SIGNED, unless its kind is said', async () => {
    const content = ['STATE,LAW ENFORCEMENT AGENCY,TYPE,COUNTY,SUPPORT TYPE']
      .concat('FLORIDA,Okaloosa County Sheriff,County,Okaloosa County,Task Force Model')
      .join('\n');
    const path = aFile('participatingAgencies07092025.csv', content);
    expect(await refused(path)).toContain('The list has no column SIGNED');
    expect(await report(path, '--kind', 'pending')).toMatchObject({
      code: 0,
      kind: 'pending',
      counts: { new: 1, gone: 0 },
    });
    expect(await census('2025-07-09')).toBe(10);
  });

  it('where it loses more than a fifth, unless it is forced', async () => {
    const path = await aList('participatingAgencies07102025.xlsx', ROWS.slice(0, 7));
    expect(await refused(path)).toContain('lacks 3 of the 10 agreements');
    expect(await refused(path, '--accept-proposed')).toContain('lacks 3 of the 10 agreements');
    expect(await report(path, '--force')).toMatchObject({ code: 0, counts: { gone: 3 } });
    expect(await census('2025-07-10')).toBe(7);
    expect(await report(await aList('participatingAgencies07112025.xlsx'))).toMatchObject({
      code: 0,
      counts: { changed: 3 },
    });
  });

  it('where an option is none', async () => {
    const path = await aList('participatingAgencies07122025.xlsx');
    expect(await refused(path, '--as-of', '2025-02-30')).toContain('--as-of must be a day');
    expect(await refused(path, '--kind', 'both')).toContain('--kind must be one of');
  });
});

describe('moa import --dry-run', () => {
  it('says what would happen, and leaves nothing that waits for somebody', async () => {
    const path = await aList('participatingAgencies07142025.xlsx', ROWS.slice(1));
    await withoutChange(async () => {
      expect(await report(path, '--dry-run')).toMatchObject({
        code: 0,
        outcome: 'would-apply',
        counts: { same: 9, gone: 1 },
      });
    });
    const doubtful = insteadOf('Leon', aRow('Leon', 'Task Force Model', '2025-06-20'));
    const other = await aList('participatingAgencies07152025.xlsx', doubtful);
    await withoutChange(async () => {
      expect(await report(other, '--dry-run')).toMatchObject({
        code: 2,
        questions: [{ kind: 'signing' }],
      });
    });
    const given = await reading().findBy(ListImport, [
      { asOf: '2025-07-14' },
      { asOf: '2025-07-15' },
    ]);
    expect(given.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
  });
});

describe('moa import --accept-proposed', () => {
  it('answers every question with its proposal, and marks each answer as unattended', async () => {
    const [, , ...place] = aRow('Alachua');
    const rows = insteadOf('Leon', aRow('Leon', 'Task Force Model', '2025-06-20'));
    rows[0] = ['FLORIDA', 'Alachua County Sherif Office', ...place];
    const path = await aList('participatingAgencies07182025.xlsx', [
      ...rows,
      aRow('Nassau', 'Taskforce Modle'),
    ]);
    const found = await report(path, '--accept-proposed');
    expect(found).toMatchObject({ code: 0, state: 'applied', counts: { agreements: 11, new: 1 } });
    expect(found.questions.map(({ kind }) => kind).sort()).toEqual(['agency', 'cell', 'signing']);
    const answers = await reading().findBy(ListAnswer, { importId: found.id });
    expect(answers.map(({ questionKey }) => questionKey).sort()).toEqual(
      found.questions.map(({ key }) => key).sort(),
    );
    expect(answers.map(({ isUnattended }) => isUnattended)).toEqual([true, true, true]);
    const [alias] = await reading().findBy(AgencyAlias, { name: 'Alachua County Sherif Office' });
    expect(alias?.source).toMatch(/, accepted as proposed$/);
    expect(await census('2025-07-18')).toBe(11);
  });
});
