import { type Day, isDay } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';

/** Where a corrective action stands. */
export const ACTION_STATUSES = [
  'opened',
  'submitted',
  'sent-back',
  'accepted',
  'implemented',
  'verified',
  'withdrawn',
] as const;
export type ActionStatus = (typeof ACTION_STATUSES)[number];

export const ACTION_OWNERS = ['agency', 'field-office'] as const;
export type ActionOwner = (typeof ACTION_OWNERS)[number];

/** What somebody may do with an action: `to` of a transition. What visits and closings bring about is not asked for. */
export const ACTION_STEPS = [
  'submitted',
  'accepted',
  'sent-back',
  'implemented',
  'verified',
] as const;
export type ActionStep = (typeof ACTION_STEPS)[number];

export const ACTION_FIELDS = ['plan', 'owner', 'plannedOn', 'doneOn', 'note', 'reason'] as const;
export type ActionField = (typeof ACTION_FIELDS)[number];

export type ActionFacts = Partial<Record<ActionField, string>>;

export type ActionPermission = 'corrective-actions.answer' | 'corrective-actions.decide';

export interface ActionTransition {
  to: ActionStep;
  from: readonly ActionStatus[];
  permission: ActionPermission;
  asks: readonly ActionField[];
  /** May be said as well. */
  takes: readonly ActionField[];
  /** Only when something is attached that shows it. */
  needsDocument?: true;
  /** Not by whoever brought the action to where it stands. */
  needsSecondPerson?: true;
}

/** The whole life of an action as far as people bring it about. */
export const ACTION_TRANSITIONS: readonly ActionTransition[] = [
  {
    to: 'submitted',
    from: ['opened', 'sent-back'],
    permission: 'corrective-actions.answer',
    asks: ['plan', 'owner', 'plannedOn'],
    takes: [],
  },
  {
    to: 'accepted',
    from: ['submitted'],
    permission: 'corrective-actions.decide',
    asks: [],
    takes: ['reason'],
    needsSecondPerson: true,
  },
  {
    to: 'sent-back',
    from: ['submitted'],
    permission: 'corrective-actions.decide',
    asks: ['reason'],
    takes: [],
  },
  {
    to: 'implemented',
    from: ['accepted'],
    permission: 'corrective-actions.answer',
    asks: ['doneOn', 'note'],
    takes: [],
  },
  {
    to: 'verified',
    from: ['implemented'],
    permission: 'corrective-actions.decide',
    asks: ['reason'],
    takes: [],
    needsDocument: true,
    needsSecondPerson: true,
  },
];

/** What the field office owes: a plan, or what was planned. */
export const OWED_BY_OFFICE: readonly ActionStatus[] = ['opened', 'sent-back', 'accepted'];

/** While it is one of these, the action's due date runs. */
export const RUNNING: readonly ActionStatus[] = [...OWED_BY_OFFICE, 'submitted'];

/** Nothing more is asked. */
export const FINISHED: readonly ActionStatus[] = ['verified', 'withdrawn'];

export const isRunning = (status: string | null): boolean =>
  (RUNNING as readonly (string | null)[]).includes(status);

export const isOwedByOffice = (status: string | null): boolean =>
  (OWED_BY_OFFICE as readonly (string | null)[]).includes(status);

export const isOverdue = (status: string | null, dueOn: Day | null, today: Day): boolean =>
  isRunning(status) && dueOn !== null && dueOn < today;

export const transitionsFrom = (status: ActionStatus): ActionTransition[] =>
  ACTION_TRANSITIONS.filter(({ from }) => from.includes(status));

export interface ActionObjection {
  field: ActionField | 'until' | 'file';
  detail: string;
}

/** How people read each field. */
export const ACTION_FIELD_LABELS: Record<ActionField, string> = {
  plan: 'What will be done',
  owner: 'Who owes it',
  plannedOn: 'Planned to be done on',
  doneOn: 'Done on',
  note: 'What was done',
  reason: 'Reason',
};

const LONGEST_TEXT = 4000;

/** What keeps a step from being taken, field by field. */
export function objectionsToAction(
  transition: ActionTransition,
  facts: ActionFacts,
  documentCount: number,
  today: Day,
): ActionObjection[] {
  const objections = ACTION_FIELDS.flatMap((field) =>
    objectionTo(field, facts[field]?.trim() ?? '', transition, today),
  );
  if (transition.needsDocument && documentCount === 0)
    objections.push({
      field: 'reason',
      detail: 'Nothing is attached that shows it: attach the documents first.',
    });
  return objections;
}

function objectionTo(
  field: ActionField,
  value: string,
  { asks, takes }: ActionTransition,
  today: Day,
): ActionObjection[] {
  const refused = (detail: string): ActionObjection[] => [{ field, detail }];
  const label = ACTION_FIELD_LABELS[field];
  if (value === '') return asks.includes(field) ? refused(`${label}: this is missing.`) : [];
  if (!asks.includes(field) && !takes.includes(field))
    return refused(`${label}: this is not said here.`);
  if (value.length > LONGEST_TEXT)
    return refused(`${label}: say it in ${LONGEST_TEXT} characters, and attach the rest.`);
  if (field === 'owner' && !(ACTION_OWNERS as readonly string[]).includes(value))
    return refused(`${label}: choose one of ${ACTION_OWNERS.join(', ')}.`);
  if ((field === 'plannedOn' || field === 'doneOn') && !isDay(value))
    return refused(`${label}: it must be a day of the calendar such as 2012-09-26.`);
  if (field === 'doneOn' && value > today)
    return refused(`${label}: doneOn is ${dayText(value)}, which has not come yet.`);
  if (field === 'plannedOn' && value < today)
    return refused(`${label}: it must not lie before today, ${dayText(today)}.`);
  return [];
}

/** What keeps an extension from being asked for. */
export function objectionsToExtension(
  { until, reason }: { until: string; reason: string },
  dueOn: Day,
  today: Day,
): { field: 'until' | 'reason'; detail: string }[] {
  return [
    ...(!isDay(until)
      ? [
          {
            field: 'until' as const,
            detail: 'until must be a day of the calendar such as 2012-09-26.',
          },
        ]
      : until <= dueOn || until < today
        ? [
            {
              field: 'until' as const,
              detail: `until must lie after the due date ${dayText(dueOn)}, and not before today.`,
            },
          ]
        : []),
    ...(reason.trim() === ''
      ? [{ field: 'reason' as const, detail: 'reason must say why more time is needed.' }]
      : []),
  ];
}
