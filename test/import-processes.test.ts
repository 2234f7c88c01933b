import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../src/audit/audit-entry.entity.js';
import type { Day } from '../src/platform/clock/calendar.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { Agency } from '../src/registry/agreement.entity.js';
import { CensusService } from '../src/registry/census.service.js';
import { ListApplications } from '../src/registry/lists/list-applications.service.js';
import { Absence, ListImport } from '../src/registry/lists/list-import.entity.js';
import { ListImports } from '../src/registry/lists/list-imports.service.js';
import { ListReading } from '../src/registry/lists/list-reading.service.js';
import { ListEntry, OfficialList } from '../src/registry/official-list.entity.js';
import { ApplyingProcess } from './support/applying-process.js';
import { LEFT_BEHIND } from './support/list-series.js';
import { startTestApp, type TestApp } from './support/test-app.js';

let moa: TestApp;
let doomed: ApplyingProcess[];
let other: ApplyingProcess;

beforeAll(async () => {
  moa = await startTestApp({ data: ['reference'], now: '2026-11-26T16:00:00.000Z' });
  doomed = POINTS.map(() => new ApplyingProcess(moa));
  other = new ApplyingProcess(moa);
});

afterAll(async () => {
  await Promise.all([...doomed, other].map((child) => child.kill()));
  await moa.close();
});

const reading = () => moa.app.get(UnitOfWork).reading();

/** A list of the agencies with these numbers. Names that differ in a number are never taken for one another. */
const aList = (state: string, from: number, until: number, signed = '3/1/2025'): string =>
  [
    'STATE,LAW ENFORCEMENT AGENCY,TYPE,COUNTY,SUPPORT TYPE,SIGNED',
    ...Array.from(
      { length: until - from },
      (_, index) =>
        `${state},Precinct ${from + index} Constable,County,,Task Force Model,${signed}`,
    ),
  ].join('\n');

/** Sends a list of a day and reads it, so that it only has to be applied. @returns the import's id */
async function aReadyImport(asOf: Day, content: string): Promise<string> {
  const sent = { fileName: 'list.csv', kind: 'participating', asOf, isForced: true } as const;
  const { id } = await moa.app
    .get(ListImports)
    .send({ ...sent, content: Buffer.from(content) }, 'test');
  await moa.app.get(ListReading).read(id);
  return id;
}

const apply = (id: string): Promise<ListImport> =>
  moa.app.get(ListApplications).apply(id, { isUnattended: true }, 'test');

const census = async (asOf: Day): Promise<number> =>
  (await moa.app.get(CensusService).take({ asOf })).agreements;

/** Whatever an import writes. */
const WRITTEN = [...LEFT_BEHIND, AuditEntry];

/** The register with all that belongs to it, for comparing before and after. */
async function everything(): Promise<string[]> {
  const rows: string[] = [];
  for (const entity of WRITTEN)
    for (const row of await reading().find<object>(entity))
      rows.push(`${entity.name} ${JSON.stringify(row)}`);
  return rows.sort();
}

/** What is kept of an import's list. */
async function storedOf(
  importId: string,
): Promise<{ state: string; entries: number; absences: number }> {
  const { listId, state } = await reading().findOneByOrFail(ListImport, { id: importId });
  const ofList = { listId: listId ?? '' };
  return {
    state,
    entries: await reading().countBy(ListEntry, ofList),
    absences: await reading().countBy(Absence, ofList),
  };
}

/** Before which statements of an import processes die: after its first inserts, and at the very end. */
const POINTS = ['INSERT INTO "agreement_event"', 'COMMIT'];

describe('a process that is killed while it applies a list', () => {
  const [FORMER, DAY] = ['2025-07-01', '2025-07-18'];
  let importId: string;
  let before: string[];

  beforeAll(async () => {
    await apply(await aReadyImport(FORMER, aList('TX', 0, 250)));
    // Fifty leave, a hundred are new, and the dates of all others move by some days.
    importId = await aReadyImport(DAY, aList('TX', 50, 350, '3/5/2025'));
    before = await everything();
  });

  it.each(POINTS)('leaves nothing of it before %s', async (diesBefore) => {
    const child = doomed[POINTS.indexOf(diesBefore)]!;
    expect(await child.says()).toBe('ready');
    child.apply({ importId, diesBefore });
    expect(await child.says()).toBeUndefined();
    expect(await child.diesOf()).toBe('SIGKILL');
    expect(await everything()).toEqual(before);
    expect(await census(DAY)).toBe(250);
  });

  it('keeps nobody from applying it again: then all of it is there', async () => {
    expect(await apply(importId)).toMatchObject({ state: 'applied' });
    expect([await census(FORMER), await census(DAY)]).toEqual([250, 300]);
    const { entries, absences } = await storedOf(importId);
    expect([entries, absences]).toEqual([300, 50]);
  });
});

describe('two processes that apply lists at once', () => {
  const HOLDS = { holdsBefore: 'INSERT INTO "official_list"' };

  it('do not interleave: both lists are in the register, and what they share once', async () => {
    const first = await aReadyImport('2025-08-01', aList('FL', 0, 200));
    const second = await aReadyImport('2025-08-08', aList('FL', 50, 250));
    expect(await other.says()).toBe('ready');
    other.apply({ importId: second, ...HOLDS });
    expect(await other.says()).toBe('holding');
    expect(await apply(first)).toMatchObject({ state: 'applied' });
    expect(await other.says()).toBe('applied');
    expect([await census('2025-08-01'), await census('2025-08-08')]).toEqual([200, 200]);
    const agencies = await reading().findBy(Agency, { state: 'FL' });
    expect(agencies).toHaveLength(250);
    expect(new Set(agencies.map(({ name }) => name)).size).toBe(250);
  });

  it('of one import apply it once, and the other is told', async () => {
    const importId = await aReadyImport('2025-08-15', aList('FL', 50, 260));
    other.apply({ importId, ...HOLDS });
    expect(await other.says()).toBe('holding');
    const mine = await apply(importId).then(
      ({ state }) => state,
      (error: unknown) => (error as Error).message,
    );
    expect([mine, await other.says()].sort()).toEqual([
      'The list is in the register already.',
      'applied',
    ]);
    expect(await census('2025-08-15')).toBe(210);
    expect(await reading().countBy(OfficialList, { asOf: '2025-08-15' })).toBe(1);
  });

  it('leave all of a list once they have said so, however they end', async () => {
    const importId = await aReadyImport('2025-08-22', aList('FL', 60, 280));
    other.apply({ importId });
    expect(await other.says()).toBe('applied');
    await other.kill();
    expect(await census('2025-08-22')).toBe(220);
    expect(await storedOf(importId)).toEqual({ state: 'applied', entries: 220, absences: 10 });
  });
});
