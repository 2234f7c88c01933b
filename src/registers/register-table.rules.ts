import type { Day } from '../platform/clock/calendar.js';
import {
  AGREEMENT_COLUMNS,
  type AgreementDirectory,
  findAgreement,
} from '../registry/agreement-tables/agreement-cells.rules.js';
import {
  isoDayText,
  readTable,
  type TableProblem,
  type TableRow,
} from '../registry/agreement-tables/table-rows.rules.js';
import { readFacts, type FactObjection } from './facts.rules.js';
import { entryKeyOf, type Facts, type Register } from './registers.rules.js';

/** `initialTrainingOn` → `initial_training_on` */
export const columnOf = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The columns of a register's table, as it is exported and read again. */
export const columnsOf = ({ fields }: Register): string[] => [
  ...AGREEMENT_COLUMNS,
  ...fields.map(({ name }) => columnOf(name)),
];

export interface TableEntry {
  agreementId: string;
  facts: Facts;
}

/**
 * Reads a table of one register. Every row that is wrong is named with its cell; nothing is guessed.
 * @param objectionsTo what the registers have against facts of an agreement that are sound by themselves
 */
export function readRegisterTable(
  register: Register,
  rows: readonly TableRow[],
  directory: AgreementDirectory,
  today: Day,
  objectionsTo: (entry: TableEntry) => readonly FactObjection[],
): { items: TableEntry[]; problems: TableProblem[] } {
  return readTable<string, TableEntry>(rows, {
    columns: columnsOf(register),
    readRow: (_, cell, wrong) => {
      const agreementId = findAgreement(cell, directory, wrong);
      const given = Object.fromEntries(
        register.fields.map(({ name, kind }) => {
          const text = cell(columnOf(name));
          return [name, kind === 'day' || kind === 'hour' ? isoText(text) : text];
        }),
      );
      const { facts, objections } = readFacts(register, given, today);
      for (const { field, detail } of objections) wrong(columnOf(field), `${detail}.`);
      if (agreementId === undefined || objections.length > 0) return undefined;
      const entry = { agreementId, facts };
      for (const { field, detail } of objectionsTo(entry)) wrong(columnOf(field), `${detail}.`);
      return entry;
    },
    keyOf: ({ agreementId, facts }) => `${agreementId} ${entryKeyOf(register, facts)}`,
    sameWords: `the same agreement and ${register.entryWord}`,
  });
}

/** `9/26/2012 14:30`, `2012-09-26 14:30` and `9/26/2012` as ISO 8601 writes them. */
function isoText(text: string): string {
  const [day = '', hour] = text.split(/[ T]/);
  if (hour === undefined) return isoDayText(day);
  return `${isoDayText(day)}T${hour.length === 'H:MM'.length ? `0${hour}` : hour}`;
}
