import type { AgreementStatus } from '../agreement-status.rules.js';
import type { ListKind } from '../lists/listed-row.js';
import { isAsShown, isExpected, isKnownPrint } from './reconciliation.rules.js';

/** Agreements of a list that are alike in what is compared. */
export interface TalliedGroup {
  modelAsPrinted: string;
  /** Of the register on the list's day; null = it has nothing then. */
  model: string | null;
  status: AgreementStatus | null;
  count: number;
  /** Of these, how many have another signing date than the list claims. */
  otherSigning: number;
}

export interface Tally {
  shown: number;
  differences: number;
}

/**
 * How many differences a list has, from counts: the number that `reconcile` finds row by row.
 * @param inRegister how many the register has that the list ought to show
 * @param rowsWithout rows that show no agreement, without the duplicates
 * @param codeOf the model that a printed one means
 */
export function tallyDifferences(
  kind: ListKind,
  groups: readonly TalliedGroup[],
  inRegister: number,
  rowsWithout: number,
  codeOf: (modelAsPrinted: string) => string | null,
): Tally {
  let [shown, expected, differences] = [0, 0, rowsWithout];
  for (const { modelAsPrinted, model, status, count, otherSigning } of groups) {
    shown += count;
    if (status !== null && isExpected(kind, status)) expected += count;
    if (status === null || model === null || !isAsShown(kind, status)) {
      differences += count;
      continue;
    }
    const printed = codeOf(modelAsPrinted);
    const isOtherModel = printed !== null && printed !== model && !isKnownPrint(printed, model);
    differences += otherSigning + (isOtherModel ? count : 0);
  }
  return { shown, differences: differences + (inRegister - expected) };
}
