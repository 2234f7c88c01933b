import type { Day } from '../../src/platform/clock/calendar.js';
import { ListApplications } from '../../src/registry/lists/list-applications.service.js';
import { ListImports } from '../../src/registry/lists/list-imports.service.js';
import { ListReading } from '../../src/registry/lists/list-reading.service.js';
import type {
  OfficialListResponse,
  OfficialListsResponse,
  ReconciliationResponse,
} from '../../src/registry/reconciliation/reconciliation.dto.js';
import type { Client } from './client.js';
import { aListWorkbook } from './list-workbook.js';
import type { TestApp } from './test-app.js';

/** The stored lists, as a client sees them. */
export const lists = async (client: Client, query = ''): Promise<OfficialListsResponse> =>
  (await client.get(`/api/v1/lists${query}`)).body as OfficialListsResponse;

/** The list of a day. */
export async function listOf(client: Client, day: Day): Promise<OfficialListResponse> {
  const found = (await lists(client, '?limit=500')).items.find(({ asOf }) => asOf === day);
  if (!found) throw new Error(`there is no list of ${day}`);
  return found;
}

/** The list of a day beside the register. */
export async function reconciliationOf(client: Client, day: Day): Promise<ReconciliationResponse> {
  const { id } = await listOf(client, day);
  return (await client.get(`/api/v1/lists/${id}/reconciliation`)).body as ReconciliationResponse;
}

/** A row under ICE's columns, as far as the register needs them. */
export type ListRow = [
  state: string,
  agency: string,
  type: string,
  county: string,
  model: string,
  signed: Date,
];

/** The sheriff of a county of Florida. */
export const aRow = (
  county: string,
  model = 'Task Force Model',
  signed: Day = '2025-03-06',
): ListRow => [
  'FLORIDA',
  `${county} County Sheriff's Office`,
  'County',
  `${county} County`,
  model,
  new Date(`${signed}T00:00:00Z`),
];

/** Puts a list into the register as `moa import --force --accept-proposed` does. */
export async function importList(moa: TestApp, day: Day, rows: ListRow[]): Promise<Buffer> {
  const content = await aListWorkbook(...rows);
  const sent = { fileName: 'list.xlsx', content, kind: 'participating', asOf: day } as const;
  const { id } = await moa.app.get(ListImports).send({ ...sent, isForced: true }, 'test');
  await moa.app.get(ListReading).read(id);
  await moa.app.get(ListApplications).apply(id, { isUnattended: true }, 'test');
  return content;
}
