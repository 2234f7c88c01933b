import { describe, expect, it } from '@jest/globals';
import { readAgency, readAgencyType } from './agency-cells.rules.js';
import { readText } from './cell-text.rules.js';
import type { CellProblem } from './listed-row.js';
import { namesOfModels, readModel } from './model-cell.rules.js';
import { readCounty, readState } from './place-cells.rules.js';

/** What was said of a cell: `noted Lake County`. */
const said = (problems: CellProblem[]): string[] =>
  problems.map(({ kind, value }) => (value === null ? kind : `${kind} ${value}`));

describe('text of a cell', () => {
  it.each([
    ['Task Force Model ', 'Task Force Model'],
    [' Task \u00a0 Force\u200b Model', 'Task Force Model'],
    ['Power County Sheriff’s Office', "Power County Sheriff's Office"],
    ['Sheriff‘s`s', "Sheriff's's"],
  ])('“%s” is cleaned, and keeps what was printed', (raw, clean) => {
    const { value, problems } = readText('agency', raw);
    expect(value).toBe(clean);
    expect(problems).toMatchObject([{ kind: 'cleaned', raw, value: clean }]);
  });

  it('says what was cleaned', () => {
    expect(readText('agency', 'Sheriff’s ').problems[0]?.detail).toBe(
      'A curly apostrophe made straight, needless spaces removed.',
    );
  });

  it.each(['#N/A', '#NA', 'N/A', ' n/a ', '#REF!', '#VALUE!', '#NAME?', '#DIV/0!', '-'])(
    '“%s” is an empty cell',
    (raw) => {
      const { value, problems } = readText('county', raw);
      expect(value).toBe('');
      expect(problems).toMatchObject([{ kind: 'cleaned', raw, value: null }]);
    },
  );

  it('has nothing to say of a proper text, nor of none', () => {
    expect(readText('county', 'Lake County')).toEqual({ value: 'Lake County', problems: [] });
    expect(readText('county', undefined)).toEqual({ value: '', problems: [] });
  });
});

describe('the state of a row', () => {
  it.each([
    ['ALABAMA', 'AL', []],
    ['LOUISIANA ', 'LA', ['cleaned LOUISIANA']],
    ['NORTHERN MARIANA ISLANDS', 'MP', []],
    ['Virgin Islands', 'VI', []],
    ['tx', 'TX', []],
    ['FLORDIA', null, ['proposed FL']],
    ['Arkanas', null, ['proposed AR']],
    ['OHOI', null, ['proposed OH']],
    ['Ontario', null, ['unknown']],
    ['#N/A', null, ['cleaned', 'unknown']],
    [undefined, null, ['unknown']],
  ])('%s: %s', (raw, state, problems) => {
    const read = readState(raw);
    expect(read.value).toBe(state);
    expect(said(read.problems)).toEqual(problems);
  });
});

describe('the county of a row', () => {
  it.each([
    ['FL', 'Lake County', 'Lake County', []],
    ['FL', 'LAKE COUNTY', 'Lake County', ['cleaned Lake County']],
    ['FL', 'Lake Conty', 'Lake County', ['noted Lake County']],
    ['OK', 'Custer Countey', 'Custer County', ['noted Custer County']],
    ['AL', 'Frankin County', 'Franklin County', ['noted Franklin County']],
    ['GA', 'Decatur', 'Decatur County', ['noted Decatur County']],
    ['LA', 'Jefferson', 'Jefferson Parish', ['noted Jefferson Parish']],
    [
      'GU',
      'Kattan District ',
      'Kattan District',
      ['cleaned Kattan District', 'noted Kattan District'],
    ],
    ['AR', 'Bowie County', 'Bowie County', ['noted Bowie County']],
    ['FL', '#N/A', null, ['cleaned']],
    ['FL', undefined, null, []],
    [null, 'Lake Conty', 'Lake Conty', []],
  ] as const)('%s, %s: %s', (state, raw, county, problems) => {
    const read = readCounty(raw, state);
    expect(read.value).toBe(county);
    expect(said(read.problems)).toEqual(problems);
  });
});

describe('the agency of a row', () => {
  it.each([
    'Alabama Department of Corrections',
    "St. Mary's County Sheriff's Office",
    'Marshall County Sheriff Office',
    'Southside Place Police Department',
    'Constable Office Precinct 3',
    'New Hampshire Parole Offices',
    'Prince William-Manassas Regional Jail',
  ])('%s is left alone', (name) => {
    expect(readAgency(name)).toEqual({ value: name, problems: [] });
  });

  it.each([
    ['Alachua Police Departent ', 'Alachua Police Department'],
    ['Big Sandy Police Departement ', 'Big Sandy Police Department'],
    ['Coolspring Township Constbales Office', 'Coolspring Township Constables Office'],
    ["Polk County Sherriff's Office", "Polk County Sheriff's Office"],
    ['Taft Polcie Department', 'Taft Police Department'],
  ])('%s keeps its spelling, with the likely one beside it', (raw, meant) => {
    const { value, problems } = readAgency(raw);
    expect(value).toBe(raw.trim());
    expect(problems.at(-1)).toMatchObject({ kind: 'noted', raw, value: meant });
  });

  it.each([undefined, '', '  ', '#N/A'])('is missing where the cell holds “%s”', (raw) => {
    expect(readAgency(raw).problems.at(-1)?.kind).toBe('missing');
  });
});

describe('the type of an agency', () => {
  it.each([
    ['County', 'County', []],
    ['County ', 'County', ['cleaned County']],
    ['STATE AGENCY', 'State Agency', []],
    ['Municipal', 'Municipality', []],
    ['Muncipality', null, ['proposed Municipality']],
    ['Conuty', null, ['proposed County']],
    ['Tribe', null, ['unknown']],
    [undefined, null, []],
  ])('%s: %s', (raw, type, problems) => {
    const read = readAgencyType(raw);
    expect(read.value).toBe(type);
    expect(said(read.problems)).toEqual(problems);
  });
});

describe('the program model of a row', () => {
  const names = namesOfModels([
    { code: 'DETENTION', name: 'Detention' },
    { code: 'TASK_FORCE', name: 'Task Force' },
    { code: 'JOINT', name: 'Joint' },
    { code: 'WARRANT_SERVICE_OFFICER', name: 'Warrant Service Officer' },
    { code: 'HIGHWAY_PATROL', name: 'Highway Patrol Pilot' },
  ]);

  it.each([
    ['Task Force', 'TASK_FORCE'],
    ['Task Force Model', 'TASK_FORCE'],
    ['Task Force Officer', 'TASK_FORCE'],
    ['TASK FORCE OFFICER MODEL', 'TASK_FORCE'],
    ['Task Force Model (TFM)', 'TASK_FORCE'],
    ['TFM', 'TASK_FORCE'],
    ['TASK_FORCE', 'TASK_FORCE'],
    ['Jail Enforcement', 'DETENTION'],
    ['Jail Enforcement Model', 'DETENTION'],
    ['Detention', 'DETENTION'],
    ['JEM', 'DETENTION'],
    ['Warrant Service Officer', 'WARRANT_SERVICE_OFFICER'],
    ['Warrant Services Officer', 'WARRANT_SERVICE_OFFICER'],
    ['Warrant Service Office', 'WARRANT_SERVICE_OFFICER'],
    ['Warrant Service Officer Model', 'WARRANT_SERVICE_OFFICER'],
    ['WSO', 'WARRANT_SERVICE_OFFICER'],
    ['Joint', 'JOINT'],
    ['JEM/TFO', 'JOINT'],
    ['Jail Enforcement and Task Force', 'JOINT'],
    ['Highway Patrol Pilot', 'HIGHWAY_PATROL'],
    ['highway patrol', 'HIGHWAY_PATROL'],
  ])('%s: %s', (raw, code) => {
    expect(readModel(raw, names)).toEqual({ value: { code, asPrinted: raw }, problems: [] });
  });

  it.each([
    ['Task Froce Model', 'TASK_FORCE', 'Task Force'],
    ['Task Force Modle', 'TASK_FORCE', 'Task Force'],
    ['Jail Enforcment Model', 'DETENTION', 'Detention'],
    ['Warant Service Officer', 'WARRANT_SERVICE_OFFICER', 'Warrant Service Officer'],
  ])('%s may be %s: a person says so', (raw, code, name) => {
    const { value, problems } = readModel(raw, names);
    expect(value).toEqual({ code: null, asPrinted: raw });
    expect(problems).toMatchObject([{ kind: 'proposed', value: code }]);
    expect(problems[0]?.detail).toContain(`the model ${name}.`);
  });

  it('asks about what fits nothing, and misses what is not there', () => {
    expect(said(readModel('Tribal Liaison', names).problems)).toEqual(['unknown']);
    expect(said(readModel('WSO/TFM', names).problems)).toEqual(['unknown']);
    expect(said(readModel('#N/A', names).problems)).toEqual(['cleaned', 'missing']);
    expect(said(readModel(undefined, names).problems)).toEqual(['missing']);
  });

  it('knows no model that the registry does not have', () => {
    const only = namesOfModels([{ code: 'DETENTION', name: 'Detention' }]);
    expect(said(readModel('Task Force Model', only).problems)).toEqual(['unknown']);
  });
});
