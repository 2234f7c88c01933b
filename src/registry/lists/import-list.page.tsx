import type { VNode } from 'preact';
import { counted } from '../../platform/counted.js';
import type { Paged } from '../../platform/http/paging.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { type FieldError, ErrorSummary } from '../../platform/pages/error-summary.js';
import { DateField, FileField, SelectField, TextField } from '../../platform/pages/fields.js';
import { DayTime, MomentTime } from '../../platform/pages/format.js';
import { Pagination } from '../../platform/pages/pagination.js';
import { useRender } from '../../platform/pages/render-context.js';
import { StatusTag } from '../../platform/pages/status-tag.js';
import { importPath, IMPORTS_PATH, KIND_NAMES, countsText } from './import-words.js';
import type { ListImport } from './list-import.entity.js';
import { LIST_KINDS } from './listed-row.js';

/** What was typed into the form, as it was typed. */
export interface TypedUpload {
  asOf: string;
  kind: string;
  captionCount: string;
}

/** What does ICE's list say that we do not? Sends a list, and shows what became of those before. */
export function ImportListPage(props: {
  page: Paged<ListImport>;
  query: { limit: number; cursor?: string };
  mayManage: boolean;
  openAbsences: number;
  typed: TypedUpload;
  errors: FieldError[];
}): VNode {
  const { page, query, mayManage, openAbsences, typed, errors } = props;
  return (
    <div class="grid-container">
      <h1>Imports of official lists</h1>
      <p>
        {openAbsences === 0 ? (
          'No list has left a question behind: of every agreement that one lacks, somebody has said why.'
        ) : (
          <a href="/imports/absences">
            {counted(openAbsences, 'agreement')} missing from a list: say what became of{' '}
            {openAbsences === 1 ? 'it' : 'them'}
          </a>
        )}
      </p>
      {mayManage && <UploadForm typed={typed} errors={errors} />}
      <h2>Lists that were sent</h2>
      {page.total === 0 ? (
        <EmptyState>
          No list was sent yet.
          {mayManage && ' Send the first one above; the oldest should come first.'}
        </EmptyState>
      ) : (
        <>
          <Imports items={page.items} />
          <Pagination
            path={IMPORTS_PATH}
            query={{ ...query }}
            shown={page.items.length}
            total={page.total}
            nextCursor={page.nextCursor}
            what="imports"
          />
        </>
      )}
    </div>
  );
}

function UploadForm({ typed, errors }: { typed: TypedUpload; errors: FieldError[] }): VNode {
  const errorOf = (name: string): string | undefined =>
    errors.find(({ field }) => field === name)?.message;
  return (
    <>
      <h2>Send a list</h2>
      <ErrorSummary errors={errors} />
      <form class="moa-narrow" method="post" action={IMPORTS_PATH} encType="multipart/form-data">
        <CsrfField />
        <FileField
          name="file"
          label="The list, as ICE publishes it"
          hint="XLSX or CSV, at most 25 MB. It is read and compared; nothing goes into the register before you apply it."
          accept=".xlsx,.xlsm,.csv,.txt"
          value={undefined}
          error={errorOf('file')}
          isRequired
        />
        <DateField
          name="asOf"
          label="Day of the list (optional)"
          hint="Only where the file’s name does not say it, or says it wrong."
          value={typed.asOf}
          error={errorOf('asOf')}
        />
        <SelectField
          name="kind"
          label="Kind of list"
          value={typed.kind}
          anyLabel="As the file’s name says"
          options={LIST_KINDS.map((value) => ({ value, label: KIND_NAMES[value] }))}
          error={errorOf('kind')}
        />
        <TextField
          name="captionCount"
          label="Total that ICE’s page states (optional)"
          hint="It is compared with the rows."
          value={typed.captionCount}
          error={errorOf('captionCount')}
        />
        <button class="usa-button" type="submit">
          Send
        </button>
      </form>
    </>
  );
}

function Imports({ items }: { items: ListImport[] }): VNode {
  const { timeZone } = useRender();
  return (
    <DataTable
      caption="Imports"
      isCaptionHidden
      rows={items}
      keyOf={({ id }) => id}
      columns={[
        {
          header: 'File',
          isRowHeader: true,
          cell: ({ id, fileName }) => (
            <a class="moa-breakable" href={importPath(id)}>
              {fileName}
            </a>
          ),
        },
        { header: 'Day of the list', cell: ({ asOf }) => <DayTime day={asOf} /> },
        { header: 'Kind', cell: ({ kind }) => kind ?? 'not said' },
        { header: 'State', cell: ({ state }) => <StatusTag status={state} /> },
        { header: 'Differences', cell: ({ counts }) => (counts ? countsText(counts) : '') },
        {
          header: 'Sent',
          cell: ({ createdAt, createdBy }) => (
            <>
              <MomentTime moment={createdAt} timeZone={timeZone} /> by {createdBy}
            </>
          ),
        },
      ]}
    />
  );
}
