import type { VNode } from 'preact';
import { isDay } from '../platform/clock/calendar.js';
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
}): VNode {
  const { detail, form, reminders } = props;
  const { inspection, agreement, team, covers, raised } = detail;
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
      <h2>Team</h2>
      {team.length === 0 ? (
        <p>{inspection.status === 'completed' ? 'Not on record.' : 'No team yet.'}</p>
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
      {inspection.status === 'completed' && (
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
        day: dayOf(event.recordedAt, timeZone),
        heading: eventWords(event.event, event.from, event.to),
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

function eventWords(event: string, from: string | null, to: string | null): string {
  const name = (event.charAt(0).toUpperCase() + event.slice(1)).replaceAll('-', ' ');
  if (from && to) return `${name}: ${placeWords(from)} → ${placeWords(to)}`;
  const place = to ?? from;
  return place ? `${name}: ${placeWords(place)}` : name;
}

/** An event leads from day to day, or from one position to another. */
const placeWords = (text: string): string => (isDay(text) ? dayText(text) : text);
