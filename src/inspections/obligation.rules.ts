import type { Day } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import type { DueDecision } from './due.rules.js';

/** An obligation that stands open in the database. */
export interface OpenObligation {
  id: string;
  agreementId: string;
  anchorKey: string;
  dueOn: Day;
  basis: string;
  /** Whether an inspection that meets it has been completed. */
  isFulfilled: boolean;
}

export interface ObligationChanges {
  create: { agreementId: string; anchorKey: string; dueOn: Day; basis: string }[];
  /** The rule gives another day now: the policy changed, or the history was corrected. */
  redate: { id: string; agreementId: string; wasDueOn: Day; dueOn: Day; basis: string }[];
  close: { id: string; agreementId: string; status: 'met' | 'withdrawn'; reason: string }[];
}

/**
 * What must change so that every agreement in force has exactly the one open obligation that its due rule asks for.
 * @param decisions agreement id → due rule's answer, for the agreements in force
 * @param known anchor keys of all obligations ever made, as `agreementId/anchorKey`: a closed one is not made again
 */
export function reconcileObligations(
  decisions: Map<string, DueDecision>,
  open: OpenObligation[],
  known: ReadonlySet<string>,
): ObligationChanges {
  const changes: ObligationChanges = { create: [], redate: [], close: [] };
  for (const obligation of open) {
    const decision = decisions.get(obligation.agreementId);
    const closing = closingOf(obligation, decision);
    if (closing)
      changes.close.push({ id: obligation.id, agreementId: obligation.agreementId, ...closing });
    else if (decision?.isDue && isChanged(obligation, decision))
      changes.redate.push({
        id: obligation.id,
        agreementId: obligation.agreementId,
        wasDueOn: obligation.dueOn,
        dueOn: decision.dueOn,
        basis: decision.basis,
      });
  }
  for (const [agreementId, decision] of decisions)
    if (decision.isDue && !known.has(`${agreementId}/${decision.anchorKey}`))
      changes.create.push({
        agreementId,
        anchorKey: decision.anchorKey,
        dueOn: decision.dueOn,
        basis: decision.basis,
      });
  return changes;
}

function closingOf(
  obligation: OpenObligation,
  decision: DueDecision | undefined,
): { status: 'met' | 'withdrawn'; reason: string } | undefined {
  if (obligation.isFulfilled) return { status: 'met', reason: 'The inspection was completed.' };
  if (!decision) return { status: 'withdrawn', reason: 'The agreement is no longer in force.' };
  if (!decision.isDue) return { status: 'withdrawn', reason: decision.reason };
  if (decision.anchorKey !== obligation.anchorKey)
    return {
      status: 'withdrawn',
      reason: `Replaced: the next one is due on ${dayText(decision.dueOn)}, ${decision.basis}.`,
    };
  return undefined;
}

const isChanged = (obligation: OpenObligation, decision: { dueOn: Day; basis: string }): boolean =>
  obligation.dueOn !== decision.dueOn || obligation.basis !== decision.basis;
