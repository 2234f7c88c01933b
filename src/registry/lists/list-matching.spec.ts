import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normalizeAgencyName } from '../agency-name.rules.js';
import { isInForce } from '../agreement-status.rules.js';
import {
  type KnownAgency,
  type KnownAgreement,
  type ListDiff,
  refKey,
  type Register,
} from './list-diff.js';
import { type MatchedList, matchList } from './list-matching.rules.js';
import { type Answers, LEAVE_OUT } from './list-question.js';
import type { CellProblem, ListedRow } from './listed-row.js';

const DEEP = process.env['MOA_TEST_DEEP'] !== undefined;
const RUNS = { numRuns: DEEP ? 10_000 : 200 };

const MODELS = ['DETENTION', 'TASK_FORCE', 'WARRANT_SERVICE_OFFICER', 'JOINT'] as const;
const SETTINGS = {
  correctionWithinDays: 14,
  models: MODELS.map((code) => ({ code, name: code })),
};
const DAY = '2025-07-18';

/** Names that are one agency, probably one, or certainly two; of a register, a list, or both. */
const NAMES = [
  'Alachua County Sheriff’s Office',
  'ALACHUA COUNTY SHERIFFS  OFFICE',
  'Alachua County Sherif’s Office',
  'Town of Surfside Police Department',
  'Surfside Police Department',
  'Surfside Police Departmnt',
  'Florida Department of Corrections',
  'Department of Corrections',
];
/** Mostly one, so that rows meet. */
const STATES = ['FL', 'FL', 'FL', 'GA'] as const;
const COUNTIES = ['Lake County', 'Polk County'];
const DAYS = ['2019-02-01', '2025-03-01', '2025-03-05', '2025-07-10', '2025-07-30'];

/** A cell whose value is asked about; then the row itself has none. */
const doubted = (column: 'state' | 'agencyType' | 'model' | 'signedOn', values: string[]) =>
  fc
    .constantFrom(...values.map((value) => [value, 'proposed'] as const), ['', 'unknown'] as const)
    .map(([value, kind]): CellProblem => ({
      column,
      kind,
      raw: `~${value}`,
      detail: `What “~${value}” means is not sure.`,
      value: kind === 'proposed' ? value : null,
    }));

const rarely = <Value>(value: fc.Arbitrary<Value>) =>
  fc
    .option(value, { nil: null, freq: 6 })
    .chain((chosen) => fc.boolean().map((isTaken) => (isTaken ? chosen : null)));

const aRow: fc.Arbitrary<Omit<ListedRow, 'sheetRow'>> = fc
  .record({
    state: fc.constantFrom(...STATES),
    agency: fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom(...NAMES) },
      { weight: 1, arbitrary: fc.constant('') },
    ),
    agencyType: fc.constantFrom('County', 'County', 'Municipality', null),
    county: fc.constantFrom(...COUNTIES, null, null),
    model: fc.constantFrom(...MODELS, null),
    signedOn: fc.constantFrom(...DAYS, null),
    doubts: fc.record({
      state: rarely(doubted('state', ['FL'])),
      agencyType: rarely(doubted('agencyType', ['County'])),
      model: rarely(doubted('model', ['TASK_FORCE', 'DETENTION'])),
      signedOn: rarely(doubted('signedOn', ['2025-03-01'])),
    }),
  })
  .map(({ doubts, ...row }) => ({
    ...row,
    state: doubts.state ? null : row.state,
    agencyType: doubts.agencyType ? null : row.agencyType,
    model: doubts.model ? null : row.model,
    signedOn: doubts.signedOn ? null : row.signedOn,
    raw: {},
    modelAsPrinted: row.model ?? '',
    moaUrl: null,
    addendumUrl: null,
    problems: Object.values(doubts).filter((problem) => problem !== null),
  }));

const aList: fc.Arbitrary<MatchedList> = fc.record({
  kind: fc.constantFrom('participating', 'participating', 'pending'),
  day: fc.constant(DAY),
  isLatest: fc.boolean(),
  rows: fc
    .array(aRow, { maxLength: 12 })
    .map((rows) => rows.map((row, index) => ({ ...row, sheetRow: index + 2 }))),
});

const anAgreement = fc.record({
  model: fc.constantFrom(...MODELS),
  status: fc.constantFrom<KnownAgreement['status'][]>(
    'active',
    'active',
    'under-notice',
    'suspended',
    'pending',
    'absent',
    'left-list',
    'terminated',
    null,
  ),
  since: fc.constantFrom(...DAYS),
  yields: fc.boolean(),
  isEndedForGood: fc.boolean(),
  signedOn: fc.constantFrom(...DAYS, null),
});

/** Of a state each name belongs to one agency, but for those that differ by their county. */
const aRegister: fc.Arbitrary<Register> = fc
  .uniqueArray(
    fc.record({
      state: fc.constantFrom(...STATES),
      name: fc.constantFrom(...NAMES),
      distinguisher: fc.constantFrom('', '', ...COUNTIES),
      alias: rarely(fc.constantFrom(...NAMES)),
      isGuess: fc.boolean(),
      agreements: fc.array(anAgreement, { maxLength: 3 }),
    }),
    {
      maxLength: 6,
      selector: ({ state, name, distinguisher }) =>
        [state, normalizeAgencyName(name), distinguisher].join('/'),
    },
  )
  .map((known) => ({
    agencies: known.map(({ state, name, distinguisher, alias, isGuess }, index): KnownAgency => {
      const other = alias === null ? [] : [normalizeAgencyName(alias)];
      return {
        id: `agency-${index}`,
        state,
        name,
        normalizedNames: [normalizeAgencyName(name), ...(isGuess ? [] : other)],
        guessedNames: isGuess ? other : [],
        distinguisher,
        agencyType: null,
        county: distinguisher || null,
      };
    }),
    agreements: known.flatMap(({ agreements }, index) =>
      agreements.map((agreement, place) => ({
        ...agreement,
        id: `agreement-${index}-${place}`,
        agencyId: `agency-${index}`,
        since: agreement.status === null ? null : agreement.since,
      })),
    ),
  }));

/** Takes every proposal, as `--accept-proposed` does, for so many turns at most. */
const MOST_TURNS = 5;

function accepted(list: MatchedList, register: Register): { diff: ListDiff; answers: Answers } {
  const answers = new Map<string, string>();
  let diff = matchList(list, register, answers, SETTINGS);
  for (let turn = 0; turn < MOST_TURNS && diff.questions.length > 0; turn++) {
    for (const { key, proposal } of diff.questions) answers.set(key, proposal ?? LEAVE_OUT);
    diff = matchList(list, register, answers, SETTINGS);
  }
  return { diff, answers };
}

/** Before anybody answered, and with every proposal taken. */
const eachDiff = (list: MatchedList, register: Register): ListDiff[] => [
  matchList(list, register, new Map(), SETTINGS),
  accepted(list, register).diff,
];

const forEachDiff = (check: (diff: ListDiff, list: MatchedList, register: Register) => void) => {
  fc.assert(
    fc.property(aList, aRegister, (list, register) => {
      for (const diff of eachDiff(list, register)) check(diff, list, register);
    }),
    RUNS,
  );
};

const sorted = (numbers: number[]): number[] => numbers.toSorted((a, b) => a - b);

const row = (sheetRow: number, agency: string, model: ListedRow['model']): ListedRow => ({
  sheetRow,
  agency,
  model,
  raw: {},
  state: 'FL',
  agencyType: 'County',
  county: null,
  modelAsPrinted: model ?? '',
  signedOn: '2025-03-01',
  moaUrl: null,
  addendumUrl: null,
  problems: [],
});

const participating = (...rows: ListedRow[]): MatchedList => ({
  kind: 'participating',
  day: DAY,
  isLatest: true,
  rows,
});

const agency = (name: string, ...guesses: string[]): KnownAgency => ({
  id: name,
  state: 'FL',
  name,
  normalizedNames: [normalizeAgencyName(name)],
  guessedNames: guesses.map(normalizeAgencyName),
  distinguisher: '',
  agencyType: null,
  county: null,
});

const joint = (agencyId: string): KnownAgreement => ({
  id: 'joint',
  agencyId,
  model: 'JOINT',
  status: 'active',
  since: '2025-03-01',
  yields: true,
  isEndedForGood: false,
  signedOn: '2025-03-01',
});

describe('a Joint agreement', () => {
  const NAME = 'Surfside Police Department';
  const register = { agencies: [agency(NAME)], agreements: [joint(NAME)] };

  it('is what a list prints as Jail Enforcement', () => {
    const list = participating(row(2, NAME, 'DETENTION'));
    expect(matchList(list, register, new Map(), SETTINGS).listed).toMatchObject([
      { agreementId: 'joint', model: 'JOINT' },
    ]);
  });

  it('stands beside one of Jail Enforcement where the list shows both', () => {
    const list = participating(row(2, NAME, 'DETENTION'), row(3, NAME, 'JOINT'));
    expect(matchList(list, register, new Map(), SETTINGS).listed).toMatchObject([
      { agreementId: null, model: 'DETENTION' },
      { agreementId: 'joint', model: 'JOINT' },
    ]);
  });
});

describe('a spelling that was taken for an agency', () => {
  it('stays with it, whatever other name that might be the agency stands above it', () => {
    const register = {
      agencies: [agency('Surfside Police Departmnt', 'Police of Surfside')],
      agreements: [],
    };
    const rows = [
      row(2, 'Surfside Police Department', 'TASK_FORCE'),
      row(3, 'Police of Surfside', 'TASK_FORCE'),
    ];
    for (const each of [rows, rows.toReversed()]) {
      const { listed, questions } = matchList(
        participating(...each),
        register,
        new Map(),
        SETTINGS,
      );
      expect(listed.map(({ sheetRow, agency: { isNew } }) => [sheetRow, isNew])).toEqual([
        [3, false],
        [2, true],
      ]);
      expect(questions).toEqual([]);
    }
  });
});

describe('a list held against the register', () => {
  it('gives the same diff for the same rows, register and answers, and changes none of them', () => {
    fc.assert(
      fc.property(aList, aRegister, (list, register) => {
        const before = structuredClone({ list, register });
        const { diff, answers } = accepted(list, register);
        expect(matchList(list, register, answers, SETTINGS)).toEqual(diff);
        expect({ list, register }).toEqual(before);
      }),
      RUNS,
    );
  });

  it('shows each row once: as an agreement, as a duplicate of one, or set aside', () => {
    forEachDiff(({ listed, duplicates, setAside }, { rows }) => {
      const shown = [...listed, ...duplicates, ...setAside].map(({ sheetRow }) => sheetRow);
      expect(sorted(shown)).toEqual(rows.map(({ sheetRow }) => sheetRow));
      const counted = new Set(listed.map(({ sheetRow }) => sheetRow));
      for (const { of } of duplicates) expect(counted).toContain(of);
    });
  });

  it('shows no agreement twice, neither one that is known nor one that it brings', () => {
    forEachDiff(({ listed }) => {
      const keys = listed.map(
        ({ agreementId, agency, model }) => agreementId ?? `${refKey(agency)}/${model}`,
      );
      expect(new Set(keys).size).toBe(keys.length);
    });
  });

  it('misses what held on its day and it does not show, each once, and nothing else', () => {
    forEachDiff(({ listed, gone }, { kind }, { agreements }) => {
      const shown = new Set(listed.map(({ agreementId }) => agreementId));
      const missed = agreements.filter(
        ({ id, status }) =>
          status !== null &&
          (kind === 'pending' ? status === 'pending' : isInForce(status)) &&
          !shown.has(id),
      );
      expect(gone.map(({ agreementId }) => agreementId)).toEqual(missed.map(({ id }) => id));
    });
  });

  it('asks nothing any more once its proposals are taken, turn by turn', () => {
    fc.assert(
      fc.property(aList, aRegister, (list, register) => {
        expect(accepted(list, register).diff.questions).toEqual([]);
      }),
      RUNS,
    );
  });

  it('asks each question once, and proposes one of its choices or nothing', () => {
    forEachDiff(({ questions }) => {
      expect(new Set(questions.map(({ key }) => key)).size).toBe(questions.length);
      for (const { proposal, choices } of questions)
        if (proposal !== null) expect(choices.map(({ value }) => value)).toContain(proposal);
    });
  });

  it('shows the same agreements in whatever order its rows stand', () => {
    const inAnyOrder = aList.chain((list) =>
      fc
        .shuffledSubarray([...list.rows], { minLength: list.rows.length })
        .map((rows) => ({ list, shuffled: { ...list, rows } })),
    );
    const agreementsOf = ({ listed }: ListDiff): string[] =>
      listed.map(({ agency, modelAsPrinted }) => `${refKey(agency)}/${modelAsPrinted}`).sort();
    fc.assert(
      fc.property(inAnyOrder, aRegister, ({ list, shuffled }, register) => {
        const [one, other] = [list, shuffled].map((each) =>
          agreementsOf(matchList(each, register, new Map(), SETTINGS)),
        );
        expect(one).toEqual(other);
      }),
      RUNS,
    );
  });
});
