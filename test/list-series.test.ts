import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type Day } from '../src/platform/clock/calendar.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { AgreementPeriod } from '../src/registry/agreement.entity.js';
import { Absence } from '../src/registry/lists/list-import.entity.js';
import { type AgreementOnDay, RegistryReader } from '../src/registry/registry-reader.js';
import {
  aSeries,
  censusOn,
  countedOn,
  holdingLists,
  importPublished,
  LEFT_BEHIND,
  type PublishedList,
  type PublishedRow,
} from './support/list-series.js';
import { startTestApp, type TestApp } from './support/test-app.js';

const DEEP = process.env['MOA_TEST_DEEP'] !== undefined;

let moa: TestApp;
beforeAll(async () => {
  moa = await startTestApp({ data: ['reference'], now: '2026-11-26T16:00:00.000Z' });
});
afterAll(() => moa.close());

const forgetLists = (): Promise<void> =>
  moa.app.get(UnitOfWork).run(async (manager) => {
    for (const entity of LEFT_BEHIND) await manager.deleteAll(entity);
  });

const keyOf = ({ agencyId, model }: AgreementOnDay): string => `${agencyId}/${model}`;

/** On each day between two lists: what the former shows; and of what only the latter does, what is signed by then. */
async function expectRuleBetween(lists: readonly PublishedList[]): Promise<void> {
  const reader = moa.app.get(RegistryReader);
  for (const [index, { day: next }] of lists.entries()) {
    const former = lists[index - 1]?.day ?? null;
    const shown = await reader.findInForce(next);
    const before = former === null ? [] : await reader.findInForce(former);
    const kept = before.map(keyOf);
    for (const day of daysBetween(former ?? addDays(next, -6), next)) {
      const found = (await reader.findInForce(day)).map(keyOf);
      expect(new Set(found).size).toBe(found.length);
      const since = shown.filter(({ signedOn }) => signedOn !== null && signedOn <= day).map(keyOf);
      // Where the register knows a date after the list, the list's own claim counts: either way is right then.
      const unclear = shown
        .filter(({ signedOn }) => signedOn !== null && signedOn > next)
        .map(keyOf);
      const isCertain = (key: string): boolean => !unclear.includes(key);
      expect(found.filter(isCertain).sort()).toEqual(
        [...new Set([...kept, ...since])].filter(isCertain).sort(),
      );
    }
  }
}

function daysBetween(former: Day, next: Day): Day[] {
  const days: Day[] = [];
  for (let day = addDays(former, 1); day < next; day = addDays(day, 2)) days.push(day);
  return days;
}

const alachua = (model: string, signed = '3/10/2025'): PublishedRow => ({
  ...{ state: 'FLORIDA', agency: 'Alachua County Sheriff’s Office', model, signed },
});
const whitfield: PublishedRow = {
  ...{ state: 'GEORGIA', agency: 'Whitfield Department of Corrections' },
  ...{ model: 'Jail Enforcement Model', signed: '3/10/2025' },
};
const washington = (signed: string): PublishedRow => ({
  ...{ state: 'GEORGIA', agency: 'Washington County Sheriff’s Office', model: 'Task Force Model' },
  signed,
});
const participating = (day: Day, ...rows: PublishedRow[]): PublishedList => ({
  ...{ kind: 'participating', day, edition: '', rows },
});

/** What chance found once: later editions of a day that take back what the earlier one had taken back or told. */
const FOUND: PublishedList[][] = [
  [
    participating('2025-03-10', alachua('Jail Enforcement Model', '')),
    participating('2025-03-28', alachua('Warrant Service Officer')),
    participating('2025-03-19', alachua('Warrant Service Officer')),
    participating('2025-03-19', whitfield),
  ],
  [
    participating('2025-04-15', alachua('Task Force Model')),
    participating('2025-03-10', alachua('Jail Enforcement Model')),
    participating('2025-04-15', alachua('Jail Enforcement Model')),
    participating('2025-04-24', whitfield),
    participating('2025-03-10', alachua('Jail Enforcement Model'), whitfield),
    participating('2025-04-15', alachua('Jail Enforcement Model'), whitfield),
  ],
  [
    { ...participating('2025-03-10', alachua('Jail Enforcement Model')), kind: 'pending' },
    participating('2025-04-24', alachua('Jail Enforcement Model')),
    participating('2025-03-19', alachua('Jail Enforcement Model')),
    participating('2025-04-24', whitfield),
  ],
  [
    participating('2025-03-10', washington('3/10/2025'), whitfield),
    participating('2025-05-03', washington('5/3/2025'), whitfield),
    participating('2025-03-10', whitfield),
  ],
  [
    participating('2025-03-28', washington('6/8/2024')),
    participating('2025-04-15', whitfield),
    participating('2025-05-03', washington('5/3/2025')),
  ],
  [
    participating('2025-04-24', alachua('Jail Enforcement Model', '')),
    participating('2025-03-10', alachua('Jail Enforcement Model', '5025-07-07')),
    participating('2025-03-19', alachua('Task Force Model')),
    participating('2025-04-24', alachua('Task Force Model', '')),
  ],
  [
    participating('2025-04-15', alachua('Jail Enforcement Model')),
    participating('2025-04-15', alachua('Warrant Service Officer')),
    participating('2025-04-15', alachua('Jail Enforcement Model')),
  ],
  [
    participating('2025-04-15', alachua('Jail Enforcement Model')),
    participating('2025-04-15', alachua('Warrant Service Officer')),
    { ...participating('2025-04-15', alachua('Jail Enforcement Model')), edition: 'pm' },
  ],
];

describe('a series of lists, in whatever order it is imported', () => {
  it('makes the census of each list’s day equal the list that holds for it, and the days between follow', async () => {
    await fc.assert(
      fc.asyncProperty(aSeries(DEEP ? 8 : 5), async (series) => {
        await forgetLists();
        for (const list of series) await importPublished(moa, list);
        const lists = holdingLists(series, 'participating');
        for (const list of lists)
          expect([list.day, await censusOn(moa, list.day)]).toEqual([list.day, countedOn(list)]);
        await expectRuleBetween(lists);
        await expectQuestionsInStep();
      }),
      {
        numRuns: FOUND.length + (DEEP ? 300 : 12),
        examples: FOUND.map((series): [PublishedList[]] => [series]),
      },
    );
  }, 600_000);
});

/** Whatever left a list is asked about, and answered unattended: nothing stays absent. */
async function expectQuestionsInStep(): Promise<void> {
  const manager = moa.app.get(UnitOfWork).reading();
  expect(await manager.countBy(AgreementPeriod, { status: 'absent' as const })).toBe(0);
  const absences = await manager.find(Absence);
  expect(absences.filter(({ resolution }) => resolution === null)).toEqual([]);
}
