import type { ComponentChildren, VNode } from 'preact';
import { AuditTrailLink } from '../../audit/audit-trail-link.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { ErrorSummary } from '../../platform/pages/error-summary.js';
import { dayOf, DayTime, MomentTime } from '../../platform/pages/format.js';
import { useRender } from '../../platform/pages/render-context.js';
import { SampleTag, StatusTag } from '../../platform/pages/status-tag.js';
import { SummaryList } from '../../platform/pages/summary-list.js';
import { Timeline } from '../../platform/pages/timeline.js';
import { AgencyLink, InspectionLink } from '../inspection-cells.js';
import { ActionForms } from './corrective-action-forms.js';
import { type CorrectiveActionView, fieldId } from './corrective-action-view.js';
import { eventWords, ownerWords, WANTED_WORDS } from './corrective-action-words.js';
import type { ActionDetail } from './corrective-actions.service.js';

/** What was found, what is asked, until when, and the one form that answers it. */
export function CorrectiveActionPage(props: CorrectiveActionView & { reminders: VNode }): VNode {
  const { found, refused, reminders } = props;
  const { action, detail, isOverdue } = found;
  const { finding, agreement, raisedBy } = detail;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Corrective actions', path: '/corrective-actions' },
          { label: finding.number },
        ]}
      />
      <h1>
        Corrective action for {finding.number}, {agreement.agencyName}, {agreement.state}
      </h1>
      <ErrorSummary
        errors={(refused?.problems ?? []).map(({ parameter, detail: message }) => ({
          ...(parameter !== undefined && { field: fieldId(refused, parameter) }),
          message,
        }))}
      />
      <p>
        <StatusTag status={action.status} /> {isOverdue && <StatusTag status="overdue" />}{' '}
        {action.isSample && <SampleTag />}
      </p>
      <SummaryList
        facts={[
          ['What was found', finding.observation],
          ['What is asked', WANTED_WORDS[action.status]],
          ['Until', <DayTime key="due" day={action.dueOn} weekday />],
          ...planFacts(found),
          [
            'Finding',
            <>
              <a href={`/findings/${finding.id}`}>{finding.number}</a>, found by{' '}
              <InspectionLink inspection={raisedBy} />
            </>,
          ],
          ['Agreement', <AgencyLink key="agency" agreement={agreement} />],
        ]}
      />
      <ActionForms {...props} />
      <h2>Documents that show it</h2>
      <Documents found={found} />
      <h2>What happened</h2>
      <History found={found} />
      <AuditTrailLink type="finding" id={finding.id} />
      <h2>Reminders</h2>
      {reminders}
    </div>
  );
}

function planFacts({ action }: ActionDetail): [string, ComponentChildren][] {
  const isLate = action.plannedOn !== null && action.plannedOn > action.dueOn;
  return [
    ['Owed by', ownerWords(action)],
    ...(action.plan === null ? [] : [['Plan', action.plan] as [string, string]]),
    ...(action.plannedOn === null
      ? []
      : [
          [
            'Planned for',
            <>
              <DayTime day={action.plannedOn} />
              {isLate && ', after the due date'}
            </>,
          ] as [string, ComponentChildren],
        ]),
    ...(action.doneOn === null
      ? []
      : [['Done', <DayTime key="done" day={action.doneOn} />] as [string, ComponentChildren]]),
    ...(action.doneNote === null ? [] : [['What was done', action.doneNote] as [string, string]]),
  ];
}

function Documents({ found: { action, documents } }: { found: ActionDetail }): VNode {
  const { timeZone } = useRender();
  if (documents.length === 0) return <p>None is attached.</p>;
  return (
    <ul class="moa-list">
      {documents.map((document) => (
        <li key={document.id}>
          <a href={`/corrective-actions/${action.id}/documents/${document.id}/content`}>
            {document.title}
          </a>{' '}
          <small class="moa-small">
            {document.fileName}, attached{' '}
            <MomentTime moment={document.uploadedAt} timeZone={timeZone} /> by {document.uploadedBy}
            , SHA-256 <code class="moa-hash">{document.sha256}</code>
          </small>
        </li>
      ))}
    </ul>
  );
}

function History({ found: { history } }: { found: ActionDetail }): VNode {
  const { timeZone } = useRender();
  return (
    <Timeline
      entries={history.map((event) => ({
        key: event.id,
        day: dayOf(event.recordedAt, timeZone),
        heading: eventWords(event.event),
        body: (
          <p>
            {event.note}{' '}
            {event.dueFrom !== null && event.dueFrom !== event.dueTo && (
              <>
                Due <DayTime day={event.dueTo} /> instead of <DayTime day={event.dueFrom} />.{' '}
              </>
            )}
            {event.told !== null && <>Told: {event.told}. </>}
            <small class="moa-small">
              Recorded <MomentTime moment={event.recordedAt} timeZone={timeZone} /> by{' '}
              {event.recordedBy}.
            </small>
          </p>
        ),
      }))}
    />
  );
}
