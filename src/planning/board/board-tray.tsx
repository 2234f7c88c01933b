import type { VNode } from 'preact';
import { DayTime } from '../../platform/pages/format.js';
import type { BoardView } from './board-view.js';
import { VisitLink } from './board-visit.js';

/** What has no week, and why. */
export function Tray({ view }: { view: BoardView }): VNode {
  const { unscheduled } = view.board;
  return (
    <section class="moa-tray" aria-labelledby="tray" data-tray>
      <h2 id="tray">Without a week ({unscheduled.length})</h2>
      {unscheduled.length === 0 ? (
        <p>Every visit has a week.</p>
      ) : (
        <ul class="usa-list usa-list--unstyled">
          {unscheduled.map((visit) => (
            <li key={visit.item.taskId}>
              <VisitLink visit={visit} view={view} />
              <p>
                Due <DayTime day={visit.item.dueOn} />.{' '}
                {visit.item.reason ?? 'No reason is on record.'}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
