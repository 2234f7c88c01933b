import { stateName } from '../offices/states.rules.js';
import type { Moment } from '../platform/clock/calendar.js';
import { type ColumnOf, type TableContent, tableOf } from '../platform/pages/table-file.js';
import type { ProgramModel } from './agreement.entity.js';
import type { Census } from './census.rules.js';
import { coverageText } from './census-text.js';
import { aboutStandpoint, exportName } from './export-about.js';

/** The census as a table to download: a row for each state, a column for each model. */
export function censusTable(
  census: Census,
  models: readonly ProgramModel[],
  madeAt: Moment,
): TableContent {
  const { asOf, knownAt, byState, byStateAndModel } = census;
  const standpoint = { asOf, knownAt: knownAt ?? undefined };
  const columns: ColumnOf<string>[] = [
    { header: 'state', kind: 'text', of: (state) => state },
    { header: 'state_name', kind: 'text', of: stateName },
    ...models.map(({ code }) => ({
      header: code.toLowerCase(),
      kind: 'number' as const,
      of: (state: string) => byStateAndModel[state]?.[code] ?? 0,
    })),
    { header: 'agreements', kind: 'number', of: (state) => byState[state] ?? 0 },
  ];
  return tableOf(exportName('census', standpoint), columns, Object.keys(byState), [
    ['What', 'Agreements under section 287(g) in force on the day: active or under notice'],
    ...aboutStandpoint(standpoint, 'in force', madeAt),
    ['Agreements', census.agreements],
    ['Agencies', census.agencies],
    ['States', census.states],
    ['Source', "the register's own history; see docs and the page “Data”"],
    ['Coverage', coverageText(asOf, census.coverage)],
  ]);
}
