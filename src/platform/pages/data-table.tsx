import type { ComponentChildren, VNode } from 'preact';

export interface TableColumn<Row> {
  header: string;
  cell: (row: Row) => ComponentChildren;
  isNumeric?: boolean;
  /** The column that names the row. One of them, and no more, should. */
  isRowHeader?: boolean;
  /** Where the header leads to, to sort by it. */
  sortPath?: string;
  sorted?: 'ascending' | 'descending';
}

/**
 * A table with caption and scopes. On a narrow screen each row becomes a card whose cells carry their header; between
 * that and a width at which everything fits, the table scrolls by itself, also with the keyboard.
 */
export function DataTable<Row>(props: {
  caption: string;
  columns: TableColumn<Row>[];
  rows: Row[];
  keyOf: (row: Row) => string;
  /** For captions that repeat the heading above the table. */
  isCaptionHidden?: boolean;
}): VNode {
  const { caption, columns, rows, keyOf, isCaptionHidden } = props;
  return (
    <div class="moa-scroll" role="group" aria-label={caption} tabIndex={0}>
      <table class="usa-table usa-table--borderless moa-table">
        <caption class={isCaptionHidden ? 'usa-sr-only' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.header}
                scope="col"
                class={column.isNumeric ? 'moa-number' : undefined}
                aria-sort={column.sorted}
              >
                <HeaderCell {...column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) =>
                column.isRowHeader ? (
                  <th key={column.header} scope="row" data-label={column.header}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td
                    key={column.header}
                    data-label={column.header}
                    class={column.isNumeric ? 'moa-number' : undefined}
                  >
                    <div>{column.cell(row)}</div>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const ARROWS = { ascending: '▲', descending: '▼' };

function HeaderCell(column: Pick<TableColumn<never>, 'header' | 'sortPath' | 'sorted'>): VNode {
  if (!column.sortPath) return <>{column.header}</>;
  return (
    <a href={column.sortPath}>
      {column.header}
      {column.sorted && <span aria-hidden="true"> {ARROWS[column.sorted]}</span>}
    </a>
  );
}
