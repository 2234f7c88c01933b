import type { EntityManager } from 'typeorm';
import { Agency, Agreement } from '../agreement.entity.js';
import { stateName } from '../../offices/states.rules.js';
import { answersOf, rowsOf } from '../lists/list-assessment.js';
import type { ListDiff } from '../lists/list-diff.js';
import { type MatchingSettings, matchList } from '../lists/list-matching.rules.js';
import type { Answers } from '../lists/list-question.js';
import type { ListedRow } from '../lists/listed-row.js';
import { type ModelNames, readModel } from '../lists/model-cell.rules.js';
import { readRegister } from '../lists/register-snapshot.js';
import { limitToAgenciesOf } from '../office-scope.js';
import { ListEntry, type OfficialList } from '../official-list.entity.js';
import type { RowAside, ShownAgreement } from './reconciliation.js';
import type { OfficeScope } from './register-of-list.js';

/** The rows of a list: those that show an agreement, and those that do not. */
export interface ListSide {
  shown: ShownAgreement[];
  asides: RowAside[];
}

type EntryRow = Omit<ShownAgreement, 'model'> & { agreementId: string };

/** What a stored list shows of a field office's agencies, or of all. */
async function readEntries(
  manager: EntityManager,
  list: OfficialList,
  { officeId }: OfficeScope,
  names: ModelNames,
): Promise<ShownAgreement[]> {
  const query = manager
    .createQueryBuilder(ListEntry, 'entry')
    .innerJoin(Agreement, 'agreement', 'agreement.id = entry.agreementId')
    .innerJoin(Agency, 'agency', 'agency.id = agreement.agencyId')
    .select('entry.sheetRow', 'sheetRow')
    .addSelect('entry.agreementId', 'agreementId')
    .addSelect('agency.name', 'agency')
    .addSelect('agency.state', 'state')
    .addSelect('entry.modelAsPrinted', 'modelAsPrinted')
    .addSelect('entry.signedOn', 'signedOn')
    .where('entry.listId = :listId', { listId: list.id });
  limitToAgenciesOf(query, 'agency.id', officeId, list.asOf);
  const rows = await query.getRawMany<EntryRow>();
  return rows.map((row) => ({ ...row, model: codeOf(row.modelAsPrinted, names) }));
}

/** The model that a list's cell means; null where it fits none. */
export const codeOf = (modelAsPrinted: string, names: ModelNames): string | null =>
  readModel(modelAsPrinted, names).value.code;

/**
 * The rows of a stored list. Rows that show no agreement of their own belong to no field office: whoever sees one
 * office's agreements only does not see them.
 */
export async function readStoredList(
  manager: EntityManager,
  list: OfficialList,
  scope: OfficeScope,
  settings: MatchingSettings,
  names: ModelNames,
): Promise<ListSide> {
  const shown = await readEntries(manager, list, scope, names);
  const { importId, kind, asOf } = list;
  const isWhole = shown.length === list.rowCount;
  if (importId === null || scope.officeId !== null || isWhole) return { shown, asides: [] };
  const rows = await rowsOf(manager, importId);
  const answers = await answersOf(manager, importId);
  const register = await readRegister(manager, asOf);
  const diff = matchList({ kind, day: asOf, rows, isLatest: false }, register, answers, settings);
  const asides = asidesOf(diff);
  const told = new Set([...shown, ...asides].map(({ sheetRow }) => sheetRow));
  const others = rows.filter(({ sheetRow }) => !told.has(sheetRow));
  return { shown: [...shown, ...others.map((row) => notTaken(row))], asides };
}

/** A row of a list whose day another list holds: what only it shows is not taken into the register. */
const notTaken = (row: ListedRow): ShownAgreement => ({
  sheetRow: row.sheetRow,
  agreementId: null,
  agency: row.agency,
  state: row.state ?? '',
  model: row.model,
  modelAsPrinted: row.modelAsPrinted,
  signedOn: row.signedOn,
  reason: 'A later list of the same day stands for it: what only this one shows was not taken.',
});

/** The rows of a file, held against the register without changing it. */
export async function readFileRows(
  manager: EntityManager,
  file: Pick<OfficialList, 'kind' | 'asOf'> & { rows: readonly ListedRow[] },
  answers: Answers,
  settings: MatchingSettings,
  names: ModelNames,
): Promise<ListSide> {
  const { kind, asOf, rows } = file;
  const register = await readRegister(manager, asOf);
  const diff = matchList({ kind, day: asOf, rows, isLatest: true }, register, answers, settings);
  const shown = diff.listed.map((entry) => ({
    sheetRow: entry.sheetRow,
    agreementId: entry.agreementId,
    agency: entry.agency.name,
    state: entry.agency.state,
    model: codeOf(entry.modelAsPrinted, names) ?? entry.model,
    modelAsPrinted: entry.modelAsPrinted,
    signedOn: entry.signedOn,
    ...(entry.agreementId === null && { reason: unknownReason(diff, entry) }),
  }));
  return { shown, asides: asidesOf(diff) };
}

/** Why the register has no agreement for a row: what the import would ask, or that it has none. */
function unknownReason(
  { questions }: ListDiff,
  { sheetRow, agency, modelAsPrinted }: ListDiff['listed'][number],
): string {
  const asked = questions.find(({ sheetRows }) => sheetRows.includes(sheetRow));
  if (asked) return asked.text;
  return agency.isNew
    ? `The register has no agency of this name in ${stateName(agency.state)}.`
    : `The register has the agency, and no ${modelAsPrinted} agreement of it.`;
}

const asidesOf = ({ setAside, duplicates }: ListDiff): RowAside[] => [
  ...setAside.map((row) => ({ kind: 'set-aside' as const, ...row })),
  ...duplicates.map(({ sheetRow, agency, of }) => ({
    kind: 'duplicate' as const,
    sheetRow,
    agency,
    reason: `It is the agreement of row ${of} once more, and counts once.`,
  })),
];
