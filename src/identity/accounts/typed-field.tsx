import type { VNode } from 'preact';

/** A field whose kind tells browsers and password managers what belongs into it. */
export function TypedField(props: {
  type: 'email' | 'password';
  name: string;
  label: string;
  autocomplete: 'username' | 'email' | 'current-password' | 'new-password' | 'off';
  value?: string;
  hint?: string;
  error?: string | undefined;
  maxLength?: number;
}): VNode {
  const { type, name, label, autocomplete, value, hint, error, maxLength } = props;
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return (
    <div class={`moa-field${error ? ' usa-form-group--error' : ''}`}>
      <label class="usa-label" for={name}>
        {label}
      </label>
      {hint && (
        <span class="usa-hint" id={`${name}-hint`}>
          {hint}
        </span>
      )}
      {error && (
        <span class="usa-error-message" id={`${name}-error`}>
          {error}
        </span>
      )}
      <input
        class="usa-input"
        id={name}
        name={name}
        type={type}
        autocomplete={autocomplete}
        value={value}
        maxLength={maxLength}
        required
        aria-describedby={described || undefined}
      />
    </div>
  );
}
