import { AsyncLocalStorage } from 'node:async_hooks';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { In } from 'typeorm';
import { newId } from '../src/platform/db/id.js';
import { insertAll } from '../src/platform/db/insert-once.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { NumberSeries } from '../src/platform/installation/installation.entity.js';
import { Agency } from '../src/registry/agreement.entity.js';
import { ListAnswer, ListImportRow } from '../src/registry/lists/list-import.entity.js';
import { ListImports } from '../src/registry/lists/list-imports.service.js';
import { countOn } from './support/count-on.js';
import { startSourceProcess } from './support/source-process.js';
import { startTestApp, type TestApp } from './support/test-app.js';

let moa: TestApp;
let unitOfWork: UnitOfWork;

beforeAll(async () => {
  moa = await startTestApp({ data: [] });
  unitOfWork = moa.app.get(UnitOfWork);
});
afterAll(() => moa.close());

beforeEach(() =>
  unitOfWork.run(async (manager) => {
    await manager.deleteAll(NumberSeries);
    await manager.insert(NumberSeries, [
      { series: 'child', last: 0 },
      { series: 'shared', last: 0 },
    ]);
  }),
);

const lastOf = async (series: string): Promise<number | undefined> =>
  (await unitOfWork.reading().findOneBy(NumberSeries, { series }))?.last;
const twenty = Array.from({ length: 20 }, (_, index) => index);

describe('twenty units at once', () => {
  it('that count on one number lose no count', async () => {
    await Promise.all(twenty.map(() => unitOfWork.run((manager) => countOn(manager, 'shared'))));
    expect(await lastOf('shared')).toBe(20);
  });

  it('keep all of what was acknowledged and nothing of what failed', async () => {
    const outcomes = await Promise.allSettled(
      twenty.map((index) =>
        unitOfWork.run(async (manager) => {
          await manager.insert(NumberSeries, { series: `first half ${index}`, last: index });
          await wait(index % 4);
          if (index % 3 === 0) throw new Error('changed its mind');
          await manager.insert(NumberSeries, { series: `second half ${index}`, last: index });
        }),
      ),
    );
    for (const [index, { status }] of outcomes.entries()) {
      expect(status).toBe(index % 3 === 0 ? 'rejected' : 'fulfilled');
      const kept = index % 3 === 0 ? undefined : index;
      expect(await lastOf(`first half ${index}`)).toBe(kept);
      expect(await lastOf(`second half ${index}`)).toBe(kept);
    }
  });
});

describe('a unit', () => {
  it('is not seen from outside before it is committed', async () => {
    await unitOfWork.run(async (manager) => {
      await manager.update(NumberSeries, { series: 'shared' }, { last: 7 });
      expect(await lastOf('shared')).toBe(7);
      expect(await outside(() => lastOf('shared'))).toBe(0);
    });
    expect(await lastOf('shared')).toBe(7);
  });

  it('is joined by a unit that is begun inside it, and takes that one back with itself', async () => {
    const failed = unitOfWork.run(async (manager) => {
      await manager.update(NumberSeries, { series: 'shared' }, { last: 7 });
      await unitOfWork.run(async (inner) => {
        expect(inner).toBe(manager);
        await countOn(inner, 'shared');
      });
      expect(await lastOf('shared')).toBe(8);
      throw new Error('changed its mind');
    });
    await expect(failed).rejects.toThrow('changed its mind');
    expect(await lastOf('shared')).toBe(0);
  });

  it('that failed does not hold up the next one', async () => {
    await expect(unitOfWork.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await unitOfWork.run((manager) => countOn(manager, 'shared'));
    expect(await lastOf('shared')).toBe(1);
  });

  it('is run again from its start when it lost against another', async () => {
    let attempts = 0;
    await unitOfWork.run(async (manager) => {
      attempts++;
      await countOn(manager, 'shared');
      if (attempts < 3) throw Object.assign(new Error('lost'), { code: collisionCode() });
    });
    expect(attempts).toBe(3);
    expect(await lastOf('shared')).toBe(1);
  });

  it('is not run again for any other error', async () => {
    let attempts = 0;
    const failed = unitOfWork.run(() => {
      attempts++;
      return Promise.reject(Object.assign(new Error('doubled'), { code: '23505' }));
    });
    await expect(failed).rejects.toThrow('doubled');
    expect(attempts).toBe(1);
  });
});

describe('many rows at once', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 30 });
  const place = fc.option(fc.double({ min: -180, max: 180, noNaN: true, noDefaultInfinity: true }));
  const agency = fc.record({
    name: text,
    county: fc.option(text),
    latitude: place.map((degrees) => (degrees === 0 ? 0 : degrees)),
    version: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  });
  const answer = fc.record({ answer: text, isUnattended: fc.boolean() });
  const row = fc.jsonValue().filter((value) => typeof value === 'object' && value !== null);

  it('are stored as they are, of every kind of column', async () => {
    const file = { fileName: 'a.csv', content: Buffer.from('a,b') };
    const { id: importId } = await moa.app.get(ListImports).send(file, 'test');
    await fc.assert(
      fc.asyncProperty(
        fc.array(agency, { minLength: 1, maxLength: 5 }),
        fc.array(answer, { minLength: 1, maxLength: 5 }),
        fc.array(row, { minLength: 1, maxLength: 5 }),
        async (agencies, answers, rows) => {
          const someAgencies = agencies.map((facts) => {
            const id = newId();
            return { ...AN_AGENCY, ...facts, id, distinguisher: id };
          });
          const someAnswers = answers.map((facts) => ({
            ...{ ...facts, id: newId(), importId, questionKey: newId() },
            ...{ answeredAt: '2012-09-26T16:00:00.000Z', answeredBy: 'test' },
          }));
          const someRows = rows.map((value, index) => ({
            ...{ importId, sheetRow: index + 1, problemCount: 0 },
            row: value as unknown as ListImportRow['row'],
          }));
          await unitOfWork.run(async (manager) => {
            await insertAll(manager, Agency, someAgencies);
            await insertAll(manager, ListAnswer, someAnswers);
            await insertAll(manager, ListImportRow, someRows);
            const ids = In(someAgencies.map(({ id }) => id));
            const order = { order: { id: 'ASC' } } as const;
            expect(await manager.find(Agency, { where: { id: ids }, ...order })).toEqual(
              someAgencies.sort(byId),
            );
            expect(await manager.find(ListAnswer, { where: { importId }, ...order })).toEqual(
              someAnswers.sort(byId),
            );
            const found = await manager.find(ListImportRow, {
              where: { importId },
              order: { sheetRow: 'ASC' },
            });
            expect(JSON.stringify(found.map((stored) => stored.row))).toBe(JSON.stringify(rows));
            await manager.delete(Agency, { id: ids });
            await manager.delete(ListAnswer, { importId });
            await manager.delete(ListImportRow, { importId });
          });
        },
      ),
      { numRuns: 30 },
    );
  });

  it('are none of them stored when one is refused', async () => {
    const id = newId();
    const twice = [1, 2].map(() => ({
      ...AN_AGENCY,
      name: 'Twice',
      county: null,
      latitude: null,
      distinguisher: id,
      version: 1,
      id,
    }));
    await expect(unitOfWork.run((manager) => insertAll(manager, Agency, twice))).rejects.toThrow(
      /unique/i,
    );
    expect(await unitOfWork.reading().countBy(Agency, { id })).toBe(0);
  });
});

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

const AN_AGENCY = {
  ...{ state: 'FL', normalizedName: '', alikeName: '', type: null, countyFips: null },
  ...{ longitude: null, placeBasis: null, source: 'test' },
};

describe('what follows a commit', () => {
  it('happens after it, once, however often the unit was run', async () => {
    const seen: Promise<number | undefined>[] = [];
    let attempts = 0;
    await unitOfWork.run(async (manager) => {
      attempts++;
      await countOn(manager, 'shared');
      unitOfWork.afterCommit(() => seen.push(lastOf('shared')));
      if (attempts < 2) throw Object.assign(new Error('lost'), { code: collisionCode() });
    });
    expect(await Promise.all(seen)).toEqual([1]);
  });

  it('does not happen when there is no commit', async () => {
    let happened = false;
    const failed = unitOfWork.run(() => {
      unitOfWork.afterCommit(() => (happened = true));
      return Promise.reject(new Error('changed its mind'));
    });
    await expect(failed).rejects.toThrow();
    expect(happened).toBe(false);
  });

  it('waits for the outer unit when an inner one asked for it', async () => {
    const order: string[] = [];
    await unitOfWork.run(async () => {
      await unitOfWork.run(() => {
        unitOfWork.afterCommit(() => order.push('effect'));
        return Promise.resolve();
      });
      order.push('outer ends');
    });
    expect(order).toEqual(['outer ends', 'effect']);
  });

  it('may be a unit of its own', async () => {
    const later = new Promise<void>((resolve, reject) => {
      void unitOfWork.run((manager) => {
        unitOfWork.afterCommit(() => {
          unitOfWork.run((next) => countOn(next, 'child')).then(resolve, reject);
        });
        return countOn(manager, 'shared');
      });
    });
    await later;
    expect([await lastOf('shared'), await lastOf('child')]).toEqual([1, 1]);
  });

  it('happens at once outside of any unit', () => {
    let happened = false;
    unitOfWork.afterCommit(() => (happened = true));
    expect(happened).toBe(true);
  });
});

it('reads outside of a unit through a source that refuses to write', async () => {
  const reader = unitOfWork.reading();
  await expect(reader.insert(NumberSeries, { series: 'x', last: 1 })).rejects.toThrow(
    /read-?only/i,
  );
  await expect(reader.delete(NumberSeries, { series: 'shared' })).rejects.toThrow(/read-?only/i);
  expect(await lastOf('shared')).toBe(0);
});

it('loses no acknowledged write and keeps no half of a unit when another process is killed between', async () => {
  const child = startSourceProcess('count-in-child.ts', moa.environment);
  let acknowledged = 0;
  child.stdout.on('data', (dots: Buffer) => (acknowledged += dots.length));
  await once(child.stdout, 'data');
  await Promise.all(twenty.map(() => unitOfWork.run((manager) => countOn(manager, 'shared'))));
  while (acknowledged < 20) await wait(5);
  child.kill('SIGKILL');
  await once(child, 'close');

  const ofChild = (await lastOf('child')) ?? 0;
  expect(ofChild).toBeGreaterThanOrEqual(acknowledged);
  expect(ofChild).toBeLessThanOrEqual(acknowledged + 1);
  expect(await lastOf('shared')).toBe(20 + ofChild);
  await unitOfWork.run((manager) => countOn(manager, 'shared'));
  expect(await lastOf('shared')).toBe(21 + ofChild);
});

const collisionCode = (): string => (unitOfWork.isSqlite ? 'SQLITE_BUSY' : '40001');

/** Runs it as somebody would who knows nothing of the open unit. */
const outside = AsyncLocalStorage.snapshot();
