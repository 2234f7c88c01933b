import type { VNode } from 'preact';
import type { Day } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import type { ProblemItem } from '../../platform/http/problem.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { ErrorSummary } from '../../platform/pages/error-summary.js';
import { DateField, SelectField, TextField } from '../../platform/pages/fields.js';
import { FileField } from '../../platform/pages/file-field.js';
import { DocumentTable } from './document-table.js';
import { DOCUMENT_KINDS, KIND_NAMES, type NewDocument } from './documents.rules.js';
import type { DocumentsOfAgreement } from './documents.service.js';
import { ACCEPTED_EXTENSIONS } from './media-type.rules.js';

export interface DocumentsView {
  found: DocumentsOfAgreement;
  asOf: Day;
  mayAttach: boolean;
  typed: NewDocument;
  problems: ProblemItem[];
}

/** What was in force on that day, which revisions are there, and a form for another. */
export function DocumentsPage(view: DocumentsView): VNode {
  const { found, asOf, mayAttach, problems } = view;
  const { agreement, documents, holding } = found;
  const path = `/agreements/${agreement.agreementId}`;
  const others = documents.filter((document) => !holding.includes(document));
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Agreements', path: '/agreements' },
          { label: agreement.agencyName, path },
          { label: 'Documents' },
        ]}
      />
      <h1>
        Documents: {agreement.agencyName}, {agreement.state}
      </h1>
      <ErrorSummary
        errors={problems.map(({ parameter, detail }) => ({
          ...(parameter !== undefined && { field: parameter }),
          message: detail,
        }))}
      />
      <form
        class="moa-filters"
        method="get"
        action={`${path}/documents`}
        aria-label="Show as of another day"
      >
        <DateField name="asOf" label="As of" value={asOf} />
        <div class="moa-actions">
          <button class="usa-button usa-button--outline" type="submit">
            Show
          </button>
        </div>
      </form>
      <h2>In force on {dayText(asOf)}</h2>
      {holding.length === 0 ? (
        <EmptyState>No document that held on {dayText(asOf)} is attached.</EmptyState>
      ) : (
        <DocumentTable caption={`Documents that held on ${dayText(asOf)}`} documents={holding} />
      )}
      {others.length > 0 && (
        <>
          <h2>Others</h2>
          <DocumentTable
            caption="Other revisions, later documents and withdrawn ones"
            documents={others}
          />
        </>
      )}
      {mayAttach && <AttachForm {...view} />}
    </div>
  );
}

function AttachForm({ found, typed, problems }: DocumentsView): VNode {
  const { agreement, documents } = found;
  const errorOf = (field: string): string | undefined =>
    problems.find(({ parameter }) => parameter === field)?.detail;
  return (
    <>
      <h2>Attach a document</h2>
      <form
        class="usa-form usa-form--large"
        method="post"
        enctype="multipart/form-data"
        action={`/agreements/${agreement.agreementId}/documents`}
        aria-label="Attach a document"
      >
        <CsrfField />
        <TextField
          name="title"
          label="Title"
          value={typed.title}
          error={errorOf('title')}
          isRequired
        />
        <SelectField
          name="kind"
          label="Kind"
          value={typed.kind}
          error={errorOf('kind')}
          anyLabel="Choose"
          options={DOCUMENT_KINDS.map((kind) => ({ value: kind, label: KIND_NAMES[kind] }))}
          isRequired
        />
        <DateField
          name="holdsFrom"
          label="Holds from"
          value={typed.holdsFrom}
          error={errorOf('holdsFrom')}
          isRequired
        />
        <SelectField
          name="revisesId"
          label="Revision of"
          value={typed.revisesId}
          error={errorOf('revisesId')}
          anyLabel="None: it is a document of its own"
          options={documents
            .filter(({ withdrawnAt }) => withdrawnAt === null)
            .map(({ id, title, holdsFrom }) => ({
              value: id,
              label: `${title}, from ${dayText(holdsFrom)}`,
            }))}
        />
        <FileField
          name="file"
          label="File"
          hint="PDF, DOCX, PNG, JPEG or plain text, at most 25 MB."
          accept={ACCEPTED_EXTENSIONS.map((extension) => `.${extension}`).join(',')}
          error={errorOf('file')}
        />
        <button class="usa-button" type="submit">
          Attach
        </button>
      </form>
    </>
  );
}
