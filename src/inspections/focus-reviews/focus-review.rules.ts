import { addDays, earlierOf, laterOf, type Day } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import type { Policy } from '../../platform/config/policy.js';
import { byAgreement } from '../../registry/by-agreement.js';
import type { Severity } from '../finding.entity.js';

/** An open finding that no visit covers yet. */
export interface OpenFinding {
  id: string;
  number: string;
  agreementId: string;
  severity: Severity;
  /** The day of the final report of the inspection that found it. */
  reportedOn: Day;
  /** Null = no corrective action is recorded: its due date follows from the severity. */
  actionDueOn: Day | null;
}

/** A full inspection of the same agreement that has a date. */
export interface ComingInspection {
  id: string;
  number: string;
  agreementId: string;
  startsOn: Day;
}

/** The findings of one agreement, and the visit that is to verify them. */
export type FollowUp = { agreementId: string; findingIds: string[]; dueOn: Day; releaseOn: Day } & (
  | { by: 'focus-review'; basis: string }
  | { by: 'full-inspection'; inspectionId: string; basis: string }
);

/**
 * One follow-up for each agreement with open, uncovered findings: a focus review, or the full inspection that comes
 * soon enough anyway. All numbers are policy.yaml's `focusReviews`.
 */
export function followUps(
  findings: OpenFinding[],
  coming: ComingInspection[],
  policy: Policy,
  today: Day,
): FollowUp[] {
  return [...byAgreement(findings)].map(([agreementId, group]) => {
    const dueOn = focusReviewDue(group, policy);
    const absorbing = absorbingInspection(
      coming.filter((inspection) => inspection.agreementId === agreementId),
      group,
      dueOn,
      policy,
      today,
    );
    const common = {
      agreementId,
      findingIds: group.map((finding) => finding.id),
      dueOn,
      releaseOn: releaseOf(group, dueOn, policy),
    };
    if (absorbing)
      return {
        ...common,
        by: 'full-inspection',
        inspectionId: absorbing.id,
        basis: `Absorbed: the full inspection ${absorbing.number} starts on ${dayText(absorbing.startsOn)}, within ${policy.focusReviews.absorbedByFullInspectionWithinDays} days of the focus review's due date ${dayText(dueOn)}.`,
      };
    return { ...common, by: 'focus-review', basis: describeDue(group, dueOn, policy) };
  });
}

/** A finding that a visit has looked at already is counted from that visit's report on, and not from the first one. */
export function countedFrom(finding: OpenFinding, lastReportOn: Day | null): OpenFinding {
  if (lastReportOn === null) return finding;
  const { actionDueOn } = finding;
  return {
    ...finding,
    reportedOn: lastReportOn,
    actionDueOn: actionDueOn === null ? null : laterOf(actionDueOn, lastReportOn),
  };
}

/** Due date of a corrective action that is not on record: by severity, from the report (policy `correctiveActions`). */
function actionDue(finding: OpenFinding, policy: Policy): Day {
  return (
    finding.actionDueOn ??
    addDays(finding.reportedOn, policy.correctiveActions.dueDays[finding.severity])
  );
}

/**
 * So many days after the last action's due date; for a high finding sooner, after its own; never later than so many
 * days after the earliest report.
 */
export function focusReviewDue(group: OpenFinding[], policy: Policy): Day {
  const rules = policy.focusReviews;
  const lastAction = group.map((finding) => actionDue(finding, policy)).reduce(laterOf);
  const candidates = [
    addDays(lastAction, rules.dueDaysAfterAction),
    ...group.map((finding) => addDays(finding.reportedOn, rules.latestDaysAfterReport)),
    ...group
      .filter((finding) => finding.severity === 'high')
      .map((finding) => addDays(actionDue(finding, policy), rules.highSeverityDueDaysAfterAction)),
  ];
  return candidates.reduce(earlierOf);
}

/** Before the actions are due there is little to verify; but a review must fit before its own due date. */
function releaseOf(group: OpenFinding[], dueOn: Day, policy: Policy): Day {
  const lastAction = group.map((finding) => actionDue(finding, policy)).reduce(laterOf);
  return earlierOf(addDays(lastAction, 1), addDays(dueOn, -7));
}

function absorbingInspection(
  coming: ComingInspection[],
  group: OpenFinding[],
  dueOn: Day,
  policy: Policy,
  today: Day,
): ComingInspection | undefined {
  const hasHigh = group.some((finding) => finding.severity === 'high');
  const patience = hasHigh ? 0 : policy.focusReviews.absorbedByFullInspectionWithinDays;
  const latest = addDays(laterOf(dueOn, today), patience);
  return coming
    .filter((inspection) => inspection.startsOn >= today && inspection.startsOn <= latest)
    .sort((a, b) => a.startsOn.localeCompare(b.startsOn))[0];
}

function describeDue(group: OpenFinding[], dueOn: Day, policy: Policy): string {
  const rules = policy.focusReviews;
  const numbers = group.map((finding) => finding.number).join(', ');
  const earliestReport = group.map((finding) => finding.reportedOn).reduce(earlierOf);
  if (dueOn === addDays(earliestReport, rules.latestDaysAfterReport))
    return `Follows up ${numbers}: due ${rules.latestDaysAfterReport} days after the report of ${dayText(earliestReport)}, the latest day allowed.`;
  const lastAction = group.map((finding) => actionDue(finding, policy)).reduce(laterOf);
  if (dueOn === addDays(lastAction, rules.dueDaysAfterAction))
    return `Follows up ${numbers}: due ${rules.dueDaysAfterAction} days after the last corrective action's due date ${dayText(lastAction)}.`;
  return `Follows up ${numbers}: due ${rules.highSeverityDueDaysAfterAction} days after the due date of a high-severity finding's action.`;
}
