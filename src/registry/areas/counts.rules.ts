import { AGREEMENT_STATUSES, type AgreementStatus, isInForce } from '../agreement-status.rules.js';
import type { CountedGroup } from '../census.rules.js';

/** The agreements of an area, counted. */
export interface AreaCounts {
  inForce: number;
  /** In force, every model. */
  byModel: Record<string, number>;
  /** In force, by two-letter state. */
  byState: Record<string, number>;
  /** All that existed on the day; a status without any is left out. */
  byStatus: Partial<Record<AgreementStatus, number>>;
}

/**
 * Adds up the agreements of an area.
 * @param models the codes of all program models
 */
export function countArea(groups: readonly CountedGroup[], models: readonly string[]): AreaCounts {
  const inForce = groups.filter(({ status }) => isInForce(status));
  const states = [...new Set(inForce.map(({ state }) => state))].sort();
  const statuses = AGREEMENT_STATUSES.filter((name) =>
    groups.some(({ status }) => status === name),
  );
  return {
    inForce: sumOf(inForce),
    byModel: countEach(models, (code) => inForce.filter(({ model }) => model === code)),
    byState: countEach(states, (code) => inForce.filter(({ state }) => state === code)),
    byStatus: countEach(statuses, (name) => groups.filter(({ status }) => status === name)),
  };
}

const countEach = (
  names: readonly string[],
  groupsOf: (name: string) => CountedGroup[],
): Record<string, number> => Object.fromEntries(names.map((name) => [name, sumOf(groupsOf(name))]));

const sumOf = (groups: readonly CountedGroup[]): number =>
  groups.reduce((sum, { count }) => sum + count, 0);
