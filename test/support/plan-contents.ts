import type { PlannedTask, YearInstance } from '../../src/planning/instance/year-instance.js';
import { fiscalWeeks } from '../../src/planning/fiscal-weeks.rules.js';
import type { PlannedPosition } from '../../src/planning/instance/plan-people.js';
import { Plan } from '../../src/planning/versions/plan.entity.js';
import type { PlanContent, PlannedItem } from '../../src/planning/versions/planned-items.rules.js';
import type { AgreementOnDay } from '../../src/registry/agreements-on-day.js';
import { aLeader, anInspector, anInstance, aTask } from './plan-instances.js';

export const aPosition = (given: Partial<PlannedPosition> = {}): PlannedPosition => ({
  ...{ id: 'leader', title: 'Team leader 1', role: 'leader', isSample: false },
  holder: { accountId: 'pat', name: 'Pat Doe' },
  successors: [],
  ...given,
});

const weeks = fiscalWeeks(2013);

/** The fiscal year 2013 with one jail in Georgia and a team for it, unless the test says otherwise. */
export const aYear = (given: Parameters<typeof anInstance>[0] = {}): PlanContent['instance'] =>
  anInstance({
    ...{ weeks: weeks.weeks, weekDays: weeks.weekDays, quarterOf: weeks.quarterOf },
    tasks: [aTask({ days: 3 })],
    people: [aLeader(), anInspector()],
    ...given,
  });

/** Task `t1` in the week of 15 October 2012. */
export const anItem = (given: Partial<PlannedItem> = {}): PlannedItem => ({
  ...{ id: 'i1', planId: 'plan', taskId: 't1', kind: 'full', agreementId: 'a1' },
  ...{ obligationId: 't1', inspectionId: null, inspectionVersion: null, dueOn: '2012-10-19' },
  ...{ week: 2, startsOn: '2012-10-15', endsOn: '2012-10-17' },
  ...{ leaderId: 'leader', inspectors: ['inspector'], isLocked: false, fixedBecause: null },
  ...{ weight: 1, weightWords: '1', reason: null, movedBecause: null },
  ...given,
});

const anAgreement = (agreementId: string, agencyName: string): AgreementOnDay =>
  ({ agreementId, agencyName, state: 'GA', model: 'DETENTION' }) as AgreementOnDay;

export const aContent = (given: Partial<PlanContent> = {}): PlanContent => ({
  plan: Object.assign(new Plan(), {
    ...{ id: 'plan', fiscalYear: 2013, basedOnId: null, plannedFrom: '2012-09-26' },
  }),
  instance: aYear(),
  positions: [
    aPosition(),
    aPosition({ id: 'inspector', title: 'Inspector 1', role: 'inspector', holder: null }),
  ],
  assumptions: [],
  keep: null,
  items: [anItem()],
  agreements: new Map([
    ['a1', anAgreement('a1', 'Hall County')],
    ['a2', anAgreement('a2', 'Cobb County')],
  ]),
  ...given,
});

/** The task of `anItem`, with its visit where the plan has it. */
export const aPlannedTask = (given: Partial<PlannedTask> = {}): PlannedTask => ({
  ...{ id: 't1', kind: 'full', agreement: anAgreement('a1', 'Hall County'), obligationId: 't1' },
  ...{ visit: null, dueOn: '2012-10-19', releaseOn: '2012-10-01', team: null },
  risk: { weight: 1, words: '1' },
  standing: {
    ...{ task: 't1', week: 2, leader: 'leader', inspectors: ['inspector'] },
    ...{ startsOn: '2012-10-15', endsOn: '2012-10-17' },
  },
  fixedBecause: null,
  ...given,
});

/** The year as it is today: as the content has it, unless the test says otherwise. */
export const aYearNow = (given: Partial<YearInstance> = {}): YearInstance => ({
  ...{ calendar: weeks, plannedFrom: '2012-09-27', instance: aYear(), everybody: aYear().people },
  ...{ tasks: [aPlannedTask()], positions: [], assumptions: [] },
  ...given,
});
