import type { VNode } from 'preact';
import { stateName } from '../offices/states.rules.js';
import type { Day } from '../platform/clock/calendar.js';
import { withQuery } from '../platform/pages/addresses.js';
import { DataTable } from '../platform/pages/data-table.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { DayTime, dayText } from '../platform/pages/format.js';
import { type AgreementListFrame, ListHeading } from './agreement-list.page.js';
import { filterAddress, LIST_PATH, MAP_PATH } from './agreement-list.address.js';
import type { AgreementQuery } from './agreement-query.dto.js';
import { BINS, binText } from './state-map/bins.rules.js';
import { stateShapes } from './state-map/state-shapes.js';

export interface AgreementMapView extends AgreementListFrame {
  query: AgreementQuery;
  /** By two-letter state: the agreements that the filter shows. */
  counts: Record<string, number>;
  /** The picture, as SVG. */
  picture: string;
}

/** Where are the agreements that match? */
export function AgreementMapPage(view: AgreementMapView): VNode {
  const { counts, standpoint, query } = view;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <div class="grid-container">
      <ListHeading {...view} path={MAP_PATH} total={total} />
      {total === 0 ? (
        <EmptyState>
          No agreement matches as of <DayTime day={standpoint.asOf} />. Widen the filter, or{' '}
          <a href={MAP_PATH}>show all agreements of today</a>.
        </EmptyState>
      ) : (
        <div class="moa-columns moa-columns--map">
          <StateMap {...view} />
          <CountTable counts={counts} query={query} />
        </div>
      )}
    </div>
  );
}

/** What the picture shows, for whoever does not see it. */
export const pictureLabel = (asOf: Day): string =>
  `Map of the states by their agreements as of ${dayText(asOf)}; the table has each number`;

function StateMap({ counts, picture }: AgreementMapView): VNode {
  return (
    <section aria-label="Map">
      <div dangerouslySetInnerHTML={{ __html: picture }} />
      <Legend />
      <NotDrawn counts={counts} />
    </section>
  );
}

/** The colours, and which numbers they stand for. */
function Legend(): VNode {
  return (
    <ul class="moa-map__legend" aria-label="Agreements in a state">
      {BINS.map((bin) => (
        <li key={bin.from}>
          <svg width="20" height="14" aria-hidden="true">
            <rect width="20" height="14" fill={bin.fill} stroke="#8d9297" />
          </svg>
          {binText(bin)}
        </li>
      ))}
    </ul>
  );
}

function NotDrawn({ counts }: { counts: Record<string, number> }): VNode | null {
  const drawn = new Set(stateShapes().map(({ properties }) => properties.code));
  const others = Object.entries(counts).filter(([state]) => !drawn.has(state));
  if (others.length === 0) return null;
  const names = others.map(([state, count]) => `${stateName(state)} (${count})`);
  return <p>The map does not draw the territories: {names.join(', ')}.</p>;
}

function CountTable(props: { counts: Record<string, number>; query: AgreementQuery }): VNode {
  const { counts, query } = props;
  return (
    <DataTable
      caption="Agreements that match, by state"
      rows={Object.keys(counts).sort((a, b) => stateName(a).localeCompare(stateName(b), 'en'))}
      keyOf={(state) => state}
      columns={[
        {
          header: 'State',
          isRowHeader: true,
          cell: (state) => (
            <a href={withQuery(LIST_PATH, { ...filterAddress(query), state })}>
              {stateName(state)}
            </a>
          ),
        },
        { header: 'Agreements', isNumeric: true, cell: (state) => counts[state] ?? 0 },
      ]}
    />
  );
}
