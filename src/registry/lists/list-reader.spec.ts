import { describe, expect, it } from '@jest/globals';
import {
  ICE_COLUMNS,
  aListWorkbook,
  aWorkbook,
  aZip,
  workbookParts,
} from '../../../test/support/list-workbook.js';
import { readToEnd as read } from '../../../test/support/read-list.js';

const MOA = 'https://www.ice.gov/doclib/287gMOA/a.pdf';
const LAKE = [
  'FLORIDA',
  "Lake County Sheriff's Office",
  'County',
  'Lake County',
  'Task Force Model',
];
const SIGNED = new Date('2025-03-06T00:00:00Z');

describe('a workbook', () => {
  it('is read row by row, with its links joined and its dates as days', async () => {
    const { rows, ...heading } = await read(
      await aListWorkbook([...LAKE, SIGNED, { text: 'link', hyperlink: MOA }, 'link pending']),
    );
    expect(heading).toEqual({
      columnsAsPrinted: ICE_COLUMNS,
      knownColumns: [
        'state',
        'agency',
        'agencyType',
        'county',
        'model',
        'signedOn',
        'moa',
        'addendum',
      ],
      unknownColumns: [],
      captionCount: null,
    });
    expect(rows).toEqual([
      {
        sheetRow: 2,
        raw: {
          STATE: 'FLORIDA',
          'LAW ENFORCEMENT AGENCY': "Lake County Sheriff's Office",
          TYPE: 'County',
          COUNTY: 'Lake County',
          'SUPPORT TYPE': 'Task Force Model',
          SIGNED: '2025-03-06',
          MOA: 'link',
          moa_url: MOA,
          ADDENDUM: 'link pending',
        },
        state: 'FL',
        agency: "Lake County Sheriff's Office",
        agencyType: 'County',
        county: 'Lake County',
        model: 'TASK_FORCE',
        modelAsPrinted: 'Task Force Model',
        signedOn: '2025-03-06',
        moaUrl: MOA,
        addendumUrl: null,
        problems: [
          {
            column: 'addendum',
            kind: 'noted',
            raw: 'link pending',
            detail: 'Addendum not posted yet.',
            value: null,
          },
        ],
      },
    ]);
  });

  it('gives every kind of cell as text', async () => {
    const { rows } = await read(
      await aListWorkbook(
        [
          { richText: [{ text: 'FLO' }, { text: 'RIDA', font: { bold: true } }] },
          { formula: 'A1&"x"', result: "Lake County Sheriff's Office" },
          { error: '#N/A' },
          { formula: 'NA()', result: { error: '#N/A' } },
          'Task Force Model',
          45_922,
          { formula: `HYPERLINK("${MOA}","link")`, result: 'link' },
          true,
        ],
        [...LAKE, { formula: 'DATE(2025,3,6)', result: 45_722 }],
      ),
    );
    expect(rows[0]?.raw).toMatchObject({
      STATE: 'FLORIDA',
      'LAW ENFORCEMENT AGENCY': "Lake County Sheriff's Office",
      TYPE: '#N/A',
      COUNTY: '#N/A',
      SIGNED: '45922',
      moa_url: MOA,
      ADDENDUM: 'TRUE',
    });
    expect(rows[0]).toMatchObject({
      state: 'FL',
      signedOn: '2025-09-22',
      moaUrl: MOA,
      county: null,
    });
    expect(rows[1]?.signedOn).toBe('2025-03-06');
  });

  it('is read from the first visible sheet that has the header, below titles and captions', async () => {
    const { rows, captionCount } = await read(
      await aWorkbook(
        { rows: [['Notes']] },
        { rows: [ICE_COLUMNS, LAKE, LAKE], state: 'hidden' },
        {
          rows: [
            ['287(g) participating agencies'],
            [],
            ['ICE has 63 active agreements in 24 states'],
            ICE_COLUMNS,
            LAKE,
          ],
        },
        { rows: [ICE_COLUMNS, LAKE, LAKE] },
      ),
    );
    expect(rows.map((row) => row.sheetRow)).toEqual([5]);
    expect(captionCount).toBe(63);
  });

  it('skips empty rows, the header of a second page, the total at the end, and notes in the margin', async () => {
    const { rows, captionCount } = await read(
      await aWorkbook({
        rows: [
          ICE_COLUMNS,
          [],
          LAKE,
          ICE_COLUMNS,
          LAKE,
          [...Array<null>(9), 'checked'],
          ['Total: 1,063'],
        ],
      }),
    );
    expect(rows.map((row) => row.sheetRow)).toEqual([3, 5]);
    expect(captionCount).toBe(1_063);
  });

  it('knows its columns by other names, in any order and case, and keeps the unknown aside', async () => {
    const { rows, ...heading } = await read(
      await aWorkbook({
        rows: [
          ['Agency ', 'program', 'State', '', 'Date Signed', 'Agency Validation', 'Moa', 'State'],
          [
            "Lake County Sheriff's Office",
            'TFM',
            'FL',
            'x',
            '3/6/2025',
            'yes',
            'pending',
            'Florida',
          ],
        ],
      }),
    );
    expect(heading).toEqual({
      columnsAsPrinted: [
        'Agency',
        'program',
        'State',
        'Date Signed',
        'Agency Validation',
        'Moa',
        'State',
      ],
      knownColumns: ['agency', 'model', 'state', 'signedOn', 'moa'],
      unknownColumns: ['column 4', 'Agency Validation', 'State (2)'],
      captionCount: null,
    });
    expect(rows[0]).toMatchObject({
      raw: { 'column 4': 'x', 'Agency Validation': 'yes', 'State (2)': 'Florida' },
      signedOn: '2025-03-06',
      county: 'Lake County',
    });
  });

  it('sets a row without an agency or a model apart, and hands it on', async () => {
    const { rows } = await read(
      await aListWorkbook(['FLORIDA', null, 'County'], ['FLORIDA', 'Lake County Jail', 'County']),
    );
    const missing = rows.map(({ problems }) =>
      problems.filter(({ kind }) => kind === 'missing').map(({ column }) => column),
    );
    expect(missing).toEqual([['agency', 'model'], ['model']]);
  });

  it('is read whoever wrote it: inline texts, prefixes, cells without an address, the calendar of 1904', async () => {
    const cell = (text: string): string =>
      `<x:c t="inlineStr"><x:is><x:r><x:t>${text.slice(0, 2)}</x:t></x:r><x:r><x:t>${text.slice(2)}</x:t></x:r></x:is></x:c>`;
    const sheet = `<x:worksheet><x:sheetData><x:row>${ICE_COLUMNS.map(cell).join('')}</x:row><x:row>${LAKE.map(cell).join('')}<x:c t="d"><x:v>2025-03-06</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    const { rows } = await read(aZip(...workbookParts(sheet)));
    expect(rows[0]).toMatchObject({ sheetRow: 2, agency: LAKE[1], signedOn: '2025-03-06' });
  });

  it('keeps every letter, wherever the file is cut into chunks', async () => {
    const name = (index: number): string => `Kaʻū ${'’'.repeat(index % 7)} Police ${index}`;
    const rowsWritten = Array.from({ length: 4_000 }, (_, index) => [
      'HAWAII',
      name(index),
      'County',
      null,
      'WSO',
    ]);
    const { rows } = await read(await aListWorkbook(...rowsWritten));
    expect(rows.map(({ raw }) => raw['LAW ENFORCEMENT AGENCY'])).toEqual(
      rowsWritten.map(([, agency]) => agency),
    );
  });
});

describe('a reading', () => {
  const long = (rows: number): string =>
    `STATE,AGENCY,SUPPORT TYPE\n${'FLORIDA,Lake County Jail,JEM\n'.repeat(rows)}`;

  it('says how far it is, and lets others run', async () => {
    const progress: number[] = [];
    let turns = 0;
    const clock = setInterval(() => (turns += 1), 1);
    await read(long(20_000), { onProgress: (rows) => progress.push(rows) });
    clearInterval(clock);
    expect(progress.slice(0, 2)).toEqual([250, 500]);
    expect(progress.at(-1)).toBe(20_000);
    expect(turns).toBeGreaterThan(20);
  });

  it('waits for whoever takes the rows', async () => {
    let open = 0;
    await read(long(300), {
      onRow: async () => {
        open += 1;
        expect(open).toBe(1);
        await new Promise(setImmediate);
        open -= 1;
      },
    });
  });

  it.each(['csv', 'workbook'])('stops when it is told to: %s', async (kind) => {
    const rows = Array.from({ length: 2_000 }, () => LAKE);
    const content = kind === 'csv' ? long(2_000) : await aListWorkbook(...rows);
    const stop = new AbortController();
    let taken = 0;
    const reading = read(content, {
      signal: stop.signal,
      onRow: () => {
        taken += 1;
        if (taken === 100) stop.abort(new Error('cancelled by a person'));
      },
    });
    await expect(reading).rejects.toThrow('cancelled by a person');
    expect(taken).toBe(100);
  });

  it('does not begin when it was told to stop before', async () => {
    await expect(read('x', { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });

  it('passes on what whoever takes the rows throws', async () => {
    const onRow = (): void => {
      throw new Error('disk full');
    };
    await expect(read(await aListWorkbook(LAKE), { onRow })).rejects.toThrow('disk full');
  });
});
