import type { VNode } from 'preact';
import type { ProblemItem } from '../platform/http/problem.js';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { CsrfField } from '../platform/pages/csrf-field.js';
import { ErrorSummary } from '../platform/pages/error-summary.js';
import {
  CheckboxGroup,
  DateField,
  SelectField,
  TextAreaField,
  TextField,
} from '../platform/pages/fields.js';
import type { ProgramModel } from '../registry/agreement.entity.js';
import { ALL } from './catalogue.rules.js';
import { pathOf, type RequirementDetail } from './catalogue.service.js';
import type { VersionForm } from './requirement-version-form.js';
import { BOUNDS, STANDARD_KINDS, type StandardKind, UNITS, WEEKENDS } from './standard.rules.js';
import { TEMPLATES } from './templates.rules.js';

export interface RequirementVersionView {
  detail: RequirementDetail;
  models: ProgramModel[];
  typed: VersionForm;
  problems: ProblemItem[];
}

const KIND_WORDS: Record<StandardKind, string> = {
  limit: 'a limit with a unit',
  share: 'a share of a sample',
  'yes-no': 'yes or no',
  document: 'a document on file',
  'not-measurable': 'not measurable',
};

/** What a requirement is to say from a day on. */
export function RequirementVersionPage(view: RequirementVersionView): VNode {
  const { detail, problems } = view;
  const { code, requirement } = detail;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Requirements', path: '/requirements' },
          { label: code, path: pathOf(code) },
          { label: 'Add a version' },
        ]}
      />
      <h1>Add a version of {code}</h1>
      <ErrorSummary
        errors={problems.map(({ parameter, detail: message }) => ({
          message,
          ...(parameter && { field: GROUPS.has(parameter) ? `${parameter}-all` : parameter }),
        }))}
      />
      <p>
        The version before ends where this one begins. Inspections of earlier days are still judged
        by what held then.
      </p>
      <Kept detail={detail} />
      <form class="usa-form" method="post" action={`${pathOf(code)}/versions`}>
        <CsrfField />
        <input type="hidden" name="version" value={requirement.version} />
        <Content {...view} />
        <Measure {...view} />
        <Grounds {...view} />
        <button class="usa-button" type="submit">
          Add the version
        </button>
      </form>
    </div>
  );
}

/** Fields of several boxes: a message leads to the first of them. */
const GROUPS = new Set(['models', 'templates']);

function Kept({ detail }: { detail: RequirementDetail }): VNode | null {
  const { deviations } = detail.version;
  if (deviations.length === 0) return null;
  return (
    <p>
      What {deviations.map(({ template }) => template).join(', ')} asks differently stays as it is,
      as long as the template stays ticked. The interface for programs can change it.
    </p>
  );
}

type FormPart = (view: RequirementVersionView) => VNode;

/** The value of a text field, and what is wrong with it. */
function fieldOf(
  { typed, problems }: RequirementVersionView,
  name: Exclude<keyof VersionForm, 'models' | 'templates'>,
): { name: string; value: string; error: string | undefined } {
  const error = problems.find(({ parameter }) => parameter === name)?.detail;
  return { name, value: typed[name], error };
}

const Content: FormPart = (view) => {
  const { typed, models } = view;
  const ticked = (codes: string[], options: { code: string; label: string }[]) =>
    [{ code: ALL, label: 'All, also later ones' }, ...options].map(({ code, label }) => ({
      ...{ value: code, label, isChecked: codes.includes(code) },
    }));
  return (
    <>
      <DateField {...fieldOf(view, 'holdsFrom')} label="Holds from" isRequired />
      <TextAreaField {...fieldOf(view, 'text')} label="What is required" isRequired />
      <TextField {...fieldOf(view, 'clause')} label="Clause" isRequired />
      <CheckboxGroup
        name="models"
        legend="Models"
        options={ticked(
          typed.models,
          models.map(({ code, name }) => ({ code, label: name })),
        )}
      />
      <CheckboxGroup
        name="templates"
        legend="Templates"
        options={ticked(
          typed.templates,
          TEMPLATES.map(({ code, name }) => ({ code, label: `${code}: ${name}` })),
        )}
      />
    </>
  );
};

const optionsOf = (words: readonly string[]): { value: string; label: string }[] =>
  words.map((word) => ({ value: word, label: word.replace('-', ' ') }));

const Measure: FormPart = (view) => (
  <>
    <SelectField
      {...fieldOf(view, 'kind')}
      label="Measurable standard"
      options={STANDARD_KINDS.map((kind) => ({ value: kind, label: KIND_WORDS[kind] }))}
    />
    <TextAreaField
      {...fieldOf(view, 'what')}
      label="What is measured, asked or kept on file"
      hint="Of what is not measurable: why not."
      isRequired
    />
    <TextField
      {...fieldOf(view, 'per')}
      label="For each"
      hint="Such as officer; empty when it is asked once of the agreement."
    />
    <SelectField
      {...fieldOf(view, 'bound')}
      label="Bound"
      hint="This and the next two: of limits and shares only."
      anyLabel="none"
      options={optionsOf(BOUNDS)}
    />
    <TextField {...fieldOf(view, 'amount')} label="Amount" hint="0 days are the same day." />
    <SelectField
      {...fieldOf(view, 'unit')}
      label="Unit"
      anyLabel="none"
      options={optionsOf(UNITS)}
    />
    <SelectField
      {...fieldOf(view, 'weekends')}
      label="Weekends"
      hint="Of hours and days only."
      anyLabel="none"
      options={optionsOf(WEEKENDS)}
    />
    <TextAreaField
      {...fieldOf(view, 'inference')}
      label="How this reading goes beyond the text"
      hint="Empty when the text says so itself."
    />
  </>
);

const Grounds: FormPart = (view) => (
  <>
    <TextField {...fieldOf(view, 'source')} label="Source" isRequired />
    <TextAreaField
      {...fieldOf(view, 'reason')}
      label="Reason"
      hint="It stands with the version."
      isRequired
    />
  </>
);
