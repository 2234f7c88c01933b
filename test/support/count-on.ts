import { setTimeout as wait } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { NumberSeries } from '../../src/platform/installation/installation.entity.js';

/** Reads, takes its time, writes: loses counts wherever two units run into each other. */
export async function countOn(manager: EntityManager, series: string): Promise<void> {
  const { last } = await manager.findOneByOrFail(NumberSeries, { series });
  await wait(1);
  await manager.update(NumberSeries, { series }, { last: last + 1 });
}
