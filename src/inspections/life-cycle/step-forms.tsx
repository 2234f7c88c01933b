import type { VNode } from 'preact';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { ErrorSummary } from '../../platform/pages/error-summary.js';
import { DateField, TextField } from '../../platform/pages/fields.js';
import { useRender } from '../../platform/pages/render-context.js';
import type { Inspection } from '../inspection.entity.js';
import { MAIN_PATH, type Transition } from './life-cycle.rules.js';
import { STEP_HINTS, STEP_WORDS } from './life-cycle-words.js';
import type { StepObjection } from './visit-consequences.js';

/** What was typed into the form of a step, and what is wrong with it. */
export interface TypedStep {
  to?: string;
  on?: string;
  reason?: string;
  startsOn?: string;
  problems?: { field: string | undefined; detail: string }[];
  objections?: StepObjection[];
}

/** The steps that the viewer may take now, each a form of its own; the way ahead stands open. */
export function StepForms(props: {
  visit: Inspection;
  steps: Transition[];
  typed: TypedStep;
}): VNode {
  const { visit, steps, typed } = props;
  const problems = typed.problems ?? [];
  return (
    <>
      <h2 id="steps">Next steps</h2>
      <ErrorSummary
        errors={problems.map(({ field, detail }) => ({
          ...(field !== undefined && typed.to !== undefined && { field: `${typed.to}-${field}` }),
          message: detail,
        }))}
      />
      {typed.objections && typed.objections.length > 0 && (
        <div class="usa-alert usa-alert--error" role="alert">
          <div class="usa-alert__body">
            <h3 class="usa-alert__heading">
              {STEP_WORDS[typed.to ?? ''] ?? 'The step'}: what must be done first
            </h3>
            <ul class="usa-list">
              {typed.objections.map(({ detail, path }) => (
                <li key={detail}>{path ? <a href={path}>{detail}</a> : detail}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
      {steps.map((step) => {
        const isAhead = MAIN_PATH.indexOf(step.to) > MAIN_PATH.indexOf(visit.status);
        const mine = typed.to === step.to ? typed : {};
        return (
          <details key={step.to} class="moa-step" open={isAhead || typed.to === step.to}>
            <summary>{STEP_WORDS[step.to]}</summary>
            <StepForm visit={visit} step={step} typed={mine} />
          </details>
        );
      })}
    </>
  );
}

function StepForm(props: { visit: Inspection; step: Transition; typed: TypedStep }): VNode {
  const { visit, step, typed } = props;
  const { today } = useRender();
  const { to, requires } = step;
  const errorOf = (field: string): string | undefined =>
    typed.problems?.find((problem) => problem.field === field)?.detail;
  return (
    <form
      class="usa-form"
      method="post"
      action={`/inspections/${visit.id}/transitions`}
      aria-label={STEP_WORDS[to]}
    >
      <CsrfField />
      <input type="hidden" name="version" value={visit.version} />
      <input type="hidden" name="to" value={to} />
      <p>{STEP_HINTS[to]}</p>
      <DateField
        name="on"
        id={`${to}-on`}
        label="Happened on"
        value={typed.on ?? today}
        error={errorOf('on')}
        isRequired
      />
      {requires.includes('startsOn') && (
        <DateField
          name="startsOn"
          id={`${to}-startsOn`}
          label="New first day"
          value={typed.startsOn ?? ''}
          error={errorOf('startsOn')}
          isRequired
        />
      )}
      {requires.includes('reason') && (
        <TextField
          name="reason"
          id={`${to}-reason`}
          label="Reason"
          value={typed.reason}
          error={errorOf('reason')}
          isRequired
        />
      )}
      <button class="usa-button" type="submit">
        {STEP_WORDS[to]}
      </button>
    </form>
  );
}
