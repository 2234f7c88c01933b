import type { VNode } from 'preact';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { DateField, SelectField } from '../../platform/pages/fields.js';
import { fieldOf, type FormInput, Problems } from '../form-input.js';
import { type PositionChoices, PositionFields } from './position-fields.js';

/** Establishes a position. */
export function NewPositionPage(props: { input: FormInput; choices: PositionChoices }): VNode {
  const { input } = props;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[{ label: 'Staff', path: '/workforce' }, { label: 'Establish a position' }]}
      />
      <h1>Establish a position</h1>
      <Problems input={input} />
      <p>It is vacant until somebody is given it.</p>
      <form class="usa-form usa-form--large" method="post" action="/workforce/positions">
        <CsrfField />
        <SelectField
          {...fieldOf(input, 'role', 'Role')}
          options={[
            { value: 'inspector', label: 'Inspector' },
            { value: 'leader', label: 'Team leader' },
          ]}
        />
        <PositionFields {...props} />
        <DateField {...fieldOf(input, 'establishedOn', 'Established on')} isRequired />
        <button class="usa-button" type="submit">
          Establish it
        </button>
      </form>
    </div>
  );
}

/** Changes what a position is called, where its home is and what it asks for. */
export function ChangePositionPage(props: {
  id: string;
  title: string;
  version: number;
  input: FormInput;
  choices: PositionChoices;
}): VNode {
  const { id, title, version, input } = props;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Staff', path: '/workforce' },
          { label: title, path: `/workforce/positions/${id}` },
          { label: 'Change it' },
        ]}
      />
      <h1>Change {title}</h1>
      <Problems input={input} />
      <p>
        What its holder may inspect stands on their own record; what the position asks for counts
        while it is vacant.
      </p>
      <form
        class="usa-form usa-form--large"
        method="post"
        action={`/workforce/positions/${id}/change`}
      >
        <CsrfField />
        <input type="hidden" name="version" value={version} />
        <PositionFields {...props} />
        <button class="usa-button" type="submit">
          Change it
        </button>
      </form>
    </div>
  );
}
