import { countyInAgencyName } from '../../offices/counties.js';
import { readAddress, type AddressColumn } from './address-cells.rules.js';
import { readAgency, readAgencyType } from './agency-cells.rules.js';
import type { CellReading } from './cell-text.rules.js';
import { unnamed, type ListLayout } from './header.rules.js';
import type { ListColumn, ListedRow } from './listed-row.js';
import { readModel, type ModelNames } from './model-cell.rules.js';
import { readCounty, readState } from './place-cells.rules.js';
import type { SheetRow } from './sheet-row.js';
import { readSigned } from './signed-cell.rules.js';

/**
 * Reads a row of a list, cell by cell. Null for a row that says nothing in any column that is known: a stray note in the
 * margin is no agreement.
 */
export function readListedRow(
  row: SheetRow,
  layout: ListLayout,
  models: ModelNames,
): ListedRow | null {
  const cell = (column: ListColumn): string | undefined => {
    const index = layout.columns.get(column);
    return index === undefined ? undefined : row.cells[index];
  };
  if (![...layout.columns.keys()].some((column) => (cell(column) ?? '').trim() !== '')) return null;

  const problems: ListedRow['problems'] = [];
  const taken = <Value>(reading: CellReading<Value>): Value => {
    problems.push(...reading.problems);
    return reading.value;
  };
  const raw = rawCells(row, layout);
  const address = (column: AddressColumn): string | null =>
    layout.columns.has(column) || layout.addresses.has(column)
      ? taken(readAddress(column, cell(column), raw[`${column}_url`]))
      : null;

  const state = taken(readState(cell('state')));
  const agency = taken(readAgency(cell('agency')));
  const agencyType = taken(readAgencyType(cell('agencyType')));
  const county = layout.columns.has('county')
    ? taken(readCounty(cell('county'), state))
    : ((state && countyInAgencyName(state, agency)?.name) ?? null);
  const { code, asPrinted } = taken(readModel(cell('model'), models));
  return {
    sheetRow: row.number,
    raw,
    state,
    agency,
    agencyType,
    county,
    model: code,
    modelAsPrinted: asPrinted,
    signedOn: taken(readSigned(cell('signedOn'))),
    moaUrl: address('moa'),
    addendumUrl: address('addendum'),
    problems,
  };
}

function rawCells(row: SheetRow, layout: ListLayout): Record<string, string> {
  const raw: Record<string, string> = {};
  row.cells.forEach((cell, column) => {
    if (cell !== undefined && cell !== '') raw[layout.names[column] ?? unnamed(column)] = cell;
  });
  for (const column of ['moa', 'addendum'] as const) {
    const [ofName, ofAddress] = [layout.columns.get(column), layout.addresses.get(column)];
    const target =
      (ofName === undefined ? undefined : row.links[ofName]) ??
      (ofAddress === undefined ? undefined : (row.links[ofAddress] ?? row.cells[ofAddress]));
    if (target !== undefined && target.trim() !== '') raw[`${column}_url`] = target;
  }
  return raw;
}
