import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { addDays, type Day } from '../src/platform/clock/calendar.js';
import { recordEvent } from '../src/registry/agreement-events.js';
import { ListApplications } from '../src/registry/lists/list-applications.service.js';
import { ListImports } from '../src/registry/lists/list-imports.service.js';
import { ListReading } from '../src/registry/lists/list-reading.service.js';
import type {
  OfficialListResponse,
  OfficialListsResponse,
  ReconciliationResponse,
} from '../src/registry/reconciliation/reconciliation.dto.js';
import { ReconciliationService } from '../src/registry/reconciliation/reconciliation.service.js';
import { aClient, type Client } from './support/client.js';
import { moaCommand } from './support/command.js';
import { aListWorkbook } from './support/list-workbook.js';
import { startTestApp, type TestApp } from './support/test-app.js';

let moa: TestApp;
let client: Client;

beforeAll(async () => {
  moa = await startTestApp({
    data: ['reference', 'register'],
    now: '2026-11-26T16:00:00.000Z',
  });
  client = await aClient(moa, 'program-manager');
}, 60_000);

afterAll(() => moa.close());

const lists = async (query = '', from = client): Promise<OfficialListsResponse> =>
  (await from.get(`/api/v1/lists${query}`)).body as OfficialListsResponse;

const listOf = async (day: Day, from = client): Promise<OfficialListResponse> => {
  const found = (await lists('?limit=500', from)).items.find(({ asOf }) => asOf === day);
  if (!found) throw new Error(`there is no list of ${day}`);
  return found;
};

const reconciliationOf = async (day: Day, from = client): Promise<ReconciliationResponse> => {
  const { id } = await listOf(day, from);
  return (await from.get(`/api/v1/lists/${id}/reconciliation`)).body as ReconciliationResponse;
};

type Row = [
  state: string,
  agency: string,
  type: string,
  county: string,
  model: string,
  signed: Date,
];

const date = (day: Day): Date => new Date(`${day}T00:00:00Z`);

const aRow = (agency: string, model = 'Task Force Model', signed: Day = '2025-03-06'): Row => [
  'FLORIDA',
  `${agency} County Sheriff's Office`,
  'County',
  `${agency} County`,
  model,
  date(signed),
];

/** Puts a list into the register as `moa import --accept-proposed` does. */
async function importList(day: Day, rows: Row[]): Promise<Buffer> {
  const content = await aListWorkbook(...rows);
  const sent = { fileName: 'list.xlsx', content, kind: 'participating', asOf: day } as const;
  const { id } = await moa.app.get(ListImports).send({ ...sent, isForced: true }, 'test');
  await moa.app.get(ListReading).read(id);
  await moa.app.get(ListApplications).apply(id, { isUnattended: true }, 'test');
  return content;
}

const terminate = (agreementId: string, onDay: Day): Promise<void> =>
  moa.app.get(UnitOfWork).run((manager) =>
    recordEvent(manager, {
      agreementId,
      onDay,
      event: 'terminated',
      status: 'terminated',
      reason: 'The sheriff ended it',
      source: 'Letter of the sheriff',
      recordedAt: moa.clock.moment(),
      recordedBy: 'Ana Ruiz',
    }),
  );

describe('the six lists of 2012', () => {
  it.each([
    ['2010-10-29', 71, 71, 71, 0],
    ['2012-01-20', 68, 69, 68, 0],
    ['2012-08-01', 68, null, 64, 4],
    ['2012-10-02', 64, 63, 64, 0],
    ['2012-10-16', 57, 57, 57, 0],
    ['2012-12-31', 39, 39, 39, 0],
  ])('of %s', async (day, rows, caption, inRegister, differences) => {
    const expected = { kind: 'participating', rows, caption, inRegister, differences };
    expect(await listOf(day)).toMatchObject({ ...expected, holds: true, decides: false });
    expect((await reconciliationOf(day)).differences).toHaveLength(differences);
  });

  it('a caption of 63 stands over the 64 rows of October 2012', async () => {
    expect(await reconciliationOf('2012-10-02')).toMatchObject({
      summary: '64 rows, 64 in force, no difference; the caption says 63.',
      caption: { stated: 63, rows: 64, agrees: false },
      differences: [],
    });
  });

  it('Joint agreements are printed as Jail Enforcement: that is told, and no difference', async () => {
    const { notes, byModel } = await reconciliationOf('2012-10-02');
    expect(notes.length).toBeGreaterThan(0);
    expect(new Set(notes.map(({ reason }) => reason))).toEqual(
      new Set(['ICE’s lists print a Joint agreement as Jail Enforcement.']),
    );
    expect(byModel.find(({ of }) => of === 'JOINT')?.inRegister).toBe(9);
  });

  it('that of 1 August 2012 is stale: it still shows what ended in Arizona on 25 June', async () => {
    const { summary, differences } = await reconciliationOf('2012-08-01');
    expect(summary).toBe('68 rows, 64 in force, 4 differences.');
    expect(differences.map(({ state, kind }) => `${state} ${kind}`)).toEqual(
      Array.from({ length: 4 }, () => 'AZ not-in-force'),
    );
    for (const { reason } of differences) {
      expect(reason).toContain('Recorded as terminated on 25 Jun 2012 in the register of 2012');
      expect(reason).toContain('The list of 1 Aug 2012 still shows it and was not up to date');
    }
  });

  it('the screen says that the published split of August 2010 does not follow from them', async () => {
    const { text } = await client.get('/lists');
    expect(text).toContain('32/26/13');
    expect(text).toMatch(
      /It does not follow from ICE&#39;s lists: on 29 Oct 2010|It does not follow from ICE's lists: on 29 Oct 2010/,
    );
    expect(text).toMatch(/register counts 35\/20\/9 too/);
  });
});

describe('pages and downloads', () => {
  it('a list stands with its summary, its differences by kind, and their reasons', async () => {
    const { id } = await listOf('2012-08-01');
    const { status, text } = await client.get(`/lists/${id}`);
    expect(status).toBe(200);
    expect(text).toContain('68 rows, 64 in force, 4 differences.');
    expect(text).toContain('On the list, not in force in the register (4)');
    expect(text).toContain('Phoenix Police Department');
  });

  it('the differences are downloaded as CSV and as a workbook', async () => {
    const { id } = await listOf('2012-08-01');
    const csv = await client.get(`/lists/${id}/reconciliation.csv`);
    expect(csv.headers['content-disposition']).toContain(
      'reconciliation-participating-2012-08-01.csv',
    );
    expect(csv.text.split('\n').filter((line) => line.startsWith('not-in-force,yes'))).toHaveLength(
      4,
    );
    expect((await client.get(`/lists/${id}/reconciliation.xlsx`)).status).toBe(200);
  });

  it('lists are narrowed by kind and read page by page', async () => {
    expect((await lists('?kind=pending')).total).toBe(0);
    const first = await lists('?limit=4');
    const second = await lists(`?limit=4&cursor=${first.nextCursor}`);
    const days = [...first.items, ...second.items].map(({ asOf }) => asOf);
    expect(days).toEqual([...new Set(days)].sort().reverse());
    expect((await client.get('/api/v1/lists?kind=secret')).status).toBe(400);
    expect((await client.get('/api/v1/lists/0/reconciliation')).status).toBe(404);
  });

  it('an ERO supervisor sees the rows of their own office only', async () => {
    const phoenix = await aClient(moa, 'ero-supervisor', 'Phoenix');
    const own = await reconciliationOf('2012-08-01', phoenix);
    expect(own.fieldOffice).toBe('Phoenix');
    expect(own.differences).toHaveLength(4);
    expect(own.byState.map(({ of }) => of)).toEqual(['AZ']);
    expect(own.summary).toMatch(/^Of the Phoenix field office: \d+ on the list/);
    const atlanta = await aClient(moa, 'ero-supervisor', 'Atlanta');
    expect((await reconciliationOf('2012-08-01', atlanta)).differences).toEqual([]);
    expect(await listOf('2012-08-01', atlanta)).toMatchObject({ rows: 68, differences: 0 });
    expect((await listOf('2012-08-01', atlanta)).inRegister).toBeLessThan(64);
  });
});

describe('an imported list', () => {
  const DAY = '2025-07-18';
  let content: Buffer;

  beforeAll(async () => {
    const lake = aRow('Lake');
    content = await importList(DAY, [lake, aRow('Polk'), aRow('Clay'), lake]);
  });

  it('decides for its day: there is no difference, and a row that stands twice counts once', async () => {
    expect(await listOf(DAY)).toMatchObject({ decides: true, rows: 4, shown: 3, differences: 0 });
    const found = await reconciliationOf(DAY);
    expect(found.summary).toBe('4 rows with 3 agreements, 3 in force, no difference.');
    expect(found.notes).toMatchObject([{ kind: 'duplicate', sheetRow: 5 }]);
  });

  it('differs once a person records an end before its day, with who and why', async () => {
    const { items } = (await client.get(`/api/v1/agreements?asOf=${DAY}&q=Polk`)).body as {
      items: { id: string }[];
    };
    await terminate(items[0]!.id, '2025-07-18');
    const { differences, summary } = await reconciliationOf(DAY);
    expect(summary).toBe('4 rows with 3 agreements, 2 in force, 1 difference.');
    expect(differences).toMatchObject([
      {
        kind: 'not-in-force',
        agency: "Polk County Sheriff's Office",
        sheetRow: 3,
        inRegister: 'terminated',
        reason:
          'Recorded as terminated on 18 Jul 2025 by Ana Ruiz: The sheriff ended it. What a person recorded stands against the list.',
      },
    ]);
    expect((await listOf(DAY)).differences).toBe(1);
  });

  it('is found again by its file, as the list that it became', async () => {
    const service = moa.app.get(ReconciliationService);
    const found = await service.reconcileFile(content, 'list.xlsx', {
      asOf: DAY,
      kind: 'participating',
    });
    expect(found.list.standing).toBe('decides');
    expect(found.differences).toHaveLength(1);
  });

  it('counts the same in the table of lists as row by row, for every list', async () => {
    for (const { asOf, differences, shown, inRegister } of (await lists()).items)
      expect(await reconciliationOf(asOf)).toMatchObject({
        shown,
        inRegister,
        differences: { length: differences },
      });
  });
});

describe('a file that is not stored', () => {
  it('is held against the register of its day, and changes nothing', async () => {
    const before = (await lists()).total;
    const content = await aListWorkbook(
      aRow('Lake'),
      aRow('Clay', 'Task Force Model', '2025-03-07'),
      aRow('Clai'),
      aRow('Levy'),
      ['FLORIDA', 'Bay County', 'County', 'Bay County', '', date('2025-03-06')],
    );
    const service = moa.app.get(ReconciliationService);
    const found = await service.reconcileFile(content, 'participatingAgencies07182025.xlsx');
    expect(found.list).toMatchObject({ asOf: '2025-07-18', standing: 'not-stored', rowCount: 5 });
    expect(found.differences.map(({ kind, agency }) => `${kind} ${agency}`)).toEqual([
      "unmatched Clai County Sheriff's Office",
      "unmatched Levy County Sheriff's Office",
      'set-aside Bay County',
      "signing Clay County Sheriff's Office",
    ]);
    expect((await lists()).total).toBe(before);
  });

  it('says by the command what differs, and exits with 2; with 0 where nothing does', async () => {
    const file = join(moa.dataDir, 'participatingAgencies07182025.xlsx');
    writeFileSync(file, await aListWorkbook(aRow('Lake'), aRow('Levy')));
    const differing = await moaCommand(moa, 'reconcile', file, '--caption', '3');
    expect(differing.code).toBe(2);
    expect(differing.out).toContain("Levy County Sheriff's Office (FL), row 3");
    expect(differing.out).toContain("Clay County Sheriff's Office (FL): list not shown");
    expect(differing.out).toContain("ICE's caption said 3 over 2 rows");

    writeFileSync(file, await aListWorkbook(aRow('Lake'), aRow('Clay')));
    const same = await moaCommand(moa, 'reconcile', file, '--json');
    expect(same.code).toBe(0);
    expect(JSON.parse(same.out)).toMatchObject({ standing: 'not-stored', differences: [] });
  });

  it.each([
    ['a name without a day', 'participating.xlsx', [], '--as-of'],
    ['a name without a kind', 'list07182025.xlsx', [], '--kind'],
    ['a day that there is not', 'participating.xlsx', ['--as-of', '2025-02-30'], 'calendar'],
    ['a caption that is no number', 'participating07182025.xlsx', ['--caption', 'x'], 'number'],
  ])('is refused with 1 for %s', async (_, name, options, words) => {
    const file = join(moa.dataDir, name);
    writeFileSync(file, await aListWorkbook(aRow('Lake')));
    const { code, err } = await moaCommand(moa, 'reconcile', file, ...options);
    expect([code, err]).toEqual([1, expect.stringContaining(words)]);
  });

  it('is refused with 1 when it is no list', async () => {
    const file = join(moa.dataDir, 'participatingAgencies07182025.csv');
    writeFileSync(file, 'no,list\nat,all\n');
    expect((await moaCommand(moa, 'reconcile', file)).code).toBe(1);
  });
});

describe('any list just applied without an answer outstanding', () => {
  const rows = fc.uniqueArray(
    fc.record({
      agency: fc.constantFrom('Bay', 'Dixie', 'Duval', 'Gulf', 'Leon', 'Nassau', 'Pasco', 'Union'),
      model: fc.constantFrom(
        'Task Force Model',
        'Jail Enforcement Model',
        'Warrant Service Officer',
      ),
      signed: fc.integer({ min: 0, max: 300 }).map((days) => addDays('2025-08-01', days)),
    }),
    { selector: ({ agency, model }) => `${agency} ${model}`, minLength: 1, maxLength: 20 },
  );

  it('shows what the register has in force on its day, whatever the lists before it said', async () => {
    let day: Day = '2026-06-01';
    await fc.assert(
      fc.asyncProperty(rows, async (listed) => {
        day = addDays(day, 7);
        await importList(
          day,
          listed.map(({ agency, model, signed }) => aRow(agency, model, signed)),
        );
        expect(await reconciliationOf(day)).toMatchObject({
          shown: listed.length,
          inRegister: listed.length,
          differences: [],
        });
      }),
      { numRuns: process.env['MOA_TEST_DEEP'] ? 20 : 8, endOnFailure: true },
    );
  }, 60_000);
});
