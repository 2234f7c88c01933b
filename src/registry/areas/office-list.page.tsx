import type { VNode } from 'preact';
import { withQuery } from '../../platform/pages/addresses.js';
import { Alert } from '../../platform/pages/alert.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { dayText } from '../../platform/pages/format.js';
import { standpointAddress } from '../agreement-list.address.js';
import type { StandpointQuery } from '../agreement-query.dto.js';
import { KnownAtNotice } from '../known-at-notice.js';
import type { Standpoint } from '../known-at.rules.js';
import { StandpointForm } from '../standpoint-form.js';
import type { OfficeSummary } from './areas.service.js';

export interface OfficeListView {
  standpoint: Standpoint;
  query: StandpointQuery;
  offices: OfficeSummary[];
  /** Agencies that wait for somebody to place them; null = the viewer cannot. */
  unplaced: number | null;
  /** The field office that limits what the viewer sees. */
  scope: string | null;
}

/** Which field office answers for how much? */
export function OfficeListPage({
  standpoint,
  query,
  offices,
  unplaced,
  scope,
}: OfficeListView): VNode {
  const { asOf, knownAt } = standpoint;
  const at = standpointAddress(query);
  return (
    <div class="grid-container">
      <h1>Field offices</h1>
      <KnownAtNotice knownAt={knownAt} nowPath={withQuery('/offices', { asOf: query.asOf })} />
      {unplaced !== null && unplaced > 0 && (
        <Alert kind="warning">
          {unplaced === 1
            ? '1 agency has no field office. '
            : `${unplaced} agencies have no field office. `}
          <a href="/offices/unplaced">Say where they lie</a>
        </Alert>
      )}
      <p>
        What each answered for on {dayText(asOf)}. {scope && <>You see the {scope} field office.</>}
      </p>
      <StandpointForm path="/offices" asOf={asOf} knownAt={query.knownAt} />
      <DataTable
        caption="Field offices"
        isCaptionHidden
        rows={offices}
        keyOf={({ office }) => office.id}
        columns={[
          {
            header: 'Field office',
            isRowHeader: true,
            cell: ({ office }) => (
              <a href={withQuery(`/offices/${office.id}`, at)}>{office.name}</a>
            ),
          },
          { header: 'Area as ICE prints it', cell: ({ office }) => office.areaAsPrinted },
          { header: 'Agencies', isNumeric: true, cell: ({ agencies }) => agencies },
          {
            header: 'In force',
            isNumeric: true,
            cell: ({ office, agreements }) => (
              <a
                href={withQuery('/agreements', {
                  ...at,
                  fieldOffice: office.name,
                  status: 'in-force',
                })}
              >
                {agreements}
              </a>
            ),
          },
        ]}
      />
    </div>
  );
}
