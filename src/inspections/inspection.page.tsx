import type { VNode } from 'preact';
import { type Day, isDay } from '../platform/clock/calendar.js';
import { Alert } from '../platform/pages/alert.js';
import { AuditTrailLink } from '../audit/audit-trail-link.js';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { CsrfField } from '../platform/pages/csrf-field.js';
import { DateField, TextField } from '../platform/pages/fields.js';
import { dayOf, dayText, DayTime, MomentTime } from '../platform/pages/format.js';
import { useRender } from '../platform/pages/render-context.js';
import { SampleTag, StatusTag } from '../platform/pages/status-tag.js';
import { SummaryList } from '../platform/pages/summary-list.js';
import { Timeline } from '../platform/pages/timeline.js';
import { AgencyLink, FindingLinks, VisitDays } from './inspection-cells.js';
import { KIND_WORDS } from './inspection-words.js';
import { isFieldWorkDone, type Transition } from './life-cycle/life-cycle.rules.js';
import { STATUS_NAMES } from './life-cycle/life-cycle-words.js';
import { StepForms, type TypedStep } from './life-cycle/step-forms.js';
import { type NextMilestone, Stepper } from './life-cycle/stepper.js';
import { PaperLinks } from './papers/paper-links.js';
import type { PaperKind } from './papers/paper.entity.js';
import type { InspectionEvent } from './inspection.entity.js';
import type { InspectionDetail } from './inspections.service.js';

export interface RescheduleForm {
  startsOn?: string;
  reason?: string;
  problem?: string;
}

export function InspectionPage(props: {
  detail: InspectionDetail;
  form: RescheduleForm | null;
  reminders: VNode;
  /** The steps that the viewer may take now, and what was typed into one. */
  steps: Transition[];
  typed: TypedStep;
  next: NextMilestone;
  issued: Map<PaperKind, Day>;
}): VNode {
  const { detail, form, reminders, steps, typed, next, issued } = props;
  const { inspection, agreement, team, covers, raised } = detail;
  const { viewer } = useRender();
  const seesInside = viewer?.permissions.has('checklist.read') === true;
  const isDone = isFieldWorkDone(inspection.status);
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          {
            label: `Inspections of ${inspection.fiscalYear}`,
            path: `/inspections?fiscalYear=${inspection.fiscalYear}`,
          },
          { label: inspection.number },
        ]}
      />
      <h1>
        {inspection.number}: {KIND_WORDS[inspection.kind].toLowerCase()} of {agreement.agencyName},{' '}
        {agreement.state}
      </h1>
      <p>
        <StatusTag status={inspection.status} /> {inspection.isSample && <SampleTag />}
      </p>
      <SummaryList
        facts={[
          ['Agreement', <AgencyLink key="agency" agreement={agreement} />],
          ['On site', <VisitDays key="days" visit={inspection} />],
          ['Due', <DayTime key="due" day={inspection.dueOn} />],
          ['Field office', agreement.officeName ?? 'none assigned'],
          ['Report', inspection.reportedOn ? dayText(inspection.reportedOn) : 'not yet'],
        ]}
      />
      {inspection.reason && <p>{inspection.reason}</p>}
      <h2>Where it stands</h2>
      <Stepper visit={inspection} events={detail.events} next={next} />
      {steps.length > 0 && <StepForms visit={inspection} steps={steps} typed={typed} />}
      {seesInside && (
        <>
          <h2>Checklist</h2>
          <p>
            <a href={`/inspections/${inspection.id}/checklist`}>Open the checklist</a>
          </p>
        </>
      )}
      <h2>Papers</h2>
      <PaperLinks visit={inspection} issued={issued} seesInside={seesInside} />
      <h2>Team</h2>
      {team.length === 0 ? (
        <p>{isDone ? 'Not on record.' : 'No team yet.'}</p>
      ) : (
        <ul class="moa-list">
          {team.map((member) => (
            <li key={member.position}>
              {member.position}
              {member.role === 'leader' && ', leads the team'}
            </li>
          ))}
        </ul>
      )}
      {covers.length > 0 && (
        <>
          <h2>Findings to verify</h2>
          <FindingLinks findings={covers} />
        </>
      )}
      {isDone && (
        <>
          <h2>Findings of this visit</h2>
          <FindingLinks findings={raised} />
        </>
      )}
      {form && <Reschedule detail={detail} form={form} />}
      <h2>What happened</h2>
      <History detail={detail} />
      <AuditTrailLink type="inspection" id={inspection.id} />
      <h2>Reminders</h2>
      {reminders}
    </div>
  );
}

function Reschedule({ detail, form }: { detail: InspectionDetail; form: RescheduleForm }): VNode {
  const { inspection } = detail;
  return (
    <>
      <h2 id="reschedule">Move this visit</h2>
      {form.problem && <Alert kind="error">{form.problem}</Alert>}
      <form class="usa-form" method="post" action={`/inspections/${inspection.id}/reschedule`}>
        <CsrfField />
        <input type="hidden" name="version" value={inspection.version} />
        <DateField
          name="startsOn"
          label="New first day"
          value={form.startsOn ?? inspection.startsOn ?? ''}
          hint="The team comes along. Reminders of the old date are cancelled, new ones planned."
          isRequired
        />
        <TextField name="reason" label="Reason" value={form.reason} isRequired />
        <button class="usa-button" type="submit">
          Move {inspection.number}
        </button>
      </form>
    </>
  );
}

function History({ detail }: { detail: InspectionDetail }): VNode {
  const { timeZone } = useRender();
  if (detail.events.length === 0) return <p>Nothing is on record besides the visit itself.</p>;
  return (
    <Timeline
      entries={detail.events.map((event) => ({
        key: event.id,
        day: event.onDay ?? dayOf(event.recordedAt, timeZone),
        heading: eventWords(event),
        body: (
          <p>
            {event.reason}{' '}
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

function eventWords({ event, onDay, from, to }: InspectionEvent): string {
  if (onDay !== null) return STATUS_NAMES[event] ?? event;
  const name = (event.charAt(0).toUpperCase() + event.slice(1)).replaceAll('-', ' ');
  if (from && to) return `${name}: ${placeWords(from)} → ${placeWords(to)}`;
  const place = to ?? from;
  return place ? `${name}: ${placeWords(place)}` : name;
}

/** An event leads from day to day, or from one position to another. */
const placeWords = (text: string): string => (isDay(text) ? dayText(text) : text);
