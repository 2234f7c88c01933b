import type { VNode } from 'preact';
import { CheckboxGroup, SelectField, TextField } from '../../platform/pages/fields.js';
import type { ProgramModel } from '../../registry/agreement.entity.js';
import { fieldOf, type FormInput } from '../form-input.js';

/** What a form of a position may choose from. */
export interface PositionChoices {
  offices: readonly string[];
  specialties: readonly ProgramModel[];
  /** The number of travel weeks that this installation set. */
  travelWeeks: number;
}

/** Title, home, what it asks for and travel weeks. */
export function PositionFields(props: { input: FormInput; choices: PositionChoices }): VNode {
  const { input, choices } = props;
  const chosen = (input.typed['qualifications'] ?? '').split(';');
  return (
    <>
      <TextField {...fieldOf(input, 'title', 'Title', 'Such as Inspector 11')} isRequired />
      <SelectField
        {...fieldOf(input, 'homeOffice', 'Home', 'The field office that its holder travels from')}
        anyLabel="Choose"
        options={choices.offices.map((name) => ({ value: name, label: name }))}
      />
      <CheckboxGroup
        name="qualifications"
        legend="Asks its holder for"
        error={fieldOf(input, 'qualifications', '').error}
        options={choices.specialties.map(({ code, name }) => ({
          value: code,
          label: name,
          isChecked: chosen.includes(code),
        }))}
      />
      <TextField
        {...fieldOf(
          input,
          'travelWeeksPerQuarter',
          'Travel weeks a quarter',
          `Empty = ${choices.travelWeeks}, set by this installation`,
        )}
      />
    </>
  );
}
