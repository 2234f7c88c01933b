import type { VNode } from 'preact';

interface FieldProps {
  name: string;
  /** Where a page has several forms with a field of this name; the name itself, if absent. */
  id?: string;
  label: string;
  value: string | undefined;
  hint?: string;
  error?: string | undefined;
  isRequired?: boolean;
}

/** @param props.listId the id of a `<datalist>` that proposes values */
export function TextField(props: FieldProps & { listId?: string }): VNode {
  return (
    <Field {...props}>
      <input
        class="usa-input"
        id={idOf(props)}
        type="text"
        list={props.listId}
        {...inputProps(props)}
      />
    </Field>
  );
}

export function DateField(props: FieldProps): VNode {
  return (
    <Field {...props}>
      <input class="usa-input" id={idOf(props)} type="date" {...inputProps(props)} />
    </Field>
  );
}

/** A day and an hour, `2012-09-26T14:30`. */
export function HourField(props: FieldProps): VNode {
  return (
    <Field {...props}>
      <input class="usa-input" id={idOf(props)} type="datetime-local" {...inputProps(props)} />
    </Field>
  );
}

/** @param props.accept endings and media types, as a proposal to the browser's own dialogue */
export function FileField(props: FieldProps & { accept?: string }): VNode {
  return (
    <Field {...props}>
      <input
        class="usa-file-input"
        id={idOf(props)}
        type="file"
        accept={props.accept}
        {...inputProps(props)}
      />
    </Field>
  );
}

export function TextAreaField(props: FieldProps): VNode {
  return (
    <Field {...props}>
      <textarea
        class="usa-textarea"
        id={idOf(props)}
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
      <select class="usa-select" id={idOf(props)} name={props.name}>
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

/** Several of some values. */
export function CheckboxGroup(props: {
  name: string;
  legend: string;
  options: { value: string; label: string; isChecked: boolean }[];
  error?: string | undefined;
}): VNode {
  const { name, legend, options, error } = props;
  return (
    <fieldset class="usa-fieldset moa-checkboxes" id={name}>
      <legend class="usa-legend">{legend}</legend>
      {error && <span class="usa-error-message">{error}</span>}
      {options.map(({ value, label, isChecked }) => (
        <div class="usa-checkbox" key={value}>
          <input
            class="usa-checkbox__input"
            id={`${name}-${value}`}
            type="checkbox"
            name={name}
            value={value}
            checked={isChecked}
          />
          <label class="usa-checkbox__label" for={`${name}-${value}`}>
            {label}
          </label>
        </div>
      ))}
    </fieldset>
  );
}

function Field(props: FieldProps & { children: VNode }): VNode {
  const { label, hint, error, children } = props;
  const id = idOf(props);
  return (
    <div class={`moa-field${error ? ' usa-form-group--error' : ''}`}>
      <label class="usa-label" for={id}>
        {label}
      </label>
      {hint && (
        <span class="usa-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error && (
        <span class="usa-error-message" id={`${id}-error`}>
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

const idOf = ({ id, name }: FieldProps): string => id ?? name;

const describedBy = ({ hint, error, ...field }: FieldProps): string | undefined =>
  [hint && `${idOf(field)}-hint`, error && `${idOf(field)}-error`].filter(Boolean).join(' ') ||
  undefined;
