import type { VNode } from 'preact';
import { DayTime } from '../../platform/pages/format.js';
import { Holders } from '../versions/holders.js';
import type { BoardCell, BoardRow, BoardWeek } from './board.rules.js';
import { boardAddress, type BoardView } from './board-view.js';
import { VisitLink } from './board-visit.js';

/** People by weeks, in a region that scrolls by itself, also with the keyboard. */
export function BoardTable(props: {
  view: BoardView;
  caption: string;
  weeks: readonly BoardWeek[];
}): VNode {
  const { view, caption, weeks } = props;
  return (
    <div class="moa-board" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption class="usa-sr-only">{caption}</caption>
        <Head view={view} weeks={weeks} />
        <tbody>
          {view.board.rows.map((row) => (
            <Row key={row.position.id} view={view} row={row} weeks={weeks} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({ view, weeks }: { view: BoardView; weeks: readonly BoardWeek[] }): VNode {
  const quarters = [...new Set(weeks.map(({ quarter }) => quarter))];
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2} class="moa-board__person">
          Position
        </th>
        {quarters.map((quarter) => (
          <th
            key={quarter}
            scope="colgroup"
            colSpan={weeks.filter((week) => week.quarter === quarter).length}
          >
            <span class="moa-board__quarter">Quarter {quarter + 1}</span>
          </th>
        ))}
        <th scope="col" rowSpan={2}>
          Travel weeks by quarter
        </th>
      </tr>
      <tr>
        {weeks.map(({ week, monday, workDays, isPast }) => (
          <th
            key={week}
            scope="col"
            data-column={week}
            class={isPast ? 'moa-board__past' : undefined}
          >
            <a href={`${boardAddress(view, { week })}#week-map`}>
              <DayTime day={monday} />
            </a>
            {isPast && <small>past</small>}
            {workDays < FULL_WEEK && <small>holiday, {workDays} days</small>}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Work days of a week without a federal holiday. */
const FULL_WEEK = 5;

function Row(props: { view: BoardView; row: BoardRow; weeks: readonly BoardWeek[] }): VNode {
  const { view, row, weeks } = props;
  const { position, office, cells, load } = row;
  const shown = new Set(weeks.map(({ week }) => week));
  return (
    <tr data-row={position.id} data-role={position.role} data-title={position.title}>
      <th scope="row" class="moa-board__person">
        {position.title}
        <small>{office}</small>
        {(position.successors ?? []).length > 0 && (
          <small>
            <Holders position={position} />
          </small>
        )}
      </th>
      {cells
        .filter(({ week }) => shown.has(week))
        .map((cell) => (
          <Cell key={cell.week} view={view} cell={cell} person={position.id} />
        ))}
      <td class="moa-board__load">
        {load ? `${load.byQuarter.join(' · ')} of ${load.quarterCap} each` : 'vacant'}
      </td>
    </tr>
  );
}

function Cell(props: { view: BoardView; cell: BoardCell; person: string }): VNode {
  const { view, cell, person } = props;
  return (
    <td data-cell={cell.week} class={cell.away === null ? undefined : 'moa-board__away'}>
      {cell.away !== null && <small>{cell.away}</small>}
      {cell.visits.map((visit) => (
        <VisitLink key={visit.item.taskId} visit={visit} view={view} person={person} />
      ))}
    </td>
  );
}
