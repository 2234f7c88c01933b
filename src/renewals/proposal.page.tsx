import type { VNode } from 'preact';
import type { ProblemItem } from '../platform/http/problem.js';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { CsrfField } from '../platform/pages/csrf-field.js';
import { ErrorSummary } from '../platform/pages/error-summary.js';
import { DateField, SelectField, TextAreaField } from '../platform/pages/fields.js';
import { DayTime } from '../platform/pages/format.js';
import { EndCell } from '../registry/agreement-cells.js';
import { FIELDS, SIDES } from '../registry/life-cycle/fields.rules.js';
import { indication } from './evidence.rules.js';
import type { Decision, DecisionField, TypedDecision } from './proposal.rules.js';
import { DECISION_WORDS } from './renewal-words.js';
import type { ReviewDetail } from './renewals.service.js';

export interface ProposalView {
  detail: ReviewDetail;
  today: string;
  decision: Decision;
  models: { code: string; name: string }[];
  typed: Partial<TypedDecision> & { reason?: string };
  problems: ProblemItem[];
}

/** The fields of each decision, in order. */
const FIELDS_OF: Record<Decision, readonly DecisionField[]> = {
  extend: ['endsOn'],
  modify: ['model', 'amendment', 'endsOn'],
  lapse: ['on'],
  'give-notice': ['givenBy', 'noticeEndsOn', 'data'],
  terminate: ['on', 'exigency'],
};

/** What follows once it is approved. */
const FOLLOWS: Record<Decision, string> = {
  extend: 'The end moves, its reminders are cancelled, and the new end is reminded of.',
  modify:
    'The same agreement goes on with another model or an amended text. A partial termination is a change of the model. Where the end stays as it is, it goes on asking for a decision.',
  lapse:
    'The agreement is not renewed and ends for good on that day. Visits that have not begun are cancelled.',
  'give-notice':
    'Notice counts as given on the day of the approval. The agreement goes on until a termination is recorded or the notice is withdrawn.',
  terminate:
    'The agreement ends for good on that day. Visits that have not begun are cancelled, and no more reminders of it leave.',
};

/** Proposes one decision. */
export function ProposalPage(view: ProposalView): VNode {
  const { detail, decision, today, typed, problems } = view;
  const { review, agreement, evidence } = detail;
  const fields: string[] = [...FIELDS_OF[decision], 'reason'];
  const errorOf = (field: string): string | undefined =>
    problems.find(({ parameter }) => parameter === field)?.detail;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Renewals and terminations', path: '/renewals?reviewState=undecided' },
          { label: review.number, path: `/renewals/${review.id}` },
          { label: DECISION_WORDS[decision] },
        ]}
      />
      <h1>
        {DECISION_WORDS[decision]}: {agreement.agencyName}, {agreement.state}
      </h1>
      <ErrorSummary
        errors={problems.map(({ parameter, detail: message }) => ({
          message,
          ...(parameter && fields.includes(parameter) && { field: parameter }),
        }))}
      />
      <p>{indication(evidence)}.</p>
      <p>
        It ends: <EndCell agreement={agreement} asOf={today} />. To be decided by{' '}
        <DayTime day={review.dueOn} />.
      </p>
      <p>{FOLLOWS[decision]} Nothing changes before a second program manager approves it.</p>
      <form class="usa-form" method="post" action={`/renewals/${review.id}/proposal`}>
        <CsrfField />
        <input type="hidden" name="version" value={review.version} />
        <input type="hidden" name="decision" value={decision} />
        {FIELDS_OF[decision].map((field) => (
          <Field key={field} {...view} field={field} error={errorOf(field)} />
        ))}
        <TextAreaField
          name="reason"
          label="Reason"
          value={typed.reason}
          hint="It stands in the agreement’s history."
          error={errorOf('reason')}
          isRequired
        />
        <button class="usa-button" type="submit">
          Propose it
        </button>
      </form>
    </div>
  );
}

const LABELS: Record<DecisionField, { label: string; hint?: string }> = {
  endsOn: { label: 'New end' },
  model: { label: 'New program model' },
  amendment: { label: 'What is amended' },
  on: { label: 'First day on which it is no longer in force' },
  givenBy: { label: 'Who gives the notice' },
  noticeEndsOn: FIELDS.noticeEndsOn,
  data: FIELDS.data,
  exigency: FIELDS.exigency,
};

function Field(props: ProposalView & { field: DecisionField; error: string | undefined }): VNode {
  const { decision, field, typed, models, error } = props;
  const { label, hint } = LABELS[field];
  const common = { name: field, label, value: typed[field], error, ...(hint && { hint }) };
  switch (field) {
    case 'model':
      return (
        <SelectField
          {...common}
          anyLabel="as it is"
          options={models.map(({ code, name }) => ({ value: code, label: name }))}
        />
      );
    case 'givenBy':
      return (
        <SelectField
          {...common}
          options={Object.entries(SIDES).map(([value, words]) => ({ value, label: words }))}
        />
      );
    case 'amendment':
    case 'data':
    case 'exigency':
      return <TextAreaField {...common} />;
    default:
      return <DateField {...common} isRequired={decision !== 'modify'} />;
  }
}
