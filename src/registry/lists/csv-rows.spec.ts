import { describe, expect, it } from '@jest/globals';
import { ICE_COLUMNS } from '../../../test/support/list-workbook.js';
import { readToEnd as read } from '../../../test/support/read-list.js';

const MOA = 'https://www.ice.gov/doclib/287gMOA/a.pdf';

describe('a CSV file', () => {
  const csv = (delimiter: string): string =>
    [
      ICE_COLUMNS,
      ['NEW MEXICO', 'Doña Ana County – “Jail”', 'County', 'Doña Ana County', 'WSO', '', MOA],
    ]
      .map((cells) => cells.map((cell) => `"${cell}"`).join(delimiter))
      .join('\r\n');

  const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
  const windows1252 = Buffer.from(
    csv(',').replace('–', '\x96').replace('“', '\x93').replace('”', '\x94'),
    'latin1',
  );

  it.each([
    ['UTF-8', Buffer.from(csv(','))],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${csv(',')}`)],
    ['UTF-16 LE', Buffer.from(`\ufeff${csv('\t')}`, 'utf16le')],
    ['UTF-16 BE', utf16be(`\ufeff${csv(';')}`)],
    ['Windows-1252', windows1252],
    ['semicolons', Buffer.from(csv(';'))],
    ['tabs', Buffer.from(csv('\t'))],
  ])('is read in %s', async (_, content) => {
    const { rows } = await read(content);
    expect(rows[0]).toMatchObject({
      sheetRow: 2,
      state: 'NM',
      agency: 'Doña Ana County – “Jail”',
      county: 'Doña Ana County',
      model: 'WARRANT_SERVICE_OFFICER',
      signedOn: null,
      moaUrl: MOA,
    });
  });

  it('may have a title, empty lines, cells of several lines, and addresses in a column of their own', async () => {
    const { rows, knownColumns, captionCount } = await read(
      `Mutually Signed Agreements (63) as of 10/02/2012\n\nSTATE,AGENCY,SUPPORT TYPE,MOA,MOA_URL\n\nFLORIDA,"Lake\nCounty Jail",JEM,link,${MOA}\nFLORIDA,Other Jail,JEM,link pending,\n`,
    );
    expect(captionCount).toBe(63);
    expect(knownColumns).toEqual(['state', 'agency', 'model', 'moa']);
    expect(rows.map((row) => [row.sheetRow, row.agency, row.moaUrl])).toEqual([
      [5, 'Lake County Jail', MOA],
      [6, 'Other Jail', null],
    ]);
  });
});
