import type { VNode } from 'preact';
import { STATE_CODES, stateName } from '../../offices/states.rules.js';
import type { ProblemItem } from '../../platform/http/problem.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { ErrorSummary } from '../../platform/pages/error-summary.js';
import { DateField, SelectField, TextField } from '../../platform/pages/fields.js';
import type { Agency, ProgramModel } from '../agreement.entity.js';
import { AGENCY_TYPES, type NewAgreement } from './creation.rules.js';

export interface CreationView {
  agencies: Agency[];
  models: ProgramModel[];
  typed: NewAgreement;
  problems: ProblemItem[];
}

/** Enters an agreement that no list has brought. */
export function CreationPage(view: CreationView): VNode {
  const { models, typed, problems } = view;
  const field = (name: keyof NewAgreement, label: string, hint?: string) => ({
    name,
    label,
    value: typed[name] ?? '',
    error: problems.find(({ parameter }) => parameter === name)?.detail,
    ...(hint !== undefined && { hint }),
  });
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[{ label: 'Agreements', path: '/agreements' }, { label: 'Enter an agreement' }]}
      />
      <h1>Enter an agreement</h1>
      <ErrorSummary
        errors={problems.map(({ parameter, detail }) => ({
          ...(parameter !== undefined && { field: parameter }),
          message: detail,
        }))}
      />
      <p>
        For an agreement that none of ICE’s lists has brought yet. An active one is in force from
        the day of its signing; a pending one until its signing is recorded.
      </p>
      <form class="usa-form usa-form--large" method="post" action="/agreements/new">
        <CsrfField />
        <AgencyFields {...view} field={field} />
        <h2>Agreement</h2>
        <SelectField
          {...field('model', 'Program model')}
          anyLabel="Choose"
          options={models.map(({ code, name }) => ({ value: code, label: name }))}
          isRequired
        />
        <SelectField
          {...field('status', 'Status')}
          anyLabel="Choose"
          options={[
            { value: 'active', label: 'active: it was signed' },
            { value: 'pending', label: 'pending: it was not signed yet' },
          ]}
          isRequired
        />
        <DateField {...field('on', 'Signed on, or pending since')} isRequired />
        <DateField {...field('endsOn', 'Ends on', 'Leave empty where the text names no end.')} />
        <TextField {...field('template', 'Template of the text', 'Such as TFM 2025.')} />
        <TextField
          {...field('source', 'Where it is written', 'A letter, a file, a web page.')}
          isRequired
        />
        <button class="usa-button" type="submit">
          Enter the agreement
        </button>
      </form>
    </div>
  );
}

function AgencyFields(
  props: CreationView & {
    field: (name: keyof NewAgreement, label: string, hint?: string) => FieldProps;
  },
): VNode {
  const { agencies, field } = props;
  return (
    <>
      <h2>Agency</h2>
      <SelectField
        {...field('agencyId', 'Agency')}
        anyLabel="A new one, named below"
        options={agencies.map(({ id, name, state }) => ({
          value: id,
          label: `${state}: ${name}`,
        }))}
      />
      <SelectField
        {...field('state', 'State of the new agency')}
        anyLabel="Choose"
        options={STATE_CODES.map((code) => ({ value: code, label: stateName(code) }))}
      />
      <TextField {...field('agencyName', 'Name of the new agency')} />
      <SelectField
        {...field('agencyType', 'Type of the new agency')}
        anyLabel="Choose"
        options={AGENCY_TYPES.map((type) => ({ value: type, label: type }))}
      />
      <TextField
        {...field('county', 'County of the new agency', 'Its field office follows from it.')}
      />
    </>
  );
}

interface FieldProps {
  name: string;
  label: string;
  value: string;
  error: string | undefined;
  hint?: string;
}
