import { type Day, daysBetween, type Moment } from '../platform/clock/calendar.js';
import { AGREEMENT_STATUSES, type AgreementStatus, isInForce } from './agreement-status.rules.js';
import type { Standpoint } from './known-at.rules.js';

/** How many agreements of a day are alike in these three. */
export interface CountedGroup {
  state: string;
  model: string;
  status: AgreementStatus;
  count: number;
}

/** Between which official lists a day lies, and whether they lie close enough to miss no change. */
export interface Coverage {
  lastList: Day | null;
  nextList: Day | null;
  complete: boolean;
}

export interface Census {
  asOf: Day;
  /** The moment whose knowledge was asked for; null = now. */
  knownAt: Moment | null;
  /** These three count what is in force. */
  agreements: number;
  agencies: number;
  states: number;
  /** Every known model, also with 0. */
  byModel: Record<string, number>;
  byState: Record<string, number>;
  /** Of each state, how many of each model; a model without any is left out. */
  byStateAndModel: Record<string, Record<string, number>>;
  /** All agreements that existed on the day, by status. */
  byStatus: Record<AgreementStatus, number>;
  /** How many agencies hold one agreement in force, two, three: "1" → 1,309. */
  agenciesByAgreements: Record<string, number>;
  coverage: Coverage;
}

/**
 * Adds up the agreements of a day. In force = active or under notice.
 * @param groups what existed on the day, each state, model and status once
 * @param agenciesByAgreements how many agencies hold so many agreements in force
 * @param models the codes of all program models
 */
export function takeCensus(
  { asOf, knownAt }: Standpoint,
  groups: readonly CountedGroup[],
  agenciesByAgreements: Record<string, number>,
  models: readonly string[],
  coverage: Coverage,
): Census {
  const inForce = groups.filter(({ status }) => isInForce(status));
  const states = [...new Set(inForce.map(({ state }) => state))].sort();
  return {
    asOf,
    knownAt: knownAt ?? null,
    agreements: sumOf(inForce),
    agencies: Object.values(agenciesByAgreements).reduce((sum, agencies) => sum + agencies, 0),
    states: states.length,
    byModel: countBy(inForce, 'model', models),
    byState: countBy(inForce, 'state', states),
    byStateAndModel: Object.fromEntries(
      states.map((state) => {
        const ofState = inForce.filter((group) => group.state === state);
        const present = models.filter((code) => ofState.some(({ model }) => model === code));
        return [state, countBy(ofState, 'model', present)];
      }),
    ),
    byStatus: countBy(groups, 'status', AGREEMENT_STATUSES),
    agenciesByAgreements,
    coverage,
  };
}

const sumOf = (groups: readonly CountedGroup[]): number =>
  groups.reduce((sum, { count }) => sum + count, 0);

function countBy<Key extends string>(
  groups: readonly CountedGroup[],
  fact: 'model' | 'state' | 'status',
  known: readonly Key[],
): Record<Key, number> {
  const counts = new Map<string, number>(known.map((key) => [key, 0]));
  for (const group of groups) counts.set(group[fact], (counts.get(group[fact]) ?? 0) + group.count);
  return Object.fromEntries(counts) as Record<Key, number>;
}

/**
 * Where a day lies among the official lists. The register knows a day completely when a list is of that very day, or
 * when it lies between two lists that are not too far apart (policy.yaml, `registry.longestListGapDays`).
 */
export function coverageOf(asOf: Day, lists: readonly Day[], longestGapDays: number): Coverage {
  const inOrder = [...lists].sort();
  const lastList = inOrder.findLast((day) => day <= asOf) ?? null;
  const nextList = inOrder.find((day) => day > asOf) ?? null;
  const isBetween =
    lastList !== null && nextList !== null && daysBetween(lastList, nextList) <= longestGapDays;
  return { lastList, nextList, complete: lastList === asOf || isBetween };
}
