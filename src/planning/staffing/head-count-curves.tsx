import type { VNode } from 'preact';
import type { TeamRole } from '../../workforce/position.entity.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { kmText, latenessText } from '../versions/plan-words.js';
import { headCountChart } from './head-count-chart.js';
import type { StaffingMeasures } from './measures.rules.js';
import { shareText } from './measures-words.js';
import type { ScenarioDetail } from './staffing-reader.service.js';
import { scenarioPath } from './staffing-subject.js';

/** A head count series that is ready, at least in part. */
export interface Curves {
  role: TeamRole;
  /** By head count. */
  rows: ScenarioDetail[];
  /** SVG. */
  charts: string[];
}

const ROLE_WORDS: Record<TeamRole, string> = { leader: 'Team leaders', inspector: 'Inspectors' };

/** The series of a basis, with the people as they are as their middle; none with fewer than two points. */
export async function curvesOf(rows: readonly ScenarioDetail[]): Promise<Curves[]> {
  const curves: Curves[] = [];
  for (const role of ['leader', 'inspector'] as const) {
    const ready = rows
      .filter(({ scenario }) => scenario.isBaseline || scenario.seriesRole === role)
      .filter(({ scenario }) => scenario.result !== null)
      .sort((a, b) => (a.scenario.seriesStep ?? 0) - (b.scenario.seriesStep ?? 0));
    if (ready.length < 2) continue;
    curves.push({ role, rows: ready, charts: await chartsOf(ready, role) });
  }
  return curves;
}

function chartsOf(rows: ScenarioDetail[], role: TeamRole): Promise<string[]> {
  const x = ROLE_WORDS[role];
  const measures = rows.flatMap(({ scenario }) => scenario.result?.measures ?? []);
  const chart = (
    y: string,
    of: (measured: StaffingMeasures) => number,
    isShare = false,
  ): Promise<string> =>
    headCountChart(
      measures.map((one) => ({ people: one.byRole[role].people, value: of(one) })),
      { label: `${y}, by number of ${x.toLowerCase()}`, x, y, isShare },
    );
  return Promise.all([
    chart('Share on time in %', ({ onTimeShare }) => 100 * onTimeShare, true),
    chart('Lateness', ({ lateness }) => lateness),
    chart('Travel in 1,000 km', ({ travelKm }) => travelKm / 1000),
  ]);
}

/** What do more people of a role bring? */
export function HeadCountCurves({ curves: { role, rows, charts } }: { curves: Curves }): VNode {
  const caption = `${ROLE_WORDS[role]}: what more and fewer of them bring`;
  return (
    <section>
      <h3>{ROLE_WORDS[role]} by head count</h3>
      <div class="moa-chart">
        {charts.map((svg) => (
          <figure key={svg} dangerouslySetInnerHTML={{ __html: svg }} />
        ))}
      </div>
      <DataTable
        caption={caption}
        rows={rows}
        keyOf={({ scenario }) => scenario.id}
        columns={[
          {
            header: ROLE_WORDS[role],
            isRowHeader: true,
            cell: ({ scenario }) => (
              <a href={scenarioPath(scenario.id)}>
                {scenario.result?.measures.byRole[role].people}
                {scenario.isBaseline ? ', as it is' : ''}
              </a>
            ),
          },
          {
            header: 'Share on time',
            isNumeric: true,
            cell: ({ scenario }) => shareText(scenario.result?.measures.onTimeShare ?? 0),
          },
          {
            header: 'Lateness',
            isNumeric: true,
            cell: ({ scenario }) => latenessText(scenario.result?.measures.lateness ?? 0),
          },
          {
            header: 'Travel',
            isNumeric: true,
            cell: ({ scenario }) => kmText(scenario.result?.measures.travelKm ?? 0),
          },
        ]}
      />
    </section>
  );
}
