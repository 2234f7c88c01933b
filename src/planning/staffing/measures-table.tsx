import type { VNode } from 'preact';
import { DataTable, type TableColumn } from '../../platform/pages/data-table.js';
import { gapText, kmText, latenessText } from '../versions/plan-words.js';
import type { StaffingMeasures } from './measures.rules.js';
import { headCount, runWords, shareText, weeksText } from './measures-words.js';
import type { ScenarioDetail } from './staffing-reader.service.js';
import { scenarioPath } from './staffing-subject.js';

/** Scenarios side by side, a row each. */
export function MeasuresTable({
  caption,
  rows,
}: {
  caption: string;
  rows: ScenarioDetail[];
}): VNode {
  const number = (
    header: string,
    of: (measures: StaffingMeasures) => string | number,
  ): TableColumn<ScenarioDetail> => ({
    header,
    isNumeric: true,
    cell: ({ scenario }) => (scenario.result ? of(scenario.result.measures) : ''),
  });
  return (
    <DataTable
      caption={caption}
      rows={rows}
      keyOf={({ scenario }) => scenario.id}
      columns={[
        {
          header: 'Scenario',
          isRowHeader: true,
          cell: ({ scenario }) => <a href={scenarioPath(scenario.id)}>{scenario.name}</a>,
        },
        {
          header: 'What is different',
          cell: ({ words, run }) => (
            <>
              {words.length === 0 ? 'nothing' : words.join('; ')}
              {runWords(run) !== '' && <strong> ({runWords(run)})</strong>}
            </>
          ),
        },
        number('People', headCount),
        number('On time', ({ onTime, visits }) => `${onTime} of ${visits}`),
        number('Share on time', ({ onTimeShare }) => shareText(onTimeShare)),
        number('Late', ({ late }) => late),
        number('Without a week', ({ unscheduled }) => unscheduled),
        number('Lateness', ({ lateness }) => latenessText(lateness)),
        number('Gap', ({ gap }) => gapText(gap)),
        number('Travel', ({ travelKm }) => kmText(travelKm)),
        number('Travel weeks, leaders', ({ byRole }) => weeksText(byRole.leader)),
        number('Travel weeks, inspectors', ({ byRole }) => weeksText(byRole.inspector)),
      ]}
    />
  );
}

/** Scenarios side by side, a column each: also by role and quarter. */
export function MeasuresBeside({ rows }: { rows: ScenarioDetail[] }): VNode {
  const measured: [string, (measures: StaffingMeasures) => string | number][] = [
    ['People who can travel', headCount],
    ['Team leaders', ({ byRole }) => byRole.leader.people],
    ['Inspectors', ({ byRole }) => byRole.inspector.people],
    ['Visits', ({ visits }) => visits],
    ['On time', ({ onTime, onTimeShare }) => `${onTime} (${shareText(onTimeShare)})`],
    ['Late', ({ late }) => late],
    ['Without a week', ({ unscheduled }) => unscheduled],
    ['Late whoever is there', ({ tooLateAlready }) => tooLateAlready],
    ['Lateness', ({ lateness }) => latenessText(lateness)],
    [
      'No plan can be less late than',
      ({ bound }) => (bound === null ? 'not known' : latenessText(bound)),
    ],
    ['Gap', ({ gap }) => gapText(gap)],
    ['Travel', ({ travelKm }) => kmText(travelKm)],
    ...(['leader', 'inspector'] as const).flatMap((role) =>
      [0, 1, 2, 3].map((quarter): (typeof measured)[number] => [
        `Travel weeks of ${role === 'leader' ? 'team leaders' : 'inspectors'}, quarter ${quarter + 1}`,
        ({ byRole }) => weeksText(byRole[role].byQuarter[quarter] ?? { used: 0, allowed: 0 }),
      ]),
    ),
  ];
  return (
    <DataTable
      caption="Measures side by side"
      rows={measured}
      keyOf={([name]) => name}
      columns={[
        { header: 'Measure', isRowHeader: true, cell: ([name]) => name },
        ...rows.map(({ scenario }) => ({
          header: `${scenario.number}: ${scenario.name}`,
          isNumeric: true,
          cell: ([, of]: (typeof measured)[number]) =>
            scenario.result ? of(scenario.result.measures) : 'not ready yet',
        })),
      ]}
    />
  );
}
