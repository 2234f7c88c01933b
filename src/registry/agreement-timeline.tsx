import type { VNode } from 'preact';
import type { Day } from '../platform/clock/calendar.js';
import { dayText } from '../platform/pages/format.js';
import { MomentTime } from '../platform/pages/format.js';
import { useRender } from '../platform/pages/render-context.js';
import { Timeline } from '../platform/pages/timeline.js';
import { changeText, EVENT_WORDS } from './agreement-words.js';
import type { AgreementDetail } from './agreements.service.js';

type HistoryEntry = AgreementDetail['history'][number];

/** What happened, and when it was learned. */
export function AgreementTimeline(props: {
  history: HistoryEntry[];
  asOf: Day;
  modelName: (code: string) => string;
}): VNode {
  const { history, asOf, modelName } = props;
  return (
    <Timeline
      entries={history.map((entry) => ({
        key: entry.id,
        day: entry.onDay,
        heading: headingOf(entry, modelName),
        body: <Entry entry={entry} isLater={entry.onDay > asOf} />,
      }))}
    />
  );
}

function headingOf(entry: HistoryEntry, modelName: (code: string) => string): string {
  const change = changeText(entry, modelName);
  return change ? `${EVENT_WORDS[entry.event]}. ${change}` : EVENT_WORDS[entry.event];
}

function Entry({ entry, isLater }: { entry: HistoryEntry; isLater: boolean }): VNode {
  const { timeZone } = useRender();
  return (
    <>
      {isLater && <p>Later than the day that is shown.</p>}
      {entry.happenedAfter && (
        <p>
          {`It happened after ${dayText(entry.happenedAfter)} and not later than ${dayText(entry.onDay)}.`}
        </p>
      )}
      {entry.reason && <p>{capitalized(entry.reason)}.</p>}
      {entry.modelBasis && <p class="moa-small">Model: {entry.modelBasis}</p>}
      <p class="moa-small">
        Source: {entry.source}. Recorded{' '}
        <MomentTime moment={entry.recordedAt} timeZone={timeZone} /> by {entry.recordedBy}.
      </p>
    </>
  );
}

const capitalized = (text: string): string =>
  text.charAt(0).toUpperCase() + text.slice(1).replace(/\.$/, '');
