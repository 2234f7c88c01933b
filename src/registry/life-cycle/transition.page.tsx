import type { VNode } from 'preact';
import { dayText } from '../../platform/clock/day-text.js';
import type { ProblemItem } from '../../platform/http/problem.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { ErrorSummary } from '../../platform/pages/error-summary.js';
import { DateField, SelectField, TextAreaField, TextField } from '../../platform/pages/fields.js';
import { StatusTag } from '../../platform/pages/status-tag.js';
import { SummaryList } from '../../platform/pages/summary-list.js';
import type { ProgramModel } from '../agreement.entity.js';
import { SIDES } from './fields.rules.js';
import type { AskedFieldResponse } from './life-cycle.dto.js';
import { askedFields } from './life-cycle.mapping.js';
import type { Ways } from './life-cycle.service.js';
import type { Transition } from './transition.js';

export interface TransitionView {
  ways: Ways;
  transition: Transition;
  models: ProgramModel[];
  /** What stands in the form, by field. */
  typed: Record<string, string | undefined>;
  problems: ProblemItem[];
}

/** One step of an agreement's life cycle: what it asks for, what follows, and one button. */
export function TransitionPage(view: TransitionView): VNode {
  const { ways, transition, typed, problems } = view;
  const { agreement, facts } = ways;
  const { words, to } = transition;
  const path = `/agreements/${agreement.agreementId}`;
  const errorOf = (field: string): string | undefined =>
    problems.find(({ parameter }) => parameter === field)?.detail;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Agreements', path: '/agreements' },
          { label: agreement.agencyName, path },
          { label: words.title },
        ]}
      />
      <h1>
        {words.title}: {agreement.agencyName}, {agreement.state}
      </h1>
      <ErrorSummary
        errors={problems.map(({ parameter, detail }) => ({
          ...(parameter !== undefined && { field: parameter }),
          message: detail,
        }))}
      />
      <SummaryList
        facts={[
          ['Status', <StatusTag status={facts.status} />],
          ['Program model', modelName(view, facts.model)],
          [
            'Notice of termination',
            facts.notice ? `given on ${dayText(facts.notice.givenOn)}` : 'none',
          ],
        ]}
      />
      <p>{words.follows}</p>
      <form class="usa-form usa-form--large" method="post" action={`${path}/transitions/${to}`}>
        <CsrfField />
        <input type="hidden" name="version" value={typed['version'] ?? agreement.version} />
        <DateField
          name="on"
          label={words.onLabel}
          value={typed['on']}
          error={errorOf('on')}
          isRequired
        />
        {askedFields(transition, facts).map((asked) => (
          <AskedInput
            key={asked.field}
            view={view}
            asked={asked}
            value={typed[asked.field]}
            error={errorOf(asked.field)}
          />
        ))}
        <TextAreaField
          name="reason"
          label={transition.event === 'notice-given' ? 'Reasons that the notice states' : 'Reason'}
          value={typed['reason']}
          error={errorOf('reason')}
          isRequired
        />
        <TextField
          name="source"
          label="Where it is written"
          hint="A letter, a file, a web page. Left empty, your name stands for it."
          value={typed['source']}
          error={errorOf('source')}
        />
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

function AskedInput(props: {
  view: TransitionView;
  asked: AskedFieldResponse;
  value: string | undefined;
  error: string | undefined;
}): VNode {
  const { view, asked, value, error } = props;
  const field = {
    name: asked.field,
    label: asked.isRequired ? asked.label : `${asked.label} (where it applies)`,
    value,
    error,
    isRequired: asked.isRequired,
    ...(asked.hint !== null && { hint: asked.hint }),
  };
  switch (asked.kind) {
    case 'day':
      return <DateField {...field} />;
    case 'long-text':
      return <TextAreaField {...field} />;
    case 'text':
      return <TextField {...field} />;
    default:
      return <SelectField {...field} anyLabel="Choose" options={optionsOf(asked.kind, view)} />;
  }
}

function optionsOf(kind: string, view: TransitionView): { value: string; label: string }[] {
  const { models, ways } = view;
  if (kind === 'side') return Object.entries(SIDES).map(([value, label]) => ({ value, label }));
  if (kind === 'model')
    return models
      .filter(({ code }) => code !== ways.facts.model)
      .map(({ code, name }) => ({ value: code, label: name }));
  return ways.facts.siblings.map(({ agreementId, name, status }) => ({
    value: agreementId,
    label: `${name}, ${status.replace('-', ' ')}`,
  }));
}

const modelName = ({ models }: TransitionView, code: string): string =>
  models.find((model) => model.code === code)?.name ?? code;
