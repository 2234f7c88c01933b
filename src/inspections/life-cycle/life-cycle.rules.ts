import { type Day, isDay } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';

/** The statuses of a visit, in the order in which it goes through them; the last two stand beside. */
export const INSPECTION_STATUSES = [
  'unscheduled',
  'scheduled',
  'notified',
  'in-field',
  'exit-interview',
  'draft-report',
  'final-report',
  'distributed',
  'closed',
  'postponed',
  'cancelled',
] as const;
export type InspectionStatus = (typeof INSPECTION_STATUSES)[number];

/** Whose step it is, by permission; `planner` = the program's own planning, and nobody by hand. */
export type StepBy = 'inspections.conduct' | 'inspections.step' | 'planner';

/** A way from one status to another. */
export interface Transition {
  from: InspectionStatus;
  to: InspectionStatus;
  by: StepBy;
  /** What it needs besides the day on which it happened. */
  requires: readonly ('reason' | 'startsOn')[];
  /** Only of this kind of visit; null = of both. */
  kind: 'full' | 'focus' | null;
}

type Row = [
  InspectionStatus,
  InspectionStatus,
  StepBy,
  Transition['requires']?,
  Transition['kind']?,
];

/**
 * Every step there is. What is not in this table is not possible. The steps of the issue: scheduled → notified → in the
 * field → exit interview → draft report → final report → distributed → closed; or postponed, cancelled with a reason.
 * Field work that is broken off goes on to the exit interview, with what was not seen rated as not assessed.
 */
const ROWS: Row[] = [
  ['unscheduled', 'scheduled', 'planner'],
  ['unscheduled', 'cancelled', 'inspections.step', ['reason']],
  ['scheduled', 'notified', 'inspections.conduct'],
  ['scheduled', 'postponed', 'inspections.step', ['reason']],
  ['scheduled', 'cancelled', 'inspections.step', ['reason']],
  ['notified', 'in-field', 'inspections.conduct'],
  ['notified', 'postponed', 'inspections.step', ['reason']],
  ['notified', 'cancelled', 'inspections.step', ['reason']],
  ['in-field', 'exit-interview', 'inspections.conduct'],
  ['exit-interview', 'draft-report', 'inspections.conduct'],
  ['draft-report', 'final-report', 'inspections.conduct'],
  ['final-report', 'distributed', 'inspections.conduct'],
  ['distributed', 'closed', 'inspections.step'],
  ['postponed', 'scheduled', 'inspections.step', ['startsOn', 'reason']],
  // Only what the planner has placed without an obligation goes back to it; a full inspection is cancelled, and made anew.
  ['postponed', 'unscheduled', 'inspections.step', ['reason'], 'focus'],
  ['postponed', 'cancelled', 'inspections.step', ['reason']],
];

export const TRANSITIONS: readonly Transition[] = ROWS.map(
  ([from, to, by, requires = [], kind = null]) => ({ from, to, by, requires, kind }),
);

/** The way from one status to another for a kind of visit; undefined when there is none. */
export const transitionBetween = (
  from: InspectionStatus,
  to: string,
  kind: 'full' | 'focus',
): Transition | undefined =>
  TRANSITIONS.find(
    (step) => step.from === from && step.to === to && (step.kind === null || step.kind === kind),
  );

/** The steps that somebody may take now. */
export const stepsFrom = (
  from: InspectionStatus,
  kind: 'full' | 'focus',
  permissions: ReadonlySet<string>,
): Transition[] =>
  TRANSITIONS.filter(
    (step) =>
      step.from === from && permissions.has(step.by) && (step.kind === null || step.kind === kind),
  );

/** Whether a visit stands so; a status may come from a list that knows only texts. */
export const isOneOf = (status: string, statuses: readonly InspectionStatus[]): boolean =>
  (statuses as readonly string[]).includes(status);

const rank = (status: InspectionStatus): number => INSPECTION_STATUSES.indexOf(status);

/** Field work is over: the visit meets its obligation, and the next one is counted from it. */
export const AFTER_FIELD_WORK: readonly InspectionStatus[] = [
  'exit-interview',
  'draft-report',
  'final-report',
  'distributed',
  'closed',
];
export const isFieldWorkDone = (status: string): boolean => isOneOf(status, AFTER_FIELD_WORK);

/** It has dates, and they lie ahead or are on. */
export const DATED_AHEAD: readonly InspectionStatus[] = ['scheduled', 'notified', 'in-field'];
export const isDatedAhead = (status: string): boolean => isOneOf(status, DATED_AHEAD);

/** Its people are, or were, away on its days. */
export const TAKING_DAYS: readonly InspectionStatus[] = [...DATED_AHEAD, ...AFTER_FIELD_WORK];

/** Nobody has been there yet: it can be postponed, handed over, or taken back with its obligation. */
export const BEFORE_FIELD_WORK: readonly InspectionStatus[] = [
  'unscheduled',
  'scheduled',
  'notified',
  'postponed',
];

/** Its people owe the next step of the report. */
export const OWING_A_REPORT: readonly InspectionStatus[] = [
  'exit-interview',
  'draft-report',
  'final-report',
];

/** It will still say what became of the findings that it covers. */
export const AWAITED: readonly InspectionStatus[] = [
  ...BEFORE_FIELD_WORK,
  'in-field',
  'exit-interview',
  'draft-report',
];

/** While the checklist may be filled in: from the notification until the draft report is final. */
export const isChecklistOpen = (status: InspectionStatus): boolean =>
  rank(status) >= rank('notified') && rank(status) <= rank('draft-report');

/** The statuses that a visit goes through, without those beside the way. */
export const MAIN_PATH: readonly InspectionStatus[] = INSPECTION_STATUSES.slice(1, 9);

/** What is told of a step. */
export interface StepRequest {
  to: string;
  /** The day on which it happened. */
  on: Day;
  reason?: string | undefined;
  startsOn?: Day | undefined;
}

/** What is known of the visit. */
export interface StepFacts {
  startsOn: Day | null;
  endsOn: Day | null;
  /** The day of the latest step; null when it is the first. */
  lastStepOn: Day | null;
}

export interface FieldObjection {
  field: 'on' | 'reason' | 'startsOn';
  detail: string;
}

/** What is wrong with the fields of a step, by field. Steps are recorded in the order in which they happened. */
export function objectionsToFields(
  step: Transition,
  request: StepRequest,
  facts: StepFacts,
  today: Day,
): FieldObjection[] {
  const objections: FieldObjection[] = [];
  const object = (field: FieldObjection['field'], detail: string): void => {
    objections.push({ field, detail });
  };
  const { on } = request;
  if (!isDay(on)) object('on', 'on must be a day of the calendar such as 2012-09-26');
  else if (on > today) object('on', `on is ${dayText(on)}, which has not come yet`);
  else if (facts.lastStepOn !== null && on < facts.lastStepOn)
    object('on', `on is before the step before it, which happened on ${dayText(facts.lastStepOn)}`);
  else if (step.to === 'in-field') objections.push(...objectionsToFirstDay(on, facts));
  else if (step.to === 'exit-interview' && facts.startsOn !== null && on < facts.startsOn)
    object('on', `on is before the first day on site, ${dayText(facts.startsOn)}`);
  if (step.requires.includes('reason') && !request.reason) object('reason', 'reason must say why');
  if (step.requires.includes('startsOn') && !isDay(request.startsOn ?? ''))
    object('startsOn', 'startsOn must be the new first day, such as 2012-11-05');
  if (!step.requires.includes('startsOn') && request.startsOn)
    object('startsOn', 'startsOn belongs to a postponed visit that is scheduled again');
  return objections;
}

/** A team that comes on other days than planned would surprise whoever reads the plan. */
function objectionsToFirstDay(on: Day, { startsOn, endsOn }: StepFacts): FieldObjection[] {
  if (startsOn === null || endsOn === null || (on >= startsOn && on <= endsOn)) return [];
  return [
    {
      field: 'on',
      detail: `on must be one of the days of the visit, ${dayText(startsOn)} to ${dayText(endsOn)}; postpone it first if it moved`,
    },
  ];
}

/** What a step makes of the visit itself. */
export function changesOf(
  step: Transition,
  request: StepRequest,
): { status: InspectionStatus } & Partial<{
  startsOn: Day | null;
  endsOn: Day | null;
  obligationId: null;
  reportedOn: Day;
  reason: string;
}> {
  const { to } = step;
  const { on, reason } = request;
  return {
    status: to,
    ...(reason && { reason }),
    // Its people are free on those days again.
    ...((to === 'postponed' || to === 'unscheduled') && { startsOn: null, endsOn: null }),
    // Planning meets the obligation with another visit.
    ...(to === 'cancelled' && { obligationId: null }),
    ...(to === 'exit-interview' && { endsOn: on }),
    ...(to === 'final-report' && { reportedOn: on }),
  };
}
