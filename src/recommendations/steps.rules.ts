import { type Day, isDay } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import {
  ANSWER_FIELDS,
  changesStatus,
  CONCURRENCES,
  type LedgerEvent,
  type RecommendationStatus,
  standingEvents,
  standingOn,
  STATUS_WORDS,
} from './ledger.rules.js';

/** What can be recorded of a recommendation. The last two are changes of its status. */
export const STEP_NAMES = ['response', 'analysis', 'resolved-open', 'closed'] as const;

export type StepName = (typeof STEP_NAMES)[number];

/** The changes of status: `to` of a transition. */
export const TRANSITION_NAMES = ['resolved-open', 'closed'] as const;

export const FIELD_NAMES = [
  ...ANSWER_FIELDS,
  'response',
  'analysis',
  'nextEvidence',
  'reason',
] as const;

export type FieldName = (typeof FIELD_NAMES)[number];

/** What was typed, or sent. */
export type StepFacts = { on: string } & Partial<Record<FieldName, string>>;

export interface Step {
  name: StepName;
  from: readonly RecommendationStatus[];
  /** Must be said now, or be on record by the day of the step. */
  asks: readonly FieldName[];
  /** May be said as well. */
  takes: readonly FieldName[];
  /** At least one of these must be said now. */
  oneOf: readonly FieldName[];
}

/**
 * Unresolved and open → resolved and open → closed, and what is said in between. Resolved means that the OIG and the agency
 * agree on what is to be done, so what the memo asks for is on record by then; the OIG closes a recommendation when it
 * agrees with what was done (OIG-12-130, page 2), so its analysis is.
 */
export const STEPS: readonly Step[] = [
  {
    name: 'response',
    from: ['unresolved-open', 'resolved-open'],
    asks: [],
    takes: [...ANSWER_FIELDS, 'response'],
    oneOf: [...ANSWER_FIELDS, 'response'],
  },
  {
    name: 'analysis',
    from: ['unresolved-open', 'resolved-open'],
    asks: [],
    takes: ['analysis', 'nextEvidence'],
    oneOf: ['analysis'],
  },
  {
    name: 'resolved-open',
    from: ['unresolved-open'],
    asks: ANSWER_FIELDS,
    takes: [...ANSWER_FIELDS, 'analysis', 'nextEvidence', 'reason'],
    oneOf: ['analysis', 'reason'],
  },
  {
    name: 'closed',
    from: ['resolved-open'],
    asks: [],
    takes: ['analysis', 'reason'],
    oneOf: ['analysis'],
  },
];

/** What can be recorded of a recommendation that stands so. */
export const stepsFrom = (status: string): Step[] =>
  STEPS.filter(({ from }) => (from as readonly string[]).includes(status));

export function stepOf(name: StepName): Step {
  const step = STEPS.find((candidate) => candidate.name === name);
  if (!step) throw new Error(`no step is called ${name}`);
  return step;
}

export interface Objection {
  field: 'on' | FieldName;
  detail: string;
}

/** How people read each field. */
export const FIELD_LABELS: Record<FieldName, string> = {
  concurrence: 'Agreement or disagreement',
  correctiveActionPlan: 'Corrective action plan',
  targetDate: 'Target completion date',
  responsibleParties: 'Responsible parties',
  response: 'What the agency says',
  analysis: 'The OIG’s analysis',
  nextEvidence: 'What the OIG waits for',
  reason: 'Reason',
};

/** Of a free text; names, which are kept shorter, are none of them. */
const LONGEST_TEXT = 4000;

const isSaid = (value: string | undefined): boolean => value !== undefined && value.trim() !== '';

/**
 * What keeps a step from being recorded, field by field.
 * @param events all that is on record of the recommendation
 */
export function objectionsToStep(
  step: Step,
  facts: StepFacts,
  events: readonly LedgerEvent[],
  today: Day,
): Objection[] {
  return [
    ...objectionsToDay(step, facts.on, events, today),
    ...objectionsToFacts(step, facts),
    ...objectionsToGaps(step, facts, events, today),
  ];
}

function objectionsToDay(
  step: Step,
  on: string,
  events: readonly LedgerEvent[],
  today: Day,
): Objection[] {
  const refused = (detail: string): Objection[] => [{ field: 'on', detail }];
  if (!isDay(on)) return refused('It must be a day of the calendar such as 2012-09-26.');
  if (on > today) return refused('It must not lie ahead: what is recorded has happened.');
  const changes = standingEvents(events).filter(({ kind }) => changesStatus(kind));
  const before = changesStatus(step.name) ? changes.at(-1) : changes[0];
  if (before && on < before.onDay)
    return refused(
      `It must not lie before ${dayText(before.onDay)}: the recommendation ${before.kind === 'issued' ? 'was issued' : `became ${before.kind.replace('-', ' and ')}`} then.`,
    );
  return [];
}

function objectionsToFacts(step: Step, facts: StepFacts): Objection[] {
  return FIELD_NAMES.flatMap((field): Objection[] => {
    const value = facts[field];
    if (value === undefined || !isSaid(value)) return [];
    if (!step.takes.includes(field))
      return [{ field, detail: `${FIELD_LABELS[field]}: this is not said here.` }];
    if (field === 'concurrence' && !(CONCURRENCES as readonly string[]).includes(value))
      return [{ field, detail: `Choose one of: ${CONCURRENCES.join(', ')}.` }];
    if (field === 'targetDate' && !isDay(value))
      return [{ field, detail: 'It must be a day of the calendar such as 2012-12-31.' }];
    if (value.length > LONGEST_TEXT)
      return [{ field, detail: `Say it in ${LONGEST_TEXT} characters, and attach the rest.` }];
    return [];
  });
}

function objectionsToGaps(
  step: Step,
  facts: StepFacts,
  events: readonly LedgerEvent[],
  today: Day,
): Objection[] {
  const standing = standingOn(events, isDay(facts.on) ? facts.on : today);
  const isOnRecord = (field: FieldName): boolean =>
    isSaid(facts[field]) ||
    Boolean((standing as Partial<Record<FieldName, unknown>> | null)?.[field]);
  const missing = step.asks.filter((field) => !isOnRecord(field));
  const [first] = step.oneOf;
  const isSilent = first !== undefined && !step.oneOf.some((field) => isSaid(facts[field]));
  return [
    ...missing.map((field) => ({
      field,
      detail: `${FIELD_LABELS[field]}: the OIG asks for it before a recommendation is resolved.`,
    })),
    ...(isSilent ? [{ field: first, detail: silence(step) }] : []),
  ];
}

const silence = ({ oneOf }: Step): string =>
  oneOf.length === 1
    ? `${oneOf.map((field) => FIELD_LABELS[field]).join()} must be given.`
    : `Give at least one of: ${oneOf.map((field) => FIELD_LABELS[field].toLowerCase()).join(', ')}.`;

/**
 * Why an entry of the history cannot be taken back; null when it can.
 * @param events all that is on record of the recommendation
 */
export function whyNotRetractable(
  event: LedgerEvent,
  events: readonly LedgerEvent[],
): string | null {
  if (event.retractedAt !== null) return 'It was taken back already.';
  if (event.isPublished) return 'It stands in a published report.';
  const changes = standingEvents(events).filter(({ kind }) => changesStatus(kind));
  const last = changes.at(-1);
  if (changesStatus(event.kind) && last && last.id !== event.id)
    return `The recommendation became ${statusAfter(last)} after it: take that back first.`;
  const others = standingEvents(events).filter(({ id }) => id !== event.id);
  const resolved = others.find(({ kind, isPublished }) => kind === 'resolved-open' && !isPublished);
  const left = resolved && standingOn(others, resolved.onDay);
  if (
    left &&
    stepOf('resolved-open').asks.some((field) => left[field as keyof typeof left] === null)
  )
    return 'The recommendation was resolved on the strength of it: take that back first.';
  return null;
}

const statusAfter = ({ kind }: LedgerEvent): string =>
  kind === 'closed' || kind === 'resolved-open'
    ? STATUS_WORDS[kind]
    : STATUS_WORDS['unresolved-open'];
