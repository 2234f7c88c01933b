import type { ComponentChildren, VNode } from 'preact';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { ErrorSummary, type FieldError } from '../../platform/pages/error-summary.js';
import {
  CheckboxGroup,
  SelectField,
  TextAreaField,
  TextField,
} from '../../platform/pages/fields.js';

interface Choice {
  value: string;
  label: string;
}

export interface NewScenarioView {
  fiscalYear: number;
  typed: Readonly<Record<string, string | undefined>> & { name?: string; note?: string };
  /** The changes so far: as the form keeps them, and in words. */
  changes: { json: string; words: string }[];
  typedModels: string[];
  choices: { models: Choice[]; offices: Choice[]; held: Choice[]; vacant: Choice[] };
  errors: FieldError[];
}

/** Put a scenario together: a change at a time. */
export function NewScenarioPage(view: NewScenarioView): VNode {
  const { fiscalYear, typed, errors, changes } = view;
  const of = (name: string): { value: string | undefined; error: string | undefined } => ({
    value: typed[name],
    error: errors.find(({ field }) => field === name)?.message,
  });
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Plan', path: '/plans' },
          { label: 'Staffing', path: `/staffing?fiscalYear=${fiscalYear}` },
          { label: 'New scenario' },
        ]}
      />
      <h1>New scenario of fiscal year {fiscalYear}</h1>
      <ErrorSummary errors={errors} />
      <form class="moa-form" method="post" action="/staffing/new">
        <CsrfField />
        <input type="hidden" name="fiscalYear" value={fiscalYear} />
        <TextField
          name="name"
          label="Name"
          hint="What it tries: Two more inspectors in Atlanta"
          {...of('name')}
        />
        <TextAreaField name="note" label="Note" {...of('note')} />
        <h2 id="changes">What is different</h2>
        {changes.length === 0 ? (
          <p>Nothing yet: add a change below.</p>
        ) : (
          <ul class="moa-list">
            {changes.map(({ json, words }, index) => (
              <li key={json}>
                <input type="hidden" name="changes" value={json} /> {words}{' '}
                <Button value={`drop-${index}`} isQuiet>
                  Leave out<span class="usa-sr-only">: {words}</span>
                </Button>
              </li>
            ))}
          </ul>
        )}
        <Button value="save">Save and plan the year with it</Button>
        <h2>Add a change</h2>
        <Kinds view={view} of={of} />
      </form>
    </div>
  );
}

function Kinds({
  view: { choices, typedModels, errors },
  of,
}: {
  view: NewScenarioView;
  of: (name: string) => { value: string | undefined; error: string | undefined };
}): VNode {
  const { models, offices, held, vacant } = choices;
  const all = [...held, ...vacant];
  return (
    <>
      <Kind legend="More people" value="add">
        <TextField name="count" label="How many" {...of('count')} />
        <SelectField
          name="role"
          label="Role"
          options={[
            { value: 'inspector', label: 'Inspectors' },
            { value: 'leader', label: 'Team leaders' },
          ]}
          {...of('role')}
        />
        <CheckboxGroup
          name="models"
          legend="They may inspect"
          options={models.map((one) => ({ ...one, isChecked: typedModels.includes(one.value) }))}
          error={errors.find(({ field }) => field === 'models')?.message}
        />
        <SelectField
          name="homeOffice"
          label="Home office"
          anyLabel="Choose"
          options={offices}
          {...of('homeOffice')}
        />
      </Kind>
      <Kind legend="A vacancy filled" value="fill">
        <Position name="fillPosition" options={vacant} {...of('fillPosition')} />
      </Kind>
      <Kind legend="A position made vacant" value="vacate">
        <Position name="vacatePosition" options={held} {...of('vacatePosition')} />
      </Kind>
      <Kind legend="A position removed" value="remove">
        <Position name="removePosition" options={all} {...of('removePosition')} />
      </Kind>
      <Kind legend="A position at another office" value="move">
        <Position name="movePosition" options={all} {...of('movePosition')} />
        <SelectField
          name="moveOffice"
          label="To"
          anyLabel="Choose"
          options={offices}
          {...of('moveOffice')}
        />
      </Kind>
      <Kind legend="Other travel weeks a quarter" value="travel-weeks">
        <TextField name="weeks" label="At most" {...of('weeks')} />
        <SelectField
          name="weeksRole"
          label="For"
          anyLabel="Everybody"
          options={[
            { value: 'inspector', label: 'Inspectors' },
            { value: 'leader', label: 'Team leaders' },
          ]}
          {...of('weeksRole')}
        />
      </Kind>
    </>
  );
}

function Kind(props: { legend: string; value: string; children: ComponentChildren }): VNode {
  const { legend, value, children } = props;
  return (
    <fieldset class="usa-fieldset moa-question">
      <legend class="usa-legend">{legend}</legend>
      <div>{children}</div>
      <Button value={value} isQuiet>
        Add<span class="usa-sr-only">: {legend.toLowerCase()}</span>
      </Button>
    </fieldset>
  );
}

function Position(props: {
  name: string;
  options: Choice[];
  value: string | undefined;
  error: string | undefined;
}): VNode {
  return <SelectField label="Position" anyLabel="Choose" {...props} />;
}

function Button(props: { value: string; isQuiet?: boolean; children: ComponentChildren }): VNode {
  return (
    <button
      class={`usa-button${props.isQuiet ? ' usa-button--outline' : ''}`}
      type="submit"
      name="do"
      value={props.value}
    >
      {props.children}
    </button>
  );
}
