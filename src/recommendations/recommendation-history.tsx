import type { VNode } from 'preact';
import { dayText } from '../platform/clock/day-text.js';
import { MomentTime } from '../platform/pages/format.js';
import { useRender } from '../platform/pages/render-context.js';
import { Timeline } from '../platform/pages/timeline.js';
import type { RecommendationEvent } from './recommendation.entity.js';
import type { RecommendationView } from './recommendation-views.js';
import { CONCURRENCE_WORDS, EVENT_WORDS } from './recommendation-words.js';
import { whyNotRetractable } from './steps.rules.js';

/** Everything that was ever recorded, also what was taken back. */
export function RecommendationHistory({ detail, linkable }: RecommendationView): VNode {
  const { recommendation, history } = detail;
  return (
    <Timeline
      entries={history.map((event) => ({
        key: event.id,
        day: event.onDay,
        heading: headingOf(event),
        body: (
          <>
            <Said event={event} />
            <Recorded event={event} />
            {linkable !== null && whyNotRetractable(event, history) === null && (
              <p>
                <a
                  href={`/recommendations/${recommendation.id}/events/${event.id}/retraction`}
                  aria-label={`Take back: ${EVENT_WORDS[event.kind]}, ${dayText(event.onDay)}`}
                >
                  Take back
                </a>
              </p>
            )}
          </>
        ),
      }))}
    />
  );
}

const headingOf = ({ kind, isDayKnown, retractedAt }: RecommendationEvent): string =>
  [
    EVENT_WORDS[kind],
    isDayKnown ? '' : ', by then: the day is unknown',
    retractedAt === null ? '' : ' (taken back)',
  ].join('');

function Said({ event }: { event: RecommendationEvent }): VNode {
  const { concurrence, targetDate } = event;
  const lines: [string, string | null][] = [
    ['The agency', concurrence && CONCURRENCE_WORDS[concurrence]],
    ['Corrective action plan', event.correctiveActionPlan],
    ['Target completion date', targetDate && dayText(targetDate)],
    ['Responsible parties', event.responsibleParties],
    ['Response', event.response],
    ['OIG analysis', event.analysis],
    ['The OIG waits for', event.nextEvidence],
    ['Reason', event.reason],
  ];
  return (
    <>
      {lines.map(
        ([label, text]) =>
          text !== null && (
            <p key={label}>
              {label}: {text}
            </p>
          ),
      )}
    </>
  );
}

function Recorded({ event }: { event: RecommendationEvent }): VNode {
  const { timeZone } = useRender();
  return (
    <p class="moa-small">
      {event.isPublished ? `${event.source}; recorded` : 'Recorded'} by {event.recordedBy},{' '}
      <MomentTime moment={event.recordedAt} timeZone={timeZone} />
      {event.retractedAt !== null && (
        <>
          ; taken back by {event.retractedBy},{' '}
          <MomentTime moment={event.retractedAt} timeZone={timeZone} />: {event.retractedBecause}
        </>
      )}
    </p>
  );
}
