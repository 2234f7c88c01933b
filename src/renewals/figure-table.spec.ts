import { describe, expect, it } from '@jest/globals';
import type { AgreementDirectory } from '../registry/agreement-tables/agreement-cells.rules.js';
import { readCsvTable } from '../registry/agreement-tables/csv-table.js';
import { readFigureTable } from './figure-table.rules.js';
import { currentFigures } from './measures.rules.js';

const TODAY = '2012-09-26';
const HEADER = 'state,agency,model,measure,from,until,value';
const GOOD = "GA,Cobb County Sheriff's Office,DETENTION,encounters,2011-10-01,2012-09-25,12";

const agreement = (
  agreementId: string,
  given: Partial<AgreementDirectory['agreements'][number]>,
) => ({
  agreementId,
  state: 'GA',
  agencyNormalizedName: 'cobb county sheriffs office',
  model: 'DETENTION',
  isInForce: true,
  ...given,
});

const DIRECTORY: AgreementDirectory = {
  agreements: [
    agreement('cobb', {}),
    agreement('cobb-former', { isInForce: false }),
    agreement('washington-ar', { state: 'AR', agencyNormalizedName: 'washington county' }),
    agreement('washington-ut', { state: 'UT', agencyNormalizedName: 'washington county' }),
    agreement('twice-1', { state: 'TX', agencyNormalizedName: 'twice' }),
    agreement('twice-2', { state: 'TX', agencyNormalizedName: 'twice' }),
  ],
  aliases: [{ state: 'GA', alias: 'cobb so', name: 'cobb county sheriffs office' }],
  models: [
    { code: 'DETENTION', name: 'Detention (jail enforcement)' },
    { code: 'TASK_FORCE', name: 'Task Force' },
  ],
};

const read = (...lines: string[]) =>
  readFigureTable(readCsvTable(Buffer.from(lines.join('\n'))), DIRECTORY, TODAY);

const problemOf = (line: string): [number, string | null, string][] =>
  read(HEADER, line).problems.map(({ row, column, detail }) => [row, column, detail]);

describe('a table of figures', () => {
  it('is read with columns in any order, names in any case, and both ways of writing a day', () => {
    expect(
      read(
        'Value,until,FROM,measure,Model,agency,state',
        '"1,204",9/25/2012,10/1/2011,Officers trained,detention,COBB COUNTY SHERIFF’S  OFFICE,ga',
      ),
    ).toEqual({
      problems: [],
      items: [
        {
          ...{ agreementId: 'cobb', measure: 'officers-trained', value: 1204 },
          ...{ periodFrom: '2011-10-01', periodUntil: '2012-09-25' },
        },
      ],
    });
  });

  it('finds an agency by another name, and only within its state', () => {
    const agency = (state: string, name: string) =>
      read(HEADER, `${state},${name},DETENTION,encounters,2011-10-01,2012-09-25,1`).items.map(
        ({ agreementId }) => agreementId,
      );
    expect(agency('GA', 'Cobb SO')).toEqual(['cobb']);
    expect(agency('AR', 'Washington County')).toEqual(['washington-ar']);
    expect(agency('UT', 'Washington County')).toEqual(['washington-ut']);
    expect(agency('AR', 'Cobb SO')).toEqual([]);
  });

  it.each([
    ['ZZ,Cobb SO,DETENTION,encounters,2011-10-01,2012-09-25,1', 'state', '"ZZ" has no agreement'],
    ['GA,Kobb SO,DETENTION,encounters,2011-10-01,2012-09-25,1', 'agency', '"Kobb SO"'],
    ['GA,Cobb SO,TASK_FORCE,encounters,2011-10-01,2012-09-25,1', 'model', 'has no agreement of'],
    ['GA,Cobb SO,JAIL,encounters,2011-10-01,2012-09-25,1', 'model', '"JAIL" is not known'],
    ['TX,Twice,DETENTION,encounters,2011-10-01,2012-09-25,1', 'agency', 'has 2 agreements'],
    ['GA,Cobb SO,DETENTION,smiles,2011-10-01,2012-09-25,1', 'measure', '"smiles" is not known'],
    ['GA,Cobb SO,DETENTION,encounters,2011-02-30,2012-09-25,1', 'from', '"2011-02-30" is not'],
    ['GA,Cobb SO,DETENTION,encounters,2011-10-01,,1', 'until', 'An empty cell is not'],
    ['GA,Cobb SO,DETENTION,encounters,2012-10-01,2012-09-25,1', 'until', 'before it begins'],
    ['GA,Cobb SO,DETENTION,encounters,2011-10-01,2012-09-27,1', 'until', 'not come yet'],
    ['GA,Cobb SO,DETENTION,encounters,2011-10-01,2012-09-25,1.5', 'value', '"1.5" is not'],
    ['GA,Cobb SO,DETENTION,encounters,2011-10-01,2012-09-25,99999999', 'value', 'from 0 to'],
  ])('names the row and the cell: %s', (line, column, words) => {
    expect(problemOf(line)).toEqual([[2, column, expect.stringContaining(words)]]);
  });

  it('names every cell of a row that is wrong, and numbers rows as a spreadsheet does', () => {
    const { problems, items } = read(HEADER, GOOD, '', 'GA,Cobb SO,DETENTION,,x,y,z');
    expect(problems.map(({ row, column }) => [row, column])).toEqual([
      [4, 'measure'],
      [4, 'from'],
      [4, 'until'],
      [4, 'value'],
    ]);
    expect(items).toHaveLength(1);
  });

  it('refuses the same agreement, measure and period twice', () => {
    expect(read(HEADER, GOOD, GOOD).problems).toMatchObject([
      { row: 3, column: null, detail: expect.stringContaining('as row 2') },
    ]);
  });

  it('says which columns are missing, and that there are no rows', () => {
    expect(read('state,agency,model').problems.map(({ column }) => column)).toEqual([
      'measure',
      'from',
      'until',
      'value',
    ]);
    expect(read(HEADER).problems).toMatchObject([{ detail: 'The table has no rows.' }]);
    expect(read('').problems).toMatchObject([{ detail: 'The table is empty.' }]);
  });

  it('is refused in a sentence when it is no CSV', () => {
    expect(() => readCsvTable(Buffer.from('a,"b\nc'))).toThrow('The file is no CSV');
  });

  it('is read as Excel saved it: with a byte-order mark, or in Windows-1252', () => {
    expect(readCsvTable(Buffer.from('\ufeffstate\nGA'))[0]?.cells).toEqual(['state']);
    expect(readCsvTable(Buffer.from([0x61, 0x92, 0x73]))[0]?.cells).toEqual(['a’s']);
  });
});

describe('a corrected figure', () => {
  it('is the one that was recorded last', () => {
    const row = (value: number, measure = 'encounters') => ({
      ...{ agreementId: 'a', measure, value, periodFrom: '2012-01-01', periodUntil: '2012-06-30' },
    });
    expect(currentFigures([row(1), row(5, 'detainers-issued'), row(2)])).toEqual([
      row(2),
      row(5, 'detainers-issued'),
    ]);
  });
});
