import type { StateCode } from '../../offices/states.rules.js';
import { STATE_CODES, stateName } from '../../offices/states.rules.js';
import { type Day, isDay } from '../../platform/clock/calendar.js';
import { normalizeAgencyName } from '../agency-name.rules.js';
import { type Answers, type Choice, LEAVE_OUT, type ListQuestion } from './list-question.js';
import type { CellProblem, ListColumn, ListedRow } from './listed-row.js';

/** A row with all that its agreement needs: what was asked about its cells is answered. */
export interface SettledRow {
  sheetRow: number;
  state: StateCode;
  agency: string;
  normalizedName: string;
  agencyType: string | null;
  county: string | null;
  model: string;
  modelAsPrinted: string;
  signedOn: Day | null;
}

/** A row that is no agreement, and why. */
export interface SetAsideRow {
  sheetRow: number;
  agency: string;
  reason: string;
}

export interface Settlement {
  rows: SettledRow[];
  setAside: SetAsideRow[];
  /** Those that nobody has answered yet. */
  questions: ListQuestion[];
}

/** Columns whose repairs a person confirms; a county's are only noted. */
const ASKED: readonly ListColumn[] = ['state', 'agencyType', 'model', 'signedOn'];

/** Without them a row is no agreement. */
const NEEDED: readonly ListColumn[] = ['state', 'model'];

/** A signing date that cannot be read at all is left out without a question: nobody can say more than the list. */
const isAsked = ({ column, kind }: CellProblem): boolean =>
  ASKED.includes(column) && (kind === 'proposed' || (kind === 'unknown' && column !== 'signedOn'));

/**
 * What the rows say once the questions about their cells are answered. One question covers all rows with the same value.
 * @param models the known program models
 */
export function settleRows(
  rows: readonly ListedRow[],
  answers: Answers,
  models: readonly { code: string; name: string }[],
): Settlement {
  const questions = new Map<string, ListQuestion>();
  const settled: SettledRow[] = [];
  const setAside: SetAsideRow[] = [];
  for (const row of rows) {
    const taken = new Map<ListColumn, string | null>();
    for (const problem of row.problems.filter(isAsked)) {
      const key = keyOf(problem);
      const answer = answers.get(key);
      if (answer === undefined) askAbout(questions, key, problem, row.sheetRow, models);
      taken.set(problem.column, answer === undefined || answer === LEAVE_OUT ? null : answer);
    }
    const result = settle(row, taken);
    if ('reason' in result) setAside.push(result);
    else settled.push(result);
  }
  return { rows: settled, setAside, questions: [...questions.values()] };
}

function settle(
  row: ListedRow,
  taken: ReadonlyMap<ListColumn, string | null>,
): SettledRow | SetAsideRow {
  const { sheetRow, agency, modelAsPrinted, county } = row;
  const state = (taken.get('state') as StateCode | null | undefined) ?? row.state;
  const model = taken.get('model') ?? row.model;
  const aside = (reason: string): SetAsideRow => ({ sheetRow, agency, reason });
  if (agency === '') return aside('The row names no agency.');
  if (model === null)
    return aside(
      row.problems.some(({ column, kind }) => column === 'model' && kind === 'missing')
        ? 'The row names no program model.'
        : `“${modelAsPrinted}” is not known as a program model.`,
    );
  if (state === null) return aside(`Its state “${rawOf(row, 'state')}” is not known.`);
  const signedOn = taken.get('signedOn') ?? row.signedOn;
  return {
    sheetRow,
    state,
    agency,
    normalizedName: normalizeAgencyName(agency),
    agencyType: taken.get('agencyType') ?? row.agencyType,
    county,
    model,
    modelAsPrinted,
    signedOn: signedOn !== null && isDay(signedOn) ? signedOn : null,
  };
}

const rawOf = (row: ListedRow, column: ListColumn): string =>
  row.problems.find((problem) => problem.column === column)?.raw ?? '';

const keyOf = ({ column, raw }: CellProblem): string => `cell:${column}:${raw.trim()}`;

function askAbout(
  questions: Map<string, ListQuestion>,
  key: string,
  problem: CellProblem,
  sheetRow: number,
  models: readonly { code: string; name: string }[],
): void {
  const asked = questions.get(key);
  if (asked) {
    asked.sheetRows.push(sheetRow);
    return;
  }
  const proposal = problem.kind === 'proposed' ? problem.value : null;
  questions.set(key, {
    key,
    kind: 'cell',
    text: problem.detail,
    sheetRows: [sheetRow],
    proposal,
    choices: choicesFor(problem.column, proposal, models),
    column: problem.column,
  });
}

function choicesFor(
  column: ListColumn,
  proposal: string | null,
  models: readonly { code: string; name: string }[],
): Choice[] {
  const leaveOut = {
    value: LEAVE_OUT,
    label: NEEDED.includes(column) ? 'Leave the rows out' : 'Leave the value out',
  };
  if (column === 'model')
    return [...models.map(({ code, name }) => ({ value: code, label: name })), leaveOut];
  if (column === 'state')
    return [...STATE_CODES.map((code) => ({ value: code, label: stateName(code) })), leaveOut];
  return [...(proposal === null ? [] : [{ value: proposal, label: proposal }]), leaveOut];
}

/** Whether an answer is one of a question's choices, or a day where a day is asked. */
export const isPossible = (question: ListQuestion, answer: string): boolean =>
  question.choices.some(({ value }) => value === answer) ||
  (question.column === 'signedOn' && isDay(answer));
