import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from '@jest/globals';
import Excel from '@protobi/exceljs';
import { ICE_COLUMNS } from './support/list-workbook.js';

const ROWS = 100_000;
const folder = mkdtempSync(join(tmpdir(), 'moa-large-list-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('reads a workbook of 100,000 rows, each with a link of its own, within 512 MB', async () => {
  const path = join(folder, 'participatingAgencies07182025pm.xlsx');
  await writeLargeList(path);
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--import',
    './test/support/typescript-hooks.mjs',
    './test/support/read-list-in-child.ts',
    path,
  ]);
  const { rows, links, peakKilobytes } = JSON.parse(stdout) as Record<string, number>;
  expect({ rows, links }).toEqual({ rows: ROWS, links: ROWS });
  expect(peakKilobytes).toBeLessThan(512 * 1024);
}, 120_000);

async function writeLargeList(filename: string): Promise<void> {
  const workbook = new Excel.stream.xlsx.WorkbookWriter({
    filename,
    useSharedStrings: true,
    useStyles: true,
  });
  const sheet = workbook.addWorksheet('Sheet1');
  sheet.addRow(ICE_COLUMNS).commit();
  for (let index = 0; index < ROWS; index++)
    sheet
      .addRow([
        'FLORIDA',
        `Lake Police Department ${index}`,
        'Municipality',
        'Lake County ',
        'Task Force Model',
        new Date('2025-03-06T00:00:00Z'),
        {
          text: 'link',
          hyperlink: `https://www.ice.gov/doclib/287gMOA/LakePD${index}_TFM_MOA_03062025.pdf`,
        },
      ])
      .commit();
  sheet.commit();
  await workbook.commit();
}
