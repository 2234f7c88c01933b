import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BusinessClock } from '../clock/clock.js';
import { Policy } from '../config/policy.js';
import { Settings } from '../config/settings.js';
import { insertOnce } from '../db/insert-once.js';
import { UnitOfWork } from '../db/unit-of-work.js';
import { InstallationFact, NumberSeries } from './installation.entity.js';

/** What this installation knows about itself, shared by all of its processes through the database. */
@Injectable()
export class Installation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: BusinessClock,
    private readonly settings: Settings,
    private readonly policy: Policy,
  ) {}

  /**
   * At the first start: fixes the clock's shift and remembers the day on which the installation began.
   * At every later start, in whichever process: takes up that shift.
   */
  async begin(): Promise<void> {
    const shift = this.settings.firstToday
      ? this.clock.shiftFor(this.settings.firstToday, this.policy.timeZone)
      : 0;
    const known = await this.read('clock-shift-days');
    if (known === undefined) await this.rememberOnce('clock-shift-days', String(shift));
    this.clock.setShift(Number((await this.read('clock-shift-days')) ?? shift));
    if ((await this.read('began-on')) === undefined)
      await this.rememberOnce('began-on', this.clock.today(this.policy.timeZone));
  }

  /** The business day on which this installation began: no reminder is planned for a day before it. */
  async beganOn(): Promise<string> {
    const day = await this.read('began-on');
    if (!day) throw new Error('the installation has not begun');
    return day;
  }

  async read(name: string): Promise<string | undefined> {
    const fact = await this.unitOfWork.reading().findOneBy(InstallationFact, { name });
    return fact?.value;
  }

  async remember(name: string, value: string): Promise<void> {
    await this.unitOfWork.run((manager) =>
      manager.upsert(InstallationFact, { name, value }, ['name']),
    );
  }

  async forget(name: string): Promise<void> {
    await this.unitOfWork.run((manager) => manager.delete(InstallationFact, { name }));
  }

  private async rememberOnce(name: string, value: string): Promise<void> {
    await this.unitOfWork.run((manager) =>
      insertOnce(manager, InstallationFact, [{ name, value }]),
    );
  }
}

/**
 * The next number of a series, such as `INS-2013-0042`. Numbers of a unit that rolls back are given again.
 * @param series prefix with the year, `INS-2013`
 */
export async function nextNumber(manager: EntityManager, series: string): Promise<string> {
  const [number] = await nextNumbers(manager, series, 1);
  if (number === undefined) throw new Error(`${series} gave no number`);
  return number;
}

/** So many next numbers of a series, in their order. */
export async function nextNumbers(
  manager: EntityManager,
  series: string,
  count: number,
): Promise<string[]> {
  await insertOnce(manager, NumberSeries, [{ series, last: 0 }]);
  await manager.increment(NumberSeries, { series }, 'last', count);
  const { last } = await manager.findOneByOrFail(NumberSeries, { series });
  return Array.from(
    { length: count },
    (_, index) => `${series}-${String(last - count + 1 + index).padStart(4, '0')}`,
  );
}
