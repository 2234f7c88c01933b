import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type Day } from '../../platform/clock/calendar.js';
import { AGREEMENT_STATUSES, type AgreementStatus } from '../agreement-status.rules.js';
import type { AgreementEvent } from '../agreement.entity.js';
import { foldPeriods, type RecordedEvent } from '../periods.rules.js';
import { lengthOf } from './fields.rules.js';
import { breaksOf, newBreaks } from './history-breaks.rules.js';
import { factsOfHistory, type LifeCycleFacts, periodOn } from './life-cycle-facts.rules.js';
import { objectionsTo, type TransitionRequest } from './objections.rules.js';
import { eventOf } from './transition-event.rules.js';
import { TRANSITIONS } from './transition-table.rules.js';
import { TRANSITION_NAMES, type TransitionName } from './transition.js';
import { findTransition, transitionsFrom } from './transitions.rules.js';

const POLICY = {
  suspensionToTerminationNoticeDays: 90,
  writtenNoticeDays: { WARRANT_SERVICE_OFFICER: 90 },
};
const MODELS = ['DETENTION', 'TASK_FORCE', 'WARRANT_SERVICE_OFFICER'];
const TERMINAL: AgreementStatus[] = ['terminated', 'expired', 'superseded'];

const signed = (model: string, on: Day): RecordedEvent => ({
  ...NOTHING,
  id: '0000',
  onDay: on,
  event: 'signed',
  status: 'active',
  model,
  modelBasis: 'stated',
  signedOn: on,
  effectiveOn: on,
  recordedAt: `${on}T12:00:00.000Z`,
});

const NOTHING = {
  status: null,
  model: null,
  modelBasis: null,
  signedOn: null,
  effectiveOn: null,
  endsOn: null,
  endsOnBasis: null,
};

/** An agreement of its events alone, as the service would read it. */
class Agreement {
  readonly events: RecordedEvent[];

  constructor(model: string, on: Day = '2012-01-01') {
    this.events = [signed(model, on)];
  }

  facts(today: Day): LifeCycleFacts {
    const periods = foldPeriods(this.events);
    return {
      ...factsOfHistory(this.events, periods, today),
      periods,
      siblings: [{ agreementId: 'other', name: 'Joint', status: 'active' }],
      models: MODELS,
      policy: POLICY,
    };
  }

  /** @returns what was objected, by field; null when no such way leads on */
  go(request: Partial<TransitionRequest> & { to: TransitionName }, today: Day): string[] | null {
    const facts = this.facts(today);
    const transition = findTransition(request.to, {
      status: facts.status,
      hasNotice: facts.notice !== null,
    });
    if (!transition) return null;
    const whole = { ...FILLED[request.to], on: today, reason: 'Because.', ...request };
    const objections = objectionsTo(transition, facts, whole, today);
    if (objections.length === 0)
      this.events.push({
        ...NOTHING,
        ...(eventOf(transition, whole, 'the test') as Partial<AgreementEvent>),
        id: String(this.events.length).padStart(4, '0'),
        recordedAt: `${today}T12:00:00.000Z`,
      } as RecordedEvent);
    return objections.map(({ field }) => field);
  }

  status(day: Day): AgreementStatus | undefined {
    return periodOn(foldPeriods(this.events), day)?.status;
  }
}

const FILLED: Record<TransitionName, Partial<TransitionRequest>> = {
  active: {},
  suspended: { length: 'until further notice', response: 'By a plan.' },
  'under-notice': { givenBy: 'ice', noticeEndsOn: '2013-12-31' },
  'notice-given': { givenBy: 'ice', noticeEndsOn: '2013-12-31', data: 'Ten were identified.' },
  'notice-withdrawn': {},
  terminated: {},
  expired: {},
  superseded: { successor: 'other' },
  'model-changed': { model: 'DETENTION' },
  amended: {},
  're-signed': {},
  extended: { endsOn: '2020-01-01' },
};

describe('the table of transitions', () => {
  it('names one way for each status, name and notice', () => {
    for (const status of AGREEMENT_STATUSES)
      for (const hasNotice of [true, false]) {
        const names = transitionsFrom({ status, hasNotice }).map(({ to }) => to);
        expect(names).toEqual([...new Set(names)]);
      }
  });

  it('leads nowhere from what is over, and from what a list has to answer', () => {
    for (const status of [...TERMINAL, 'absent', 'left-list'] as const)
      expect(transitionsFrom({ status, hasNotice: true })).toEqual([]);
  });

  it('sets the status that it is named after', () => {
    for (const { to, status } of TRANSITIONS)
      if (status !== null) expect(status).toBe(to);
      else expect(AGREEMENT_STATUSES).not.toContain(to);
  });
});

describe('a suspension', () => {
  it('states its length and how the agency can respond', () => {
    const agreement = new Agreement('TASK_FORCE');
    expect(agreement.go({ to: 'suspended', length: '', response: ' ' }, '2012-05-01')).toEqual([
      'length',
      'response',
    ]);
    expect(agreement.go({ to: 'suspended', length: 'a while' }, '2012-05-01')).toEqual(['length']);
    expect(agreement.go({ to: 'suspended', reason: ' ' }, '2012-05-01')).toEqual(['reason']);
    expect(agreement.go({ to: 'suspended', length: '30 days' }, '2012-05-01')).toEqual([]);
    expect(agreement.events.at(-1)).toMatchObject({ details: { length: '30' } });
  });

  it.each([
    ['30', '30'],
    ['1 day', '1'],
    ['Until  further notice', 'until further notice'],
    ['0', null],
    ['3651', null],
    ['-3', null],
    ['a month', null],
  ])('of length %s is kept as %s', (typed, kept) => {
    expect(lengthOf(typed)).toBe(kept);
  });

  it('becomes a termination 90 days after a notice with data, and not a day earlier', () => {
    const agreement = new Agreement('TASK_FORCE', '2011-01-01');
    agreement.go({ to: 'suspended' }, '2011-11-01');
    expect(agreement.go({ to: 'terminated' }, '2011-12-01')).toEqual(['on']);
    expect(agreement.go({ to: 'notice-given', data: '' }, '2011-12-01')).toEqual(['data']);
    expect(agreement.go({ to: 'notice-given', noticeEndsOn: '2012-02-28' }, '2011-12-01')).toEqual([
      'noticeEndsOn',
    ]);
    // 90 days from 1 December 2011 end on 29 February: 2012 is a leap year.
    expect(agreement.go({ to: 'notice-given', noticeEndsOn: '2012-02-29' }, '2011-12-01')).toEqual(
      [],
    );
    expect(agreement.status('2011-12-01')).toBe('suspended');
    expect(agreement.go({ to: 'terminated' }, '2012-02-28')).toEqual(['on']);
    expect(agreement.go({ to: 'terminated', exigency: 'It burns.' }, '2012-02-28')).toEqual([
      'on',
      'exigency',
    ]);
    expect(agreement.go({ to: 'terminated' }, '2012-02-29')).toEqual([]);
    expect(agreement.status('2012-02-29')).toBe('terminated');
  });

  it('out of which a notice was given returns to being under notice', () => {
    const agreement = new Agreement('TASK_FORCE');
    agreement.go({ to: 'suspended' }, '2012-02-01');
    agreement.go({ to: 'notice-given' }, '2012-02-02');
    expect(agreement.go({ to: 'active' }, '2012-02-03')).toBeNull();
    const nothing = { givenBy: '', noticeEndsOn: '' };
    expect(agreement.go({ to: 'under-notice', ...nothing }, '2012-02-03')).toEqual([]);
    expect(agreement.status('2012-02-03')).toBe('under-notice');
  });
});

describe('a termination', () => {
  it('is possible at once under most models', () => {
    const agreement = new Agreement('TASK_FORCE');
    expect(agreement.go({ to: 'terminated' }, '2012-06-25')).toEqual([]);
  });

  it('of a warrant service agreement needs 90 days of notice, unless exigent', () => {
    const patient = new Agreement('WARRANT_SERVICE_OFFICER');
    expect(patient.go({ to: 'terminated' }, '2012-02-01')).toEqual(['on']);
    expect(patient.go({ to: 'suspended' }, '2012-02-01')).toEqual(['on']);
    expect(patient.go({ to: 'under-notice', givenBy: 'sheriff' }, '2012-02-01')).toEqual([
      'givenBy',
    ]);
    expect(patient.go({ to: 'under-notice', givenBy: 'agency' }, '2012-02-01')).toEqual([]);
    expect(patient.go({ to: 'terminated', on: '2012-04-30' }, '2012-02-02')).toEqual(['on']);
    expect(patient.go({ to: 'terminated', on: '2012-05-01' }, '2012-02-02')).toEqual([]);
    expect(patient.status('2012-04-30')).toBe('under-notice');
    expect(patient.status('2012-05-01')).toBe('terminated');
    const exigent = new Agreement('WARRANT_SERVICE_OFFICER');
    expect(
      exigent.go({ to: 'terminated', exigency: 'The jail is on fire.' }, '2012-02-01'),
    ).toEqual([]);
  });

  it('may be announced, and then keeps what would come before it from being recorded', () => {
    const agreement = new Agreement('TASK_FORCE');
    expect(agreement.go({ to: 'terminated', on: '2012-09-01' }, '2012-06-01')).toEqual([]);
    expect(agreement.status('2012-08-31')).toBe('active');
    expect(agreement.go({ to: 'suspended' }, '2012-06-02')).toEqual(['on']);
    expect(agreement.go({ to: 'amended' }, '2012-06-02')).toEqual([]);
    expect(agreement.go({ to: 'terminated' }, '2012-09-02')).toBeNull();
  });
});

describe('the day of a transition', () => {
  it.each<[TransitionName, Day, string[]]>([
    ['suspended', '2011-12-31', ['on']],
    ['suspended', '2012-01-01', []],
    ['suspended', '2012-06-02', ['on']],
    ['suspended', '2012-02-30', ['on']],
    ['terminated', '2112-06-02', ['on']],
    ['superseded', '2012-07-01', []],
    ['expired', '2012-07-01', ['on']],
  ])('%s on %s', (to, on, fields) => {
    expect(new Agreement('TASK_FORCE').go({ to, on }, '2012-06-01')).toEqual(fields);
  });

  it('of an expiry is not before a stated end', () => {
    const agreement = new Agreement('TASK_FORCE');
    agreement.go({ to: 'extended', endsOn: '2012-08-01' }, '2012-02-01');
    expect(agreement.go({ to: 'expired', on: '2012-07-31' }, '2012-06-01')).toEqual(['on']);
    expect(agreement.go({ to: 'expired', on: '2012-08-01' }, '2012-06-01')).toEqual([]);
  });

  it('is not before the last change', () => {
    const agreement = new Agreement('TASK_FORCE');
    agreement.go({ to: 'suspended' }, '2012-03-01');
    expect(agreement.go({ to: 'active', on: '2012-02-28' }, '2012-04-01')).toEqual(['on']);
    expect(agreement.go({ to: 'active', on: '2012-03-01' }, '2012-04-01')).toEqual([]);
  });
});

it('a signing again keeps both dates', () => {
  const agreement = new Agreement('TASK_FORCE', '2007-03-01');
  expect(agreement.go({ to: 're-signed', on: '2009-10-15' }, '2009-10-20')).toEqual([]);
  expect(foldPeriods(agreement.events).map(({ signedOn }) => signedOn)).toEqual([
    '2007-03-01',
    '2009-10-15',
  ]);
});

describe('any sequence of transitions', () => {
  const step = fc.record({
    to: fc.constantFrom(...TRANSITION_NAMES),
    days: fc.integer({ min: 0, max: 120 }),
    offset: fc.integer({ min: -60, max: 60 }),
    exigency: fc.constantFrom('', 'It burns.'),
    model: fc.constantFrom(...MODELS),
  });

  it('folds, keeps to the table, and ends where nothing leads on', () => {
    fc.assert(
      fc.property(fc.constantFrom(...MODELS), fc.array(step, { maxLength: 12 }), (model, steps) => {
        const agreement = new Agreement(model);
        let today = '2012-01-01';
        for (const { to, days, offset, exigency, model: next } of steps) {
          today = addDays(today, days);
          const before = agreement.status(today)!;
          const asked = exigency && (to === 'suspended' || to === 'terminated') ? { exigency } : {};
          const objections = agreement.go(
            {
              to,
              on: addDays(today, offset),
              ...asked,
              ...(to === 'model-changed' && { model: next }),
              ...(to.includes('notice') && to !== 'notice-withdrawn'
                ? { noticeEndsOn: addDays(today, 200) }
                : {}),
            },
            today,
          );
          if (TERMINAL.includes(before)) expect(objections).toBeNull();
          expect(AGREEMENT_STATUSES).toContain(agreement.status(today));
        }
        expect(breaksOf(agreement.events)).toEqual([]);
        const statuses = foldPeriods(agreement.events).map(({ status }) => status);
        const end = statuses.findIndex((status) => TERMINAL.includes(status));
        if (end >= 0) expect(end).toBe(statuses.length - 1);
      }),
      { numRuns: process.env['MOA_TEST_DEEP'] ? 5_000 : 500 },
    );
  });
});

describe('a change of the history', () => {
  const at = (id: string, onDay: Day, facts: Partial<RecordedEvent>): RecordedEvent =>
    ({ ...NOTHING, id, onDay, recordedAt: `${onDay}T12:00:00.000Z`, ...facts }) as RecordedEvent;
  const whole = [
    signed('DETENTION', '2012-01-01'),
    at('1', '2012-02-01', { event: 'suspended', status: 'suspended' }),
    at('2', '2012-03-01', { event: 'suspension-vacated', status: 'active' }),
  ];

  it('that puts a day right within its neighbours breaks nothing', () => {
    const earlier = at('3', '2012-01-20', {
      event: 'suspended',
      status: 'suspended',
      correctsId: '1',
    });
    expect(newBreaks(whole, [...whole, earlier])).toEqual([]);
  });

  it('that moves an event past its neighbour, or takes away what the next one rests on, is named', () => {
    const late = at('3', '2012-03-02', {
      event: 'suspended',
      status: 'suspended',
      correctsId: '1',
    });
    expect(newBreaks(whole, [...whole, late])[0]?.detail).toContain('Suspension vacated');
    const gone = at('3', '2012-02-01', { event: 'retracted', correctsId: '1' });
    expect(newBreaks(whole, [...whole, gone])).toHaveLength(1);
  });

  it('keeps the order of a day, whenever it was put right', () => {
    const sameDay = whole.map((event) =>
      event.id === '2'
        ? { ...event, onDay: '2012-02-01', recordedAt: '2012-02-01T13:00:00.000Z' }
        : event,
    );
    const corrected = at('3', '2012-02-01', {
      event: 'suspended',
      status: 'suspended',
      correctsId: '1',
      recordedAt: '2012-08-01T12:00:00.000Z',
    });
    expect(foldPeriods([...sameDay, corrected]).at(-1)?.status).toBe('active');
  });
});
