import type { VNode } from 'preact';
import type { Paged } from '../../platform/http/paging.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { Pagination } from '../../platform/pages/pagination.js';
import type { RowProblem } from './import-reports.js';
import { importPath, IMPORTS_PATH } from './import-words.js';
import type { ListImport } from './list-import.entity.js';
import type { CellProblemKind, ListColumn } from './listed-row.js';

/** Every odd cell of a list, by row. */
export function ProblemsPage(props: {
  listImport: ListImport;
  page: Paged<RowProblem>;
  query: { limit: number; cursor?: string };
}): VNode {
  const { listImport, page, query } = props;
  const { id, fileName } = listImport;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Imports', path: IMPORTS_PATH },
          { label: fileName, path: importPath(id) },
          { label: 'Odd cells' },
        ]}
      />
      <h1>What was odd about the cells of this list</h1>
      <ProblemTable problems={page.items} />
      <Pagination
        path={importPath(id, '/problems')}
        query={{ ...query }}
        shown={page.items.length}
        total={page.total}
        nextCursor={page.nextCursor}
        what="odd cells"
      />
    </div>
  );
}

const COLUMN_NAMES: Record<ListColumn, string> = {
  state: 'State',
  agency: 'Agency',
  agencyType: 'Type',
  county: 'County',
  model: 'Support type',
  signedOn: 'Signed',
  moa: 'MOA',
  addendum: 'Addendum',
};

const KIND_WORDS: Record<CellProblemKind, string> = {
  cleaned: 'cleaned',
  noted: 'noted',
  proposed: 'a repair is proposed',
  unknown: 'fits nothing',
  missing: 'missing',
};

export function ProblemTable({ problems }: { problems: RowProblem[] }): VNode {
  return (
    <DataTable
      caption="Odd cells"
      isCaptionHidden
      rows={problems}
      keyOf={({ row, column, detail }) => `${row} ${column} ${detail}`}
      columns={[
        {
          header: 'Cell',
          isRowHeader: true,
          cell: ({ row, column }) => `Row ${row}, ${COLUMN_NAMES[column]}`,
        },
        { header: 'As read', cell: ({ raw }) => <span class="moa-breakable">{raw}</span> },
        { header: 'Taken as', cell: ({ value }) => <span class="moa-breakable">{value}</span> },
        { header: 'How sure', cell: ({ kind }) => KIND_WORDS[kind] },
        { header: 'What it is', cell: ({ detail }) => <span class="moa-breakable">{detail}</span> },
      ]}
    />
  );
}
