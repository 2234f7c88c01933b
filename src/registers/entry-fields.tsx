import type { VNode } from 'preact';
import type { ProblemItem } from '../platform/http/problem.js';
import {
  CheckboxGroup,
  DateField,
  HourField,
  SelectField,
  TextAreaField,
  TextField,
} from '../platform/pages/fields.js';
import { type Register, type RegisterField } from './registers.rules.js';

/** What was typed into a form, and what was wrong with it. */
export interface EntryInput {
  typed: Readonly<Record<string, string>>;
  problems: readonly ProblemItem[];
}

export const NOTHING_TYPED: EntryInput = { typed: {}, problems: [] };

export const problemWith = (field: string, { problems }: EntryInput): string | undefined =>
  problems.find(({ parameter }) => parameter === field)?.detail;

/** The fields of a register in a form. */
export function EntryFields(props: EntryInput & { register: Register }): VNode {
  return (
    <>
      {props.register.fields.map((field) => (
        <EntryField key={field.name} field={field} {...props} />
      ))}
    </>
  );
}

function EntryField(props: EntryInput & { field: RegisterField }): VNode {
  const { field, typed } = props;
  const { name, label, kind, hint, isRequired, options = [] } = field;
  const value = typed[name];
  const error = problemWith(name, props);
  const common = { name, label, value, error, isRequired, ...(hint !== undefined && { hint }) };
  switch (kind) {
    case 'day':
      return <DateField {...common} />;
    case 'hour':
      return <HourField {...common} />;
    case 'choice':
      return <SelectField {...common} options={[...options]} />;
    case 'roles': {
      const chosen = (value ?? '').split(';').map((role) => role.trim());
      return (
        <CheckboxGroup
          name={name}
          legend={label}
          error={error}
          options={options.map((option) => ({
            ...option,
            isChecked: chosen.includes(option.value),
          }))}
        />
      );
    }
    case 'text':
      return name === 'about' ? <TextAreaField {...common} /> : <TextField {...common} />;
    default:
      return <TextField {...common} />;
  }
}
