import type { VNode } from 'preact';
import { AuditTrailLink } from '../../audit/audit-trail-link.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { SampleTag, StatusTag } from '../../platform/pages/status-tag.js';
import { SummaryList } from '../../platform/pages/summary-list.js';
import type { PlanSolve } from '../versions/plan.entity.js';
import { gapText, kmText, latenessText, planPath } from '../versions/plan-words.js';
import { SolvingNow } from '../versions/solving-now.js';
import { isBeingSolved } from '../versions/solve-requests.js';
import { BoardFilterForm } from './board-filter-form.js';
import { BoardList } from './board-list.js';
import { WeekMapSection } from './board-map.js';
import { HowToMove, RemovalDialog } from './board-moving.js';
import { PeoplePages } from './board-people.js';
import { BoardTable } from './board-table.js';
import { Tray } from './board-tray.js';
import { boardAddress, boardPath, type BoardView } from './board-view.js';

/** Who travels when by a plan, and could it be better? */
export function BoardPage(view: BoardView): VNode {
  const { content, isMovable, solve } = view;
  const { plan } = content;
  return (
    <div class="grid-container moa-wide">
      <Breadcrumb
        items={[
          { label: 'Plan', path: `/plans?fiscalYear=${plan.fiscalYear}` },
          { label: plan.number, path: planPath(plan.id) },
          { label: 'Board' },
        ]}
      />
      <h1>
        Board of {plan.number}: {plan.name}
      </h1>
      <p>
        <StatusTag status={plan.status} /> {plan.isSample && <SampleTag />}
      </p>
      {solve && isBeingSolved(solve.state) && <Solving view={view} solve={solve} />}
      <p class="moa-board-says" role="status" data-board-says />
      <div
        data-board={plan.id}
        data-version={plan.version}
        data-movable={isMovable ? 'yes' : undefined}
      >
        <Figures view={view} />
        <Links view={view} />
        {isMovable && <HowToMove />}
        <BoardFilterForm view={view} />
        <PeoplePages view={view} where="before the board" />
        <BoardList view={view} />
        <Tables view={view} />
        <PeoplePages view={view} where="after the board" />
        <Tray view={view} />
        <WeekMapSection view={view} />
      </div>
      {isMovable && <RemovalDialog />}
      <AuditTrailLink type="plan" id={plan.id} />
    </div>
  );
}

function Solving({ view, solve }: { view: BoardView; solve: PlanSolve }): VNode {
  const { plan } = view.content;
  return (
    <SolvingNow solve={solve} address={boardPath(plan.id)}>
      {view.mayEdit && (
        <form method="post" action={planPath(plan.id, '/stop')}>
          <CsrfField />
          <input type="hidden" name="version" value={plan.version} />
          <button class="usa-button" type="submit">
            Stop, and keep the best so far
          </button>
        </form>
      )}
    </SolvingNow>
  );
}

function Figures({ view }: { view: BoardView }): VNode {
  const { plan } = view.content;
  return (
    <SummaryList
      facts={[
        ['Lateness', latenessText(plan.lateness)],
        ['Bound', plan.bound === null ? 'not known' : latenessText(plan.bound)],
        ['Gap', gapText(plan.gap)],
        ['Travel', kmText(plan.travelKm)],
        ['Without a week', String(plan.unscheduledCount)],
      ]}
    />
  );
}

function Links({ view }: { view: BoardView }): VNode {
  const { plan } = view.content;
  return (
    <p class="moa-actions">
      <a href={`${planPath(plan.id)}#visits`}>The same as a list</a>
      <a href={planPath(plan.id, '/visits.ics')}>Calendar file</a>
      {view.query.layout === 'quarters' ? (
        <a href={boardAddress(view, { layout: undefined })}>One table</a>
      ) : (
        <a href={boardAddress(view, { layout: 'quarters', quarter: 'year' })}>
          A table for each quarter, to print
        </a>
      )}
    </p>
  );
}

function Tables({ view }: { view: BoardView }): VNode {
  const { board, content, query } = view;
  const { fiscalYear } = content.plan;
  if (board.rows.length === 0)
    return (
      <EmptyState>
        Nobody is shown. <a href={boardPath(content.plan.id)}>Show everybody</a>.
      </EmptyState>
    );
  if (query.layout !== 'quarters')
    return (
      <BoardTable
        view={view}
        caption={`People by week, fiscal year ${fiscalYear}`}
        weeks={board.weeks}
      />
    );
  const quarters = [...new Set(board.weeks.map(({ quarter }) => quarter))];
  return (
    <>
      {quarters.map((quarter) => (
        <BoardTable
          key={quarter}
          view={view}
          caption={`People by week, quarter ${quarter + 1} of fiscal year ${fiscalYear}`}
          weeks={board.weeks.filter((week) => week.quarter === quarter)}
        />
      ))}
    </>
  );
}
