import type { VNode } from 'preact';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { DayTime, dayText } from '../../platform/pages/format.js';
import { kmText } from '../versions/plan-words.js';
import { boardAddress, type BoardView } from './board-view.js';
import type { WeekOnMap } from './week-on-map.rules.js';

/** Who travels where in a week. */
export function WeekMapSection({ view }: { view: BoardView }): VNode {
  const { map } = view;
  return (
    <section aria-labelledby="week-map">
      <h2 id="week-map">
        Map of the week
        {map && (
          <>
            {' '}
            of <DayTime day={map.week.monday} />
          </>
        )}
      </h2>
      {!map && <p>Choose a week by its date at the head of the board.</p>}
      {map && <Neighbours view={view} {...map.week} />}
      {map && map.week.travellers.length === 0 && (
        <EmptyState>Nobody travels in this week. Choose another by its date.</EmptyState>
      )}
      {map && map.week.travellers.length > 0 && (
        <div class="moa-columns moa-columns--map">
          <div>
            <div dangerouslySetInnerHTML={{ __html: map.picture }} />
            <p class="moa-small">Circles are sites, squares are homes: cities of field offices.</p>
          </div>
          <Travellers {...map.week} />
        </div>
      )}
    </section>
  );
}

/** What the picture shows, for whoever does not see it. */
export const weekMapLabel = ({ monday }: WeekOnMap): string =>
  `Map of the sites of the week of ${dayText(monday)} and of the homes of those who travel; the table has each`;

function Neighbours({ view, week, weeks }: { view: BoardView } & WeekOnMap): VNode {
  const to = (other: number): string => `${boardAddress(view, { week: other })}#week-map`;
  return (
    <p class="moa-actions">
      {week > 0 && <a href={to(week - 1)}>The week before</a>}
      {week < weeks - 1 && <a href={to(week + 1)}>The week after</a>}
    </p>
  );
}

const Travellers = ({ monday, travellers }: WeekOnMap): VNode => (
  <DataTable
    caption={`Who travels in the week of ${dayText(monday)}`}
    rows={travellers}
    keyOf={({ id }) => id}
    columns={[
      { header: 'Position', isRowHeader: true, cell: ({ title }) => title },
      { header: 'Home', cell: ({ office }) => office },
      { header: 'Goes to', cell: ({ sites }) => sites.join(', then ') },
      { header: 'There and back', isNumeric: true, cell: ({ km }) => kmText(km) },
    ]}
  />
);
