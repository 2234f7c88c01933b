import type { VNode } from 'preact';
import type { Day } from '../platform/clock/calendar.js';
import { dayText } from '../platform/pages/format.js';
import { MomentTime } from '../platform/pages/format.js';
import { useRender } from '../platform/pages/render-context.js';
import { Timeline } from '../platform/pages/timeline.js';
import { changeText, EVENT_WORDS } from './agreement-words.js';
import { detailFacts } from './life-cycle/detail-words.js';
import type { AgreementDetail } from './agreements.service.js';

type HistoryEntry = AgreementDetail['history'][number];

/** What happened, and when it was learned. */
export function AgreementTimeline(props: {
  history: HistoryEntry[];
  asOf: Day;
  /** Shown as it was known at an earlier moment, where nothing can be put right. */
  isAsOnceKnown: boolean;
  modelName: (code: string) => string;
}): VNode {
  const { history, asOf, isAsOnceKnown, modelName } = props;
  return (
    <Timeline
      entries={history.map((entry) => ({
        key: entry.id,
        day: entry.onDay,
        heading: headingOf(entry, modelName),
        body: <Entry entry={entry} isLater={entry.onDay > asOf} isAsOnceKnown={isAsOnceKnown} />,
      }))}
    />
  );
}

type RecordedEntry = Omit<HistoryEntry, 'corrected' | 'from' | 'to'>;

function headingOf(entry: HistoryEntry, modelName: (code: string) => string): string {
  const change = changeText(entry, modelName);
  return change ? `${EVENT_WORDS[entry.event]}. ${change}` : EVENT_WORDS[entry.event];
}

function Entry(props: { entry: HistoryEntry; isLater: boolean; isAsOnceKnown: boolean }): VNode {
  const { entry, isLater, isAsOnceKnown } = props;
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
      <Details entry={entry} />
      {entry.modelBasis && <p class="moa-small">Model: {entry.modelBasis}</p>}
      <p class="moa-small">
        Source: {entry.source}. Recorded{' '}
        <MomentTime moment={entry.recordedAt} timeZone={timeZone} /> by {entry.recordedBy}.
        {!isAsOnceKnown && <CorrectionLink entry={entry} />}
      </p>
      {entry.corrected.map((former, index) => (
        <FormerEntry
          key={former.id}
          former={former}
          replacement={entry.corrected[index - 1] ?? entry}
        />
      ))}
    </>
  );
}

/** What a transition states besides its reason. */
function Details({ entry }: { entry: RecordedEntry }): VNode | null {
  const facts = detailFacts(entry.details);
  if (facts.length === 0) return null;
  return (
    <>
      {facts.map(([name, text]) => (
        <p key={name}>
          {name}: {text}
        </p>
      ))}
    </>
  );
}

/** What an entry said before it was put right or taken back. */
function FormerEntry(props: { former: RecordedEntry; replacement: RecordedEntry }): VNode {
  const { former, replacement } = props;
  const { timeZone } = useRender();
  return (
    <div class="moa-small">
      <p>
        {replacement.event === 'retracted' ? 'Taken back on ' : 'Corrected on '}
        <MomentTime moment={replacement.recordedAt} timeZone={timeZone} />. Until then it said:
      </p>
      <p>
        <s>
          {EVENT_WORDS[former.event]} as of {dayText(former.onDay)}
          {former.reason && `: ${former.reason}`}
        </s>{' '}
        (source: {former.source}, recorded{' '}
        <MomentTime moment={former.recordedAt} timeZone={timeZone} /> by {former.recordedBy})
      </p>
      <Details entry={former} />
    </div>
  );
}

function CorrectionLink({ entry }: { entry: HistoryEntry }): VNode | null {
  const { viewer } = useRender();
  if (entry.event === 'retracted' || !viewer?.permissions.has('agreements.correct')) return null;
  return (
    <>
      {' '}
      <a
        href={`/agreements/${entry.agreementId}/events/${entry.id}/correction`}
        aria-label={`Put right: ${EVENT_WORDS[entry.event]}, ${dayText(entry.onDay)}`}
      >
        Put right
      </a>
    </>
  );
}

const capitalized = (text: string): string =>
  text.charAt(0).toUpperCase() + text.slice(1).replace(/\.$/, '');
