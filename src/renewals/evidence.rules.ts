import type { Day } from '../platform/clock/calendar.js';
import type { InspectionPolicy, RenewalPolicy } from '../platform/config/policy.js';
import type { AgreementFacts, Statement } from './evidence-facts.js';
import { figureEvidence } from './figure-evidence.rules.js';
import { findingEvidence } from './finding-evidence.rules.js';
import { inspectionEvidence } from './inspection-evidence.rules.js';
import { counted } from './statement.rules.js';
import { statusEvidence } from './status-evidence.rules.js';

/** The settings that decide on weights. */
export interface EvidenceSettings {
  inspections: Pick<InspectionPolicy, 'cycleMonths'>;
  renewals: Pick<RenewalPolicy, 'evidence'>;
}

/**
 * What speaks for and against keeping an agreement, each in a sentence of its own. No score is made of them: what weighs
 * more is for people to say. Where a number decides on a weight, it is a setting of this installation.
 */
export function evidenceOf(
  facts: AgreementFacts,
  policy: EvidenceSettings,
  today: Day,
): Statement[] {
  const { evidence } = policy.renewals;
  return [
    ...statusEvidence(facts, today),
    ...inspectionEvidence(facts, policy.inspections, today),
    ...findingEvidence(facts, evidence, today),
    ...figureEvidence(facts, evidence),
  ];
}

/** The statements of one weight. */
export const weighing = (
  statements: readonly Statement[],
  weight: Statement['weight'],
): Statement[] => statements.filter((statement) => statement.weight === weight);

/** `2 reasons to look closer: suspended; 1 open finding of high severity` */
export function indication(statements: readonly Statement[]): string {
  const reasons = weighing(statements, 'against');
  if (reasons.length > 0)
    return `${counted(reasons.length, 'reason')} to look closer: ${shortOf(reasons)}`;
  const inFavor = weighing(statements, 'for');
  return inFavor.length > 0
    ? `No reason to look closer is known; for keeping it: ${shortOf(inFavor)}`
    : 'Nothing is known yet that speaks for or against it';
}

const shortOf = (statements: readonly Statement[]): string =>
  statements.map(({ short }) => short).join('; ');
