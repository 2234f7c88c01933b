export const STANDARD_KINDS = ['limit', 'share', 'yes-no', 'document', 'not-measurable'] as const;
export type StandardKind = (typeof STANDARD_KINDS)[number];

export const BOUNDS = ['at-most', 'at-least'] as const;
export type Bound = (typeof BOUNDS)[number];

export const UNITS = ['hours', 'days', 'months', 'years', 'percent'] as const;
export type Unit = (typeof UNITS)[number];

export const WEEKENDS = ['counted', 'excluded'] as const;
export type Weekends = (typeof WEEKENDS)[number];

/** What compliance with a requirement is measured against. */
export interface Standard {
  kind: StandardKind;
  /** limit and share: what is measured; yes-no: the question; document: which; not-measurable: why not. */
  what: string;
  /** What it is asked of each of, `officer`; null = of the agreement as a whole. */
  per: string | null;
  /** Of a limit and of a share only. */
  bound: Bound | null;
  /** A whole number. No days are the same day. */
  amount: number | null;
  unit: Unit | null;
  /** Of hours and days only. */
  weekends: Weekends | null;
  /** Where this reading goes beyond the text: how. Null = the text says so. */
  inference: string | null;
}

/** Something that is wrong with a standard, by its field. */
export interface Objection {
  field: string;
  detail: string;
}

export const isMeasurable = ({ kind }: Pick<Standard, 'kind'>): boolean =>
  kind !== 'not-measurable';

const LARGEST_AMOUNT = 100_000;

/** What keeps these fields from being a standard; none for one that can be kept. */
export function objectionsToStandard(standard: Standard): Objection[] {
  const { kind, what } = standard;
  const objections: Objection[] = [];
  if (what === '')
    objections.push({
      field: 'what',
      detail:
        kind === 'not-measurable'
          ? 'what must say why it cannot be measured'
          : 'what must say what is measured, asked or kept on file',
    });
  const measures = kind === 'limit' || kind === 'share';
  return [...objections, ...(measures ? numberMissing(standard) : numberForeign(standard))];
}

function numberMissing({ kind, bound, amount, unit, weekends }: Standard): Objection[] {
  const objections: Objection[] = [];
  const object = (field: string, detail: string): void => {
    objections.push({ field, detail });
  };
  if (bound === null) object('bound', `bound must be one of ${BOUNDS.join(', ')}`);
  if (amount === null || !Number.isInteger(amount) || amount < 0 || amount > LARGEST_AMOUNT)
    object('amount', `amount must be a whole number from 0 to ${LARGEST_AMOUNT}`);
  else if (unit === 'percent' && amount > 100)
    object('amount', 'amount must be 100 or less: it is a percentage');
  else if (amount === 0 && unit !== 'days' && unit !== 'percent')
    object('amount', `amount must be more than 0 ${unit ?? ''}`.trim());
  if (unit === null) object('unit', `unit must be one of ${UNITS.join(', ')}`);
  else if (kind === 'share' && unit !== 'percent')
    object('unit', 'unit must be percent: it is a share of a sample');
  if (isCounted(unit) && weekends === null)
    object('weekends', `weekends must be one of ${WEEKENDS.join(', ')}`);
  if (!isCounted(unit) && weekends !== null)
    object('weekends', 'weekends belong to hours and days only');
  return objections;
}

const isCounted = (unit: Unit | null): boolean => unit === 'hours' || unit === 'days';

function numberForeign(standard: Standard): Objection[] {
  return (['bound', 'amount', 'unit', 'weekends'] as const)
    .filter((field) => standard[field] !== null)
    .map((field) => ({ field, detail: `${field} belongs to a limit or a share only` }));
}

/** A standard in a sentence: `At most 48 hours, weekends excluded: from the complaint …, for each complaint.` */
export function standardWords(standard: Standard): string {
  const { kind, what, per } = standard;
  if (kind === 'not-measurable') return `Not measurable: ${what}`;
  const opening = {
    limit: limitWords(standard),
    share: `${limitWords(standard)} of a sample`,
    'yes-no': 'Yes or no',
    document: 'On file',
  }[kind];
  const ending = per === null ? '' : `, for each ${per}`;
  return kind === 'yes-no'
    ? `${opening}${ending}: ${what}`
    : `${opening}${ending}: ${what}${what.endsWith('.') ? '' : '.'}`;
}

/** The number of a limit or a share in words: `At most 48 hours, weekends excluded`. */
function limitWords({ bound, amount, unit, weekends }: Standard): string {
  if (amount === 0 && unit === 'days') return 'On the same day';
  if (amount === 100 && unit === 'percent') return '100 percent';
  const words = bound === 'at-least' ? 'At least' : 'At most';
  const noun = amount === 1 ? unit?.replace(/s$/, '') : unit;
  const days = weekends === 'excluded' ? ', weekends excluded' : '';
  return `${words} ${amount ?? ''} ${noun ?? ''}${days}`;
}
