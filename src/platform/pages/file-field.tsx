import type { VNode } from 'preact';

/** A file to be sent with the form, which must say `enctype="multipart/form-data"`. */
export function FileField(props: {
  name: string;
  label: string;
  hint: string;
  /** What the browser offers: `.pdf,.docx`. */
  accept: string;
  error?: string | undefined;
}): VNode {
  const { name, label, hint, accept, error } = props;
  return (
    <div class={`moa-field${error ? ' usa-form-group--error' : ''}`}>
      <label class="usa-label" for={name}>
        {label}
      </label>
      <span class="usa-hint" id={`${name}-hint`}>
        {hint}
      </span>
      {error && (
        <span class="usa-error-message" id={`${name}-error`}>
          {error}
        </span>
      )}
      <input
        class="usa-input"
        id={name}
        name={name}
        type="file"
        accept={accept}
        required
        aria-describedby={`${name}-hint${error ? ` ${name}-error` : ''}`}
      />
    </div>
  );
}
