import { addDays, addMonths, type Day } from '../platform/clock/calendar.js';

export const STATUSES = ['unresolved-open', 'resolved-open', 'closed'] as const;

/** As the Inspector General counts them (OIG-12-130, appendix C). */
export type RecommendationStatus = (typeof STATUSES)[number];

export const CONCURRENCES = ['concurs', 'does-not-concur'] as const;

export type Concurrence = (typeof CONCURRENCES)[number];

export const EVENT_KINDS = ['issued', 'response', 'analysis', 'resolved-open', 'closed'] as const;

export type EventKind = (typeof EVENT_KINDS)[number];

/** What the memo wants to know of the agency (OIG-12-130: agreement, plan, target date, responsible parties). */
export interface AnswerFacts {
  concurrence: Concurrence | null;
  correctiveActionPlan: string | null;
  targetDate: Day | null;
  responsibleParties: string | null;
}

export const ANSWER_FIELDS = [
  'concurrence',
  'correctiveActionPlan',
  'targetDate',
  'responsibleParties',
] as const satisfies readonly (keyof AnswerFacts)[];

/** An event, as far as the standing of a recommendation goes. */
export interface LedgerEvent extends AnswerFacts {
  id: string;
  kind: EventKind;
  onDay: Day;
  /** False: it had happened by that day, and nobody knows when. */
  isDayKnown: boolean;
  nextEvidence: string | null;
  isPublished: boolean;
  retractedAt: string | null;
}

/** How a recommendation stands on a day. */
export interface Standing extends AnswerFacts {
  /** `unknown`: it changed at some time between the event before and a day by which it had. */
  status: RecommendationStatus | 'unknown';
  /** The day of the last change of status, or the one by which it had changed. */
  since: Day;
  isDayKnown: boolean;
  nextEvidence: string | null;
  /** The day from which everything that the memo asks for was on record. */
  answeredOn: Day | null;
}

const STATUS_AFTER: Record<EventKind, RecommendationStatus | null> = {
  issued: 'unresolved-open',
  response: null,
  analysis: null,
  'resolved-open': 'resolved-open',
  closed: 'closed',
};

/** Whether an event of this kind changes the status. */
export const changesStatus = (kind: EventKind): boolean => STATUS_AFTER[kind] !== null;

/** What counts, in the order in which it happened. Ids sort by the time at which they were recorded. */
export function standingEvents<Event extends LedgerEvent>(events: readonly Event[]): Event[] {
  return events
    .filter(({ retractedAt }) => retractedAt === null)
    .sort((a, b) => (a.onDay === b.onDay ? (a.id < b.id ? -1 : 1) : a.onDay < b.onDay ? -1 : 1));
}

/** @returns null before the report with the recommendation was out */
export function standingOn(events: readonly LedgerEvent[], asOf: Day): Standing | null {
  const counting = standingEvents(events);
  let standing: Standing | null = null;
  for (const event of counting) {
    if (event.onDay > asOf) break;
    standing = after(standing, event);
  }
  if (!standing) return null;
  const next = counting.find(({ kind, onDay }) => onDay > asOf && changesStatus(kind));
  return next && !next.isDayKnown ? { ...standing, status: 'unknown' } : standing;
}

function after(before: Standing | null, event: LedgerEvent): Standing {
  const status = STATUS_AFTER[event.kind];
  const changed: Standing = {
    concurrence: event.concurrence ?? before?.concurrence ?? null,
    correctiveActionPlan: event.correctiveActionPlan ?? before?.correctiveActionPlan ?? null,
    targetDate: event.targetDate ?? before?.targetDate ?? null,
    responsibleParties: event.responsibleParties ?? before?.responsibleParties ?? null,
    nextEvidence: event.nextEvidence ?? before?.nextEvidence ?? null,
    status: status ?? before?.status ?? 'unresolved-open',
    since: status || !before ? event.onDay : before.since,
    isDayKnown: status || !before ? event.isDayKnown : before.isDayKnown,
    answeredOn: before?.answeredOn ?? null,
  };
  return isAnswered(changed) && changed.answeredOn === null
    ? { ...changed, answeredOn: event.onDay }
    : changed;
}

/** Whoever disagrees has answered with that: there is nothing to plan. */
const isAnswered = (facts: AnswerFacts): boolean =>
  facts.concurrence === 'does-not-concur' || missingAnswers(facts).length === 0;

/** What the memo asks for and nobody has said. */
export const missingAnswers = (facts: AnswerFacts): (keyof AnswerFacts)[] =>
  ANSWER_FIELDS.filter((field) => facts[field] === null);

export interface StatusCounts {
  total: number;
  closed: number;
  resolvedOpen: number;
  unresolvedOpen: number;
  /** Those of which nobody knows how they stood on that day. */
  statusUnknown: number;
}

export function countStatuses(standings: readonly Pick<Standing, 'status'>[]): StatusCounts {
  const of = (wanted: Standing['status']): number =>
    standings.filter(({ status }) => status === wanted).length;
  return {
    total: standings.length,
    closed: of('closed'),
    resolvedOpen: of('resolved-open'),
    unresolvedOpen: of('unresolved-open'),
    statusUnknown: of('unknown'),
  };
}

/** The reports that were out before the latest one. */
export function earlierReports<Report extends { issuedBy: Day }>(
  reports: readonly Report[],
): Report[] {
  const latest = reports
    .map(({ issuedBy }) => issuedBy)
    .sort()
    .at(-1);
  return reports.filter(({ issuedBy }) => issuedBy !== latest);
}

/**
 * The first day on which a report certainly was out.
 * @param issued a day, or a month such as `2010-03`, as reports of which only that is known
 */
export const issuedByDay = (issued: string): Day =>
  isMonth(issued) ? addDays(addMonths(`${issued}-01`, 1), -1) : issued;

export const isMonth = (issued: string): boolean => /^\d{4}-\d{2}$/.test(issued);

/** `unresolved and open since …`; the day in figures where it only bounds what nobody knows. */
export function statusText(standing: Pick<Standing, 'status' | 'since' | 'isDayKnown'>): string {
  if (standing.status === 'unknown') return 'open or closed: the day of its change is unknown';
  const words = STATUS_WORDS[standing.status];
  return standing.isDayKnown || standing.status === 'unresolved-open'
    ? words
    : `${words} by ${standing.since}, day unknown`;
}

export const STATUS_WORDS: Record<RecommendationStatus, string> = {
  'unresolved-open': 'unresolved and open',
  'resolved-open': 'resolved and open',
  closed: 'closed',
};
