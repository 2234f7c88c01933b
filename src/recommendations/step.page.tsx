import type { VNode } from 'preact';
import { dayText } from '../platform/clock/day-text.js';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { CsrfField } from '../platform/pages/csrf-field.js';
import { ErrorSummary } from '../platform/pages/error-summary.js';
import { DateField, SelectField, TextAreaField } from '../platform/pages/fields.js';
import { CONCURRENCES, type Standing } from './ledger.rules.js';
import { StandingCell } from './recommendation-cells.js';
import type { RefusedForm } from './recommendation-views.js';
import { CONCURRENCE_WORDS, NO_TEXT, STEP_WORDS } from './recommendation-words.js';
import { numberOf, type RecommendationDetail } from './recommendations.service.js';
import { FIELD_LABELS, type FieldName, type Step } from './steps.rules.js';

export interface StepView extends RefusedForm {
  detail: RecommendationDetail;
  step: Step;
}

/** One thing to record: what it asks for, what follows, and one button. */
export function StepPage(view: StepView): VNode {
  const { detail, step, typed, problems } = view;
  const { recommendation, standing } = detail;
  const words = STEP_WORDS[step.name];
  const path = `/recommendations/${recommendation.id}`;
  const number = numberOf(recommendation);
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Recommendations', path: '/recommendations' },
          { label: number, path },
          { label: words.title },
        ]}
      />
      <h1>
        {words.title}: {number}
      </h1>
      <ErrorSummary
        errors={problems.map(({ parameter, detail: message }) => ({
          ...(parameter !== undefined && { field: parameter }),
          message,
        }))}
      />
      <p>{recommendation.text ?? NO_TEXT}</p>
      <p>
        <StandingCell standing={standing} />
      </p>
      <p>{words.follows}</p>
      <form class="usa-form usa-form--large" method="post" action={`${path}/steps/${step.name}`}>
        <CsrfField />
        <input type="hidden" name="version" value={typed['version'] ?? recommendation.version} />
        <DateField
          name="on"
          label={words.onLabel}
          value={typed['on']}
          error={errorOf(view, 'on')}
          isRequired
        />
        {step.takes.map((field) => (
          <StepField key={field} view={view} field={field} />
        ))}
        <button class="usa-button" type="submit">
          {words.button}
        </button>
      </form>
      <p>
        <a href={path}>Leave everything as it is</a>
      </p>
    </div>
  );
}

const errorOf = ({ problems }: StepView, field: string): string | undefined =>
  problems.find(({ parameter }) => parameter === field)?.detail;

function StepField({ view, field }: { view: StepView; field: FieldName }): VNode {
  const onRecord = onRecordText(view.detail.standing, field);
  const props = {
    name: field,
    label: FIELD_LABELS[field],
    value: view.typed[field],
    error: errorOf(view, field),
    ...(onRecord !== null && { hint: `On record: ${onRecord}` }),
  };
  switch (field) {
    case 'concurrence':
      return (
        <SelectField
          {...props}
          anyLabel={onRecord === null ? 'Choose' : 'As on record'}
          options={CONCURRENCES.map((value) => ({ value, label: CONCURRENCE_WORDS[value] }))}
        />
      );
    case 'targetDate':
      return <DateField {...props} />;
    default:
      return <TextAreaField {...props} />;
  }
}

/** What need not be said again. */
function onRecordText(standing: Standing, field: FieldName): string | null {
  switch (field) {
    case 'concurrence':
      return standing.concurrence && CONCURRENCE_WORDS[standing.concurrence];
    case 'targetDate':
      return standing.targetDate && dayText(standing.targetDate);
    case 'correctiveActionPlan':
    case 'responsibleParties':
    case 'nextEvidence':
      return standing[field];
    default:
      return null;
  }
}
