import type { VNode } from 'preact';
import { numberText } from '../../platform/counted.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { DayTime } from '../../platform/pages/format.js';
import { StatusTag } from '../../platform/pages/status-tag.js';
import { KIND_WORDS } from '../../inspections/inspection-words.js';
import type { ComparedPlace, ComparedTask, Comparison } from './compare.rules.js';
import { gapText, kmText, latenessText, planPath } from './plan-words.js';
import type { Plan } from './plan.entity.js';

/** What is different between two versions, and which is better? */
export function PlanComparisonPage({ comparison }: { comparison: Comparison }): VNode {
  const { a, b, tasks } = comparison;
  const different = tasks.filter(({ differs }) => differs);
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Plan', path: `/plans?fiscalYear=${b.fiscalYear}` },
          { label: b.number, path: planPath(b.id) },
          { label: `Beside ${a.number}` },
        ]}
      />
      <h1>
        {a.number} and {b.number}
      </h1>
      <p>
        {a.number}: {a.name}. {b.number}: {b.name}.
      </p>
      <Totals a={a} b={b} />
      <h2>Visits that differ</h2>
      <p>
        {different.length} of {tasks.length} visits are elsewhere, have another team, or are in one
        version only.
      </p>
      {different.length === 0 ? (
        <EmptyState>Every visit has the same week and team in both.</EmptyState>
      ) : (
        <DifferentVisits a={a} b={b} tasks={different} />
      )}
      <Loads comparison={comparison} />
    </div>
  );
}

function Totals({ a, b }: { a: Plan; b: Plan }): VNode {
  const rows: [string, (plan: Plan) => string | VNode][] = [
    ['Status', (plan) => <StatusTag status={plan.status} />],
    ['Planned from the facts of', (plan) => <DayTime day={plan.plannedFrom} />],
    ['Lateness', (plan) => latenessText(plan.lateness)],
    ['Gap', (plan) => gapText(plan.gap)],
    ['Travel', (plan) => kmText(plan.travelKm)],
    ['Imbalance', (plan) => numberText(Math.round(plan.imbalance))],
    ['Without a week', (plan) => String(plan.unscheduledCount)],
  ];
  return (
    <DataTable
      caption="In all"
      rows={rows}
      keyOf={([name]) => name}
      columns={[
        { header: 'What', isRowHeader: true, cell: ([name]) => name },
        { header: a.number, cell: ([, of]) => of(a) },
        { header: b.number, cell: ([, of]) => of(b) },
      ]}
    />
  );
}

function DifferentVisits({ a, b, tasks }: { a: Plan; b: Plan; tasks: ComparedTask[] }): VNode {
  return (
    <DataTable
      caption="Visits that differ"
      isCaptionHidden
      rows={tasks}
      keyOf={({ task }) => task}
      columns={[
        {
          header: 'Agreement',
          isRowHeader: true,
          cell: ({ agreement, agreementId }) => (
            <a href={`/agreements/${agreementId}`}>{agreement}</a>
          ),
        },
        { header: 'Kind', cell: ({ kind }) => KIND_WORDS[kind] },
        { header: 'Due', cell: ({ dueOn }) => <DayTime day={dueOn} /> },
        { header: a.number, cell: (task) => <Place place={task.a} /> },
        { header: b.number, cell: (task) => <Place place={task.b} /> },
        { header: 'Why', cell: ({ because, b: place }) => because ?? place?.reason ?? '' },
      ]}
    />
  );
}

function Place({ place }: { place: ComparedPlace | null }): VNode {
  if (!place) return <>not in it</>;
  if (place.startsOn === null) return <>no week</>;
  return (
    <>
      <DayTime day={place.startsOn} weekday />
      {place.weeksLate ? `, ${place.weeksLate} weeks late` : ', on time'}
      <br />
      {place.team.join(', ')}
    </>
  );
}

function Loads({ comparison }: { comparison: Comparison }): VNode {
  const { a, b, loads } = comparison;
  const weeks = (load: { travelWeeks: number } | null): string =>
    load ? String(load.travelWeeks) : 'not in it';
  const km = (load: { travelKm: number } | null): string => (load ? kmText(load.travelKm) : '');
  return (
    <>
      <h2>Load per person</h2>
      <DataTable
        caption="Load per person"
        isCaptionHidden
        rows={loads}
        keyOf={({ position }) => position}
        columns={[
          { header: 'Position', isRowHeader: true, cell: ({ position }) => position },
          { header: `Weeks, ${a.number}`, isNumeric: true, cell: (load) => weeks(load.a) },
          { header: `Weeks, ${b.number}`, isNumeric: true, cell: (load) => weeks(load.b) },
          { header: `Travel, ${a.number}`, isNumeric: true, cell: (load) => km(load.a) },
          { header: `Travel, ${b.number}`, isNumeric: true, cell: (load) => km(load.b) },
        ]}
      />
    </>
  );
}
