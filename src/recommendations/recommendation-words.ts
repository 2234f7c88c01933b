import { isMonth, type Concurrence, type EventKind } from './ledger.rules.js';
import type { OigReport } from './recommendation.entity.js';
import type { StepName } from './steps.rules.js';

export const CONCURRENCE_WORDS: Record<Concurrence, string> = {
  concurs: 'concurs',
  'does-not-concur': 'does not concur',
};

export const EVENT_WORDS: Record<EventKind, string> = {
  issued: 'Issued: unresolved and open',
  response: 'Response of the agency',
  analysis: 'Analysis of the OIG',
  'resolved-open': 'Resolved and open',
  closed: 'Closed',
};

export const STEP_WORDS: Record<
  StepName,
  { title: string; onLabel: string; button: string; follows: string }
> = {
  response: {
    title: 'Record a response',
    onLabel: 'Sent to the OIG on',
    button: 'Record the response',
    follows:
      'What the memo asks for is agreement or disagreement, a corrective action plan, a target completion date and the responsible parties. What is left empty stays as it is on record. The status does not change.',
  },
  analysis: {
    title: 'Record an analysis of the OIG',
    onLabel: 'Dated',
    button: 'Record the analysis',
    follows: 'The status stays as it is.',
  },
  'resolved-open': {
    title: 'Record that it is resolved',
    onLabel: 'Resolved on',
    button: 'Record it as resolved and open',
    follows:
      'The OIG agrees with what the agency plans, and waits for it to be done. Plan, target date and responsible parties are needed unless they are on record.',
  },
  closed: {
    title: 'Record that it is closed',
    onLabel: 'Closed on',
    button: 'Record it as closed',
    follows: 'The OIG agrees with what was done. Nothing more is owed.',
  },
};

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `March 2010` of a report of which only the month is known; null where the day is. */
export function monthText({ issued }: Pick<OigReport, 'issued'>): string | null {
  if (!isMonth(issued)) return null;
  const [year = '', month = ''] = issued.split('-');
  return `${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}

export const NO_TEXT = 'The text of this recommendation was not found.';
