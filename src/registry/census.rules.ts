import { type Day, daysBetween } from '../platform/clock/calendar.js';
import { AGREEMENT_STATUSES, type AgreementStatus, isInForce } from './agreement-status.rules.js';

/** An agreement as it is counted on a day. */
export interface CountedAgreement {
  agencyId: string;
  state: string;
  model: string;
  status: AgreementStatus;
}

/** Between which official lists a day lies, and whether they lie close enough to miss no change. */
export interface Coverage {
  lastList: Day | null;
  nextList: Day | null;
  complete: boolean;
}

export interface Census {
  asOf: Day;
  /** These three count what is in force. */
  agreements: number;
  agencies: number;
  states: number;
  /** Every known model, also with 0. */
  byModel: Record<string, number>;
  byState: Record<string, number>;
  /** All agreements that existed on the day, by status. */
  byStatus: Record<AgreementStatus, number>;
  coverage: Coverage;
}

/**
 * Counts the agreements of a day. In force = active or under notice.
 * @param agreements what existed on the day
 * @param models the codes of all program models
 */
export function takeCensus(
  asOf: Day,
  agreements: readonly CountedAgreement[],
  models: readonly string[],
  coverage: Coverage,
): Census {
  const inForce = agreements.filter((agreement) => isInForce(agreement.status));
  return {
    asOf,
    agreements: inForce.length,
    agencies: new Set(inForce.map((agreement) => agreement.agencyId)).size,
    states: new Set(inForce.map((agreement) => agreement.state)).size,
    byModel: countBy(inForce, 'model', models),
    byState: countBy(inForce, 'state', inForce.map((agreement) => agreement.state).sort()),
    byStatus: countBy(agreements, 'status', AGREEMENT_STATUSES),
    coverage,
  };
}

function countBy<Key extends string>(
  agreements: readonly CountedAgreement[],
  fact: 'model' | 'state' | 'status',
  known: readonly Key[],
): Record<Key, number> {
  const counts = new Map<string, number>(known.map((key) => [key, 0]));
  for (const agreement of agreements)
    counts.set(agreement[fact], (counts.get(agreement[fact]) ?? 0) + 1);
  return Object.fromEntries(counts) as Record<Key, number>;
}

/**
 * Where a day lies among the official lists. The register knows a day completely when a list is of that very day, or
 * when it lies between two lists that are not too far apart (policy.yaml, `registry.longestListGapDays`).
 */
export function coverageOf(asOf: Day, lists: readonly Day[], longestGapDays: number): Coverage {
  const lastList =
    lists
      .filter((day) => day <= asOf)
      .sort()
      .at(-1) ?? null;
  const nextList =
    lists
      .filter((day) => day > asOf)
      .sort()
      .at(0) ?? null;
  const isBetween =
    lastList !== null && nextList !== null && daysBetween(lastList, nextList) <= longestGapDays;
  return { lastList, nextList, complete: lastList === asOf || isBetween };
}
