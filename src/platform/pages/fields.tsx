import type { VNode } from 'preact';

interface FieldProps {
  name: string;
  label: string;
  value: string | undefined;
  hint?: string;
  error?: string | undefined;
  isRequired?: boolean;
}

export function TextField(props: FieldProps): VNode {
  return (
    <Field {...props}>
      <input class="usa-input" id={props.name} type="text" {...inputProps(props)} />
    </Field>
  );
}

export function DateField(props: FieldProps): VNode {
  return (
    <Field {...props}>
      <input class="usa-input" id={props.name} type="date" {...inputProps(props)} />
    </Field>
  );
}

export function TextAreaField(props: FieldProps): VNode {
  return (
    <Field {...props}>
      <textarea
        class="usa-textarea"
        id={props.name}
        name={props.name}
        required={props.isRequired}
        aria-describedby={describedBy(props)}
      >
        {props.value}
      </textarea>
    </Field>
  );
}

/** A choice; the first, empty one means "any". */
export function SelectField(
  props: FieldProps & { options: { value: string; label: string }[]; anyLabel?: string },
): VNode {
  return (
    <Field {...props}>
      <select class="usa-select" id={props.name} name={props.name}>
        {props.anyLabel !== undefined && <option value="">{props.anyLabel}</option>}
        {props.options.map(({ value, label }) => (
          <option key={value} value={value} selected={value === props.value}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  );
}

function Field(props: FieldProps & { children: VNode }): VNode {
  const { name, label, hint, error, children } = props;
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
      {children}
    </div>
  );
}

const inputProps = (props: FieldProps) => ({
  name: props.name,
  value: props.value,
  required: props.isRequired,
  'aria-describedby': describedBy(props),
});

const describedBy = ({ name, hint, error }: FieldProps): string | undefined =>
  [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ') || undefined;
