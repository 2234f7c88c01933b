import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../platform/clock/calendar.js';
import { type LedgerEvent, standingOn, STATUSES } from './ledger.rules.js';
import {
  FIELD_NAMES,
  objectionsToStep,
  STEP_NAMES,
  type StepFacts,
  type StepName,
  stepOf,
  stepsFrom,
  whyNotRetractable,
} from './steps.rules.js';

const TODAY = '2013-06-01';

/** An event as it is kept of what was said. */
const eventOf = (
  id: number,
  kind: LedgerEvent['kind'],
  facts: Partial<StepFacts> & { on: string },
  isPublished = false,
): LedgerEvent => ({
  id: String(id).padStart(8, '0'),
  kind,
  onDay: facts.on,
  isDayKnown: true,
  concurrence: (facts.concurrence ?? null) as LedgerEvent['concurrence'],
  correctiveActionPlan: facts.correctiveActionPlan ?? null,
  targetDate: facts.targetDate ?? null,
  responsibleParties: facts.responsibleParties ?? null,
  nextEvidence: facts.nextEvidence ?? null,
  isPublished,
  retractedAt: null,
});

const issued = eventOf(0, 'issued', { on: '2012-09-25' }, true);

const ANSWER = {
  concurrence: 'concurs',
  correctiveActionPlan: 'The plan.',
  targetDate: '2012-12-31',
  responsibleParties: 'The office.',
};

const fieldsOf = (name: StepName, facts: StepFacts, events = [issued]): string[] =>
  objectionsToStep(stepOf(name), facts, events, TODAY).map(({ field }) => field);

describe('what follows on a status', () => {
  it.each([
    ['unresolved-open', ['response', 'analysis', 'resolved-open']],
    ['resolved-open', ['response', 'analysis', 'closed']],
    ['closed', []],
    ['unknown', []],
  ])('after %s: %j', (status, names) => {
    expect(stepsFrom(status).map(({ name }) => name)).toEqual(names);
  });
});

describe('what a step asks for', () => {
  it('is, to be resolved, all that the memo asks for and why', () => {
    expect(fieldsOf('resolved-open', { on: '2012-12-01' })).toEqual([
      ...['concurrence', 'correctiveActionPlan', 'targetDate', 'responsibleParties'],
      'analysis',
    ]);
    expect(fieldsOf('resolved-open', { on: '2012-12-01', ...ANSWER, reason: 'Agreed.' })).toEqual(
      [],
    );
  });

  it('is not what is on record already', () => {
    const response = eventOf(1, 'response', { on: '2012-11-01', ...ANSWER });
    const facts = { on: '2012-12-01', analysis: 'It meets the intent.' };
    expect(fieldsOf('resolved-open', facts, [issued, response])).toEqual([]);
  });

  it('is, to be closed, the analysis of the OIG', () => {
    const resolved = eventOf(1, 'resolved-open', { on: '2012-11-01', ...ANSWER });
    const events = [issued, resolved];
    expect(fieldsOf('closed', { on: '2012-12-01', reason: 'Done.' }, events)).toEqual(['analysis']);
    expect(fieldsOf('closed', { on: '2012-10-31', analysis: 'Done.' }, events)).toEqual(['on']);
  });

  it('is something, of a response', () => {
    expect(fieldsOf('response', { on: '2012-12-01' })).toEqual(['concurrence']);
    expect(fieldsOf('response', { on: '2012-12-01', response: '  ' })).toEqual(['concurrence']);
    expect(fieldsOf('response', { on: '2012-12-01', targetDate: '2013-01-31' })).toEqual([]);
  });

  it.each([
    ['2012-02-30', 'no day'],
    ['2013-06-02', 'still to come'],
    ['2012-09-24', 'before the report'],
    ['', 'empty'],
  ])('is a day that fits, and not %s (%s)', (on) => {
    expect(fieldsOf('analysis', { on, analysis: 'Open.' })).toEqual(['on']);
  });

  it('refuses what is none of its values, too long, or said elsewhere', () => {
    const on = '2012-12-01';
    expect(fieldsOf('response', { on, concurrence: 'perhaps' })).toEqual(['concurrence']);
    expect(fieldsOf('response', { on, targetDate: 'soon' })).toEqual(['targetDate']);
    expect(fieldsOf('response', { on, response: 'x'.repeat(4001) })).toEqual(['response']);
    expect(fieldsOf('analysis', { on, analysis: 'A', correctiveActionPlan: 'B' })).toEqual([
      'correctiveActionPlan',
    ]);
  });
});

describe('taking back', () => {
  const response = eventOf(1, 'response', { on: '2012-11-01', ...ANSWER });
  const resolved = eventOf(2, 'resolved-open', { on: '2012-12-01' });
  const closed = eventOf(3, 'closed', { on: '2013-02-01' });
  const all = [issued, response, resolved, closed];

  it('goes from the last change to the first, and not before what was published', () => {
    expect(whyNotRetractable(closed, all)).toBeNull();
    expect(whyNotRetractable(resolved, all)).toContain('became closed after it');
    expect(whyNotRetractable(resolved, [issued, response, resolved])).toBeNull();
    expect(whyNotRetractable(issued, [issued])).toContain('published');
  });

  it('leaves the answers on which a recommendation was resolved', () => {
    expect(whyNotRetractable(response, all)).toContain('on the strength of it');
    expect(whyNotRetractable(response, [issued, response])).toBeNull();
  });

  it('happens once', () => {
    const again = { ...closed, retractedAt: '2013-02-02T12:00:00.000Z' };
    expect(whyNotRetractable(again, [issued, response, resolved, again])).toContain('already');
  });
});

const text = fc.constantFrom(undefined, '', ' ', 'Said.', 'concurs', '2012-12-31');

const request = fc.record({
  name: fc.constantFrom(...STEP_NAMES),
  on: fc.integer({ min: -5, max: 260 }).map((days) => addDays('2012-09-25', days)),
  facts: fc.record(Object.fromEntries(FIELD_NAMES.map((field) => [field, text]))),
  /** The entry that is taken back instead; none of them, mostly. */
  retracted: fc.option(fc.nat({ max: 30 })),
});

describe('any sequence of steps', () => {
  it('leads from one status to the next, with all that is asked for on record, and may only be taken back from its end', () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 25 }), (requests) => {
        const events: LedgerEvent[] = [issued];
        requests.forEach(({ name, on, facts, retracted }, index) => {
          const before = standingOn(events, TODAY)!;
          const entry = retracted === null ? undefined : events[retracted % events.length];
          if (entry) {
            if (whyNotRetractable(entry, events) !== null) return;
            entry.retractedAt = '2013-06-01T12:00:00.000Z';
          } else {
            const step = stepOf(name);
            const given = { on, ...facts } as StepFacts;
            const isAllowed =
              stepsFrom(before.status).includes(step) &&
              objectionsToStep(step, given, events, TODAY).length === 0;
            if (!isAllowed) return;
            events.push(eventOf(index + 1, name, blankless(given)));
          }
          const now = standingOn(events, TODAY)!;
          expect(STATUSES).toContain(now.status);
          const moved =
            STATUSES.indexOf(now.status as never) - STATUSES.indexOf(before.status as never);
          expect(Math.abs(moved)).toBeLessThanOrEqual(1);
          if (now.status !== 'unresolved-open')
            expect([
              ...[now.concurrence, now.correctiveActionPlan, now.targetDate],
              now.responsibleParties,
            ]).not.toContain(null);
        });
      }),
      { numRuns: process.env['MOA_TEST_DEEP'] ? 10_000 : 200 },
    );
  });
});

/** As the service keeps it: what is only spaces was not said. */
const blankless = (facts: StepFacts): StepFacts =>
  Object.fromEntries(
    Object.entries(facts).filter(([, value]) => typeof value === 'string' && value.trim() !== ''),
  ) as StepFacts;
