import type { VNode } from 'preact';
import type { ProblemItem } from '../../platform/http/problem.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { ErrorSummary } from '../../platform/pages/error-summary.js';
import { DateField, SelectField, TextAreaField, TextField } from '../../platform/pages/fields.js';
import { DayTime, MomentTime } from '../../platform/pages/format.js';
import { useRender } from '../../platform/pages/render-context.js';
import { SummaryList } from '../../platform/pages/summary-list.js';
import type { ProgramModel } from '../agreement.entity.js';
import { EVENT_WORDS } from '../agreement-words.js';
import {
  correctableLabel,
  type CorrectableName,
  correctableOf,
  valueOf,
} from './correction.rules.js';
import type { EntryInHistory } from './corrections.service.js';
import { FIELDS, SIDES } from './fields.rules.js';

export interface CorrectionView {
  entry: EntryInHistory;
  models: ProgramModel[];
  /** What was typed; what the entry says, if nothing was yet. */
  typed: Record<string, string | null | undefined> | null;
  problems: ProblemItem[];
}

/** Puts an entry of the history right, or takes it back. What it said stays to be seen under what replaces it. */
export function CorrectionPage(view: CorrectionView): VNode {
  const { agreement, event } = view.entry;
  const { timeZone } = useRender();
  const path = `/agreements/${agreement.agreementId}`;
  const title = `Put right: ${EVENT_WORDS[event.event]}`;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Agreements', path: '/agreements' },
          { label: agreement.agencyName, path },
          { label: title },
        ]}
      />
      <h1>
        {title}, {agreement.agencyName}, {agreement.state}
      </h1>
      <ErrorSummary
        errors={view.problems.map(({ parameter, detail }) => ({
          ...(parameter !== undefined && { field: parameter }),
          message: detail,
        }))}
      />
      <SummaryList
        facts={[
          ['Holds from', <DayTime day={event.onDay} />],
          ['Recorded', <MomentTime moment={event.recordedAt} timeZone={timeZone} />],
          ['Recorded by', event.recordedBy],
        ]}
      />
      <p>
        A correction says that the register was wrong, not that something new happened. Any day is
        then answered with what is right; asked what it knew before, the register still answers with
        what it said.
      </p>
      <CorrectionForm {...view} />
      <h2>Take it back</h2>
      <p>It was recorded by mistake: the entry no longer counts, on any day.</p>
      <RetractionForm {...view} />
      <p>
        <a href={path}>Leave everything as it is</a>
      </p>
    </div>
  );
}

const addressOf = ({ agreement, event }: EntryInHistory): string =>
  `/agreements/${agreement.agreementId}/events/${event.id}`;

const errorOf = ({ problems }: CorrectionView, field: string): string | undefined =>
  problems.find(({ parameter }) => parameter === field)?.detail;

function CorrectionForm(view: CorrectionView): VNode {
  const { entry, typed } = view;
  return (
    <form
      class="usa-form usa-form--large"
      method="post"
      action={`${addressOf(entry)}/correction`}
      aria-label="Put the entry right"
    >
      <CsrfField />
      <input type="hidden" name="version" value={typed?.['version'] ?? entry.agreement.version} />
      {correctableOf(entry.event).map((name) => (
        <CorrectableInput
          key={name}
          view={view}
          name={name}
          value={(typed ? typed[name] : valueOf(entry.event, name)) ?? ''}
        />
      ))}
      <TextAreaField
        name="reason"
        label="Why it is put right"
        value={typed?.['reason'] ?? ''}
        error={errorOf(view, 'reason')}
        isRequired
      />
      <button class="usa-button" type="submit">
        Put it right
      </button>
    </form>
  );
}

function CorrectableInput(props: {
  view: CorrectionView;
  name: CorrectableName;
  value: string;
}): VNode {
  const { view, name, value } = props;
  const field = { name, label: correctableLabel(name), value, error: errorOf(view, name) };
  if (name === 'on' || name === 'effectiveOn') return <DateField {...field} />;
  if (name === 'eventReason') return <TextAreaField {...field} />;
  if (name === 'source') return <TextField {...field} />;
  switch (FIELDS[name].kind) {
    case 'day':
      return <DateField {...field} />;
    case 'long-text':
      return <TextAreaField {...field} />;
    case 'side':
      return (
        <SelectField
          {...field}
          options={Object.entries(SIDES).map(([side, label]) => ({ value: side, label }))}
        />
      );
    case 'model':
      return (
        <SelectField
          {...field}
          options={view.models.map(({ code, name: label }) => ({ value: code, label }))}
        />
      );
    default:
      return <TextField {...field} />;
  }
}

function RetractionForm(view: CorrectionView): VNode {
  const { entry, typed } = view;
  return (
    <form
      class="usa-form usa-form--large"
      method="post"
      action={`${addressOf(entry)}/retraction`}
      aria-label="Take the entry back"
    >
      <CsrfField />
      <input type="hidden" name="version" value={typed?.['version'] ?? entry.agreement.version} />
      <TextAreaField
        name="retractionReason"
        label="Why it is taken back"
        value={typed?.['retractionReason'] ?? ''}
        error={errorOf(view, 'retractionReason')}
        isRequired
      />
      <button class="usa-button usa-button--secondary" type="submit">
        Take it back
      </button>
    </form>
  );
}
