import type { VNode } from 'preact';
import type { FieldError } from '../../platform/pages/error-summary.js';
import { errorOf } from './form-errors.js';
import { LONGEST_PASSWORD } from './password.rules.js';
import { TypedField } from './typed-field.js';

/** Where somebody chooses a password. Twice, since nobody sees what they type. */
export function NewPasswordFields(props: { minLength: number; errors: FieldError[] }): VNode {
  const { minLength, errors } = props;
  return (
    <>
      <TypedField
        type="password"
        name="password"
        label="New password"
        autocomplete="new-password"
        hint={`At least ${minLength} characters, spaces included. Four or five words that nobody would put together are good; no digits or signs are asked for.`}
        error={errorOf(errors, 'password')}
        maxLength={LONGEST_PASSWORD}
      />
      <TypedField
        type="password"
        name="repeated"
        label="New password again"
        autocomplete="new-password"
        error={errorOf(errors, 'repeated')}
        maxLength={LONGEST_PASSWORD}
      />
    </>
  );
}
