import { findCounty, nearestCounty } from '../../offices/counties.js';
import { STATE_CODES, stateCode, stateName, type StateCode } from '../../offices/states.rules.js';
import { likelyMeaning } from '../../platform/spelling.rules.js';
import { problem, readText, type CellReading } from './cell-text.rules.js';

const STATE_SPELLINGS = STATE_CODES.map((code): [string, StateCode] => [
  stateName(code).toLowerCase(),
  code,
]);

/** The state of a row. A small misspelling is proposed, not taken: it decides which agency the row means. */
export function readState(raw: string | undefined): CellReading<StateCode | null> {
  const { value: text, problems } = readText('state', raw);
  if (raw === undefined || text === '')
    return {
      value: null,
      problems: [
        ...problems,
        problem('unknown', 'state', raw ?? '', 'The row has no state.', null),
      ],
    };
  const code = stateCode(text);
  if (code) return { value: code, problems };
  const likely = likelyMeaning(text.toLowerCase(), STATE_SPELLINGS);
  const doubt = likely
    ? problem('proposed', 'state', raw, `“${text}” may mean ${stateName(likely)}.`, likely)
    : problem('unknown', 'state', raw, `“${text}” is no state or territory.`, null);
  return { value: null, problems: [...problems, doubt] };
}

/**
 * The county of a row, as the Census Bureau writes it. It never decides which agency is meant, so a slip is repaired at
 * once and noted; what the state does not have stays as the list prints it.
 */
export function readCounty(
  raw: string | undefined,
  state: StateCode | null,
): CellReading<string | null> {
  const { value: text, problems } = readText('county', raw);
  if (raw === undefined || text === '') return { value: null, problems };
  if (state === null) return { value: text, problems };
  const found = findCounty(state, text);
  if (found?.name === text) return { value: text, problems };
  const county = found ?? nearestCounty(state, text);
  const where = stateName(state);
  if (!county) {
    const detail = `${where} has no county of the name “${text}”: it stays as printed.`;
    return { value: text, problems: [...problems, problem('noted', 'county', raw, detail, text)] };
  }
  const detail = `“${text}” is read as ${county.name}, ${where}.`;
  const isSameButForCase = county.name.toLowerCase() === text.toLowerCase();
  const kind = isSameButForCase ? 'cleaned' : 'noted';
  return {
    value: county.name,
    problems: [...problems, problem(kind, 'county', raw, detail, county.name)],
  };
}
