import { addMonths, type Day, fiscalYearOf } from '../platform/clock/calendar.js';
import { dayOfFact } from '../registers/facts.rules.js';
import type { RegisterFacts } from '../registers/limit-sources.rules.js';
import type { ComputedLimit } from '../registers/limits.rules.js';
import type { OfficerTraining } from '../registers/annual-training.rules.js';

/** `not-asked`: no requirement asks for it, or it is not due yet. */
export type Outcome = 'met' | 'not-met' | 'unknown' | 'not-asked';

/** What is known of one agreement in force on the day of the report. */
export interface AgreementFacts {
  agencyId: string;
  model: string;
  /** Null = no field office answers for it. */
  office: string | null;
  training: readonly OfficerTraining[];
  /** By the code of the requirement; absent = none with a limit holds for the agreement. */
  limits: Readonly<Record<string, readonly ComputedLimit[]>>;
  registers: RegisterFacts;
}

export interface Tally {
  /** Those that meet it. */
  numerator: number;
  /** Those of which it is known whether they meet it. */
  denominator: number;
  unknown: number;
  notAsked: number;
  /** Of the denominator, rounded down; null where it is 0. */
  percent: number | null;
}

export interface GroupTally extends Tally {
  group: string;
}

export interface Measure {
  code: string;
  name: string;
  /** What is counted: `agencies`. */
  unit: string;
  definition: string;
  source: string;
  total: Tally;
  byOffice: GroupTally[];
  byModel: GroupTally[];
}

/** What a measure counts, and how. */
interface MeasureRule {
  code: string;
  name: string;
  unit: 'agencies' | 'complaints' | 'goals';
  definition: (view: ReportView) => string;
  source: string;
  /** One outcome of an agreement where agencies are counted, else one for each complaint or goal. */
  outcomesOf: (facts: AgreementFacts, view: ReportView) => Outcome[];
}

export interface ReportView {
  asOf: Day;
  annualTrainingMonths: number;
}

/** The requirement that asks for a meeting once a year, and the one that asks for the notice of complaints. */
const MEETING = 'COM-01';
const NOTICE = 'CMP-01';

/** How far back complaints are counted. */
const COMPLAINT_MONTHS = 12;

const RULES: readonly MeasureRule[] = [
  {
    code: 'annual-training',
    name: 'Agencies that meet annual training',
    unit: 'agencies',
    definition: ({ annualTrainingMonths }) =>
      `An agency with an agreement in force meets it when the last training of every officer who has not left is at most ${annualTrainingMonths} months old (set by this installation). It is not known where an officer has no training on record, or no officer is on record.`,
    source: 'The measure that GAO-21-186 found missing',
    outcomesOf: ({ training }) => [trainingOutcome(training)],
  },
  {
    code: 'annual-meeting',
    name: 'Agencies whose annual meeting was held',
    unit: 'agencies',
    definition: () =>
      `An agency meets it when the time of ${MEETING} since the last review meeting is not over. It is not known where the log of notices and meetings is empty, and not asked where ${MEETING} does not hold.`,
    source: `Requirement ${MEETING}`,
    outcomesOf: ({ limits }) => [meetingOutcome(limits[MEETING])],
  },
  {
    code: 'complaint-notices',
    name: 'Complaints that ICE was told of in time',
    unit: 'complaints',
    definition: () =>
      `Complaints received in the ${COMPLAINT_MONTHS} months before the day whose notice reached ICE within the time of ${NOTICE}. One whose time is not over yet, or that has no limit, is not asked. That nobody complained cannot be told from that nobody entered it.`,
    source: `Requirement ${NOTICE}`,
    outcomesOf: ({ limits, registers }, { asOf }) =>
      noticeOutcomes(limits[NOTICE], registers, asOf),
  },
  {
    code: 'goals',
    name: 'Goals that were met',
    unit: 'goals',
    definition: ({ asOf }) =>
      `Goals of agreements for fiscal year ${fiscalYearOf(asOf)} whose actual reaches the target. One without an actual is not known.`,
    source: 'Goals of each agreement',
    outcomesOf: ({ registers }, { asOf }) => goalOutcomes(registers, fiscalYearOf(asOf)),
  },
];

function trainingOutcome(training: readonly OfficerTraining[]): Outcome {
  if (training.some(({ status }) => status === 'late')) return 'not-met';
  const isKnown = training.length > 0 && training.every(({ status }) => status !== 'no-data');
  return isKnown ? 'met' : 'unknown';
}

/** What counts is the time since the last meeting, not what came late before. */
function meetingOutcome(limits: readonly ComputedLimit[] | undefined): Outcome {
  const last = limits?.at(-1);
  if (last === undefined) return 'not-asked';
  if (last.status === 'no-data') return 'unknown';
  return last.status === 'late' ? 'not-met' : 'met';
}

function noticeOutcomes(
  limits: readonly ComputedLimit[] | undefined,
  { complaints }: RegisterFacts,
  asOf: Day,
): Outcome[] {
  const since = addMonths(asOf, -COMPLAINT_MONTHS);
  const isRecent = (received: string | number | null | undefined): boolean =>
    typeof received === 'string' && dayOfFact(received) > since;
  if (limits === undefined)
    return complaints
      .filter(({ facts }) => isRecent(facts['receivedAt']))
      .map((): Outcome => 'not-asked');
  return limits
    .filter(({ from }) => isRecent(from))
    .map(({ status, until }) => {
      if (status === 'no-data') return 'unknown';
      if (status === 'late') return 'not-met';
      return until === null ? 'not-asked' : 'met';
    });
}

const goalOutcomes = ({ goals }: RegisterFacts, fiscalYear: number): Outcome[] =>
  goals
    .filter(({ facts }) => facts['fiscalYear'] === fiscalYear)
    .map(({ facts: { actual, target, bound } }) => {
      if (typeof actual !== 'number' || typeof target !== 'number') return 'unknown';
      return (bound === 'at-most' ? actual <= target : actual >= target) ? 'met' : 'not-met';
    });

/** The measures of a day, of the agreements in force on it, by field office and by program model. */
export function measureCompliance(
  agreements: readonly AgreementFacts[],
  view: ReportView,
  modelName: (code: string) => string,
): Measure[] {
  return RULES.map(({ code, name, unit, definition, source, outcomesOf }) => {
    const rows = agreements.map((facts) => ({ facts, outcomes: outcomesOf(facts, view) }));
    const tally = (some: readonly (typeof rows)[number][]): Tally =>
      tallyOf(unit === 'agencies' ? byAgency(some) : some.flatMap(({ outcomes }) => outcomes));
    return {
      ...{ code, name, unit, source, definition: definition(view), total: tally(rows) },
      byOffice: groupsOf(rows, ({ facts }) => facts.office ?? 'No field office', tally),
      byModel: groupsOf(rows, ({ facts }) => modelName(facts.model), tally),
    };
  });
}

/** An agency with several agreements meets what all of them meet. */
function byAgency(rows: readonly { facts: AgreementFacts; outcomes: Outcome[] }[]): Outcome[] {
  const of = new Map<string, Outcome[]>();
  for (const { facts, outcomes } of rows)
    of.set(facts.agencyId, [...(of.get(facts.agencyId) ?? []), ...outcomes]);
  return [...of.values()].map(
    (outcomes) =>
      (['not-met', 'unknown', 'met'] as const).find((one) => outcomes.includes(one)) ?? 'not-asked',
  );
}

function tallyOf(outcomes: readonly Outcome[]): Tally {
  const count = (wanted: Outcome): number => outcomes.filter((one) => one === wanted).length;
  const numerator = count('met');
  const denominator = numerator + count('not-met');
  return {
    ...{ numerator, denominator, unknown: count('unknown'), notAsked: count('not-asked') },
    percent: denominator === 0 ? null : Math.floor((100 * numerator) / denominator),
  };
}

function groupsOf<Row>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
  tally: (rows: readonly Row[]) => Tally,
): GroupTally[] {
  const names = [...new Set(rows.map(nameOf))].sort();
  return names.map((group) => ({ group, ...tally(rows.filter((row) => nameOf(row) === group)) }));
}
