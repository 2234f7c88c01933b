import type { VNode } from 'preact';
import { DayTime } from '../../platform/pages/format.js';
import type { BoardVisit } from './board.rules.js';
import type { BoardView } from './board-view.js';
import { VisitLink } from './board-visit.js';

/** The visits week by week: what a narrow screen shows before the table. */
export function BoardList({ view }: { view: BoardView }): VNode {
  const { board } = view;
  const weeks = board.weeks
    .map(({ week, monday }) => ({
      ...{ week, monday, visits: board.visits.filter(({ item }) => item.week === week) },
    }))
    .filter(({ visits }) => visits.length > 0);
  return (
    <section class="moa-board-list" aria-labelledby="by-week">
      <h2 id="by-week">Visits week by week</h2>
      {weeks.length === 0 && <p>No visit falls into these weeks.</p>}
      {weeks.map(({ week, monday, visits }) => (
        <div key={week}>
          <h3>
            Week of <DayTime day={monday} />
          </h3>
          <Visits view={view} visits={visits} />
        </div>
      ))}
    </section>
  );
}

const Visits = ({ view, visits }: { view: BoardView; visits: BoardVisit[] }): VNode => (
  <ul class="usa-list usa-list--unstyled">
    {visits.map((visit) => (
      <li key={visit.item.taskId}>
        <VisitLink visit={visit} view={view} />
      </li>
    ))}
  </ul>
);
