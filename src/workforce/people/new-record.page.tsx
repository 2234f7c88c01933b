import type { VNode } from 'preact';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { DateField, SelectField, TextAreaField, TextField } from '../../platform/pages/fields.js';
import type { Agency, ProgramModel } from '../../registry/agreement.entity.js';
import { fieldOf, type FormInput, Problems } from '../form-input.js';
import type { RecordKind } from './record-kinds.js';
import { RESULT_WORDS } from './record-tables.js';

/** What the forms may choose from; each uses what it needs. */
export interface RecordChoices {
  specialties: readonly ProgramModel[];
  leaders: readonly { id: string; name: string }[];
  agencies: readonly Agency[];
}

export const NEW_RECORD_TITLES: Record<RecordKind, string> = {
  qualifications: 'Record a qualification',
  trainings: 'Record a training',
  leaves: 'Record leave',
  conflicts: 'Record a conflict of interest',
};

const ABOUT: Record<RecordKind, string> = {
  qualifications:
    'For what no training here gave. Whoever inspects joint agreements is qualified for detention and for task force.',
  trainings:
    'A training that is over. Whoever passed is qualified from its last day on, if they were not before.',
  leaves:
    'Nobody travels in a week of which a work day is leave. Why somebody is away is nobody’s business here.',
  conflicts: 'An agency that they must not inspect: they served there, or a relative does.',
};

/** Adds a fact to somebody's record. */
export function NewRecordPage(props: {
  kind: RecordKind;
  name: string;
  /** Of the record that it is added to. */
  path: string;
  input: FormInput;
  choices: RecordChoices;
}): VNode {
  const { kind, name, path, input } = props;
  const title = NEW_RECORD_TITLES[kind];
  const isOwn = !path.startsWith('/workforce/');
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          ...(isOwn ? [] : [{ label: 'Staff', path: '/workforce' }]),
          { label: name, path },
          { label: title },
        ]}
      />
      <h1>{isOwn ? title : `${title}: ${name}`}</h1>
      <Problems input={input} />
      <p>{ABOUT[kind]}</p>
      <form class="usa-form usa-form--large" method="post" action={`${path}/${kind}`}>
        <CsrfField />
        <Fields {...props} />
        <button class="usa-button" type="submit">
          Record it
        </button>
      </form>
    </div>
  );
}

function Fields(props: { kind: RecordKind; input: FormInput; choices: RecordChoices }): VNode {
  const { kind, input } = props;
  switch (kind) {
    case 'qualifications':
      return (
        <>
          <ModelField {...props} />
          <SpanFields input={input} />
          <TextField
            {...fieldOf(input, 'basis', 'Rests on', 'Such as a certificate and its day')}
            isRequired
          />
        </>
      );
    case 'trainings':
      return <TrainingFields {...props} />;
    case 'leaves':
      return (
        <>
          <DateField {...fieldOf(input, 'firstDay', 'First day')} isRequired />
          <DateField {...fieldOf(input, 'lastDay', 'Last day')} isRequired />
          <TextField {...fieldOf(input, 'note', 'Note', 'May stay empty. No reasons of health')} />
        </>
      );
    case 'conflicts':
      return <ConflictFields {...props} />;
  }
}

function ModelField({ input, choices }: { input: FormInput; choices: RecordChoices }): VNode {
  return (
    <SelectField
      {...fieldOf(input, 'model', 'Program model')}
      anyLabel="Choose"
      options={choices.specialties.map(({ code, name }) => ({ value: code, label: name }))}
    />
  );
}

function SpanFields({ input }: { input: FormInput }): VNode {
  return (
    <>
      <DateField {...fieldOf(input, 'from', 'First day')} isRequired />
      <DateField {...fieldOf(input, 'until', 'First day without it', 'Empty = no end')} />
    </>
  );
}

function TrainingFields(props: { input: FormInput; choices: RecordChoices }): VNode {
  const { input, choices } = props;
  return (
    <>
      <ModelField {...props} />
      <SelectField
        {...fieldOf(input, 'leaderId', 'Given by')}
        anyLabel="Choose"
        options={choices.leaders.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <DateField {...fieldOf(input, 'firstDay', 'First day')} isRequired />
      <DateField {...fieldOf(input, 'lastDay', 'Last day')} isRequired />
      <SelectField
        {...fieldOf(input, 'result', 'Result')}
        options={Object.entries(RESULT_WORDS).map(([value, label]) => ({ value, label }))}
      />
      <TextAreaField {...fieldOf(input, 'note', 'Note', 'What it was about. May stay empty')} />
    </>
  );
}

function ConflictFields({ input, choices }: { input: FormInput; choices: RecordChoices }): VNode {
  return (
    <>
      <SelectField
        {...fieldOf(input, 'agencyId', 'Agency')}
        anyLabel="Choose"
        options={choices.agencies.map(({ id, name, state }) => ({
          value: id,
          label: `${state}: ${name}`,
        }))}
      />
      <TextField {...fieldOf(input, 'reason', 'What it is')} isRequired />
      <SpanFields input={input} />
    </>
  );
}
