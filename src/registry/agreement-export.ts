import { Csv } from '../platform/pages/csv.js';
import type { Day } from '../platform/clock/calendar.js';
import type { AgreementOnDay } from './agreements-on-day.js';

const COLUMNS: readonly (readonly [string, (row: AgreementOnDay) => string | null])[] = [
  ['id', (row) => row.agreementId],
  ['agency', (row) => row.agencyName],
  ['state', (row) => row.state],
  ['county', (row) => row.county],
  ['agency_type', (row) => row.agencyType],
  ['model', (row) => row.model],
  ['model_basis', (row) => row.modelBasis],
  ['status', (row) => row.status],
  ['signed_on', (row) => row.signedOn],
  ['effective_on', (row) => row.effectiveOn],
  ['ends_on', (row) => row.endsOn],
  ['ends_on_basis', (row) => row.endsOnBasis],
  ['field_office', (row) => row.officeName],
  ['source', (row) => row.source],
];

/** The agreements of a day as a table to download, in the order of the list. */
export function agreementsAsCsv(asOf: Day, agreements: readonly AgreementOnDay[]): Csv {
  return new Csv(
    `agreements-${asOf}`,
    COLUMNS.map(([header]) => header),
    agreements.map((agreement) => COLUMNS.map(([, of]) => of(agreement))),
  );
}
