import type { VNode } from 'preact';
import { AgencyLink } from '../inspections/inspection-cells.js';
import type { Day } from '../platform/clock/calendar.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { DayTime } from '../platform/pages/format.js';
import { indication, weighing } from './evidence.rules.js';
import type { ReviewRow } from './renewals.service.js';
import { counted } from './statement.rules.js';

const WORKLIST = '/renewals?reviewState=undecided';

/** Reviews that the first page names one by one. */
const NAMED = 5;

/** What is to be decided, when, and where to look closer: for the first page of whoever decides. */
export function RenewalsAhead({ rows, today }: { rows: ReviewRow[]; today: Day }): VNode {
  if (rows.length === 0)
    return <EmptyState>No agreement is up for renewal or termination.</EmptyState>;
  const waiting = rows.filter(({ review }) => review.state === 'proposed').length;
  const ahead = rows.filter(({ review }) => review.dueOn >= today);
  const late = rows.length - ahead.length;
  const closer = rows
    .filter(({ evidence }) => reasonsIn(evidence) > 0)
    .sort((a, b) => reasonsIn(b.evidence) - reasonsIn(a.evidence))
    .slice(0, NAMED);
  return (
    <>
      <p>
        <a href={WORKLIST}>{counted(rows.length, 'review is', 'reviews are')} to be decided</a>
        {late > 0 && `, ${late} of them late`}
        {waiting > 0 && (
          <>
            ; <a href="/renewals?reviewState=proposed">{waiting} wait for approval</a>
          </>
        )}
        .
      </p>
      <ul class="moa-list">
        {[...countByDay(ahead)].map(([day, count]) => (
          <li key={day}>
            <DayTime day={day} />: {counted(count, 'agreement')}
          </li>
        ))}
      </ul>
      {closer.length > 0 && (
        <>
          <h3>Most reasons to look closer</h3>
          <ul class="moa-list">
            {closer.map(({ review, agreement, evidence }) => (
              <li key={review.id}>
                <AgencyLink agreement={agreement} />:{' '}
                <a href={`/renewals/${review.id}`}>{review.number}</a>, {indication(evidence)}.
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

const reasonsIn = (evidence: ReviewRow['evidence']): number => weighing(evidence, 'against').length;

function countByDay(rows: ReviewRow[]): Map<Day, number> {
  const counts = new Map<Day, number>();
  for (const day of rows.map(({ review }) => review.dueOn).sort())
    counts.set(day, (counts.get(day) ?? 0) + 1);
  return counts;
}
