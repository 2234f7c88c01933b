import { addDays, addMonths, type Day } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import type { InspectionPolicy } from '../platform/config/policy.js';

/** What the due rule looks at. */
export interface DueFacts {
  model: string;
  effectiveOn: Day | null;
  /** The latest completed full inspection. */
  lastInspection: { id: string; number: string; endsOn: Day } | null;
}

export type DueDecision =
  | { isDue: true; dueOn: Day; /** One obligation each. */ anchorKey: string; basis: string }
  | { isDue: false; reason: string };

/**
 * When an agreement must be inspected in full, by policy.yaml's `inspections` ("set by this installation"; no public
 * ICE rule was found). A model without a cycle has no rule, and the reason says so (the gap that GAO-21-186 criticised).
 */
export function nextFullInspection(facts: DueFacts, policy: InspectionPolicy): DueDecision {
  const months = policy.cycleMonths[facts.model];
  if (months === null || months === undefined)
    return { isDue: false, reason: `No inspection rule is set for the model ${facts.model}.` };
  if (!facts.lastInspection) return firstInspection(facts, policy);
  if (policy.cycleAnchor === 'fixed-calendar' && facts.effectiveOn)
    return onFixedCalendar(facts.effectiveOn, facts.lastInspection.endsOn, months);
  const { id, number, endsOn } = facts.lastInspection;
  return {
    isDue: true,
    dueOn: addMonths(endsOn, months),
    anchorKey: `inspection:${id}`,
    basis: `${months} months after the last full inspection, ${number}, ended on ${dayText(endsOn)}`,
  };
}

function firstInspection(facts: DueFacts, policy: InspectionPolicy): DueDecision {
  if (!facts.effectiveOn)
    return {
      isDue: false,
      reason: 'The effective date is not known, so no first inspection can be dated.',
    };
  return {
    isDue: true,
    dueOn: addMonths(facts.effectiveOn, policy.firstInspectionWithinMonths),
    anchorKey: `effective:${facts.effectiveOn}`,
    basis: `first inspection, within ${policy.firstInspectionWithinMonths} months of the effective date ${dayText(facts.effectiveOn)}`,
  };
}

/** The first multiple of the cycle, counted from the effective date, that lies after the last inspection. */
function onFixedCalendar(effectiveOn: Day, lastEndedOn: Day, months: number): DueDecision {
  let cycles = 1;
  while (addMonths(effectiveOn, cycles * months) <= lastEndedOn) cycles++;
  const dueOn = addMonths(effectiveOn, cycles * months);
  return {
    isDue: true,
    dueOn,
    anchorKey: `calendar:${dueOn}`,
    basis: `every ${months} months, counted from the effective date ${dayText(effectiveOn)}`,
  };
}

/** Whether the due rule gives an agreement a day at all: the same answer as `nextFullInspection`, without working it out. */
export function hasDueDay(facts: DueFacts, policy: InspectionPolicy): boolean {
  const months = policy.cycleMonths[facts.model];
  if (months === null || months === undefined) return false;
  return facts.lastInspection !== null || facts.effectiveOn !== null;
}

/** The first day on which a full inspection may start: not so early that the cycle would shrink. */
export const earliestStart = (dueOn: Day, policy: InspectionPolicy): Day =>
  addDays(dueOn, -policy.notBeforeDueDays);
