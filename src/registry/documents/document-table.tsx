import type { VNode } from 'preact';
import { DataTable } from '../../platform/pages/data-table.js';
import { DayTime, MomentTime } from '../../platform/pages/format.js';
import { useRender } from '../../platform/pages/render-context.js';
import type { AgreementDocument } from './document.entity.js';
import { KIND_NAMES } from './documents.rules.js';

/** Documents with what proves them: who attached each when, and the hash of its content. */
export function DocumentTable(props: { caption: string; documents: AgreementDocument[] }): VNode {
  const { timeZone, viewer } = useRender();
  const mayWithdraw = viewer?.permissions.has('documents.attach') === true;
  return (
    <DataTable
      caption={props.caption}
      rows={props.documents}
      keyOf={({ id }) => id}
      columns={[
        {
          header: 'Document',
          isRowHeader: true,
          cell: (document) => (
            <>
              <a href={`/documents/${document.id}/content`}>{document.title}</a>
              <span class="moa-small">
                {' '}
                {document.fileName}, {sizeText(document.byteCount)}
              </span>
            </>
          ),
        },
        { header: 'Kind', cell: ({ kind }) => KIND_NAMES[kind] },
        { header: 'Holds from', cell: ({ holdsFrom }) => <DayTime day={holdsFrom} /> },
        {
          header: 'Attached',
          cell: ({ uploadedAt, uploadedBy }) => (
            <>
              <MomentTime moment={uploadedAt} timeZone={timeZone} /> by {uploadedBy}
            </>
          ),
        },
        { header: 'SHA-256', cell: ({ sha256 }) => <code class="moa-hash">{sha256}</code> },
        {
          header: 'State',
          cell: (document) => <State document={document} mayWithdraw={mayWithdraw} />,
        },
      ]}
    />
  );
}

function State(props: { document: AgreementDocument; mayWithdraw: boolean }): VNode {
  const { document, mayWithdraw } = props;
  const { timeZone } = useRender();
  if (document.withdrawnAt !== null)
    return (
      <>
        Withdrawn <MomentTime moment={document.withdrawnAt} timeZone={timeZone} /> by{' '}
        {document.withdrawnBy}: {document.withdrawnBecause}
      </>
    );
  return (
    <>
      {document.revisesId === null ? 'attached' : 'attached as a revision'}
      {mayWithdraw && (
        <>
          {' '}
          <a
            href={`/documents/${document.id}/withdrawal`}
            aria-label={`Withdraw ${document.title}`}
          >
            Withdraw
          </a>
        </>
      )}
    </>
  );
}

/** `12 KB`, `3.4 MB`. */
function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${Math.round(kilobytes)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
