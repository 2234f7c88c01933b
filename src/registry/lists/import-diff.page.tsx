import type { VNode } from 'preact';
import { numberText } from '../../platform/counted.js';
import type { Paged } from '../../platform/http/paging.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { Pagination } from '../../platform/pages/pagination.js';
import { DiffCounts, DiffTable, type ModelNames } from './import-diff.js';
import type { ReportEntry } from './import-reports.js';
import { DIFF_WORDS, importPath, IMPORTS_PATH } from './import-words.js';
import type { DiffKind } from './list-import.dto.js';
import type { ListImport } from './list-import.entity.js';

/** All agreements of one kind of difference. */
export function DiffPage(props: {
  listImport: ListImport;
  kind: DiffKind;
  counts: Record<DiffKind, number>;
  page: Paged<ReportEntry>;
  query: { limit: number; cursor?: string };
  modelNames: ModelNames;
  mayManage: boolean;
}): VNode {
  const { listImport, kind, counts, page, query, modelNames, mayManage } = props;
  const { id, fileName, state } = listImport;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Imports', path: IMPORTS_PATH },
          { label: fileName, path: importPath(id) },
          { label: DIFF_WORDS[kind] },
        ]}
      />
      <h1>
        {DIFF_WORDS[kind]}: {numberText(page.total)}
      </h1>
      <DiffCounts id={id} counts={counts} current={kind} />
      {page.total === 0 ? (
        <EmptyState>
          None. <a href={importPath(id)}>Back to the import</a>
        </EmptyState>
      ) : (
        <>
          <DiffTable
            caption={DIFF_WORDS[kind]}
            kind={kind}
            entries={page.items}
            modelNames={modelNames}
            aliasPath={
              mayManage && state !== 'applied'
                ? (row) => importPath(id, `/aliases/${row}`)
                : undefined
            }
          />
          <Pagination
            path={importPath(id, '/diff')}
            query={{ ...query, kind }}
            shown={page.items.length}
            total={page.total}
            nextCursor={page.nextCursor}
            what="agreements"
          />
        </>
      )}
    </div>
  );
}
