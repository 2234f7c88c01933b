import { grouped } from '../platform/grouped.js';

/** Rows by their agreement. */
export const byAgreement = <Row extends { agreementId: string }>(
  rows: readonly Row[],
): Map<string, Row[]> => grouped(rows, ({ agreementId }) => agreementId);
