import fc from 'fast-check';
import { OfficeAssignment } from '../../src/offices/office.entity.js';
import {
  Agency,
  AgencyAlias,
  Agreement,
  AgreementEvent,
  AgreementPeriod,
} from '../../src/registry/agreement.entity.js';
import {
  Absence,
  ListAnswer,
  ListImport,
  ListImportRow,
} from '../../src/registry/lists/list-import.entity.js';
import { ListEntry, OfficialList } from '../../src/registry/official-list.entity.js';
import { CensusService } from '../../src/registry/census.service.js';
import { ListApplications } from '../../src/registry/lists/list-applications.service.js';
import { ListImports, type SentList } from '../../src/registry/lists/list-imports.service.js';
import { ListReading } from '../../src/registry/lists/list-reading.service.js';
import type { ListKind } from '../../src/registry/lists/listed-row.js';
import { addDays, type Day } from '../../src/platform/clock/calendar.js';
import type { TestApp } from './test-app.js';

/** What a list shows, and by which name ICE might publish it. */
export interface PublishedList {
  kind: ListKind;
  day: Day;
  edition: '' | 'am' | 'mid' | 'pm';
  rows: PublishedRow[];
}

export interface PublishedRow {
  state: string;
  agency: string;
  model: string;
  signed: string;
}

/** How many agreements hold, as the census counts them. */
export interface Counted {
  agreements: number;
  byModel: Record<string, number>;
  byState: Record<string, number>;
}

const STATES = { FL: 'FLORIDA', TX: 'TEXAS', GA: 'GEORGIA' } as const;
const MODELS = {
  DETENTION: 'Jail Enforcement Model',
  TASK_FORCE: 'Task Force Model',
  WARRANT_SERVICE_OFFICER: 'Warrant Service Officer',
} as const;

/** Names far enough apart not to be taken for each other, each with a misspelling that is asked about. */
const AGENCIES = [
  ['FL', 'Alachua County Sheriff’s Office', 'Alachua County Sherif’s Office'],
  ['FL', 'Hillsborough County Sheriff’s Office', 'Hillsborugh County Sheriff’s Office'],
  ['FL', 'Town of Surfside Police Department', 'Surfside Police Department'],
  ['TX', 'Washington County Sheriff’s Office', 'Washingtn County Sheriff’s Office'],
  ['TX', 'Galveston Constable Precinct 2', 'Galvestn Constable Precinct 2'],
  ['GA', 'Washington County Sheriff’s Office', 'Washinton County Sheriff’s Office'],
  ['GA', 'Whitfield Department of Corrections', 'Whitfeld Department of Corrections'],
] as const;

/** The first of the days of a series. */
export const FIRST_DAY: Day = '2025-03-10';

/**
 * Series of lists in the order in which they are imported: agencies leave and return, models change, dates are missing,
 * late, malformed, or move; several lists a day; pending lists between.
 */
export const aSeries = (most: number): fc.Arbitrary<PublishedList[]> => {
  const row = fc.record({
    agency: fc.constantFrom(...AGENCIES),
    model: fc.constantFrom<keyof typeof MODELS>(
      'DETENTION',
      'TASK_FORCE',
      'WARRANT_SERVICE_OFFICER',
    ),
    signed: fc.oneof(
      {
        weight: 4,
        arbitrary: fc
          .integer({ min: -400, max: 60 })
          .map((days) => usDate(addDays(FIRST_DAY, days))),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom('', '7/72025', '05/082025', '5025-07-07', 'pending', '#N/A'),
      },
    ),
  });
  const list = fc.record({
    kind: fc.constantFrom<ListKind>('participating', 'participating', 'participating', 'pending'),
    at: fc.integer({ min: 0, max: 6 }),
    edition: fc.constantFrom('' as const, 'am' as const, 'pm' as const, 'pm' as const),
    rows: fc.array(row, { minLength: 1, maxLength: 9 }),
    misspelt: fc.integer({ min: 0, max: AGENCIES.length * 3 }),
  });
  return fc.array(list, { minLength: 2, maxLength: most }).map((lists) =>
    lists.map(({ kind, at, edition, rows, misspelt }) => ({
      kind,
      day: addDays(FIRST_DAY, at * 9),
      edition,
      rows: rows.map(({ agency: [state, name, otherName], model, signed }) => ({
        state: STATES[state],
        // Within a list an agency goes by one name.
        agency: isMisspelt(misspelt, state, name) ? otherName : name,
        model: MODELS[model],
        signed,
      })),
    })),
  );
};

/** Whether it is the one of the agencies that the list misspells. */
const isMisspelt = (index: number, state: string, name: string): boolean =>
  AGENCIES.findIndex((agency) => agency[0] === state && agency[1] === name) === index;

const usDate = (day: Day): string =>
  `${Number(day.slice(5, 7))}/${Number(day.slice(8))}/${day.slice(0, 4)}`;

export const fileNameOf = ({ kind, day, edition }: PublishedList): string =>
  `${kind}Agencies${day.slice(5, 7)}${day.slice(8)}${day.slice(0, 4)}${edition}.csv`;

export function csvOf({ kind, rows }: PublishedList): string {
  const dated = kind === 'participating';
  return [
    [
      'STATE',
      'LAW ENFORCEMENT AGENCY',
      'TYPE',
      'COUNTY',
      'SUPPORT TYPE',
      ...(dated ? ['SIGNED'] : []),
    ],
    ...rows.map(({ state, agency, model, signed }) => [
      state,
      agency,
      'County',
      '',
      model,
      ...(dated ? [signed] : []),
    ]),
  ]
    .map((cells) => cells.join(','))
    .join('\n');
}

/**
 * The list that holds of each day: of several editions the highest, of two files of one edition the later one. The very
 * file that was imported before changes nothing.
 */
export function holdingLists(series: readonly PublishedList[], kind: ListKind): PublishedList[] {
  const rank = ['', 'am', 'mid', 'pm'];
  const holding = new Map<Day, PublishedList>();
  const known = new Set<string>();
  for (const list of series) {
    const file = `${fileNameOf(list)} ${csvOf(list)}`;
    if (list.kind !== kind || known.has(file)) continue;
    known.add(file);
    const present = holding.get(list.day);
    if (!present || rank.indexOf(list.edition) >= rank.indexOf(present.edition))
      holding.set(list.day, list);
  }
  return [...holding.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** What a list shows, counted without the program: each state, name and model once. */
export function countedOn({ rows }: PublishedList): Counted {
  const distinct = new Map(
    rows.map((row) => [[row.state, row.agency.toLowerCase(), row.model].join('/'), row]),
  );
  const counted: Counted = { agreements: distinct.size, byModel: {}, byState: {} };
  for (const row of distinct.values()) {
    const [model = ''] = Object.entries(MODELS).find(([, name]) => name === row.model) ?? [];
    const [state = ''] = Object.entries(STATES).find(([, name]) => name === row.state) ?? [];
    counted.byModel[model] = (counted.byModel[model] ?? 0) + 1;
    counted.byState[state] = (counted.byState[state] ?? 0) + 1;
  }
  return counted;
}

/** Sends, reads and applies a list, with every proposal accepted. */
export async function importList(
  { app }: Pick<TestApp, 'app'>,
  file: Omit<SentList, 'content'> & { content: Buffer | string },
): Promise<ListImport> {
  const content = Buffer.from(file.content);
  const sent = await app.get(ListImports).send({ ...file, content }, 'test');
  if (sent.state === 'applied') return sent;
  await app.get(ListReading).read(sent.id);
  return app.get(ListApplications).apply(sent.id, { isUnattended: true }, 'test');
}

/** As somebody would who knows what day the list is of, and that it is meant whatever it lacks. */
export const importPublished = (
  moa: Pick<TestApp, 'app'>,
  list: PublishedList,
): Promise<ListImport> =>
  importList(moa, {
    fileName: fileNameOf(list),
    content: csvOf(list),
    asOf: list.day,
    isForced: true,
  });

/** The census of a day, as `countedOn` counts a list. */
export async function censusOn({ app }: Pick<TestApp, 'app'>, asOf: Day): Promise<Counted> {
  const { agreements, byModel, byState } = await app.get(CensusService).take({ asOf });
  return {
    agreements,
    byModel: Object.fromEntries(Object.entries(byModel).filter(([, count]) => count > 0)),
    byState,
  };
}

/** The tables that lists are written to, the dependents first. */
export const LEFT_BEHIND = [
  Absence,
  ListAnswer,
  ListImportRow,
  ListImport,
  ListEntry,
  OfficialList,
  AgreementPeriod,
  AgreementEvent,
  OfficeAssignment,
  Agreement,
  AgencyAlias,
  Agency,
];
