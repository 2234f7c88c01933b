import type { VNode } from 'preact';
import { CsrfField } from '../platform/pages/csrf-field.js';
import { DataTable } from '../platform/pages/data-table.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { DateField, TextAreaField, TextField } from '../platform/pages/fields.js';
import { FileField } from '../platform/pages/file-field.js';
import { DayTime, MomentTime } from '../platform/pages/format.js';
import { useRender } from '../platform/pages/render-context.js';
import { SampleTag } from '../platform/pages/status-tag.js';
import { ACCEPTED_EXTENSIONS } from '../registry/documents/media-type.rules.js';
import type { RecommendationDocument } from './recommendation.entity.js';
import type { EvidenceRow } from './recommendation-evidence.service.js';
import type { RecommendationView, RefusedForm } from './recommendation-views.js';

type SectionView = RecommendationView & { refused: RefusedForm | undefined };

const errorOf = (refused: RefusedForm | undefined, field: string): string | undefined =>
  refused?.problems.find(({ parameter }) => parameter === field)?.detail;

const pathOf = ({ detail }: RecommendationView): string =>
  `/recommendations/${detail.recommendation.id}`;

/** What was sent to the OIG or came from it, and a form for more. */
export function DocumentSection(view: SectionView): VNode {
  const { documents, linkable } = view;
  return (
    <>
      <h2>Documents</h2>
      {documents.length === 0 ? (
        <EmptyState>No document is attached.</EmptyState>
      ) : (
        <DocumentTable {...view} />
      )}
      {linkable !== null && <AttachForm {...view} />}
    </>
  );
}

function DocumentTable(view: SectionView): VNode {
  const { timeZone } = useRender();
  const path = pathOf(view);
  return (
    <DataTable
      caption="Documents"
      isCaptionHidden
      rows={view.documents}
      keyOf={({ id }) => id}
      columns={[
        {
          header: 'Document',
          isRowHeader: true,
          cell: ({ id, title, fileName }) => (
            <>
              <a href={`${path}/documents/${id}/content`}>{title}</a>{' '}
              <span class="moa-small">{fileName}</span>
            </>
          ),
        },
        { header: 'Sent', cell: ({ sentOn }) => <DayTime day={sentOn} /> },
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
          cell: (document) => (
            <DocumentState document={document} path={path} mayWithdraw={view.linkable !== null} />
          ),
        },
      ]}
    />
  );
}

function DocumentState(props: {
  document: RecommendationDocument;
  path: string;
  mayWithdraw: boolean;
}): VNode {
  const { document, path, mayWithdraw } = props;
  if (document.withdrawnAt !== null)
    return (
      <>
        withdrawn by {document.withdrawnBy}: {document.withdrawnBecause}
      </>
    );
  if (!mayWithdraw) return <>attached</>;
  return (
    <a
      href={`${path}/documents/${document.id}/withdrawal`}
      aria-label={`Withdraw ${document.title}`}
    >
      Withdraw
    </a>
  );
}

function AttachForm(view: SectionView): VNode {
  const { refused } = view;
  return (
    <form
      class="usa-form usa-form--large"
      method="post"
      enctype="multipart/form-data"
      action={`${pathOf(view)}/documents`}
      aria-label="Attach a document"
    >
      <h3>Attach a document</h3>
      <CsrfField />
      <TextField
        name="title"
        label="Title"
        value={refused?.typed['title']}
        error={errorOf(refused, 'title')}
        isRequired
      />
      <DateField
        name="sentOn"
        label="Sent to the OIG on (where it was)"
        value={refused?.typed['sentOn']}
        error={errorOf(refused, 'sentOn')}
      />
      <FileField
        name="file"
        label="File"
        hint="PDF, DOCX, PNG, JPEG or plain text, at most 25 MB."
        accept={ACCEPTED_EXTENSIONS.map((extension) => `.${extension}`).join(',')}
        error={errorOf(refused, 'file')}
      />
      <button class="usa-button" type="submit">
        Attach
      </button>
    </form>
  );
}

/** What inspections found about it, and a form to link more. */
export function EvidenceSection(view: SectionView): VNode {
  const { evidence, linkable } = view;
  return (
    <>
      <h2>Evidence from inspections</h2>
      {evidence.length === 0 ? (
        <EmptyState>No finding is linked.</EmptyState>
      ) : (
        <EvidenceTable {...view} />
      )}
      {linkable !== null && <LinkForm {...view} linkable={linkable} />}
    </>
  );
}

function EvidenceTable(view: SectionView): VNode {
  const { timeZone } = useRender();
  const path = pathOf(view);
  return (
    <DataTable
      caption="Findings that are linked"
      isCaptionHidden
      rows={view.evidence}
      keyOf={({ link }) => link.id}
      columns={[
        { header: 'Finding', isRowHeader: true, cell: (row) => <FindingCell row={row} /> },
        { header: 'What it shows', cell: ({ link }) => link.note },
        {
          header: 'Linked',
          cell: ({ link }) => (
            <>
              <MomentTime moment={link.linkedAt} timeZone={timeZone} /> by {link.linkedBy}
            </>
          ),
        },
        ...(view.linkable === null
          ? []
          : [
              {
                header: 'Link',
                cell: ({ link }: EvidenceRow) => (
                  <a
                    href={`${path}/evidence/${link.id}/withdrawal`}
                    aria-label={`Withdraw the link to ${link.findingNumber}`}
                  >
                    Withdraw
                  </a>
                ),
              },
            ]),
      ]}
    />
  );
}

function FindingCell({ row: { link, finding } }: { row: EvidenceRow }): VNode {
  if (!finding) return <>{link.findingNumber}, a sample that was taken away</>;
  return (
    <>
      <a href={`/findings/${finding.id}`}>{finding.number}</a> {finding.isSample && <SampleTag />}
    </>
  );
}

function LinkForm(view: SectionView & { linkable: string[] }): VNode {
  const { refused, linkable } = view;
  return (
    <form
      class="usa-form usa-form--large"
      method="post"
      action={`${pathOf(view)}/evidence`}
      aria-label="Link a finding"
    >
      <h3>Link a finding</h3>
      <CsrfField />
      <TextField
        name="finding"
        label="Finding"
        hint="Its number, such as INS-2012-0003/F2."
        value={refused?.typed['finding']}
        error={errorOf(refused, 'finding')}
        listId="findings"
        isRequired
      />
      <datalist id="findings">
        {linkable.map((number) => (
          <option key={number} value={number} />
        ))}
      </datalist>
      <TextAreaField
        name="note"
        label="What it shows"
        value={refused?.typed['note']}
        error={errorOf(refused, 'note')}
        isRequired
      />
      <button class="usa-button" type="submit">
        Link
      </button>
    </form>
  );
}
