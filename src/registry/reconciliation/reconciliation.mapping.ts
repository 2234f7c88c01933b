import type { ListInOverview } from './list-overview.service.js';
import type { Difference, Reconciliation } from './reconciliation.js';
import type {
  DifferenceResponse,
  OfficialListResponse,
  ReconciliationResponse,
} from './reconciliation.dto.js';
import { captionDiffers, summaryText } from './reconciliation-words.rules.js';

export const officialListResponse = ({
  list,
  standing,
  shown,
  inRegister,
  differences,
}: ListInOverview): OfficialListResponse => ({
  id: list.id,
  title: list.title,
  kind: list.kind,
  asOf: list.asOf,
  edition: list.edition,
  holds: standing === 'decides' || standing === 'compared',
  decides: list.decides,
  rows: list.rowCount,
  caption: list.captionCount,
  source: list.source,
  importId: list.importId,
  recordedAt: list.recordedAt,
  withdrawnAt: list.withdrawnAt,
  shown,
  inRegister,
  differences,
});

/** @param fieldOffice the office that limits what was compared; null = nothing did */
export function reconciliationResponse(
  reconciliation: Reconciliation,
  fieldOffice: string | null = null,
): ReconciliationResponse {
  const { list, shown, inRegister, differences, notes, byState, byModel } = reconciliation;
  return {
    summary: summaryText(reconciliation, fieldOffice),
    kind: list.kind,
    asOf: list.asOf,
    standing: list.standing,
    fieldOffice,
    rows: list.rowCount,
    shown,
    inRegister,
    caption:
      list.captionCount === null
        ? null
        : { stated: list.captionCount, rows: list.rowCount, agrees: !captionDiffers(list) },
    differences: differences.map(differenceResponse),
    notes: notes.map(differenceResponse),
    byState,
    byModel,
  };
}

const differenceResponse = (difference: Difference): DifferenceResponse => ({
  kind: difference.kind,
  sheetRow: difference.sheetRow,
  agreementId: difference.agreementId,
  agency: difference.agency,
  state: difference.state,
  onList: difference.onList,
  inRegister: difference.inRegister,
  reason: difference.reason,
});
