import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anAction, aPerson, reminderPolicy as policy } from '../../test/support/planning.js';
import { addDays, type Day } from '../platform/clock/calendar.js';
import type { Obligation } from './obligation.js';
import { planReminders } from './plan.rules.js';
import { type LedgerRow, reconcile, type Reconciliation } from './reconcile.rules.js';
import { OpenObligations } from './still-due.rules.js';

/** A ledger as the database would hold it after a reconciliation. */
function applied(ledger: LedgerRow[], change: Reconciliation): LedgerRow[] {
  const rows = new Map(ledger.map((row) => [row.id, { ...row }]));
  const edit = (id: string, facts: Partial<LedgerRow>): void => {
    const row = rows.get(id);
    if (row) rows.set(id, { ...row, ...facts });
  };
  for (const { wanted, state } of change.inserts)
    rows.set(wanted.key, { ...wanted, id: wanted.key, state });
  for (const { id, wanted } of change.revivals) edit(id, { ...wanted, state: 'planned' });
  for (const { id, wanted } of change.refreshes) edit(id, wanted);
  for (const { id } of change.cancellations) edit(id, { state: 'cancelled' });
  for (const { id } of change.missed) edit(id, { state: 'missed' });
  return [...rows.values()];
}

const reconciled = (ledger: LedgerRow[], things: Obligation[], today: Day): Reconciliation =>
  reconcile(
    ledger,
    planReminders(things, policy, { beganOn: '2012-09-26', todayIn: () => today }),
    new OpenObligations(things),
    today,
    policy.catchUpDays,
  );

const isEmpty = (change: Reconciliation): boolean =>
  Object.values(change).every((list: unknown[]) => list.length === 0);

describe('reconciling the ledger', () => {
  const people = ['leader', 'inspector', 'supervisor'].map((name) => aPerson(name));
  const someone = fc.subarray(people);
  const someDay = fc.integer({ min: -60, max: 400 }).map((days) => addDays('2012-10-10', days));
  const someThing = fc
    .record({
      kind: fc.constantFrom(...Object.keys(policy.offsets)),
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      dueOn: someDay,
      responsible: someone,
      escalateTo: someone,
    })
    .map(({ id, ...rest }) =>
      anAction({ ...rest, subject: { type: 'thing', id, label: id, path: `/${id}` } }),
    );
  /** What is open on some later day: each kind and subject at most once. */
  const worlds = fc.array(
    fc.record({
      things: fc.uniqueArray(someThing, {
        maxLength: 8,
        selector: ({ kind, subject }) => `${kind}:${subject.id}`,
      }),
      daysOn: fc.integer({ min: 0, max: 40 }),
      sent: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12 },
  );

  it('changes nothing the second time, whatever came before', () => {
    fc.assert(
      fc.property(worlds, (history) => {
        let ledger: LedgerRow[] = [];
        let today = '2012-09-26';
        for (const { things, daysOn, sent } of history) {
          today = addDays(today, daysOn);
          ledger = applied(ledger, reconciled(ledger, things, today));
          expect(isEmpty(reconciled(ledger, things, today))).toBe(true);
          const day = today;
          if (sent)
            ledger = ledger.map((row) =>
              row.state === 'planned' && row.sendOn <= day ? { ...row, state: 'sent' } : row,
            );
        }
      }),
      { numRuns: process.env['MOA_TEST_DEEP'] ? 2000 : 60 },
    );
  });

  it('keeps every key once and never touches what was sent', () => {
    fc.assert(
      fc.property(worlds, (history) => {
        let ledger: LedgerRow[] = [];
        let today = '2012-09-26';
        const sentOnce = new Set<string>();
        for (const { things, daysOn } of history) {
          today = addDays(today, daysOn);
          ledger = applied(ledger, reconciled(ledger, things, today));
          expect(new Set(ledger.map(({ key }) => key)).size).toBe(ledger.length);
          for (const row of ledger) {
            if (row.state === 'sent') expect(sentOnce).toContain(row.key);
            if (row.state !== 'planned' || row.sendOn > today) continue;
            expect(sentOnce).not.toContain(row.key);
            sentOnce.add(row.key);
          }
          ledger = ledger.map((row) => (sentOnce.has(row.key) ? { ...row, state: 'sent' } : row));
        }
      }),
      { numRuns: process.env['MOA_TEST_DEEP'] ? 2000 : 60 },
    );
  });

  it('arms everything again when a date moves, and holds nothing of the old date', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 90 }), (dueOn, moved) => {
        const today = '2012-09-26';
        const before = anAction({ dueOn });
        const after = anAction({ dueOn: addDays(dueOn, moved) });
        const ledger = applied([], reconciled([], [before], today));
        const later = applied(ledger, reconciled(ledger, [after], today));
        const planned = later.filter(({ state }) => state === 'planned');
        expect(planned.every((row) => row.dueOn === after.dueOn)).toBe(true);
        const alone = applied([], reconciled([], [after], today));
        expect(planned.map(({ key }) => key).sort()).toEqual(
          alone
            .filter(({ state }) => state === 'planned')
            .map(({ key }) => key)
            .sort(),
        );
        const back = applied(later, reconciled(later, [before], today));
        expect(
          back
            .filter(({ state }) => state === 'planned')
            .map(({ key }) => key)
            .sort(),
        ).toEqual(
          ledger
            .filter(({ state }) => state === 'planned')
            .map(({ key }) => key)
            .sort(),
        );
      }),
    );
  });

  it.each([
    ['a thing that is no longer open', [], 'done: it is no longer open'],
    ['a date that moved', [anAction({ dueOn: '2012-12-03' })], 'the date moved to 3 Dec 2012'],
    [
      'another person',
      [anAction({ responsible: [aPerson('successor')] })],
      'no longer responsible',
    ],
  ])('says why it cancels: %s', (_what, things, reason) => {
    const ledger = applied([], reconciled([], [anAction()], '2012-09-26'));
    const { cancellations } = reconciled(ledger, things, '2012-09-26');
    expect(cancellations).toHaveLength(3);
    expect(new Set(cancellations.map((cancelled) => cancelled.reason))).toEqual(new Set([reason]));
  });

  it('cancels what the policy no longer asks for, but not a repeat whose day has come', () => {
    const ledger = applied([], reconciled([], [anAction()], '2012-10-17'));
    expect(ledger.map(({ offsetDays, state }) => [offsetDays, state])).toEqual([
      [14, 'missed'],
      [3, 'missed'],
      [0, 'planned'],
      [-7, 'planned'],
    ]);
    const { cancellations, missed } = reconcile(
      ledger,
      [],
      new OpenObligations([anAction()]),
      '2012-10-17',
      7,
    );
    expect([cancellations, missed]).toEqual([[], []]);
    const [first] = applied([], reconciled([], [anAction()], '2012-09-26'));
    expect(
      reconcile(first ? [first] : [], [], new OpenObligations([anAction()]), '2012-09-20', 7)
        .cancellations,
    ).toMatchObject([{ reason: 'the policy no longer asks for it' }]);
  });
});
