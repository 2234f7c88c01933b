import type { Day } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import { type AgreementStatus, isInForce } from '../agreement-status.rules.js';
import type { ListKind } from '../lists/listed-row.js';
import {
  modelReason,
  notInForceReason,
  notOnListReason,
  signingReason,
  statusText,
} from './difference-reasons.rules.js';
import {
  type Difference,
  DIFFERENCE_KINDS,
  type Explanation,
  type ReconciledList,
  type Reconciliation,
  type RegisteredAgreement,
  type RowAside,
  type ShownAgreement,
  type SideBySide,
  type Sides,
} from './reconciliation.js';

const UNEXPLAINED: Explanation = { status: null, signing: null, listError: null };

/** Whether the register has an agreement as the list shows it: a pending one may be in force already. */
export const isAsShown = (kind: ListKind, status: AgreementStatus): boolean =>
  isInForce(status) || (kind === 'pending' && status === 'pending');

/** Whether the list ought to show it. */
export const isExpected = (kind: ListKind, status: AgreementStatus): boolean =>
  kind === 'pending' ? status === 'pending' : isInForce(status);

/** ICE's lists print a Joint agreement as Jail Enforcement: that is the same agreement, and no difference. */
export const isKnownPrint = (printed: string, registered: string): boolean =>
  registered === 'JOINT' && printed === 'DETENTION';

/** Those whose history must be asked for the reason of a difference. */
export function agreementsToExplain({ list, shown, register }: Sides): string[] {
  const listed = new Map(shown.map((row) => [row.agreementId, row]));
  const known = new Set(register.map(({ agreementId }) => agreementId));
  const unbegun = shown.flatMap(({ agreementId: id }) => (id && !known.has(id) ? [id] : []));
  const differing = register.filter(({ agreementId, status, signedOn }) => {
    const row = listed.get(agreementId);
    if (!row) return isExpected(list.kind, status);
    return !isAsShown(list.kind, status) || isOtherDay(row.signedOn, signedOn);
  });
  return [...unbegun, ...differing.map(({ agreementId }) => agreementId)];
}

const isOtherDay = (listed: Day | null, registered: Day | null): boolean =>
  listed !== null && registered !== null && listed !== registered;

/**
 * Holds a list against the register of its day, row by row. The same sides and explanations give the same answer.
 * @param explanations by agreement: of those that `agreementsToExplain` names
 * @param modelName a model's name by its code
 */
export function reconcile(
  sides: Sides,
  explanations: ReadonlyMap<string, Explanation>,
  modelName: (code: string) => string,
): Reconciliation {
  const { list, shown, asides, register } = sides;
  const registered = new Map(register.map((row) => [row.agreementId, row]));
  const told = (id: string | null): Explanation => explanations.get(id ?? '') ?? UNEXPLAINED;
  const found = [
    ...shown.flatMap((row) => {
      const known = registered.get(row.agreementId ?? '');
      return differencesOf(list, row, known, told(row.agreementId), modelName);
    }),
    ...asides.map(asideDifference),
    ...unlisted(sides, told, modelName),
  ];
  const expected = register.filter(({ status }) => isExpected(list.kind, status));
  return {
    list,
    shown: shown.length,
    inRegister: expected.length,
    differences: inOrder(found.filter(({ isKnown }) => !isKnown)),
    notes: inOrder(found.filter(({ isKnown }) => isKnown)),
    byState: sideBySide(
      shown.map(({ state }) => state),
      expected.map(({ state }) => state),
    ),
    byModel: sideBySide(
      shown.map((row) => row.model ?? registered.get(row.agreementId ?? '')?.model ?? '?'),
      expected.map(({ model }) => model),
    ),
  };
}

function differencesOf(
  list: ReconciledList,
  row: ShownAgreement,
  known: RegisteredAgreement | undefined,
  explanation: Explanation,
  modelName: (code: string) => string,
): Difference[] {
  const { sheetRow, agreementId, agency, state } = row;
  const common = { sheetRow, agreementId, agency, state, isKnown: false };
  if (agreementId === null)
    return [
      {
        ...common,
        kind: 'unmatched',
        onList: row.modelAsPrinted,
        inRegister: 'not known',
        reason: row.reason ?? 'The register has no such agreement.',
      },
    ];
  if (!known || !isAsShown(list.kind, known.status))
    return [
      {
        ...common,
        kind: 'not-in-force',
        onList: row.modelAsPrinted,
        inRegister: known ? statusText(known.status) : 'not begun',
        reason: notInForceReason(list, known, explanation.status),
      },
    ];
  const differences: Difference[] = [];
  if (row.model !== null && row.model !== known.model)
    differences.push({
      ...common,
      kind: 'model',
      isKnown: isKnownPrint(row.model, known.model),
      onList: row.modelAsPrinted,
      inRegister: modelName(known.model),
      reason: modelReason(isKnownPrint(row.model, known.model), known),
    });
  if (row.signedOn !== null && known.signedOn !== null && row.signedOn !== known.signedOn)
    differences.push({
      ...common,
      kind: 'signing',
      onList: dayText(row.signedOn),
      inRegister: dayText(known.signedOn),
      reason: signingReason(list, explanation.signing),
    });
  return differences;
}

const asideDifference = ({ kind, sheetRow, agency, reason }: RowAside): Difference => ({
  kind,
  isKnown: kind === 'duplicate',
  sheetRow,
  agreementId: null,
  agency: agency === '' ? 'no agency' : agency,
  state: null,
  onList: `row ${sheetRow}`,
  inRegister: kind === 'duplicate' ? 'once' : 'not taken',
  reason,
});

/** What the register has in force, or pending, and the list does not show. */
function unlisted(
  { list, shown, register }: Sides,
  told: (id: string) => Explanation,
  modelName: (code: string) => string,
): Difference[] {
  const listed = new Set(shown.map(({ agreementId }) => agreementId));
  return register
    .filter(({ agreementId, status }) => isExpected(list.kind, status) && !listed.has(agreementId))
    .map((row) => ({
      kind: 'not-on-list',
      isKnown: false,
      sheetRow: null,
      agreementId: row.agreementId,
      agency: row.agency,
      state: row.state,
      onList: 'not shown',
      inRegister: `${modelName(row.model)}, ${statusText(row.status)}`,
      reason: notOnListReason(list, row, told(row.agreementId)),
    }));
}

const inOrder = (differences: Difference[]): Difference[] =>
  differences.sort(
    (a, b) =>
      DIFFERENCE_KINDS.indexOf(a.kind) - DIFFERENCE_KINDS.indexOf(b.kind) ||
      (a.state ?? '').localeCompare(b.state ?? '', 'en') ||
      a.agency.localeCompare(b.agency, 'en') ||
      (a.sheetRow ?? 0) - (b.sheetRow ?? 0),
  );

function sideBySide(onList: readonly string[], inRegister: readonly string[]): SideBySide[] {
  const counts = new Map<string, SideBySide>();
  const rowOf = (of: string): SideBySide => {
    const row = counts.get(of) ?? { of, onList: 0, inRegister: 0 };
    counts.set(of, row);
    return row;
  };
  for (const of of onList) rowOf(of).onList += 1;
  for (const of of inRegister) rowOf(of).inRegister += 1;
  return [...counts.values()].sort((a, b) => a.of.localeCompare(b.of, 'en'));
}
