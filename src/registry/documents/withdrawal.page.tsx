import type { VNode } from 'preact';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { ErrorSummary } from '../../platform/pages/error-summary.js';
import { TextAreaField } from '../../platform/pages/fields.js';
import type { AgreementDocument } from './document.entity.js';
import { DocumentTable } from './document-table.js';

/** Asks once before a document is withdrawn. */
export function WithdrawalPage(props: {
  document: AgreementDocument;
  agencyName: string;
  typed: string;
  problem: string | undefined;
}): VNode {
  const { document, agencyName, typed, problem } = props;
  const path = `/agreements/${document.agreementId}`;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: agencyName, path },
          { label: 'Documents', path: `${path}/documents` },
          { label: 'Withdraw' },
        ]}
      />
      <h1>Withdraw “{document.title}”</h1>
      <ErrorSummary errors={problem ? [{ field: 'reason', message: problem }] : []} />
      <DocumentTable caption="The document" documents={[document]} />
      <p>
        It no longer counts as in force on any day, and the revision before it holds in its place.
        It stays in the list with the reason, and can still be opened.
      </p>
      <form
        class="usa-form usa-form--large"
        method="post"
        action={`/documents/${document.id}/withdrawal`}
      >
        <CsrfField />
        <input type="hidden" name="version" value={document.version} />
        <TextAreaField name="reason" label="Reason" value={typed} error={problem} isRequired />
        <button class="usa-button usa-button--secondary" type="submit">
          Withdraw the document
        </button>
      </form>
      <p>
        <a href={`${path}/documents`}>Leave it as it is</a>
      </p>
    </div>
  );
}
