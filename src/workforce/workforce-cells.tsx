import type { VNode } from 'preact';
import { addDays } from '../platform/clock/calendar.js';
import { counted } from '../platform/counted.js';
import { Alert } from '../platform/pages/alert.js';
import { DayTime } from '../platform/pages/format.js';
import type { TeamRole } from './position.entity.js';
import { modelWords } from './qualification.rules.js';
import type { Days, Span } from './spans.rules.js';
import type { ScheduledVisit } from './workforce-consequences.js';

export const ROLE_WORDS: Record<TeamRole, string> = {
  leader: 'Team leader',
  inspector: 'Inspector',
};

/** Program models in a cell; the absence of any is said loudly. */
export function Models({ models }: { models: readonly string[] }): VNode {
  if (models.length === 0) return <span class="moa-tag moa-tag--warn">! none</span>;
  return <>{models.map(modelWords).join(', ')}</>;
}

export function DaysCell({ days: { fromOn, untilOn } }: { days: Days }): VNode {
  if (fromOn === untilOn) return <DayTime day={fromOn} />;
  return (
    <>
      <DayTime day={fromOn} /> to <DayTime day={untilOn} />
    </>
  );
}

/** A span by its first and last day. */
export function SpanCell({ span: { holdsFrom, holdsUntil } }: { span: Span }): VNode {
  return (
    <>
      from <DayTime day={holdsFrom} />
      {holdsUntil !== null && (
        <>
          {' '}
          to <DayTime day={addDays(holdsUntil, -1)} />
        </>
      )}
    </>
  );
}

export function PersonLink({ id, name }: { id: string; name: string }): VNode {
  return <a href={`/workforce/people/${id}`}>{name}</a>;
}

export function Vacant(): VNode {
  return <span class="moa-tag moa-tag--warn">! vacant</span>;
}

/** Which visits stand against what is on record: planning has to find something else. */
export function ConcernedVisits(props: {
  heading: string;
  visits: readonly ScheduledVisit[];
}): VNode | null {
  const { heading, visits } = props;
  if (visits.length === 0) return null;
  return (
    <Alert kind="warning" heading={heading}>
      <ul class="moa-list">
        {visits.map((visit) => (
          <li key={visit.inspectionId}>
            <VisitLink visit={visit} />
          </li>
        ))}
      </ul>
      Nothing was moved: give these visits another week or another team.
    </Alert>
  );
}

export function VisitLink({ visit }: { visit: ScheduledVisit }): VNode {
  return (
    <>
      <a href={`/inspections/${visit.inspectionId}`}>{visit.number}</a>, {visit.agencyName},{' '}
      <DayTime day={visit.startsOn} weekday /> to <DayTime day={visit.endsOn} weekday />
    </>
  );
}

/** What is told after a change: `It concerns 2 scheduled visits: INS-2013-0003, FR-2013-0001.` */
export const concernText = (visits: readonly ScheduledVisit[]): string =>
  visits.length === 0
    ? ''
    : ` It concerns ${counted(visits.length, 'scheduled visit')}: ${visits
        .map(({ number }) => number)
        .join(', ')}.`;
