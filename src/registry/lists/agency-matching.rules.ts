import { stateName } from '../../offices/states.rules.js';
import { grouped } from '../../platform/grouped.js';
import type { Answers, ListQuestion } from './list-question.js';
import type { AgencyRef, KnownAgency } from './list-diff.js';
import { isProbablySame } from './probable-agency.rules.js';
import type { SettledRow } from './settled-rows.rules.js';

/** The rows of a list that name one agency. */
export interface RowsOfAgency {
  agency: AgencyRef;
  rows: SettledRow[];
}

export interface AgencyMatching {
  agencies: RowsOfAgency[];
  questions: ListQuestion[];
}

/**
 * Finds the agency of each row: the one of the state with that name, or under another name that was said to be the same.
 * Type and county never split an agency by themselves; rows of one name that differ in them are asked about. A name that
 * nobody has is a new agency, unless it is probably another spelling: that is asked, and only of an agency that the list
 * does not show under its own name.
 */
export function matchAgencies(
  rows: readonly SettledRow[],
  known: readonly KnownAgency[],
  answers: Answers,
): AgencyMatching {
  const questions: ListQuestion[] = [];
  const byName = agenciesByName(known, ({ normalizedNames }) => normalizedNames);
  const byGuess = agenciesByName(known, ({ guessedNames }) => guessedNames);
  const groups = groupsByName(rows, byName, answers, questions);
  const matched = new Set<string>();
  const agencies: RowsOfAgency[] = [];
  const take = (agency: AgencyRef, { rows }: Group): void => {
    if (!agency.isNew) matched.add(agency.id);
    agencies.push({ agency, rows });
  };
  const unnamed: Group[] = [];
  for (const group of groups) {
    const agency = choose(byName.get(group.nameKey) ?? [], group);
    if (agency) take(refOf(agency, null), group);
    else unnamed.push(group);
  }
  // Names that were answered before come before those that are only alike, wherever their rows stand.
  const unheard: Group[] = [];
  for (const group of unnamed) {
    const guess = choose(byGuess.get(group.nameKey) ?? [], group);
    if (guess) take(guessedOrNew(group, guess, matched, answers, questions), group);
    else unheard.push(group);
  }
  for (const group of unheard)
    take(newOrProbable(group, known, matched, answers, questions), group);
  return { agencies: joined(agencies), questions };
}

/** Rows of one state and name, or of one county of it where they were said to be several agencies. */
interface Group {
  nameKey: string;
  first: SettledRow;
  rows: SettledRow[];
  /** Not null where a person said that the name is of several agencies. */
  county: string | null;
}

function groupsByName(
  rows: readonly SettledRow[],
  byName: ReadonlyMap<string, readonly KnownAgency[]>,
  answers: Answers,
  questions: ListQuestion[],
): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const nameKey = `${row.state}/${row.normalizedName}`;
    const group = groups.get(nameKey);
    if (group) group.rows.push(row);
    else groups.set(nameKey, { nameKey, first: row, rows: [row], county: null });
  }
  return [...groups.values()].flatMap((group) => {
    const places = new Set(group.rows.map(placeOf));
    if (places.size < 2) return [group];
    if (isOfSeveral(byName.get(group.nameKey) ?? [])) return splitByCounty(group);
    const key = `place:${group.nameKey}`;
    const answer = answers.get(key);
    if (answer === undefined) questions.push(placeQuestion(key, group, [...places]));
    return answer === 'several' ? splitByCounty(group) : [group];
  });
}

/** A person has said of an earlier list that the name is of several agencies. */
const isOfSeveral = (agencies: readonly KnownAgency[]): boolean =>
  agencies.some(({ distinguisher }) => distinguisher !== '');

const placeOf = ({ agencyType, county }: SettledRow): string =>
  [agencyType ?? 'type not given', county ?? 'county not given'].join(', ');

const placeQuestion = (key: string, { first, rows }: Group, places: string[]): ListQuestion => ({
  key,
  kind: 'place',
  text: `${first.agency} in ${stateName(first.state)} stands in the list as ${places.join(' and as ')}: is that one agency?`,
  sheetRows: rows.map(({ sheetRow }) => sheetRow),
  proposal: 'one',
  choices: [
    { value: 'one', label: 'One agency' },
    { value: 'several', label: 'Several agencies, one in each county' },
  ],
});

function splitByCounty(group: Group): Group[] {
  const byCounty = grouped(group.rows, ({ county }) => county ?? '');
  return [...byCounty].flatMap(([county, rows]) => {
    const [first] = rows;
    return first ? [{ ...group, first, rows, county }] : [];
  });
}

/** Of several agencies that a name stands for, those whose own it is come first. */
function agenciesByName(
  known: readonly KnownAgency[],
  namesOf: (agency: KnownAgency) => string[],
): Map<string, KnownAgency[]> {
  const byName = new Map<string, KnownAgency[]>();
  for (const agency of known)
    for (const [index, name] of namesOf(agency).entries()) {
      const key = `${agency.state}/${name}`;
      const others = byName.get(key) ?? [];
      byName.set(key, index === 0 ? [agency, ...others] : [...others, agency]);
    }
  return byName;
}

/** Of several agencies of one name, the one of the row's county. */
function choose(agencies: readonly KnownAgency[], group: Group): KnownAgency | undefined {
  const county = (group.county ?? group.first.county ?? '').toLowerCase();
  const inCounty = agencies.find(({ distinguisher }) => distinguisher.toLowerCase() === county);
  if (inCounty) return inCounty;
  return group.county === null
    ? (agencies.find(({ distinguisher }) => distinguisher === '') ?? agencies[0])
    : agencies.find((agency) => agency.county?.toLowerCase() === county);
}

const refOf = ({ id, name, state }: KnownAgency, alias: string | null): AgencyRef => ({
  isNew: false,
  id,
  name,
  state,
  alias,
});

const newAgency = ({ nameKey, first, county }: Group): AgencyRef => ({
  isNew: true,
  key: county === null ? nameKey : `${nameKey}/${county}`,
  name: first.agency,
  state: first.state,
  distinguisher: county ?? '',
});

/**
 * A name that was taken for another spelling of an agency, as proposed. A list that shows the agency as well speaks
 * against it: then they are two, unless a person says otherwise.
 */
function guessedOrNew(
  group: Group,
  guess: KnownAgency,
  matched: ReadonlySet<string>,
  answers: Answers,
  questions: ListQuestion[],
): AgencyRef {
  if (!matched.has(guess.id)) return refOf(guess, null);
  const { nameKey, first, rows } = group;
  const key = `agency:${nameKey}`;
  const answer = answers.get(key);
  if (answer === `same:${guess.id}`) return refOf(guess, null);
  if (answer === undefined)
    questions.push({
      key,
      kind: 'agency',
      text: `“${first.agency}” in ${stateName(first.state)} was taken for another spelling of “${guess.name}”, and the list shows both. Are they one agency?`,
      sheetRows: rows.map(({ sheetRow }) => sheetRow),
      proposal: 'new',
      choices: [
        { value: 'new', label: 'Another agency' },
        { value: `same:${guess.id}`, label: `The same as ${guess.name}` },
      ],
    });
  return newAgency(group);
}

function newOrProbable(
  { nameKey, first, rows, county }: Group,
  known: readonly KnownAgency[],
  matched: Set<string>,
  answers: Answers,
  questions: ListQuestion[],
): AgencyRef {
  const added = newAgency({ nameKey, first, rows, county });
  if (county !== null) return added;
  const probable = known.find(
    (agency) =>
      !matched.has(agency.id) &&
      isProbablySame({ state: first.state, name: first.agency, county: first.county }, agency),
  );
  const key = `agency:${nameKey}`;
  const answer = answers.get(key);
  const chosen = known.find(({ id }) => answer === `same:${id}`);
  if (chosen) return refOf(chosen, first.agency);
  if (!probable) return added;
  // Nobody else of this list is asked about the same agency.
  matched.add(probable.id);
  if (answer === undefined)
    questions.push({
      key,
      kind: 'agency',
      text: `“${first.agency}” in ${stateName(first.state)} is not in the register; “${probable.name}” is, and the list does not show it. Are they one agency?`,
      sheetRows: rows.map(({ sheetRow }) => sheetRow),
      proposal: `same:${probable.id}`,
      choices: [
        { value: `same:${probable.id}`, label: `The same as ${probable.name}` },
        { value: 'new', label: 'Another agency' },
      ],
    });
  return added;
}

/** Two names of a list may lead to one agency: by an alias, or by an answer. */
function joined(agencies: readonly RowsOfAgency[]): RowsOfAgency[] {
  const byAgency = new Map<string, RowsOfAgency>();
  for (const { agency, rows } of agencies) {
    const key = agency.isNew ? agency.key : agency.id;
    const present = byAgency.get(key);
    if (present) present.rows.push(...rows);
    else byAgency.set(key, { agency, rows: [...rows] });
  }
  return [...byAgency.values()];
}
