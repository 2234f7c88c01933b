import type { VNode } from 'preact';
import { numberText } from '../../platform/counted.js';
import { DataTable, type TableColumn } from '../../platform/pages/data-table.js';
import { DayTime } from '../../platform/pages/format.js';
import { withQuery } from '../../platform/pages/addresses.js';
import { importPath, DIFF_WORDS } from './import-words.js';
import type { DiffKind } from './list-import.dto.js';
import type { ReportEntry } from './import-reports.js';

/** Names of the program models by their codes; what is no code stays as it is printed. */
export type ModelNames = ReadonlyMap<string, string>;

/** The agreements of one kind of difference, each with its row of the sheet and what changes. */
export function DiffTable(props: {
  caption: string;
  kind: DiffKind;
  entries: ReportEntry[];
  modelNames: ModelNames;
  /** Where a new agency can be said to be another name of a known one; absent when that is over. */
  aliasPath?: ((sheetRow: number) => string) | undefined;
}): VNode {
  const { caption, kind, entries, modelNames, aliasPath } = props;
  const isListed = kind !== 'gone';
  const columns: TableColumn<ReportEntry>[] = [
    {
      header: 'Agency',
      isRowHeader: true,
      cell: ({ agency, state, agreementId }) => {
        const name = `${agency}, ${state}`;
        return agreementId ? <a href={`/agreements/${agreementId}`}>{name}</a> : name;
      },
    },
    { header: 'Model', cell: ({ model }) => modelNames.get(model) ?? model },
    ...(isListed
      ? [
          {
            header: 'Signed, as listed',
            cell: ({ signedOn }: ReportEntry) => <DayTime day={signedOn} />,
          },
        ]
      : []),
    {
      header: kind === 'new' ? 'Agency in the register' : 'What changes',
      cell: (entry) =>
        kind === 'new' ? (
          <NewAgency entry={entry} aliasPath={aliasPath} />
        ) : (
          entry.changes.join('; ')
        ),
    },
    ...(isListed
      ? [
          {
            header: 'Row',
            isNumeric: true,
            cell: ({ sheetRow }: ReportEntry) => (sheetRow === null ? '' : numberText(sheetRow)),
          },
        ]
      : []),
  ];
  return (
    <DataTable
      caption={caption}
      isCaptionHidden
      rows={entries}
      keyOf={({ sheetRow, agreementId }) => `${sheetRow ?? ''} ${agreementId ?? ''}`}
      columns={columns}
    />
  );
}

function NewAgency(props: {
  entry: ReportEntry;
  aliasPath: ((sheetRow: number) => string) | undefined;
}): VNode {
  const { entry, aliasPath } = props;
  if (!entry.isNewAgency) return <>known</>;
  if (!aliasPath || entry.sheetRow === null) return <>new</>;
  return (
    <>
      new{' · '}
      <a href={aliasPath(entry.sheetRow)} aria-label={`${entry.agency} is another name of …`}>
        another name of …
      </a>
    </>
  );
}

/** How many of each kind, each leading to them. */
export function DiffCounts(props: {
  id: string;
  counts: Record<DiffKind, number>;
  current?: DiffKind;
}): VNode {
  const { id, counts, current } = props;
  return (
    <ul class="moa-cards">
      {(['new', 'changed', 'gone', 'same'] as const).map((kind) => (
        <li class="moa-card" key={kind}>
          <span class="moa-card__number">{numberText(counts[kind])}</span>
          <a
            href={withQuery(importPath(id, '/diff'), { kind })}
            aria-current={kind === current ? 'page' : undefined}
          >
            {DIFF_WORDS[kind].toLowerCase()}
          </a>
        </li>
      ))}
    </ul>
  );
}
