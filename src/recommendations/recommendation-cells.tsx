import type { VNode } from 'preact';
import { DayTime } from '../platform/pages/format.js';
import { StatusTag } from '../platform/pages/status-tag.js';
import { type Standing, statusText } from './ledger.rules.js';
import type { OigReport } from './recommendation.entity.js';
import { monthText } from './recommendation-words.js';
import { clockText, type ResponseClock } from './response-clock.rules.js';

/** The status, and since when, or by which day it was so. */
export function StandingCell({ standing }: { standing: Standing }): VNode {
  const { status, since, isDayKnown } = standing;
  const isBounded = status === 'unknown' || (!isDayKnown && status !== 'unresolved-open');
  return (
    <>
      <StatusTag status={status} />{' '}
      {isBounded ? (
        statusText(standing)
      ) : (
        <>
          since <DayTime day={since} />
        </>
      )}
    </>
  );
}

/** The 90 days from the memo, and what is left of them. */
export function ClockCell({ clock }: { clock: ResponseClock | null }): VNode {
  if (!clock) return <>none runs</>;
  const isOwed = clock.answeredOn === null;
  return (
    <>
      <DayTime day={clock.dueOn} /> ({clockText(clock)})
      {isOwed && clock.daysLeft < 0 && (
        <>
          {' '}
          <StatusTag status="overdue" />
        </>
      )}
    </>
  );
}

export function IssuedText({ report }: { report: OigReport }): VNode {
  const month = monthText(report);
  return month === null ? <DayTime day={report.issued} /> : <>{month}</>;
}
