import { counted, numberText } from '../../platform/counted.js';
import { dayText } from '../../platform/clock/day-text.js';
import type { ListKind } from '../lists/listed-row.js';
import type {
  Difference,
  DifferenceKind,
  ListStanding,
  ReconciledList,
  Reconciliation,
} from './reconciliation.js';

export const KIND_NAMES: Record<ListKind, string> = {
  participating: 'Participating agencies',
  pending: 'Pending agreements',
};

/** What a list is to the register, as its table says it. */
export const STANDING_NAMES: Record<ListStanding, string> = {
  decides: 'decides for its day',
  compared: 'only compared',
  replaced: 'replaced by a later one of the day',
  withdrawn: 'import undone',
  'not-stored': 'not in the register',
};

/** What the register counts beside a list. */
export const countedText = (kind: ListKind): string =>
  kind === 'pending' ? 'pending' : 'in force';

/** A group of differences, as a heading. */
export function differenceHeading(
  kind: DifferenceKind,
  list: Pick<ReconciledList, 'kind'>,
): string {
  const expected = countedText(list.kind);
  const headings: Record<DifferenceKind, string> = {
    'not-in-force': `On the list, not ${expected} in the register`,
    unmatched: 'On the list, not in the register at all',
    'set-aside': 'On the list, set aside',
    'not-on-list': `${expected === 'pending' ? 'Pending' : 'In force'} in the register, not on the list`,
    model: 'The model differs',
    signing: 'The signing date differs',
    duplicate: 'The same agreement twice on the list',
  };
  return headings[kind];
}

/**
 * `64 rows, 64 in force, no difference; the caption says 63.`
 * @param office the field office that limits what is compared; null = the whole list is
 */
export function summaryText(
  { list, shown, inRegister, differences }: Reconciliation,
  office: string | null = null,
): string {
  const expected = `${numberText(inRegister)} ${countedText(list.kind)}`;
  const differing = differencesText(differences);
  if (office !== null)
    return `Of the ${office} field office: ${numberText(shown)} on the list, ${expected}, ${differing}.`;
  const isMore = shown !== list.rowCount;
  const rows = `${counted(list.rowCount, 'row')}${isMore ? ` with ${counted(shown, 'agreement')}` : ''}`;
  const caption = captionDiffers(list) ? `; the caption says ${numberText(list.captionCount)}` : '';
  return `${rows}, ${expected}, ${differing}${caption}.`;
}

function differencesText(differences: readonly Difference[]): string {
  if (differences.length === 0) return 'no difference';
  const isOfDatesOnly = differences.every(({ kind }) => kind === 'signing');
  return `${counted(differences.length, 'difference')}${isOfDatesOnly ? ', of signing dates only' : ''}`;
}

/** Whether the caption states another total than the list has rows. */
export const captionDiffers = (
  list: Pick<ReconciledList, 'captionCount' | 'rowCount'>,
): list is { captionCount: number; rowCount: number } =>
  list.captionCount !== null && list.captionCount !== list.rowCount;

/** `The page of 2 Oct 2012 said 63 over 64 rows.`; null where it states no total. */
export function captionText(list: ReconciledList): string | null {
  if (list.captionCount === null) return null;
  return captionDiffers(list)
    ? `ICE's caption said ${numberText(list.captionCount)} over ${counted(list.rowCount, 'row')} on the list of ${dayText(list.asOf)}.`
    : `The caption states the number of rows: ${numberText(list.captionCount)}.`;
}
