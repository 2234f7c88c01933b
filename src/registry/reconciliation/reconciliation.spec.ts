import { describe, expect, it } from '@jest/globals';
import type {
  Explanation,
  ReconciledList,
  RegisteredAgreement,
  RegisteredWord,
  ShownAgreement,
  Sides,
} from './reconciliation.js';
import { agreementsToExplain, reconcile } from './reconciliation.rules.js';
import { captionText, summaryText } from './reconciliation-words.rules.js';

const aList = (facts: Partial<ReconciledList> = {}): ReconciledList => ({
  kind: 'participating',
  asOf: '2026-03-02',
  standing: 'decides',
  rowCount: 1,
  captionCount: null,
  ...facts,
});

const shown = (facts: Partial<ShownAgreement> = {}): ShownAgreement => ({
  sheetRow: 2,
  agreementId: 'a',
  agency: "Lake County Sheriff's Office",
  state: 'FL',
  model: 'TASK_FORCE',
  modelAsPrinted: 'Task Force Model',
  signedOn: '2025-03-06',
  ...facts,
});

const registered = (facts: Partial<RegisteredAgreement> = {}): RegisteredAgreement => ({
  agreementId: 'a',
  agency: "Lake County Sheriff's Office",
  state: 'FL',
  model: 'TASK_FORCE',
  modelBasis: "as ICE's list prints it",
  status: 'active',
  since: '2025-03-06',
  signedOn: '2025-03-06',
  ...facts,
});

const word = (facts: Partial<RegisteredWord> = {}): RegisteredWord => ({
  event: 'terminated',
  onDay: '2026-01-12',
  reason: 'The sheriff asked for it',
  source: 'Letter of 12 January',
  recordedBy: 'Ana Ruiz',
  happenedAfter: null,
  isFromList: false,
  ...facts,
});

const NONE: Explanation = { status: null, signing: null, listError: null };

/** Reconciles, with one explanation for every agreement. */
const reconciled = (sides: Partial<Sides>, explanation: Partial<Explanation> = {}) =>
  reconcile(
    { list: aList(), shown: [shown()], asides: [], register: [registered()], ...sides },
    new Map(['a', 'b'].map((id) => [id, { ...NONE, ...explanation }])),
    (code) => ({ TASK_FORCE: 'Task Force', JOINT: 'Joint', DETENTION: 'Detention' })[code] ?? code,
  );

describe('a list and the register of its day', () => {
  it('agree where each shows what the other has', () => {
    const found = reconciled({});
    expect(found).toMatchObject({ shown: 1, inRegister: 1, differences: [], notes: [] });
    expect(summaryText(found)).toBe('1 row, 1 in force, no difference.');
  });

  it('differ where a person recorded an end, which stands against the list', () => {
    const register = [registered({ status: 'terminated', since: '2026-01-12' })];
    expect(reconciled({ register }, { status: word() }).differences).toMatchObject([
      {
        kind: 'not-in-force',
        sheetRow: 2,
        inRegister: 'terminated',
        reason:
          'Recorded as terminated on 12 Jan 2026 by Ana Ruiz: The sheriff asked for it. What a person recorded stands against the list.',
      },
    ]);
  });

  it('differ where a list is stale, and the reason says so', () => {
    const list = aList({ standing: 'compared', asOf: '2012-08-01' });
    const register = [registered({ status: 'terminated', since: '2012-06-25' })];
    const status = word({ onDay: '2012-06-25', recordedBy: 'installation', reason: null });
    expect(reconciled({ list, register }, { status }).differences[0]?.reason).toBe(
      'Recorded as terminated on 25 Jun 2012 in the register of 2012. The list of 1 Aug 2012 still shows it and was not up to date; it is only compared.',
    );
  });

  it('differ where the register has more, because a person said that the list is wrong', () => {
    const { differences } = reconciled(
      { shown: [] },
      { listError: { by: 'Ana Ruiz', reason: 'The row was cut off' } },
    );
    expect(differences).toMatchObject([
      {
        kind: 'not-on-list',
        inRegister: 'Task Force, active',
        reason: 'Recorded as an error of the list by Ana Ruiz: The row was cut off.',
      },
    ]);
  });

  it('agree on a Joint agreement that is printed as Jail Enforcement, and say so', () => {
    const found = reconciled({
      shown: [shown({ model: 'DETENTION', modelAsPrinted: 'Jail Enforcement' })],
      register: [registered({ model: 'JOINT' })],
    });
    expect(found.differences).toEqual([]);
    expect(found.notes).toMatchObject([{ kind: 'model', inRegister: 'Joint' }]);
    expect(found.byModel).toEqual([
      { of: 'DETENTION', onList: 1, inRegister: 0 },
      { of: 'JOINT', onList: 0, inRegister: 1 },
    ]);
  });

  it('differ in any other model, and in a signing date', () => {
    const register = [registered({ model: 'DETENTION', signedOn: '2025-03-05' })];
    const signing = word({
      event: 'signed',
      reason: 'The date was corrected: 2025-03-05 instead of 2025-03-06',
      source: "ICE's list of 9 Mar 2026",
    });
    const { differences } = reconciled({ register }, { signing });
    expect(differences.map(({ kind }) => kind)).toEqual(['model', 'signing']);
    expect(differences[1]?.reason).toBe(
      "The date was corrected: 5 Mar 2025 instead of 6 Mar 2025. Its date comes from ICE's list of 9 Mar 2026.",
    );
  });

  it('differ in signing dates only, and the summary says so', () => {
    const found = reconciled({ shown: [shown({ signedOn: '2025-03-07' })] });
    expect(summaryText(found)).toBe('1 row, 1 in force, 1 difference, of signing dates only.');
  });

  it('say nothing of a signing date that either does not have', () => {
    expect(reconciled({ shown: [shown({ signedOn: null })] }).differences).toEqual([]);
    expect(reconciled({ register: [registered({ signedOn: null })] }).differences).toEqual([]);
  });

  it('count a row that stands twice once, and name one that is set aside', () => {
    const asides = [
      { kind: 'duplicate', sheetRow: 3, agency: 'Lake', reason: 'As row 2.' },
      { kind: 'set-aside', sheetRow: 4, agency: '', reason: 'The row names no agency.' },
    ] as const;
    const found = reconciled({ list: aList({ rowCount: 3 }), asides });
    expect(found.notes).toMatchObject([{ kind: 'duplicate', sheetRow: 3 }]);
    expect(found.differences).toMatchObject([{ kind: 'set-aside', agency: 'no agency' }]);
    expect(summaryText(found)).toBe('3 rows with 1 agreement, 1 in force, 1 difference.');
  });

  it('differ where the register has no such agreement, or has it only later', () => {
    const rows = [shown({ agreementId: null, reason: 'No agency of this name.' }), shown()];
    const { differences } = reconciled({ shown: rows, register: [] });
    expect(differences.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['not-in-force', 'The register has nothing of it on this day.'],
      ['unmatched', 'No agency of this name.'],
    ]);
  });
});

describe('a list of pending agreements', () => {
  const list = aList({ kind: 'pending' });

  it('agrees with what is pending, and with what is in force already', () => {
    const register = [registered({ status: 'pending' }), registered({ agreementId: 'b' })];
    const rows = [shown(), shown({ agreementId: 'b', sheetRow: 3 })];
    const found = reconciled({ list, shown: rows, register });
    expect(found.differences).toEqual([]);
    expect(found.inRegister).toBe(1);
  });

  it('lacks what is pending, and not what is in force', () => {
    const register = [registered({ status: 'pending' }), registered({ agreementId: 'b' })];
    const found = reconciled({ list, shown: [], register });
    expect(found.differences).toMatchObject([{ kind: 'not-on-list', agreementId: 'a' }]);
  });
});

describe('a caption', () => {
  it('may state another total than there are rows', () => {
    const list = aList({ asOf: '2012-10-02', rowCount: 64, captionCount: 63 });
    const found = { ...reconciled({}), list, shown: 64, inRegister: 64 };
    expect(summaryText(found)).toBe('64 rows, 64 in force, no difference; the caption says 63.');
    expect(captionText(list)).toBe("ICE's caption said 63 over 64 rows on the list of 2 Oct 2012.");
  });
});

describe('the history that is asked for', () => {
  it('is that of agreements that differ, and of no others', () => {
    const sides: Sides = {
      list: aList(),
      shown: [shown(), shown({ agreementId: 'b' }), shown({ agreementId: 'later' })],
      asides: [],
      register: [
        registered(),
        registered({ agreementId: 'b', signedOn: '2024-01-01' }),
        registered({ agreementId: 'c' }),
        registered({ agreementId: 'd', status: 'expired' }),
      ],
    };
    expect(agreementsToExplain(sides)).toEqual(['later', 'b', 'c']);
  });
});
