import type { VNode } from 'preact';
import { withQuery } from '../platform/pages/addresses.js';
import { DataTable } from '../platform/pages/data-table.js';
import type { StatusCounts } from './ledger.rules.js';
import type { Ledger } from './recommendations.service.js';

/** How many recommendations of each report stand how, with all of them and the earlier ones below. */
export function ReportCounts(props: {
  ledger: Ledger;
  caption: string;
  isCaptionHidden?: boolean;
}): VNode {
  const { ledger, caption, isCaptionHidden = false } = props;
  const { asOf, reports, totals, earlier } = ledger;
  const rows: { name: string; path: string | null; counts: StatusCounts }[] = [
    ...reports.map(({ report, ...counts }) => ({
      name: `${report.number}: ${report.title}`,
      path: withQuery('/recommendations', { asOf, report: report.number }),
      counts,
    })),
    { name: 'All reports', path: null, counts: totals },
    { name: 'Earlier reports', path: null, counts: earlier },
  ];
  return (
    <DataTable
      caption={caption}
      isCaptionHidden={isCaptionHidden}
      rows={rows}
      keyOf={({ name }) => name}
      columns={[
        {
          header: 'Report',
          isRowHeader: true,
          cell: ({ name, path }) => (path === null ? name : <a href={path}>{name}</a>),
        },
        { header: 'Total', isNumeric: true, cell: ({ counts }) => counts.total },
        { header: 'Closed', isNumeric: true, cell: ({ counts }) => counts.closed },
        {
          header: 'Resolved and open',
          isNumeric: true,
          cell: ({ counts }) => counts.resolvedOpen,
        },
        {
          header: 'Unresolved and open',
          isNumeric: true,
          cell: ({ counts }) => counts.unresolvedOpen,
        },
        ...(totals.statusUnknown > 0
          ? [
              {
                header: 'Not known on that day',
                isNumeric: true,
                cell: ({ counts }: { counts: StatusCounts }) => counts.statusUnknown,
              },
            ]
          : []),
      ]}
    />
  );
}
