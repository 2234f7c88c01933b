import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type Day } from '../../platform/clock/calendar.js';
import {
  changesOf,
  INSPECTION_STATUSES,
  type InspectionStatus,
  isChecklistOpen,
  isFieldWorkDone,
  objectionsToFields,
  stepsFrom,
  TRANSITIONS,
  transitionBetween,
} from './life-cycle.rules.js';

const TODAY: Day = '2013-03-01';
const planned = { startsOn: '2012-11-05', endsOn: '2012-11-09', lastStepOn: null };

const step = (from: InspectionStatus, to: string) => transitionBetween(from, to, 'full')!;

describe('the table of steps', () => {
  it('leads from the planning to the end, and has no way on from there', () => {
    const path: InspectionStatus[] = ['scheduled'];
    for (const to of [
      'notified',
      'in-field',
      'exit-interview',
      'draft-report',
      'final-report',
      'distributed',
      'closed',
    ] as const) {
      expect(step(path.at(-1)!, to)).toBeDefined();
      path.push(to);
    }
    for (const end of ['closed', 'cancelled'])
      expect(TRANSITIONS.filter(({ from }) => from === end)).toEqual([]);
  });

  it('has each step once, and a reason for whatever leaves the way', () => {
    const keys = TRANSITIONS.map(({ from, to }) => `${from} ${to}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { to, requires } of TRANSITIONS)
      if (to === 'postponed' || to === 'cancelled') expect(requires).toContain('reason');
  });

  it('gives each viewer the steps of their permissions', () => {
    const steps = (...permissions: string[]) =>
      stepsFrom('scheduled', 'full', new Set(permissions)).map(({ to }) => to);
    expect(steps()).toEqual([]);
    expect(steps('inspections.step')).toEqual(['postponed', 'cancelled']);
    expect(steps('inspections.step', 'inspections.conduct')).toEqual([
      'notified',
      'postponed',
      'cancelled',
    ]);
  });

  it('lets only a focus review go back to planning', () => {
    expect(transitionBetween('postponed', 'unscheduled', 'focus')).toBeDefined();
    expect(transitionBetween('postponed', 'unscheduled', 'full')).toBeUndefined();
  });
});

describe('the fields of a step', () => {
  it('are refused by name: a day to come, before the last step, outside the visit, or none', () => {
    const fields = (to: string, on: string, lastStepOn: Day | null = null) =>
      objectionsToFields(
        step(to === 'in-field' ? 'notified' : 'in-field', to),
        { to, on },
        { ...planned, lastStepOn },
        TODAY,
      ).map(({ field }) => field);
    expect(fields('exit-interview', '2013-03-02')).toEqual(['on']);
    expect(fields('exit-interview', '2012-11-06', '2012-11-07')).toEqual(['on']);
    expect(fields('exit-interview', '2012-11-02')).toEqual(['on']);
    expect(fields('exit-interview', '2012-02-30')).toEqual(['on']);
    expect(fields('in-field', '2012-11-02')).toEqual(['on']);
    expect(fields('in-field', '2012-11-10')).toEqual(['on']);
    expect(fields('in-field', '2012-11-06')).toEqual([]);
    expect(fields('exit-interview', '2012-11-12')).toEqual([]);
  });

  it('hold a reason and a new day where the step asks for them, and no day where it does not', () => {
    const again = step('postponed', 'scheduled');
    const asked = objectionsToFields(again, { to: 'scheduled', on: TODAY }, planned, TODAY);
    expect(asked.map(({ field }) => field)).toEqual(['reason', 'startsOn']);
    const notify = step('scheduled', 'notified');
    const foreign = { to: 'notified', on: TODAY, startsOn: '2013-04-01' };
    expect(objectionsToFields(notify, foreign, planned, TODAY)).toMatchObject([
      { field: 'startsOn' },
    ]);
  });
});

/** A tenth of the sequences, unless the run is deep. */
const SEQUENCES = process.env['MOA_TEST_DEEP'] ? 10_000 : 1000;

interface Model {
  status: InspectionStatus;
  startsOn: Day | null;
  endsOn: Day | null;
  reportedOn: Day | null;
  obligationId: string | null;
  history: { from: InspectionStatus; to: InspectionStatus; on: Day }[];
}

describe('whatever is asked of a visit, in whatever order', () => {
  it('it is in a state of the table, with a history without gaps, and dates that fit', () => {
    const asked = fc.record({
      to: fc.constantFrom(...INSPECTION_STATUSES),
      on: fc.integer({ min: -20, max: 400 }).map((days) => addDays('2012-10-20', days)),
      reason: fc.constantFrom(undefined, 'Of the test.'),
      startsOn: fc.constantFrom(undefined, '2013-01-07'),
    });
    fc.assert(
      fc.property(
        fc.constantFrom('full' as const, 'focus' as const),
        fc.array(asked, { maxLength: 40 }),
        (kind, requests) => {
          let visit: Model = {
            ...{ status: 'scheduled', startsOn: '2012-11-05', endsOn: '2012-11-09' },
            ...{ reportedOn: null, obligationId: 'o', history: [] },
          };
          for (const request of requests) {
            const way = transitionBetween(visit.status, request.to, kind);
            if (!way) continue;
            const facts = {
              ...{ startsOn: visit.startsOn, endsOn: visit.endsOn },
              lastStepOn: visit.history.at(-1)?.on ?? null,
            };
            if (objectionsToFields(way, request, facts, '2013-12-31').length > 0) continue;
            const { startsOn } = request;
            visit = {
              ...visit,
              ...changesOf(way, request),
              ...(startsOn && { startsOn, endsOn: addDays(startsOn, 4) }),
              history: [...visit.history, { from: visit.status, to: way.to, on: request.on }],
            };
            holds(visit);
          }
        },
      ),
      { numRuns: SEQUENCES },
    );
  });
});

function holds(visit: Model): void {
  const { status, history } = visit;
  expect(INSPECTION_STATUSES).toContain(status);
  expect(history.at(-1)?.to).toBe(status);
  for (const [index, { from, to, on }] of history.entries()) {
    expect(from).toBe(history[index - 1]?.to ?? 'scheduled');
    expect(TRANSITIONS.some((known) => known.from === from && known.to === to)).toBe(true);
    if (index > 0) expect(on >= history[index - 1]!.on).toBe(true);
  }
  expect(visit.reportedOn !== null).toBe(
    ['final-report', 'distributed', 'closed'].includes(status),
  );
  if (status === 'postponed' || status === 'unscheduled') expect(visit.startsOn).toBeNull();
  if (isFieldWorkDone(status)) expect(visit.endsOn! >= visit.startsOn!).toBe(true);
  if (isChecklistOpen(status)) expect(visit.startsOn).not.toBeNull();
  expect(visit.obligationId === null).toBe(status === 'cancelled');
}
