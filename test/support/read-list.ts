import { readList, type ListReading } from '../../src/registry/lists/list-reader.js';
import type { ListedRow, ListHeading } from '../../src/registry/lists/listed-row.js';

const MODELS = [
  { code: 'DETENTION', name: 'Detention' },
  { code: 'TASK_FORCE', name: 'Task Force' },
  { code: 'JOINT', name: 'Joint' },
  { code: 'WARRANT_SERVICE_OFFICER', name: 'Warrant Service Officer' },
];

/** Reads a list to its end, with the four models of the registry: its heading, and all of its rows. */
export async function readToEnd(
  content: Buffer | string,
  options: Partial<ListReading> = {},
): Promise<ListHeading & { rows: ListedRow[] }> {
  const rows: ListedRow[] = [];
  const file = { name: 'participatingAgencies07182025pm.xlsx', content: Buffer.from(content) };
  const heading = await readList(file, {
    models: MODELS,
    onRow: (row) => {
      rows.push(row);
    },
    ...options,
  });
  return { ...heading, rows };
}
