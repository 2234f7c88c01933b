import type { VNode } from 'preact';
import { stateName } from '../offices/states.rules.js';
import { withQuery } from '../platform/pages/addresses.js';
import type { TableColumn } from '../platform/pages/data-table.js';
import { DayTime } from '../platform/pages/format.js';
import { StatusTag } from '../platform/pages/status-tag.js';
import { EndCell, ModelCell } from './agreement-cells.js';
import type { ProgramModel } from './agreement.entity.js';
import type { AgreementSort } from './agreement-filter.js';
import { LIST_PATH, listAddress } from './agreement-list.address.js';
import type { AgreementListQuery, ListColumn } from './agreement-query.dto.js';
import type { AgreementOnDay } from './agreements-on-day.js';
import type { Standpoint } from './known-at.rules.js';

/** How a column is called where it is chosen and where it stands. */
export const COLUMN_NAMES: Record<ListColumn, string> = {
  state: 'State',
  county: 'County',
  type: 'Agency type',
  model: 'Model',
  status: 'Status',
  office: 'Field office',
  signed: 'Signed',
  effective: 'Took effect',
  ends: 'Ends',
  source: 'Source',
};

const SORTS: Partial<Record<ListColumn, AgreementSort>> = {
  state: 'state',
  model: 'model',
  signed: 'signedOn',
  ends: 'endsOn',
};

interface ColumnsView {
  standpoint: Standpoint;
  query: AgreementListQuery;
  models: ProgramModel[];
}

/** The agency and what was chosen, each leading to its own order where it has one. */
export function columnsOfList({
  standpoint,
  query,
  models,
}: ColumnsView): TableColumn<AgreementOnDay>[] {
  const nameOf = new Map(models.map(({ code, name }) => [code, name]));
  const cells = cellsOf(standpoint, (code) => nameOf.get(code) ?? code);
  const at = { asOf: query.asOf, knownAt: query.knownAt };
  return [
    {
      header: 'Agency',
      isRowHeader: true,
      ...sorting(query, 'agency'),
      cell: (row) => (
        <a href={withQuery(`${LIST_PATH}/${row.agreementId}`, at)}>{row.agencyName}</a>
      ),
    },
    ...query.columns.map((name) => ({
      header: COLUMN_NAMES[name],
      ...(SORTS[name] && sorting(query, SORTS[name])),
      cell: cells[name],
    })),
  ];
}

type Cell = (row: AgreementOnDay) => VNode | string;

const cellsOf = (
  { asOf }: Standpoint,
  modelName: (code: string) => string,
): Record<ListColumn, Cell> => ({
  state: ({ state }) => <abbr title={stateName(state)}>{state}</abbr>,
  county: ({ county }) => county ?? 'not known',
  type: ({ agencyType }) => agencyType ?? 'not known',
  model: (row) => <ModelCell agreement={row} name={modelName(row.model)} />,
  status: ({ status }) => <StatusTag status={status} />,
  office: ({ officeName }) => officeName ?? 'none assigned',
  signed: ({ signedOn }) => <DayTime day={signedOn} />,
  effective: ({ effectiveOn }) => <DayTime day={effectiveOn} />,
  ends: (row) => <EndCell agreement={row} asOf={asOf} />,
  source: ({ source }) => source,
});

/** A header leads to its own order, and from there to the reverse. */
function sorting(
  query: AgreementListQuery,
  sort: AgreementSort,
): Pick<TableColumn<AgreementOnDay>, 'sortPath' | 'sorted'> {
  const isSorted = query.sort === sort;
  const isAscending = query.direction === 'asc';
  const direction = isSorted && isAscending ? 'desc' : 'asc';
  const next = { ...listAddress(query), cursor: undefined, sort, direction };
  return {
    sortPath: withQuery(LIST_PATH, next),
    ...(isSorted && { sorted: isAscending ? 'ascending' : 'descending' }),
  };
}
