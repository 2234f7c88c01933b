import type { VNode } from 'preact';
import { FirstOfAll } from '../../platform/pages/first-of-all.js';
import { DayTime } from '../../platform/pages/format.js';
import { planPath } from '../versions/plan-words.js';
import type { BoardView } from './board-view.js';
import { VisitLink } from './board-visit.js';

/** So many stand beside the board at once. */
const AT_ONCE = 50;

/** What has no week, and why. */
export function Tray({ view }: { view: BoardView }): VNode {
  const { unscheduled } = view.board;
  const named = unscheduled.slice(0, AT_ONCE);
  return (
    <section class="moa-tray" aria-labelledby="tray" data-tray>
      <h2 id="tray">Without a week ({unscheduled.length})</h2>
      {unscheduled.length === 0 ? (
        <p>Every visit has a week.</p>
      ) : (
        <ul class="usa-list usa-list--unstyled">
          {named.map((visit) => (
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
      <FirstOfAll
        shown={named.length}
        total={unscheduled.length}
        href={`${planPath(view.content.plan.id, '?show=unscheduled')}#visits`}
        words={`All ${unscheduled.length} without a week`}
      />
    </section>
  );
}
