import type { VNode } from 'preact';
import type { FieldError } from '../../platform/pages/error-summary.js';
import { errorOf } from '../accounts/form-errors.js';
import { PERMISSION_NAMES } from '../permissions.js';
import { groupsOf, type TokenInput } from './token.rules.js';

const REACHES = [
  { value: 'all', label: 'All that I may' },
  { value: 'chosen', label: 'Only what is ticked below' },
];

/** What a token may: all that its owner may, or some of it. */
export function ReachFields(props: {
  held: ReadonlySet<string>;
  typed: Pick<TokenInput, 'reach' | 'permissions'>;
  errors: FieldError[];
}): VNode {
  const { held, typed, errors } = props;
  return (
    <>
      <fieldset class="usa-fieldset" id="reach" tabIndex={-1}>
        <legend class="usa-legend">What it may</legend>
        <Message text={errorOf(errors, 'reach')} />
        {REACHES.map(({ value, label }) => (
          <div class="usa-radio" key={value}>
            <input
              class="usa-radio__input"
              id={`reach-${value}`}
              type="radio"
              name="reach"
              value={value}
              checked={typed.reach === value}
              required
            />
            <label class="usa-radio__label" for={`reach-${value}`}>
              {label}
            </label>
          </div>
        ))}
      </fieldset>
      <div id="permissions" tabIndex={-1}>
        <Message text={errorOf(errors, 'permissions')} />
        {groupsOf(held).map(({ name, permissions }) => (
          <fieldset class="usa-fieldset" key={name}>
            <legend class="usa-legend">{name}</legend>
            {permissions.map((permission) => (
              <div class="usa-checkbox" key={permission}>
                <input
                  class="usa-checkbox__input"
                  id={permission}
                  type="checkbox"
                  name="permissions"
                  value={permission}
                  checked={typed.permissions.includes(permission)}
                />
                <label class="usa-checkbox__label" for={permission}>
                  {PERMISSION_NAMES[permission]}
                </label>
              </div>
            ))}
          </fieldset>
        ))}
      </div>
    </>
  );
}

const Message = ({ text }: { text: string | undefined }): VNode | null =>
  text ? <span class="usa-error-message">{text}</span> : null;
