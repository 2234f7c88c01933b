import { type Day, daysBetween } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import { grouped } from '../../platform/grouped.js';
import { isInForce } from '../agreement-status.rules.js';
import { matchAgencies, type RowsOfAgency } from './agency-matching.rules.js';
import {
  type GoneAgreement,
  type KnownAgreement,
  type ListDiff,
  type ListedAgreement,
  refKey,
  type Register,
} from './list-diff.js';
import type { Answers, ListQuestion } from './list-question.js';
import type { ListedRow, ListKind } from './listed-row.js';
import { type SettledRow, settleRows } from './settled-rows.rules.js';

/** The list that is held against the register. */
export interface MatchedList {
  kind: ListKind;
  day: Day;
  rows: readonly ListedRow[];
  /** Whether no later list is registered: only then do its signing dates change what is known. */
  isLatest: boolean;
}

export interface MatchingSettings {
  /** A signing date that moved by at most so many days was a slip: it is corrected, with a trail, and not asked. */
  correctionWithinDays: number;
  models: readonly { code: string; name: string }[];
}

/**
 * Holds a list against the register as of the list's day: what is new, changed, the same, and gone, and what a person
 * must say first. The same rows, register and answers give the same diff.
 */
export function matchList(
  list: MatchedList,
  register: Register,
  answers: Answers,
  settings: MatchingSettings,
): ListDiff {
  const settled = settleRows(list.rows, answers, settings.models);
  const matching = matchAgencies(settled.rows, register.agencies, answers);
  const diff: ListDiff = {
    listed: [],
    gone: [],
    duplicates: [],
    setAside: settled.setAside,
    questions: [...settled.questions, ...matching.questions],
    places: new Map(),
  };
  const agreementsOf = grouped(register.agreements, ({ agencyId }) => agencyId);
  for (const group of matching.agencies) {
    diff.places.set(refKey(group.agency), placeOf(group.rows));
    addAgreements(diff, group, agreementsOf, list, answers, settings);
  }
  diff.gone.push(...goneFrom(list, register, diff.listed));
  return diff;
}

/** The first value that a row gives. */
const placeOf = (rows: readonly SettledRow[]): Pick<SettledRow, 'agencyType' | 'county'> => ({
  agencyType: rows.find(({ agencyType }) => agencyType !== null)?.agencyType ?? null,
  county: rows.find(({ county }) => county !== null)?.county ?? null,
});

function addAgreements(
  diff: ListDiff,
  { agency, rows }: RowsOfAgency,
  agreementsOf: Map<string, KnownAgreement[]>,
  list: MatchedList,
  answers: Answers,
  settings: MatchingSettings,
): void {
  const known = agency.isNew ? [] : (agreementsOf.get(agency.id) ?? []);
  const shown = new Set(rows.map(({ model }) => model));
  const rowOf = new Map<string, number>();
  for (const row of rows) {
    const counted = rowOf.get(row.model);
    if (counted !== undefined) {
      diff.duplicates.push({ sheetRow: row.sheetRow, agency: row.agency, of: counted });
      continue;
    }
    rowOf.set(row.model, row.sheetRow);
    const agreement = agreementFor(row, known, shown);
    const name = `${agency.name} (${agency.state})`;
    const change = changeOf(row, agreement, list, answers, settings, name, diff.questions);
    diff.listed.push({
      ...change,
      agreementId: agreement?.id ?? null,
      agency,
      model: agreement?.model ?? row.model,
      modelAsPrinted: row.modelAsPrinted,
      sheetRow: row.sheetRow,
      signedOn: row.signedOn,
    });
  }
}

/**
 * The agreement of the agency that a row shows: of its model, rather one that is in force than one that was. Lists print
 * a Joint agreement as Jail Enforcement, unless they show both. What a person recorded as ended before the row's signing
 * is another; what only left the lists comes back.
 */
function agreementFor(
  row: SettledRow,
  known: readonly KnownAgreement[],
  shown: ReadonlySet<string>,
): KnownAgreement | undefined {
  const best = known
    .filter(({ model }) => model === row.model)
    .sort(byStanding)
    .find((agreement) => !endedBefore(agreement, row.signedOn));
  if (best || row.model !== 'DETENTION' || shown.has('JOINT')) return best;
  return known.find(
    ({ model, status }) => model === 'JOINT' && status !== null && isInForce(status),
  );
}

/** The best first; null = it begins later. */
const STANDING = ['active', 'under-notice', 'suspended', 'absent', 'pending', null];

const byStanding = (a: KnownAgreement, b: KnownAgreement): number =>
  rank(a) - rank(b) || ((a.since ?? '') < (b.since ?? '') ? 1 : -1);

function rank({ status, isEndedForGood }: KnownAgreement): number {
  const place = STANDING.indexOf(status);
  return place < 0 ? STANDING.length + Number(isEndedForGood) : place;
}

const endedBefore = ({ isEndedForGood, since }: KnownAgreement, signedOn: Day | null): boolean =>
  isEndedForGood && since !== null && signedOn !== null && signedOn > since;

type Change = Pick<ListedAgreement, 'kind' | 'changes' | 'signing' | 'isBack' | 'begins'>;

function changeOf(
  row: SettledRow,
  agreement: KnownAgreement | undefined,
  list: MatchedList,
  answers: Answers,
  settings: MatchingSettings,
  name: string,
  questions: ListQuestion[],
): Change {
  if (!agreement) return { kind: 'new', changes: [], signing: 'kept', isBack: false, begins: true };
  const changes: string[] = [];
  const isBack = comesBack(row, agreement, list, answers, name, questions);
  const begins = isBack || (agreement.yields && !isShown(agreement, list));
  if (begins) changes.push(`listed again; it was ${agreement.status ?? 'not known on that day'}`);
  const signing = signingOf(row, agreement, list, answers, settings, name, questions);
  if (signing !== 'kept')
    changes.push(
      `signed on ${wordsOf(row.signedOn)} instead of ${wordsOf(agreement.signedOn)} (${signing})`,
    );
  return { kind: changes.length > 0 ? 'changed' : 'same', changes, signing, isBack, begins };
}

const wordsOf = (day: Day | null): string => (day === null ? 'a day not known' : dayText(day));

const isShown = ({ status }: KnownAgreement, { kind }: MatchedList): boolean =>
  status !== null && (isInForce(status) || (kind === 'pending' && status === 'pending'));

/** What a person recorded as ended or suspended stays so, unless a person says that the list is right. */
function comesBack(
  row: SettledRow,
  agreement: KnownAgreement,
  { kind, day }: MatchedList,
  answers: Answers,
  name: string,
  questions: ListQuestion[],
): boolean {
  const { status, since, yields } = agreement;
  if (status === null || yields || isInForce(status) || status === 'pending' || kind === 'pending')
    return false;
  const key = `ended:${agreement.id}`;
  const answer = answers.get(key);
  if (answer === undefined)
    questions.push({
      key,
      kind: 'ended',
      text: `The list of ${dayText(day)} shows ${name}, ${row.modelAsPrinted}; the register has it as ${status} since ${wordsOf(since)}. Is it in force again?`,
      sheetRows: [row.sheetRow],
      proposal: status === 'suspended' ? 'stays' : 'back',
      choices: [
        { value: 'back', label: 'It is in force again' },
        { value: 'stays', label: `It stays ${status}; the list is not up to date` },
      ],
    });
  return answer === 'back';
}

function signingOf(
  row: SettledRow,
  agreement: KnownAgreement,
  { isLatest }: MatchedList,
  answers: Answers,
  { correctionWithinDays }: MatchingSettings,
  name: string,
  questions: ListQuestion[],
): ListedAgreement['signing'] {
  const { signedOn } = row;
  if (signedOn === null || signedOn === agreement.signedOn) return 'kept';
  if (agreement.signedOn === null) return 'corrected';
  if (!isLatest) return 'kept';
  const moved = daysBetween(agreement.signedOn, signedOn);
  if (Math.abs(moved) <= correctionWithinDays) return 'corrected';
  const key = `signing:${agreement.id}:${signedOn}`;
  const answer = answers.get(key);
  if (answer === undefined)
    questions.push({
      key,
      kind: 'signing',
      text: `${name}, ${row.modelAsPrinted}, was signed on ${dayText(agreement.signedOn)}; the list now says ${dayText(signedOn)}. Was it signed anew?`,
      sheetRows: [row.sheetRow],
      proposal: moved > 0 ? 're-signed' : 'corrected',
      choices: [
        ...(moved > 0 ? [{ value: 're-signed', label: 'Signed anew: both dates are kept' }] : []),
        { value: 'corrected', label: 'The earlier date was wrong' },
        { value: 'kept', label: 'The list is wrong: keep the date' },
      ],
    });
  return answer === 're-signed' || answer === 'corrected' ? answer : 'kept';
}

/** What was in force, or pending, on the day, and the list does not show. */
function goneFrom(
  { kind }: MatchedList,
  { agencies, agreements }: Register,
  listed: readonly ListedAgreement[],
): GoneAgreement[] {
  const shown = new Set(listed.map(({ agreementId }) => agreementId));
  const agencyOf = new Map(agencies.map((agency) => [agency.id, agency]));
  const newOf = new Map<string, ListedAgreement>();
  for (const entry of listed) if (entry.begins) newOf.set(refKey(entry.agency), entry);
  return agreements.flatMap((agreement) => {
    const { id, agencyId, model, status } = agreement;
    const isMissed =
      status !== null && (kind === 'pending' ? status === 'pending' : isInForce(status));
    if (!isMissed || shown.has(id)) return [];
    const agency = agencyOf.get(agencyId);
    const successor = kind === 'participating' ? (newOf.get(agencyId) ?? null) : null;
    return [
      {
        agreementId: id,
        agencyName: agency?.name ?? '',
        state: agency?.state ?? '',
        model,
        proposal: successor ? ('superseded' as const) : ('left-list' as const),
        successor,
      },
    ];
  });
}
