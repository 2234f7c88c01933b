import type { VNode } from 'preact';
import type { FieldError } from '../../platform/pages/error-summary.js';
import { SelectField, TextField } from '../../platform/pages/fields.js';
import { ROLE_NAMES, ROLES } from '../permissions.js';
import { errorOf } from './form-errors.js';

/** Name, role and field office: what an administrator says of an account. */
export function AccountFields(props: {
  typed: { displayName: string; role: string; fieldOffice: string };
  errors: FieldError[];
  offices: string[];
}): VNode {
  const { typed, errors, offices } = props;
  return (
    <>
      <TextField
        name="displayName"
        label="Name"
        value={typed.displayName}
        error={errorOf(errors, 'displayName')}
        isRequired
      />
      <SelectField
        name="role"
        label="Role"
        value={typed.role}
        anyLabel="Choose"
        options={ROLES.map((value) => ({ value, label: ROLE_NAMES[value] }))}
        error={errorOf(errors, 'role')}
      />
      <SelectField
        name="fieldOffice"
        label="Field office"
        value={typed.fieldOffice}
        anyLabel="None"
        hint="For an ERO supervisor, and for nobody else."
        options={offices.map((name) => ({ value: name, label: name }))}
        error={errorOf(errors, 'fieldOffice')}
      />
    </>
  );
}
