import { type Day, isDay } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import { findCounty } from '../../offices/counties.js';
import { type StateCode, STATE_CODES } from '../../offices/states.rules.js';
import { FIRST_DAY_OF_PROGRAM } from '../life-cycle/objections.rules.js';

/** How lists name the kinds of agency. */
export const AGENCY_TYPES = ['County', 'Municipality', 'State', 'Tribe', 'Other'] as const;

/** What is typed about a new agreement; an empty text is nothing. */
export interface NewAgreement {
  /** The id of a known agency; empty = a new one, of the four that follow. */
  agencyId?: string;
  state?: string;
  agencyName?: string;
  agencyType?: string;
  county?: string;
  model: string;
  status: string;
  /** Of an active agreement: the day on which it was signed. Of a pending one: since when it is pending. */
  on: string;
  endsOn?: string;
  template?: string;
  source: string;
}

export interface CreationObjection {
  field: keyof NewAgreement;
  detail: string;
}

const textOf = (value: string | undefined): string => value?.trim() ?? '';

/**
 * What keeps an agreement from being entered, field by field.
 * @param models codes of the known program models
 */
export function objectionsToAgreement(
  typed: NewAgreement,
  models: readonly string[],
  today: Day,
): CreationObjection[] {
  const found: (CreationObjection | null)[] = [
    ...(textOf(typed.agencyId) ? [] : objectionsToAgency(typed)),
    when(!models.includes(typed.model), 'model', 'Choose one of the program models.'),
    when(
      typed.status !== 'pending' && typed.status !== 'active',
      'status',
      'Say whether it is pending or active.',
    ),
    objectionToDay(typed.on, today),
    objectionToEnd(typed),
    when(textOf(typed.template).length > 100, 'template', 'Say it in 100 characters.'),
    when(textOf(typed.source) === '', 'source', 'Say where it is written.'),
  ];
  return found.filter((objection) => objection !== null);
}

const when = (
  isWrong: boolean,
  field: keyof NewAgreement,
  detail: string,
): CreationObjection | null => (isWrong ? { field, detail } : null);

function objectionsToAgency(typed: NewAgreement): (CreationObjection | null)[] {
  const state = textOf(typed.state);
  const county = textOf(typed.county);
  const isState = (STATE_CODES as readonly string[]).includes(state);
  return [
    when(!isState, 'state', 'Choose the state of the agency.'),
    when(textOf(typed.agencyName) === '', 'agencyName', 'Choose an agency, or name a new one.'),
    when(textOf(typed.agencyName).length > 200, 'agencyName', 'Say it in 200 characters.'),
    when(
      !(AGENCY_TYPES as readonly string[]).includes(textOf(typed.agencyType)),
      'agencyType',
      'Choose the type of the agency.',
    ),
    when(
      isState && county !== '' && findCounty(state as StateCode, county) === undefined,
      'county',
      'The state has no county of that name.',
    ),
  ];
}

function objectionToDay(on: string, today: Day): CreationObjection | null {
  if (!isDay(on))
    return { field: 'on', detail: 'It must be a day of the calendar such as 2012-09-26.' };
  if (on < FIRST_DAY_OF_PROGRAM)
    return { field: 'on', detail: 'The program’s first agreement is of 2002.' };
  return when(on > today, 'on', `It cannot lie after today, ${dayText(today)}.`);
}

function objectionToEnd({ on, endsOn, status }: NewAgreement): CreationObjection | null {
  const end = textOf(endsOn);
  if (end === '') return null;
  if (status === 'pending')
    return { field: 'endsOn', detail: 'What is pending has no end yet. Name it with the signing.' };
  return when(!isDay(end) || end <= on, 'endsOn', 'The end must be a day after the signing.');
}
