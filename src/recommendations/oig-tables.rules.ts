import type { Day } from '../platform/clock/calendar.js';
import type { Concurrence, EventKind } from './ledger.rules.js';

/** The report whose appendix C the shipped ledger is, and the day for which that speaks. */
export const APPENDIX = { report: 'OIG-12-130', asOf: '2012-09-25' } as const;

/** A row of `oig/reports.csv`: a report, and how many of its recommendations stood how on that day. */
export interface ReportRow {
  number: string;
  issued: string;
  issuedBy: Day;
  recommendations: number;
  closed: number;
}

/** A row of `oig/recommendations.csv`: one that was open on that day. */
export interface OpenRow {
  report: string;
  number: number;
  status: string;
  concurrence: string;
  targetDate: string;
  nextEvidence: string;
}

/** A row of `oig/statements.csv`: what the report prints of it, word for word. */
export interface StatementRow {
  report: string;
  number: number;
  kind: string;
  text: string;
}

/** An event as a published report tells it. */
export interface PublishedEvent {
  kind: EventKind;
  onDay: Day;
  isDayKnown: boolean;
  concurrence?: Concurrence;
  targetDate?: Day;
  response?: string;
  analysis?: string;
  nextEvidence?: string;
}

/**
 * What the report tells of one recommendation, oldest first. Of the earlier reports it says how each stood on its day and not
 * since when, so these changes are dated "by" it. Nothing is made up: a text that it does not print stays away.
 */
export function publishedEvents(
  report: ReportRow,
  open: OpenRow | undefined,
  statements: readonly StatementRow[],
): PublishedEvent[] {
  const said = (kind: string): string | undefined =>
    statements.find((statement) => statement.kind === kind)?.text;
  const isDayKnown = report.issued === report.issuedBy;
  const issued: PublishedEvent = { kind: 'issued', onDay: report.issuedBy, isDayKnown };
  const by = { onDay: APPENDIX.asOf, isDayKnown: false };
  if (!open) return [issued, { kind: 'closed', ...by }];
  const concurrence = open.concurrence === 'concurs' ? ({ concurrence: 'concurs' } as const) : {};
  const targetDate = open.targetDate ? { targetDate: open.targetDate } : {};
  const response = saying('response', said('response'));
  const analysis = saying('analysis', said('analysis'));
  const nextEvidence = { nextEvidence: open.nextEvidence };
  if (open.status === 'unresolved-open')
    return [
      { ...issued, ...targetDate },
      { kind: 'response', ...by, ...concurrence, ...response },
      { kind: 'analysis', onDay: report.issuedBy, isDayKnown, ...analysis, ...nextEvidence },
    ];
  return [
    issued,
    { kind: 'resolved-open', ...by, ...concurrence, ...targetDate, ...response, ...analysis },
    { kind: 'response', ...by, ...saying('response', said('response-update')) },
    {
      kind: 'analysis',
      onDay: APPENDIX.asOf,
      isDayKnown: true,
      ...saying('analysis', said('analysis-update')),
      ...nextEvidence,
    },
  ];
}

const saying = <Field extends 'response' | 'analysis'>(
  field: Field,
  text: string | undefined,
): Partial<Record<Field, string>> =>
  text === undefined ? {} : ({ [field]: text } as Partial<Record<Field, string>>);
