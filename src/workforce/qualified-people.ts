import { In, IsNull, type EntityManager } from 'typeorm';
import type { Day } from '../platform/clock/calendar.js';
import { Qualification } from './service-record.entity.js';
import { holdsOn } from './spans.rules.js';

/** The qualifications of some people that were not withdrawn, the earliest first. */
export const standingQualifications = (
  manager: EntityManager,
  accountIds: readonly string[],
): Promise<Qualification[]> =>
  manager.find(Qualification, {
    where: { accountId: In([...accountIds]), withdrawnAt: IsNull() },
    order: { holdsFrom: 'ASC', id: 'ASC' },
  });

/** The codes of the program models that somebody may inspect on a day, in the order of the alphabet. */
export const modelsOf = (
  qualifications: readonly Qualification[],
  accountId: string,
  day: Day,
): string[] => [
  ...new Set(
    qualifications
      .filter((one) => one.accountId === accountId && holdsOn(one, day))
      .map(({ model }) => model)
      .sort(),
  ),
];
