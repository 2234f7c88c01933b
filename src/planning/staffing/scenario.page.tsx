import type { VNode } from 'preact';
import { AuditTrailLink } from '../../audit/audit-trail-link.js';
import { Alert } from '../../platform/pages/alert.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { ErrorSummary, type FieldError } from '../../platform/pages/error-summary.js';
import { TextAreaField, TextField } from '../../platform/pages/fields.js';
import { MomentTime } from '../../platform/pages/format.js';
import { useRender } from '../../platform/pages/render-context.js';
import { isBeingSolved } from '../versions/solve-requests.js';
import { Assumptions, BasisWords } from './basis-words.js';
import { MeasuresBeside } from './measures-table.js';
import { runWords } from './measures-words.js';
import type { ScenarioDetail } from './staffing-reader.service.js';
import { scenarioPath } from './staffing-subject.js';

/** How would the year go with these people, and how does it go with those of today? */
export function ScenarioPage(props: {
  detail: ScenarioDetail;
  baseline: ScenarioDetail;
  mayEdit: boolean;
  /** What was typed into the form that was refused. */
  typed?: { name: string; note: string };
  errors: FieldError[];
}): VNode {
  const { detail, baseline, mayEdit, typed, errors } = props;
  const { scenario, basis, run, words } = detail;
  const { timeZone } = useRender();
  const isAtWork = isBeingSolved(run?.state);
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Plan', path: '/plans' },
          { label: 'Staffing', path: `/staffing?fiscalYear=${scenario.fiscalYear}` },
          { label: scenario.number },
        ]}
      />
      <h1>
        {scenario.number}: {scenario.name}
      </h1>
      <ErrorSummary errors={errors} />
      {scenario.withdrawnAt !== null && <Alert kind="info">It was taken off the list.</Alert>}
      {scenario.note !== '' && <p>{scenario.note}</p>}
      {isAtWork && (
        <p role="status">
          {runWords(run)}. <a href={scenarioPath(scenario.id)}>Show how far it is</a>
        </p>
      )}
      {!isAtWork && runWords(run) !== '' && <Alert kind="error">It was {runWords(run)}.</Alert>}
      <h2>What is different</h2>
      <ul class="moa-list">
        {words.length === 0 && <li>Nothing: these are the people as they are.</li>}
        {words.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <BasisWords basis={basis} />
      <MeasuresBeside rows={scenario.isBaseline ? [detail] : [baseline, detail]} />
      <p>
        <a href={scenarioPath(scenario.id, '/what-would-it-take')}>What would it take?</a>
      </p>
      {mayEdit && scenario.withdrawnAt === null && <Actions detail={detail} isAtWork={isAtWork} />}
      {mayEdit && scenario.withdrawnAt === null && !scenario.isBaseline && (
        <NameForm scenario={scenario} typed={typed ?? scenario} errors={errors} />
      )}
      <Assumptions basis={basis} />
      <p>
        Saved <MomentTime moment={scenario.createdAt} timeZone={timeZone} /> by {scenario.createdBy}
        .
      </p>
      <AuditTrailLink type="staffing-scenario" id={scenario.id} />
    </div>
  );
}

function NameForm(props: {
  scenario: ScenarioDetail['scenario'];
  typed: { name: string; note: string };
  errors: FieldError[];
}): VNode {
  const { scenario, typed, errors } = props;
  return (
    <details open={errors.length > 0}>
      <summary>Call it something else</summary>
      <form class="usa-form" method="post" action={scenarioPath(scenario.id, '/name')}>
        <CsrfField />
        <input type="hidden" name="version" value={scenario.version} />
        <TextField
          name="name"
          label="Name"
          hint="What it tries: Two more inspectors in Atlanta"
          value={typed.name}
          error={errors.find(({ field }) => field === 'name')?.message}
          isRequired
        />
        <TextAreaField name="note" label="Note" value={typed.note} />
        <button class="usa-button usa-button--outline" type="submit">
          Save the name
        </button>
      </form>
    </details>
  );
}

function Actions({
  detail: { scenario },
  isAtWork,
}: {
  detail: ScenarioDetail;
  isAtWork: boolean;
}): VNode {
  const button = (to: string, label: string): VNode => (
    <form method="post" action={scenarioPath(scenario.id, to)}>
      <CsrfField />
      <input type="hidden" name="version" value={scenario.version} />
      <button class="usa-button usa-button--outline" type="submit">
        {label}
      </button>
    </form>
  );
  if (isAtWork) return <div class="moa-actions">{button('/stop', 'Stop')}</div>;
  return (
    <div class="moa-actions">
      {button('/run', 'Plan it again, on today’s facts')}
      {!scenario.isBaseline && button('/withdrawal', 'Take it off the list')}
    </div>
  );
}
