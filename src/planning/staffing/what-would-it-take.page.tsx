import type { VNode } from 'preact';
import { counted } from '../../platform/counted.js';
import { Alert } from '../../platform/pages/alert.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { DayTime } from '../../platform/pages/format.js';
import { SampleTag } from '../../platform/pages/status-tag.js';
import { kmText, latenessText, planPath } from '../versions/plan-words.js';
import { isBeingSolved } from '../versions/solve-requests.js';
import type { AdviceDetail } from './advice.service.js';
import { runWords } from './measures-words.js';
import type { StaffingAdvice } from './staffing.entity.js';
import { scenarioPath } from './staffing-subject.js';
import { outcomeWords } from './what-would-it-take.js';

/** Who would help most? */
export function WhatWouldItTakePage(props: { detail: AdviceDetail; mayAsk: boolean }): VNode {
  const { detail, mayAsk } = props;
  const { subject, advice, run } = detail;
  const isAtWork = isBeingSolved(run?.state);
  const path = subject.type === 'plan' ? planPath(subject.id) : scenarioPath(subject.id);
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          subject.type === 'plan'
            ? { label: 'Plan', path: '/plans' }
            : { label: 'Staffing', path: '/staffing' },
          { label: subject.number, path },
          { label: 'What would it take?' },
        ]}
      />
      <h1>What would it take?</h1>
      <p>
        One more person for {subject.number}, {subject.name}: of all kinds and home offices those
        who matter most are found by the prices of people’s time, and then the year is really
        planned with each of them.
      </p>
      {isAtWork && (
        <p role="status">
          {runWords(run)}. <a href={`${path}/what-would-it-take`}>Show how far it is</a>
        </p>
      )}
      {!isAtWork && runWords(run) !== '' && <Alert kind="error">It was {runWords(run)}.</Alert>}
      {advice?.result && <Answer advice={advice} result={advice.result} />}
      {!advice && <EmptyState>Nobody has asked yet.</EmptyState>}
      {mayAsk && (
        <form method="post" action={`${path}/what-would-it-take${isAtWork ? '/stop' : ''}`}>
          <CsrfField />
          <button class="usa-button" type="submit">
            {isAtWork ? 'Stop' : advice ? 'Ask again, from the plan as it is now' : 'Ask'}
          </button>
        </form>
      )}
    </div>
  );
}

function Answer({
  advice,
  result,
}: {
  advice: StaffingAdvice;
  result: NonNullable<StaffingAdvice['result']>;
}): VNode {
  const { asItIs, tried, ranked, worthSomething } = result;
  return (
    <>
      <p>
        Asked on <DayTime day={advice.askedOn} /> by {advice.askedBy}. Of{' '}
        {counted(ranked, 'candidate')}, {worthSomething} could make the year less late; the best of
        each kind, {tried.length} in all, were tried. The plan and each candidate’s were improved
        for {counted(advice.iterations, 'iteration')} with seed {advice.seed}, as this installation
        has set it. {advice.isSample && <SampleTag />}
      </p>
      {tried.length === 0 ? (
        <EmptyState>
          No one more person would make the year less late: people are not what is short.
        </EmptyState>
      ) : (
        <ul class="moa-list">
          {tried.map(({ words, outcome }) => (
            <li key={words}>
              <strong>{words}</strong>: {outcomeWords(asItIs, outcome)}.
            </li>
          ))}
        </ul>
      )}
      <DataTable
        caption="What was tried"
        rows={[{ words: 'As it is', worth: null, outcome: asItIs }, ...tried]}
        keyOf={({ words }) => words}
        columns={[
          { header: 'Who', isRowHeader: true, cell: ({ words }) => words },
          { header: 'On time', isNumeric: true, cell: ({ outcome }) => outcome.onTime },
          {
            header: 'Without a week',
            isNumeric: true,
            cell: ({ outcome }) => outcome.unscheduled,
          },
          {
            header: 'Lateness',
            isNumeric: true,
            cell: ({ outcome }) => latenessText(outcome.lateness),
          },
          { header: 'Travel', isNumeric: true, cell: ({ outcome }) => kmText(outcome.travelKm) },
          {
            header: 'Worth by prices',
            isNumeric: true,
            cell: ({ worth }) => (worth === null ? '' : latenessText(worth)),
          },
        ]}
      />
    </>
  );
}
