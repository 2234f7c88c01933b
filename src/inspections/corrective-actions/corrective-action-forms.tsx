import type { VNode } from 'preact';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { DateField, SelectField, TextAreaField, TextField } from '../../platform/pages/fields.js';
import { FileField } from '../../platform/pages/file-field.js';
import { DayTime } from '../../platform/pages/format.js';
import { useRender } from '../../platform/pages/render-context.js';
import { ACCEPTED_EXTENSIONS } from '../../registry/documents/media-type.rules.js';
import { OWNER_WORDS } from '../inspection-words.js';
import type { CorrectiveActionExtension } from './corrective-action.entity.js';
import {
  ACTION_FIELD_LABELS,
  ACTION_OWNERS,
  type ActionField,
  type ActionTransition,
  FINISHED,
  isRunning,
  transitionsFrom,
} from './corrective-action.rules.js';
import { STEP_BUTTONS } from './corrective-action-words.js';
import type { CorrectiveActionView, RefusedActionForm } from './corrective-action-view.js';

/** What the viewer may do with an action now: one form for the step that follows, and the lesser ones folded away. */
export function ActionForms(view: CorrectiveActionView): VNode | null {
  const { found, viewer } = view;
  const { action, detail, extensions } = found;
  if (!detail.answersToday) return null;
  const may = (permission: string): boolean => viewer.permissions.has(permission);
  const steps = transitionsFrom(action.status).filter(({ permission }) => may(permission));
  const waiting = extensions.find(({ state }) => state === 'waiting');
  const mayAnswer = may('corrective-actions.answer');
  return (
    <>
      {steps.length > 0 && <StepFormSection view={view} steps={steps} />}
      {waiting && <WaitingExtension view={view} waiting={waiting} />}
      {mayAnswer && !FINISHED.includes(action.status) && <EvidenceForm {...view} />}
      {mayAnswer && isRunning(action.status) && !waiting && <ExtensionForm {...view} />}
    </>
  );
}

const problemsOf = (
  { refused }: CorrectiveActionView,
  form: RefusedActionForm['form'],
): RefusedActionForm | null => (refused?.form === form ? refused : null);

const errorIn = (refused: RefusedActionForm | null, field: string): string | undefined =>
  refused?.problems.find(({ parameter }) => parameter === field)?.detail;

function FormHead({ view }: { view: CorrectiveActionView }): VNode {
  return (
    <>
      <CsrfField />
      <input type="hidden" name="version" value={view.found.action.version} />
    </>
  );
}

const pathOf = ({ found }: CorrectiveActionView): string =>
  `/corrective-actions/${found.action.id}`;

/** A decision is one form with two buttons; the reason stands above both. */
function StepFormSection(props: { view: CorrectiveActionView; steps: ActionTransition[] }): VNode {
  const { view, steps } = props;
  const fields = [...new Set(steps.flatMap(({ asks, takes }) => [...asks, ...takes]))];
  return (
    <form
      class="usa-form usa-form--large"
      method="post"
      action={`${pathOf(view)}/transitions`}
      aria-labelledby="step"
    >
      <h2 id="step">Your answer</h2>
      <FormHead view={view} />
      {fields.map((field) => (
        <StepField
          key={field}
          view={view}
          field={field}
          isRequired={steps.every(({ asks }) => asks.includes(field))}
        />
      ))}
      {steps.map(({ to }, index) => (
        <button
          key={to}
          class={`usa-button${index > 0 ? ' usa-button--outline' : ''}`}
          type="submit"
          name="to"
          value={to}
        >
          {STEP_BUTTONS[to]}
        </button>
      ))}
    </form>
  );
}

function StepField(props: {
  view: CorrectiveActionView;
  field: ActionField;
  isRequired: boolean;
}): VNode {
  const { view, field, isRequired } = props;
  const { today } = useRender();
  const { action } = view.found;
  const refused = problemsOf(view, 'step');
  const common = {
    name: field,
    label: ACTION_FIELD_LABELS[field],
    value: refused?.typed[field],
    error: errorIn(refused, field),
    isRequired,
  };
  switch (field) {
    case 'owner':
      return (
        <SelectField
          {...common}
          value={common.value ?? action.owner}
          options={ACTION_OWNERS.map((value) => ({ value, label: OWNER_WORDS[value] ?? value }))}
        />
      );
    case 'plannedOn':
      return <DateField {...common} value={common.value ?? action.plannedOn ?? action.dueOn} />;
    case 'doneOn':
      return <DateField {...common} value={common.value ?? today} />;
    case 'plan':
      return <TextAreaField {...common} value={common.value ?? action.plan ?? ''} />;
    case 'note':
      return (
        <TextAreaField
          {...common}
          hint="The finding stays open until a visit has verified it; its reminders stop."
        />
      );
    case 'reason':
      return (
        <TextAreaField
          {...common}
          {...(!isRequired && {
            hint: 'Needed when the plan is sent back: what is missing in it.',
          })}
        />
      );
  }
}

function WaitingExtension(props: {
  view: CorrectiveActionView;
  waiting: CorrectiveActionExtension;
}): VNode {
  const { view, waiting } = props;
  const refused = problemsOf(view, 'answer');
  const { viewer } = view;
  const mayDecide =
    viewer.permissions.has('corrective-actions.decide') &&
    waiting.requestedById !== viewer.accountId;
  return (
    <>
      <h2 id="more-time">More time is asked for</h2>
      <p>
        Until <DayTime day={waiting.until} />, by {waiting.requestedBy}: {waiting.reason}
      </p>
      {mayDecide && (
        <form
          class="usa-form usa-form--large"
          method="post"
          action={`${pathOf(view)}/extension-answer`}
          aria-labelledby="more-time"
        >
          <FormHead view={view} />
          <TextAreaField
            id="answer-reason"
            name="reason"
            label="Why it is granted, or not"
            value={refused?.typed['reason']}
            error={errorIn(refused, 'reason')}
            isRequired
          />
          <button class="usa-button" type="submit" name="answer" value="approve">
            Grant more time
          </button>
          <button class="usa-button usa-button--outline" type="submit" name="answer" value="refuse">
            Refuse
          </button>
        </form>
      )}
    </>
  );
}

function ExtensionForm(view: CorrectiveActionView): VNode {
  const refused = problemsOf(view, 'extension');
  return (
    <details open={refused !== null}>
      <summary>Ask for more time</summary>
      <form
        class="usa-form usa-form--large"
        method="post"
        action={`${pathOf(view)}/extensions`}
        aria-label="Ask for more time"
      >
        <FormHead view={view} />
        <DateField
          id="extension-until"
          name="until"
          label="Until"
          value={refused?.typed['until']}
          error={errorIn(refused, 'until')}
          isRequired
        />
        <TextAreaField
          id="extension-reason"
          name="reason"
          label="Why more time is needed"
          value={refused?.typed['reason']}
          error={errorIn(refused, 'reason')}
          hint="Somebody else grants it. The due date stays as it is until then."
          isRequired
        />
        <button class="usa-button" type="submit">
          Ask for more time
        </button>
      </form>
    </details>
  );
}

function EvidenceForm(view: CorrectiveActionView): VNode {
  const refused = problemsOf(view, 'document');
  return (
    <details open={refused !== null}>
      <summary>Attach a document that shows it</summary>
      <form
        class="usa-form usa-form--large"
        method="post"
        enctype="multipart/form-data"
        action={`${pathOf(view)}/documents`}
        aria-label="Attach a document"
      >
        <CsrfField />
        <TextField
          id="document-title"
          name="title"
          label="Title"
          value={refused?.typed['title']}
          error={errorIn(refused, 'title')}
          isRequired
        />
        <FileField
          name="file"
          label="File"
          hint="PDF, DOCX, PNG, JPEG or plain text, at most 25 MB."
          accept={ACCEPTED_EXTENSIONS.map((extension) => `.${extension}`).join(',')}
          error={errorIn(refused, 'file')}
        />
        <button class="usa-button" type="submit">
          Attach
        </button>
      </form>
    </details>
  );
}
