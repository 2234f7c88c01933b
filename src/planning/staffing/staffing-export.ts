import { type ColumnOf, tableOf, type TableContent } from '../../platform/pages/table-file.js';
import { isBeingSolved } from '../versions/solve-requests.js';
import type { StaffingMeasures } from './measures.rules.js';
import { budgetWords, headCount } from './measures-words.js';
import type { ScenarioDetail } from './staffing-reader.service.js';

const number = (
  header: string,
  of: (measures: StaffingMeasures) => number | null,
): ColumnOf<ScenarioDetail> => ({
  header,
  kind: 'number',
  of: ({ scenario }) => (scenario.result ? of(scenario.result.measures) : null),
});

const COLUMNS: ColumnOf<ScenarioDetail>[] = [
  { header: 'number', kind: 'text', of: ({ scenario }) => scenario.number },
  { header: 'name', kind: 'text', of: ({ scenario }) => scenario.name },
  { header: 'different', kind: 'text', of: ({ words }) => words.join('; ') },
  { header: 'facts_of', kind: 'day', of: ({ basis }) => basis.plannedFrom },
  {
    header: 'state',
    kind: 'text',
    of: ({ run }) => (isBeingSolved(run?.state) ? 'not ready yet' : (run?.state ?? null)),
  },
  number('people', headCount),
  number('leaders', ({ byRole }) => byRole.leader.people),
  number('inspectors', ({ byRole }) => byRole.inspector.people),
  number('visits', ({ visits }) => visits),
  number('on_time', ({ onTime }) => onTime),
  number('share_on_time', ({ onTimeShare }) => onTimeShare),
  number('late', ({ late }) => late),
  number('without_a_week', ({ unscheduled }) => unscheduled),
  number('lateness', ({ lateness }) => lateness),
  number('bound', ({ bound }) => bound),
  number('gap', ({ gap }) => gap),
  number('travel_km', ({ travelKm }) => Math.round(travelKm)),
  ...(['leader', 'inspector'] as const).flatMap((role) => [
    number(`${role}_weeks_used`, ({ byRole }) => byRole[role].used),
    number(`${role}_weeks_allowed`, ({ byRole }) => byRole[role].allowed),
  ]),
];

/** The scenarios of a year as a table that leaves the house. */
export function staffingTable(fiscalYear: number, rows: readonly ScenarioDetail[]): TableContent {
  const basis = rows[0]?.basis;
  return tableOf(`staffing-${fiscalYear}`, COLUMNS, rows, [
    ['Fiscal year', fiscalYear],
    ['Each solved with', basis ? budgetWords(basis) : null],
    ['Compare', 'only scenarios of one day of facts'],
    ['Limits', 'set by this installation'],
    ['Sample', basis?.isSample ? 'rests on staff made for the demonstration' : 'no'],
  ]);
}
