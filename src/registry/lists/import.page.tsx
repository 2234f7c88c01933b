import type { VNode } from 'preact';
import { AuditTrailLink } from '../../audit/audit-trail-link.js';
import { counted, numberText } from '../../platform/counted.js';
import { Alert } from '../../platform/pages/alert.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { withQuery } from '../../platform/pages/addresses.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { DayTime, MomentTime } from '../../platform/pages/format.js';
import { useRender } from '../../platform/pages/render-context.js';
import { StatusTag } from '../../platform/pages/status-tag.js';
import { SummaryList } from '../../platform/pages/summary-list.js';
import { ApplySection, CancelSection, DayAndKindForm, UndoSection } from './import-actions.js';
import { DiffCounts, DiffTable, type ModelNames } from './import-diff.js';
import { ProblemTable } from './import-problems.page.js';
import { isBeingRead } from './import-progress.js';
import { Questions } from './import-questions.js';
import type { ImportReport } from './import-reports.js';
import { DIFF_WORDS, importPath, IMPORTS_PATH, waitsFor } from './import-words.js';
import type { DiffKind } from './list-import.dto.js';
import type { ListImport } from './list-import.entity.js';

/** So many of each kind stand on the page itself. */
const SHOWN = 10;

export interface ImportView {
  report: ImportReport;
  modelNames: ModelNames;
  mayManage: boolean;
}

/** One import: what it waits for, what it would do or did, and what can be done with it. */
export function ImportPage(view: ImportView): VNode {
  const { report, mayManage } = view;
  const { listImport, entries, questions } = report;
  const { state, refusal, heading } = listImport;
  const isOpen = ['waiting', 'reading', 'needs-answers', 'ready', 'refused'].includes(state);
  const isInDoubt = heading !== null && refusal !== null && isOpen;
  const counts = entries && countsOf(entries);
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[{ label: 'Imports', path: IMPORTS_PATH }, { label: listImport.fileName }]}
      />
      <h1 class="moa-breakable">{listImport.fileName}</h1>
      <p>
        <StatusTag status={state} /> {waitsFor(listImport)}
      </p>
      {refusal !== null && (
        <Alert kind={state === 'refused' ? 'error' : 'warning'}>{refusal}</Alert>
      )}
      {isBeingRead(state) && <Progress listImport={listImport} />}
      <HoldsInstead report={report} />
      <Facts report={report} />
      {mayManage && isInDoubt && <DayAndKindForm listImport={listImport} />}
      {questions.length > 0 && mayManage && !isInDoubt && (
        <Questions listImport={listImport} questions={questions} />
      )}
      {questions.length > 0 && (!mayManage || isInDoubt) && (
        <p>
          {counted(questions.length, 'question')}{' '}
          {isInDoubt ? 'will be asked after that.' : 'must be answered by a program manager.'}
        </p>
      )}
      {counts && mayManage && state === 'ready' && (
        <ApplySection listImport={listImport} counts={counts} />
      )}
      {counts && <Differences {...view} counts={counts} />}
      <SetAside report={report} />
      <Problems report={report} />
      {mayManage && isOpen && <CancelSection listImport={listImport} />}
      {counts && mayManage && state === 'applied' && (
        <UndoSection listImport={listImport} counts={counts} />
      )}
      <AuditTrailLink type="list-import" id={listImport.id} />
    </div>
  );
}

export const countsOf = (
  entries: NonNullable<ImportReport['entries']>,
): Record<DiffKind, number> => ({
  new: entries.new.length,
  changed: entries.changed.length,
  same: entries.same.length,
  gone: entries.gone.length,
});

function Progress({ listImport }: { listImport: ListImport }): VNode {
  const { id, state, rowsRead } = listImport;
  return (
    <p role="status" data-progress={`/api/v1/imports/${id}/progress`}>
      {state === 'reading' ? `${numberText(rowsRead)} rows read` : 'Not begun yet'}
    </p>
  );
}

/** Sent again, it stays where it is: who wants it back takes back the other. */
function HoldsInstead({ report }: { report: ImportReport }): VNode | null {
  const { listImport, holdsInstead } = report;
  if (holdsInstead === null || listImport.asOf === null) return null;
  return (
    <Alert kind="info">
      Of <DayTime day={listImport.asOf} /> another list holds:{' '}
      <a href={importPath(holdsInstead.id)}>{holdsInstead.fileName}</a>. This one counts again once
      that one is taken back; to send it again changes nothing.
    </Alert>
  );
}

function Facts({ report }: { report: ImportReport }): VNode {
  const { timeZone } = useRender();
  const { listImport } = report;
  const { asOf, kind, rowsRead, captionCount, createdAt, createdBy, heading } = listImport;
  const { appliedAt, appliedBy, undoneAt, undoneBy, listId } = listImport;
  const moment = (at: string, by: string | null): VNode => (
    <>
      <MomentTime moment={at} timeZone={timeZone} /> by {by}
    </>
  );
  return (
    <SummaryList
      facts={[
        ['Day of the list', asOf === null ? 'not said yet' : <DayTime key="day" day={asOf} />],
        ['Kind', kind ?? 'not said yet'],
        ['Rows', numberText(rowsRead)],
        ...(captionCount === null ? [] : [captionFact(captionCount, rowsRead)]),
        ['Sent', moment(createdAt, createdBy)],
        ...(appliedAt ? [['Applied', moment(appliedAt, appliedBy)] satisfies [string, VNode]] : []),
        ...(undoneAt ? [['Taken back', moment(undoneAt, undoneBy)] satisfies [string, VNode]] : []),
        ...(listId === null
          ? []
          : [
              [
                'Beside the register',
                <a key="list" href={`/lists/${listId}`}>
                  What differs, and why
                </a>,
              ] satisfies [string, VNode],
            ]),
        ...(heading && heading.unknownColumns.length > 0
          ? [['Columns kept aside', heading.unknownColumns.join(', ')] satisfies [string, string]]
          : []),
      ]}
    />
  );
}

const captionFact = (caption: number, rows: number): [string, string] => [
  'Total that ICE states',
  caption === rows
    ? `${numberText(caption)}, as many as rows`
    : `${numberText(caption)}; the list has ${counted(rows, 'row')}`,
];

function Differences(props: ImportView & { counts: Record<DiffKind, number> }): VNode {
  const { report, modelNames, counts, mayManage } = props;
  const { listImport, entries } = report;
  const { id, state } = listImport;
  const isApplied = state === 'applied';
  return (
    <section aria-labelledby="differences">
      <h2 id="differences">{isApplied ? 'What it did' : 'What differs from the register'}</h2>
      <DiffCounts id={id} counts={counts} />
      {(['gone', 'changed', 'new'] as const)
        .filter((kind) => counts[kind] > 0)
        .map((kind) => (
          <section key={kind} aria-labelledby={`diff-${kind}`}>
            <h3 id={`diff-${kind}`}>
              {DIFF_WORDS[kind]}: {numberText(counts[kind])}
            </h3>
            <DiffTable
              caption={DIFF_WORDS[kind]}
              kind={kind}
              entries={(entries?.[kind] ?? []).slice(0, SHOWN)}
              modelNames={modelNames}
              aliasPath={
                mayManage && !isApplied ? (row) => importPath(id, `/aliases/${row}`) : undefined
              }
            />
            {counts[kind] > SHOWN && (
              <p>
                <a href={withQuery(importPath(id, '/diff'), { kind })}>
                  All {numberText(counts[kind])} {DIFF_WORDS[kind].toLowerCase()}
                </a>
              </p>
            )}
          </section>
        ))}
      {isApplied && counts.gone > 0 && (
        <p>
          <a href="/imports/absences">Say what became of those no longer shown</a>
        </p>
      )}
    </section>
  );
}

function SetAside({ report }: { report: ImportReport }): VNode | null {
  const { setAside, duplicates } = report;
  const rows = [
    ...setAside.map(({ sheetRow, agency, reason }) => ({ sheetRow, agency, reason })),
    ...duplicates.map(({ sheetRow, agency, of }) => ({
      sheetRow,
      agency,
      reason: `The same agreement as in row ${of}, which counts.`,
    })),
  ].sort((a, b) => a.sheetRow - b.sheetRow);
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="set-aside">
      <h2 id="set-aside">{counted(rows.length, 'row')} that do not count</h2>
      <DataTable
        caption="Rows that do not count"
        isCaptionHidden
        rows={rows}
        keyOf={({ sheetRow }) => String(sheetRow)}
        columns={[
          { header: 'Row', isRowHeader: true, cell: ({ sheetRow }) => numberText(sheetRow) },
          { header: 'Agency', cell: ({ agency }) => agency || 'none' },
          { header: 'Why', cell: ({ reason }) => reason },
        ]}
      />
    </section>
  );
}

function Problems({ report }: { report: ImportReport }): VNode | null {
  const { listImport, problems, cleaned } = report;
  if (listImport.heading === null) return null;
  return (
    <section aria-labelledby="problems">
      <h2 id="problems">What was odd about its cells</h2>
      {problems.length === 0 ? (
        <EmptyState>Every cell could be read without doubt.</EmptyState>
      ) : (
        <ProblemTable problems={problems.slice(0, SHOWN)} />
      )}
      {problems.length > SHOWN && (
        <p>
          <a href={importPath(listImport.id, '/problems')}>All {numberText(problems.length)}</a>
        </p>
      )}
      {cleaned > 0 && (
        <p class="usa-hint">
          {counted(cleaned, 'more cell')} had only spaces, apostrophes or the like to be cleaned.
          What was read is kept beside what was made of it.
        </p>
      )}
    </section>
  );
}
