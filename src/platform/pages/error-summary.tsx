import type { VNode } from 'preact';

export interface FieldError {
  /** The id of the field that it concerns; absent when it concerns the form as a whole. */
  field?: string;
  message: string;
}

/** Stands above a form that was refused; each message leads to its field. */
export function ErrorSummary({ errors }: { errors: FieldError[] }): VNode | null {
  if (errors.length === 0) return null;
  return (
    <div class="usa-alert usa-alert--error moa-error-summary" role="alert">
      <div class="usa-alert__body">
        <h2 class="usa-alert__heading">There is a problem</h2>
        <ul class="usa-list usa-list--unstyled">
          {errors.map(({ field, message }) => (
            <li key={`${field ?? ''} ${message}`}>
              {field ? <a href={`#${field}`}>{message}</a> : message}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
