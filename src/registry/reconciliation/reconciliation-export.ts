import type { Moment } from '../../platform/clock/calendar.js';
import { type ColumnOf, type TableContent, tableOf } from '../../platform/pages/table-file.js';
import type { OfficialList } from '../official-list.entity.js';
import type { Difference, Reconciliation } from './reconciliation.js';
import { captionText, summaryText } from './reconciliation-words.rules.js';

const COLUMNS: readonly ColumnOf<Difference>[] = [
  { header: 'kind', kind: 'text', of: (row) => row.kind },
  { header: 'is_difference', kind: 'text', of: (row) => (row.isKnown ? 'no' : 'yes') },
  { header: 'row', kind: 'number', of: (row) => row.sheetRow },
  { header: 'state', kind: 'text', of: (row) => row.state },
  { header: 'agency', kind: 'text', of: (row) => row.agency },
  { header: 'on_list', kind: 'text', of: (row) => row.onList },
  { header: 'in_register', kind: 'text', of: (row) => row.inRegister },
  { header: 'reason', kind: 'text', of: (row) => row.reason },
  { header: 'agreement_id', kind: 'text', of: (row) => row.agreementId },
];

/**
 * The differences of a list as a table to download, and what is known and no difference below them.
 * @param office the field office that limits what was compared; null = nothing did
 */
export function reconciliationTable(
  list: OfficialList,
  reconciliation: Reconciliation,
  office: string | null,
  madeAt: Moment,
): TableContent {
  const { differences, notes } = reconciliation;
  const caption = captionText(reconciliation.list);
  return tableOf(
    `reconciliation-${list.kind}-${list.asOf}`,
    COLUMNS,
    [...differences, ...notes],
    [
      ['What', 'An official list against the register as of its day'],
      ['List', list.title],
      ['As of', list.asOf],
      ['Summary', summaryText(reconciliation, office)],
      ...(caption === null ? [] : [['Caption', caption] as const]),
      ['Filter', office === null ? 'none' : `only what the ${office} field office answers for`],
      ['Made at', madeAt],
      ['Source', list.source],
    ],
  );
}
