import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type Day } from '../src/platform/clock/calendar.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { recordEvent } from '../src/registry/agreement-events.js';
import { ReconciliationService } from '../src/registry/reconciliation/reconciliation.service.js';
import { aClient, type Client } from './support/client.js';
import { moaCommand } from './support/command.js';
import { aListWorkbook } from './support/list-workbook.js';
import { aRow, importList, listOf, lists, reconciliationOf } from './support/official-lists.js';
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

describe('an imported list', () => {
  const DAY = '2025-07-18';
  let content: Buffer;

  beforeAll(async () => {
    const lake = aRow('Lake');
    content = await importList(moa, DAY, [lake, aRow('Polk'), aRow('Clay'), lake]);
  });

  it('decides for its day: there is no difference, and a row that stands twice counts once', async () => {
    expect(await listOf(client, DAY)).toMatchObject({
      decides: true,
      rows: 4,
      shown: 3,
      differences: 0,
    });
    const found = await reconciliationOf(client, DAY);
    expect(found.summary).toBe('4 rows with 3 agreements, 3 in force, no difference.');
    expect(found.notes).toMatchObject([{ kind: 'duplicate', sheetRow: 5 }]);
  });

  it('differs once a person records an end before its day, with who and why', async () => {
    const { items } = (await client.get(`/api/v1/agreements?asOf=${DAY}&q=Polk`)).body as {
      items: { id: string }[];
    };
    await terminate(items[0]!.id, '2025-07-18');
    const { differences, summary } = await reconciliationOf(client, DAY);
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
    expect((await listOf(client, DAY)).differences).toBe(1);
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
    for (const { asOf, differences, shown, inRegister } of (await lists(client)).items)
      expect(await reconciliationOf(client, asOf)).toMatchObject({
        shown,
        inRegister,
        differences: { length: differences },
      });
  });
});

describe('a file that is not stored', () => {
  it('is held against the register of its day, and changes nothing', async () => {
    const before = (await lists(client)).total;
    const content = await aListWorkbook(
      aRow('Lake'),
      aRow('Clay', 'Task Force Model', '2025-03-07'),
      aRow('Clai'),
      aRow('Levy'),
      ['FLORIDA', 'Bay County', 'County', 'Bay County', '', new Date('2025-03-06')],
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
    expect((await lists(client)).total).toBe(before);
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
          moa,
          day,
          listed.map(({ agency, model, signed }) => aRow(agency, model, signed)),
        );
        const found = await reconciliationOf(client, day);
        expect(found).toMatchObject({ shown: listed.length, inRegister: listed.length });
        // Once it was signed anew, an older date on a list is told, not taken.
        expect(found.differences.filter(({ kind }) => kind !== 'signing')).toEqual([]);
      }),
      { numRuns: process.env['MOA_TEST_DEEP'] ? 20 : 8, endOnFailure: true },
    );
  }, 60_000);
});
