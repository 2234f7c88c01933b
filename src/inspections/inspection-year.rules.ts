import type { Day } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import type { DueDecision } from './due.rules.js';
import type { InspectionKind, InspectionStatus } from './inspection.entity.js';

/** What is known of one agreement's full inspection when a fiscal year is looked at. */
export interface YearFacts {
  decision: DueDecision;
  /** Its open obligation, if the due rule's answer has been recorded. */
  obligation: { dueOn: Day; unscheduledReason: string | null } | null;
  /** A full inspection that has a date, in whichever year. */
  scheduled: { number: string; startsOn: Day; fiscalYear: number } | null;
  /** Last day of the fiscal year. */
  yearEndsOn: Day;
  fiscalYear: number;
}

/** Whether it waits for a place in the year. */
export function waitsForPlace(facts: {
  /** Undefined = no rule makes it due. */
  dueOn: Day | undefined;
  scheduled: { fiscalYear: number } | null | undefined;
  yearEndsOn: Day;
  fiscalYear: number;
}): boolean {
  const { dueOn, scheduled, yearEndsOn, fiscalYear } = facts;
  if (dueOn === undefined || dueOn > yearEndsOn) return false;
  return !scheduled || scheduled.fiscalYear === fiscalYear;
}

/** Where an agreement without a full inspection in a fiscal year stands, and why. */
export function standingWithoutInspection(facts: YearFacts): {
  status: 'unscheduled' | 'not-due';
  dueOn: Day | null;
  reason: string;
} {
  const { decision, obligation, scheduled, yearEndsOn, fiscalYear } = facts;
  if (!decision.isDue) return { status: 'not-due', dueOn: null, reason: decision.reason };
  const dueOn = obligation?.dueOn ?? decision.dueOn;
  if (waitsForPlace({ dueOn, scheduled, yearEndsOn, fiscalYear }))
    return {
      status: 'unscheduled',
      dueOn,
      reason:
        obligation?.unscheduledReason ??
        'Due, and not yet placed: the scheduling job has not run since it became due.',
    };
  const isElsewhere = scheduled !== null && scheduled.fiscalYear !== fiscalYear;
  return {
    status: 'not-due',
    dueOn,
    reason: isElsewhere
      ? `${scheduled.number} is scheduled for ${dayText(scheduled.startsOn)}, in fiscal year ${scheduled.fiscalYear}.`
      : `Next due on ${dayText(dueOn)}, after fiscal year ${fiscalYear}: ${decision.basis}.`,
  };
}

/** What sorting, choosing and counting look at. */
export interface YearLineFacts {
  number: string | null;
  kind: InspectionKind;
  agreement: { agreementId: string; agencyName: string; state: string };
  dueOn: Day | null;
  startsOn: Day | null;
  status: InspectionStatus | 'not-due';
}

export interface YearFilter {
  fiscalYear: number;
  kind?: InspectionKind | undefined;
  status?: string | undefined;
  /** Part of an agency's name or of a number. */
  q?: string | undefined;
}

/** Of a whole year, whatever the filter. */
export interface YearCounts {
  visits: number;
  focusReviews: number;
  unscheduled: number;
  notDue: number;
}

/** The lines that fit a filter, in their order. */
export function narrow<Line extends YearLineFacts>(
  lines: Line[],
  filter: Omit<YearFilter, 'fiscalYear'>,
): Line[] {
  return lines
    .filter((line) => !filter.kind || line.kind === filter.kind)
    .filter((line) => !filter.status || line.status === filter.status)
    .filter((line) => matches(line, filter.q));
}

function matches({ agreement, number }: YearLineFacts, q: string | undefined): boolean {
  if (!q) return true;
  const text = `${agreement.agencyName} ${number ?? ''}`.toLowerCase();
  return text.includes(q.trim().toLowerCase());
}

/** What has a date by date, then what waits by due date; names and ids make the order total. */
export function byDate<Line extends YearLineFacts>(lines: Line[]): Line[] {
  return lines
    .map((line) => ({ line, key: sortKey(line) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ line }) => line);
}

/** The place of a line in the year's list: text that sorts as the list does, and that is unique. */
export function sortKey(line: YearLineFacts): string {
  const { agreement, kind, number, startsOn, dueOn, status } = line;
  const rank = startsOn ? '1' : status === 'unscheduled' ? '2' : '3';
  const day = startsOn ?? dueOn ?? '9999';
  return `${rank}|${day}|${agreement.state}|${agreement.agencyName}|${kind}|${number ?? ''}|${agreement.agreementId}`;
}

export function countsOf(lines: readonly YearLineFacts[]): YearCounts {
  const count = (fits: (line: YearLineFacts) => boolean): number => lines.filter(fits).length;
  const hasPlace = (line: YearLineFacts): boolean =>
    line.startsOn !== null && line.status !== 'cancelled';
  return {
    visits: count((line) => line.kind === 'full' && hasPlace(line)),
    focusReviews: count((line) => line.kind === 'focus' && hasPlace(line)),
    unscheduled: count((line) => line.status === 'unscheduled'),
    notDue: count((line) => line.status === 'not-due'),
  };
}
