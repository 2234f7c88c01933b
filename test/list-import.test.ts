import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { CensusService } from '../src/registry/census.service.js';
import { ListImports } from '../src/registry/lists/list-imports.service.js';
import { RegistryReader } from '../src/registry/registry-reader.js';
import { isTriedOn } from './support/deep.js';
import { importList } from './support/list-series.js';
import { startTestApp, type TestApp } from './support/test-app.js';

/** Workbooks that ICE published; they lie beside the repository, not in it. */
const FOLDER = '../shared/data/ice-lists';
const hasLists = existsSync(FOLDER);
if (!hasLists)
  process.stderr.write(`The real lists are not in ${FOLDER}: their tests are skipped.\n`);

const PARTICIPATING = ['03062025am', '07182025pm', '12312025am', '05182026am'].map(
  (name) => `participatingAgencies${name}.xlsx`,
);
const PENDING = ['12312025am', '02272026am'].map((name) => `pendingAgencies${name}.xlsx`);

/** What each list shows, counted by hand in the workbooks. */
const EXPECTED = {
  '2025-03-06': { agreements: 308, states: 29, byModel: [73, 110, 125] },
  '2025-07-18': { agreements: 832, states: 40, byModel: [117, 415, 300] },
  '2025-12-31': { agreements: 1_274, states: 40, byModel: [145, 684, 445] },
  '2026-05-18': { agreements: 1_843, states: 40, byModel: [182, 1_162, 499] },
} as const;

/** What the register says of 2012, from its own records. */
const OF_2012 = {
  '2012-06-24': [68, 24, { DETENTION: 33, TASK_FORCE: 20, JOINT: 15 }],
  '2012-06-25': [64, 24, { DETENTION: 35, TASK_FORCE: 20, JOINT: 9 }],
  '2012-10-16': [57, 21, { DETENTION: 32, TASK_FORCE: 17, JOINT: 8 }],
  '2012-12-31': [39, 19, { DETENTION: 39, TASK_FORCE: 0, JOINT: 0 }],
} as const;

const importFile = (moa: TestApp, fileName: string): ReturnType<typeof importList> =>
  importList(moa, { fileName, content: readFileSync(`${FOLDER}/${fileName}`) });

async function expectEveryList(moa: TestApp): Promise<void> {
  const census = moa.app.get(CensusService);
  for (const [asOf, { agreements, states, byModel }] of Object.entries(EXPECTED)) {
    const [DETENTION, TASK_FORCE, WARRANT_SERVICE_OFFICER] = byModel;
    expect(await census.take({ asOf })).toMatchObject({
      agreements,
      states,
      byModel: { DETENTION, TASK_FORCE, WARRANT_SERVICE_OFFICER, JOINT: 0 },
    });
  }
  for (const [asOf, [agreements, states, byModel]] of Object.entries(OF_2012))
    expect(await census.take({ asOf })).toMatchObject({ agreements, states, byModel });
  const held = new Map<string, number>();
  for (const { agencyId } of await moa.app.get(RegistryReader).findInForce('2026-05-18'))
    held.set(agencyId, (held.get(agencyId) ?? 0) + 1);
  const holders = (count: number): number =>
    [...held.values()].filter((agreements) => agreements === count).length;
  expect([held.size, holders(1), holders(2), holders(3)]).toEqual([1_551, 1_309, 192, 50]);
}

(hasLists ? describe : describe.skip)('the lists that ICE published', () => {
  /** How many agreements are pending on the day of the pending list with most of them, once it is imported. */
  const ORDERS: [string, string[], number][] = [
    [
      'oldest first, with the pending ones between',
      [...PARTICIPATING.slice(0, 3), ...PENDING, ...PARTICIPATING.slice(3)],
      24,
    ],
    ['latest first', [...PARTICIPATING].reverse(), 0],
  ];

  // The order is the fold's concern, which asks no database.
  it.each(isTriedOn('sqlite') ? ORDERS : ORDERS.slice(0, 1))(
    'make the census of their days, %s',
    async (_, files, pending) => {
      const moa = await startTestApp({
        data: ['reference', 'register'],
        now: '2026-11-26T16:00:00.000Z',
      });
      try {
        for (const file of files)
          expect(await importFile(moa, file)).toMatchObject({ state: 'applied' });
        await expectEveryList(moa);
        const census = moa.app.get(CensusService);
        expect((await census.take({ asOf: '2025-12-31' })).byStatus.pending).toBe(pending);
        // The two that were pending then were signed on that very day.
        expect((await census.take({ asOf: '2026-02-27' })).byStatus).toMatchObject({
          absent: 0,
          pending: 0,
        });
        const [first = ''] = files;
        const imports = (await moa.app.get(ListImports).findPage({ limit: 50 })).items.length;
        await importFile(moa, first);
        expect((await moa.app.get(ListImports).findPage({ limit: 50 })).items).toHaveLength(
          imports,
        );
      } finally {
        await moa.close();
      }
    },
    180_000,
  );
});
