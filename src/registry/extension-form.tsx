import type { VNode } from 'preact';
import { Alert } from '../platform/pages/alert.js';
import { CsrfField } from '../platform/pages/csrf-field.js';
import { DateField, TextAreaField } from '../platform/pages/fields.js';
import type { ExtensionObjection } from './extension.rules.js';

/** What stands in the form: the version it is for, what was typed, and what was wrong with it. */
export interface ExtensionInput {
  version: number;
  endsOn: string;
  reason: string;
  objections: ExtensionObjection[];
}

/** Moves the end of an agreement. Opens by itself when something has to be corrected. */
export function ExtensionForm(props: ExtensionInput & { agreementId: string }): VNode {
  const { agreementId, version, endsOn, reason, objections } = props;
  const errorOf = (field: ExtensionObjection['field']): string | undefined =>
    objections.find((objection) => objection.field === field)?.detail;
  return (
    <details open={objections.length > 0}>
      <summary>Extend this agreement</summary>
      {objections.length > 0 && (
        <Alert kind="error" heading="The end was not moved">
          <ul class="usa-list">
            {objections.map(({ field, detail }) => (
              <li key={field}>
                <a href={`#${field}`}>{detail}</a>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <form class="usa-form" method="post" action={`/agreements/${agreementId}/extension`}>
        <CsrfField />
        <input type="hidden" name="version" value={version} />
        <DateField
          name="endsOn"
          label="New end"
          value={endsOn}
          hint="Reminders of the present end are cancelled; the new end is reminded of."
          error={errorOf('endsOn')}
          isRequired
        />
        <TextAreaField
          name="reason"
          label="Reason"
          value={reason}
          error={errorOf('reason')}
          isRequired
        />
        <button class="usa-button" type="submit">
          Extend
        </button>
      </form>
    </details>
  );
}
