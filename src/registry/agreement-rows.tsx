import type { VNode } from 'preact';
import { withQuery } from '../platform/pages/addresses.js';
import { DataTable } from '../platform/pages/data-table.js';
import { DayTime } from '../platform/pages/format.js';
import { StatusTag } from '../platform/pages/status-tag.js';
import { EndCell, ModelCell } from './agreement-cells.js';
import type { ProgramModel } from './agreement.entity.js';
import { standpointAddress } from './agreement-list.address.js';
import type { StandpointQuery } from './agreement-query.dto.js';
import type { AgreementOnDay } from './agreements-on-day.js';
import type { Standpoint } from './known-at.rules.js';

/** Agreements on the page of what they belong to: an agency, a field office, a state. */
export function AgreementRows(props: {
  caption: string;
  agreements: AgreementOnDay[];
  models: readonly ProgramModel[];
  standpoint: Standpoint;
  query: StandpointQuery;
  /** On the page of an agency its name says nothing, and the model names the row. */
  isOfOneAgency?: boolean;
}): VNode {
  const { caption, agreements, models, standpoint, query, isOfOneAgency } = props;
  const at = standpointAddress(query);
  const model = (agreement: AgreementOnDay): VNode => (
    <ModelCell
      agreement={agreement}
      name={models.find(({ code }) => code === agreement.model)?.name ?? agreement.model}
    />
  );
  const pathOf = ({ agreementId }: AgreementOnDay): string =>
    withQuery(`/agreements/${agreementId}`, at);
  return (
    <DataTable
      caption={caption}
      isCaptionHidden
      rows={agreements}
      keyOf={({ agreementId }) => agreementId}
      columns={[
        ...(isOfOneAgency
          ? [
              {
                header: 'Model',
                isRowHeader: true,
                cell: (row: AgreementOnDay) => <a href={pathOf(row)}>{model(row)}</a>,
              },
            ]
          : [
              {
                header: 'Agency',
                isRowHeader: true,
                cell: (row: AgreementOnDay) => <a href={pathOf(row)}>{row.agencyName}</a>,
              },
              { header: 'State', cell: ({ state }: AgreementOnDay) => state },
              { header: 'Model', cell: model },
            ]),
        { header: 'Status', cell: ({ status }) => <StatusTag status={status} /> },
        { header: 'Signed', cell: ({ signedOn }) => <DayTime day={signedOn} /> },
        { header: 'Ends', cell: (row) => <EndCell agreement={row} asOf={standpoint.asOf} /> },
      ]}
    />
  );
}
