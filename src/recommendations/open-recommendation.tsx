import type { VNode } from 'preact';
import { DayTime } from '../platform/pages/format.js';
import { SummaryList } from '../platform/pages/summary-list.js';
import { ClockCell, StandingCell } from './recommendation-cells.js';
import type { LedgerItem } from './recommendations.service.js';

/** Recommendations that are open, as the appendix prints them: text, response, analysis. */
export function OpenRecommendations({ items }: { items: LedgerItem[] }): VNode {
  return (
    <>
      {items.map((item) => (
        <OpenRecommendation key={item.recommendation.id} item={item} />
      ))}
    </>
  );
}

function OpenRecommendation({ item }: { item: LedgerItem }): VNode {
  const { recommendation, standing, clock, events } = item;
  return (
    <article>
      <h3>
        <a href={`/recommendations/${recommendation.id}`}>
          Recommendation #{recommendation.number}
        </a>
      </h3>
      <p>{recommendation.text}</p>
      <p>
        <StandingCell standing={standing} />
      </p>
      {events.flatMap(({ id, response, analysis }) => [
        ...(response === null
          ? []
          : [
              <p key={`${id} response`}>
                <strong>ICE response:</strong> {response}
              </p>,
            ]),
        ...(analysis === null
          ? []
          : [
              <p key={`${id} analysis`}>
                <strong>OIG analysis:</strong> {analysis}
              </p>,
            ]),
      ])}
      <SummaryList
        facts={[
          ['Addressee', recommendation.addressee ?? 'not known'],
          ['Answer due', <ClockCell key="clock" clock={clock} />],
          ['Target completion date', <DayTime key="target" day={standing.targetDate} />],
          ['The OIG waits for', standing.nextEvidence ?? 'nothing that is on record'],
        ]}
      />
    </article>
  );
}
