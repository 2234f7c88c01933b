import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { IsNull, LessThanOrEqual, Not } from 'typeorm';
import { createApp } from '../src/app.js';
import { AuditEntry } from '../src/audit/audit-entry.entity.js';
import { FocusReviewsService } from '../src/inspections/focus-reviews/focus-reviews.service.js';
import { InspectionObligation } from '../src/inspections/inspection-obligation.entity.js';
import {
  Inspection,
  InspectionEvent,
  InspectionTeamMember,
} from '../src/inspections/inspection.entity.js';
import { Account } from '../src/identity/account.entity.js';
import { VisitScheduling } from '../src/inspections/visit-scheduling.service.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { PlanSolver } from '../src/planning/solving/plan-solver.js';
import { PlanSolving } from '../src/planning/solving/plan-solving.service.js';
import type { Plan as SolvedPlan, PlanInstance } from '../src/planning/solver/instance.js';
import type {
  ComparisonResponse,
  PlanDetailResponse,
  PlanItemResponse,
  PlanListResponse,
  PlanResponse,
} from '../src/planning/versions/plan.dto.js';
import { PlanNote, PlanSolve } from '../src/planning/versions/plan.entity.js';
import { Reminder } from '../src/reminders/reminder.entity.js';
import { Occupancy, Position } from '../src/workforce/position.entity.js';
import { aPerson } from './support/browser-session.js';
import { aClientOf, type Client, type ProblemBody } from './support/client.js';
import { aSolvedDraft, postTo, readPlan, solvePlans } from './support/plans.js';
import { ledgerOf, outboxOf, runJob, tick } from './support/reminders.js';
import { aPolicy, startTestApp, type TestApp } from './support/test-app.js';

let moa: TestApp;
/** A team leader who plans, and two people who may approve. */
let planner: Client;
let colleague: Client;
let manager: Client;

const reading = () => moa.app.get(UnitOfWork).reading();
const writing = <Result>(work: Parameters<UnitOfWork['run']>[0]) =>
  moa.app.get(UnitOfWork).run(work) as Promise<Result>;

/** Whose account each client is. */
const accountOf = new Map<Client, string>();

async function clientOf(role: 'team-leader' | 'program-manager'): Promise<Client> {
  const { accountId } = await aPerson(moa, role);
  const client = await aClientOf(moa, role, accountId);
  accountOf.set(client, accountId);
  return client;
}

beforeEach(async () => {
  moa = await startTestApp({ prepared: ['obligations.reconcile'] });
  await moa.app.get(FocusReviewsService).orderByRule(false);
  planner = await clientOf('team-leader');
  colleague = await clientOf('team-leader');
  manager = await clientOf('program-manager');
});

afterEach(() => moa.close());

const placed = ({ visits }: PlanDetailResponse): PlanItemResponse[] =>
  visits.filter(({ week }) => week !== null);

const movable = (plan: PlanDetailResponse): PlanItemResponse[] =>
  placed(plan).filter(({ fixedBecause }) => fixedBecause === null);

async function propose(id: string): Promise<void> {
  const answer = await postTo(planner, id, '/proposal');
  expect(answer.status).toBe(200);
}

/** Drafted, solved, proposed and approved. */
async function anApprovedPlan(): Promise<PlanDetailResponse> {
  const { id } = await aSolvedDraft(moa, planner);
  await propose(id);
  expect((await postTo(manager, id, '/approval')).status).toBe(200);
  return readPlan(manager, id);
}

/** Everything that an approval changes of visits. */
async function visitsAsTheyAre(): Promise<unknown> {
  return {
    visits: await reading().find(Inspection, { order: { number: 'ASC' } }),
    teams: await reading().find(InspectionTeamMember, { order: { id: 'ASC' } }),
    events: await reading().find(InspectionEvent, { order: { id: 'ASC' } }),
    obligations: await reading().find(InspectionObligation, { order: { id: 'ASC' } }),
  };
}

const leaveVacant = (positionId: string): Promise<unknown> =>
  writing((tx) => tx.update(Occupancy, { positionId }, { holdsUntil: '2012-09-26' }));

describe('a draft', () => {
  it('gives every visit that is due in the year a week and a team, or a reason', async () => {
    const plan = await aSolvedDraft(moa, planner);
    expect(plan).toMatchObject({ number: 'PLAN-2013-0001', planStatus: 'draft', isSample: true });
    expect(new Set(plan.visits.map(({ kind }) => kind))).toEqual(new Set(['full', 'focus']));
    const due = await reading().findBy(InspectionObligation, {
      status: 'open',
      dueOn: LessThanOrEqual('2013-09-30'),
    });
    expect(plan.visits.map(({ taskId }) => taskId)).toEqual(
      expect.arrayContaining(due.map(({ id }) => id)),
    );
    expect(placed(plan).length).toBeGreaterThan(30);
    for (const visit of plan.visits) {
      expect(visit.reason).not.toBe('');
      expect(visit.weightWords).toMatch(/^[\d.]+( = |$)/);
      if (visit.week !== null) {
        expect(visit.startsOn! <= visit.endsOn!).toBe(true);
        expect(visit.leader!.position).toMatch(/^Team leader \d$/);
      }
    }
    expect(plan.unscheduled).toBe(plan.visits.length - placed(plan).length);
    expect(plan.assumptions.length).toBeGreaterThan(0);
    expect(plan.differences).toEqual([]);
    expect(plan.solve).toMatchObject({ solveState: 'solved', seed: 1 });
  });

  it('changes no visit', async () => {
    const before = await visitsAsTheyAre();
    const { id } = await aSolvedDraft(moa, planner);
    await propose(id);
    expect(await visitsAsTheyAre()).toEqual(before);
  });

  it('is made once, however often the request is sent with one key', async () => {
    const body = { fiscalYear: 2013, name: 'Once', iterations: 1 };
    const headers = { 'idempotency-key': 'plan-once' };
    const first = await planner.post('/api/v1/plans', body, headers);
    const second = await planner.post('/api/v1/plans', body, headers);
    expect((second.body as PlanResponse).id).toBe((first.body as PlanResponse).id);
    const list = (await planner.get('/api/v1/plans?fiscalYear=2013')).body as PlanListResponse;
    expect(list.items).toHaveLength(1);
    await solvePlans(moa);
  });

  it('is refused for a year that is not open, without a name, and for too many seconds', async () => {
    const draft = (body: object) =>
      planner.post('/api/v1/plans', { fiscalYear: 2013, name: 'x', ...body });
    expect((await draft({ fiscalYear: 2020 })).status).toBe(400);
    expect((await draft({ name: ' ' })).status).toBe(400);
    const answer = await draft({ seconds: 5000, proofSeconds: 5000 });
    const { errors } = answer.body as ProblemBody;
    expect(errors.map(({ pointer }) => pointer)).toEqual(['/seconds', '/proofSeconds']);
  });

  it('lets a visit be locked, moved within the limits, and taken out', async () => {
    const plan = await aSolvedDraft(moa, planner);
    const [visit] = movable(plan).toReversed();
    const at = `/visits/${visit!.taskId}`;
    const place = {
      week: visit!.week!,
      leader: visit!.leader!.positionId,
      inspectors: visit!.inspectors.map(({ positionId }) => positionId),
    };
    expect((await postTo(planner, plan.id, `${at}/lock`, { isLocked: true })).status).toBe(200);
    const taken = await postTo(planner, plan.id, `${at}/removal`, { reason: 'Let us see.' });
    expect(taken.status).toBe(200);
    const without = taken.body as PlanDetailResponse;
    const item = without.visits.find(({ taskId }) => taskId === visit!.taskId)!;
    expect(item).toMatchObject({ week: null, startsOn: null, leader: null, isLocked: false });
    expect(item.reason).toContain('Let us see.');
    expect(without.lateness).toBeGreaterThan(plan.lateness);
    const back = await postTo(planner, plan.id, `${at}/move`, place);
    expect(back.status).toBe(200);
    const restored = back.body as PlanDetailResponse;
    expect(restored.lateness).toBeCloseTo(plan.lateness, 6);
    expect(restored.travelKm).toBeCloseTo(plan.travelKm, 3);
    expect(restored.visits.find(({ taskId }) => taskId === visit!.taskId)).toMatchObject({
      week: place.week,
      isLocked: true,
      startsOn: visit!.startsOn,
    });
  });

  it('never breaks a limit: the refusal says each of them in words', async () => {
    const plan = await aSolvedDraft(moa, planner);
    const [first, second] = movable(plan).filter(({ kind }) => kind === 'full');
    const answer = await postTo(planner, plan.id, `/visits/${second!.taskId}/move`, {
      week: first!.week!,
      leader: first!.leader!.positionId,
      inspectors: [second!.inspectors[0]!.positionId],
    });
    expect(answer.status).toBe(409);
    const { detail, errors } = answer.body as ProblemBody;
    expect(detail).toContain('it takes a leader and 3 different inspectors');
    expect(errors.length).toBeGreaterThan(1);
    expect(await readPlan(planner, plan.id)).toEqual(plan);
  });

  it('keeps what is locked where it is when it is solved again', async () => {
    const plan = await aSolvedDraft(moa, planner);
    const [visit] = movable(plan).toReversed();
    await postTo(planner, plan.id, `/visits/${visit!.taskId}/lock`, { isLocked: true });
    await postTo(planner, plan.id, '/solving', { iterations: 100, seed: 7 });
    await solvePlans(moa);
    const again = await readPlan(planner, plan.id);
    expect(again.solve).toMatchObject({ solveState: 'solved', seed: 7 });
    expect(again.visits.find(({ taskId }) => taskId === visit!.taskId)).toMatchObject({
      week: visit!.week,
      leader: visit!.leader,
      isLocked: true,
    });
  });

  it('is not edited from an old version, nor while weeks and teams are looked for', async () => {
    const plan = await aSolvedDraft(moa, planner);
    const [visit] = movable(plan);
    const path = `/api/v1/plans/${plan.id}/visits/${visit!.taskId}/lock`;
    expect((await planner.post(path, { isLocked: true })).status).toBe(428);
    const stale = await planner.post(path, { isLocked: true }, { 'if-match': `"${plan.id}.1"` });
    expect(stale.status).toBe(412);
    await postTo(planner, plan.id, '/solving', { seconds: 1 });
    const busy = await postTo(planner, plan.id, `/visits/${visit!.taskId}/lock`, {
      isLocked: true,
    });
    expect(busy.status).toBe(409);
    expect(busy.text).toContain('being-solved');
    await solvePlans(moa);
  });
});

describe('the approval of a plan', () => {
  it('is a second person’s: whoever drafted or proposed it, and a program, are refused', async () => {
    const { id } = await aSolvedDraft(moa, planner);
    expect((await postTo(manager, id, '/approval')).status).toBe(409);
    await postTo(colleague, id, '/proposal');
    expect((await postTo(planner, id, '/approval')).status).toBe(403);
    expect((await postTo(colleague, id, '/approval')).status).toBe(403);
    const program = await aClientOf(
      moa,
      'program-manager',
      (await reading().findOneByOrFail(Account, { kind: Not('person') })).id,
    );
    expect((await postTo(program, id, '/approval')).status).toBe(403);
    expect((await postTo(manager, id, '/approval')).status).toBe(200);
  });

  it('makes the visits that the plan has, with their teams, history and audit', async () => {
    const plan = await anApprovedPlan();
    expect(plan).toMatchObject({ planStatus: 'approved', differences: [] });
    const visits = await reading().find(Inspection, { where: { fiscalYear: 2013 } });
    const members = await reading().find(InspectionTeamMember);
    for (const item of movable(plan)) {
      const visit = visits.find(({ id }) => id === item.inspectionId)!;
      expect(visit).toMatchObject({
        status: 'scheduled',
        startsOn: item.startsOn,
        endsOn: item.endsOn,
        agreementId: item.agreementId,
      });
      const team = members.filter(({ inspectionId }) => inspectionId === visit.id);
      expect(team.map(({ positionId }) => positionId).sort()).toEqual(
        [item.leader!, ...item.inspectors].map(({ positionId }) => positionId).sort(),
      );
      expect(visit.reason).toContain('PLAN-2013-0001');
    }
    const left = await reading().findBy(InspectionObligation, {
      unscheduledReason: Not(IsNull()),
    });
    for (const { unscheduledReason } of left) expect(unscheduledReason).toContain('PLAN-2013-0001');
    const actions = (await reading().find(AuditEntry)).map(({ action }) => action);
    expect(actions.filter((action) => action === 'plan.approved')).toHaveLength(1);
    expect(actions.filter((action) => action === 'inspection.scheduled').length).toBeGreaterThan(
      40,
    );
  });

  it('is all or nothing: a fault in the last visit leaves everything as it was', async () => {
    const { id } = await aSolvedDraft(moa, planner);
    await propose(id);
    const before = await visitsAsTheyAre();
    const scheduling = moa.app.get(VisitScheduling);
    const create = scheduling.createInspections.bind(scheduling);
    const broken = jest
      .spyOn(scheduling, 'createInspections')
      .mockImplementation(async (...given: Parameters<VisitScheduling['createInspections']>) => {
        await create(...given);
        throw new Error('the disk is full');
      });
    expect((await postTo(manager, id, '/approval')).status).toBe(500);
    broken.mockRestore();
    expect(await visitsAsTheyAre()).toEqual(before);
    expect(await readPlan(manager, id)).toMatchObject({ planStatus: 'proposed' });
    expect((await postTo(manager, id, '/approval')).status).toBe(200);
    const numbers = (await reading().findBy(Inspection, { kind: 'full', fiscalYear: 2013 })).map(
      ({ number }) => number,
    );
    expect(numbers.sort()[0]).toBe('INS-2013-0001');
  });

  it('reminds whoever may approve it, not who planned it, until it is decided', async () => {
    const { id } = await aSolvedDraft(moa, planner);
    await propose(id);
    const told = async (): Promise<Reminder[]> => {
      await tick(moa.app);
      await tick(moa.app);
      return (await ledgerOf(moa.app)).filter(({ kind }) => kind === 'plan-proposed');
    };
    const first = await told();
    const recipients = first.map(({ recipientId }) => recipientId);
    expect(recipients).toContain(accountOf.get(manager));
    expect(recipients).not.toContain(accountOf.get(planner));
    expect(first.every(({ state, subjectId }) => state === 'sent' && subjectId === id)).toBe(true);
    moa.clock.advance({ days: 7 });
    const repeated = await told();
    expect(repeated.filter(({ state }) => state === 'sent').length).toBe(2 * first.length);
    expect((await postTo(manager, id, '/return', { reason: 'Not yet.' })).status).toBe(200);
    moa.clock.advance({ days: 7 });
    expect((await told()).filter(({ state }) => state === 'sent').length).toBe(2 * first.length);
  });

  it('tells each person who travels, once, of their own visits, and can be explained', async () => {
    const plan = await anApprovedPlan();
    await tick(moa.app);
    await tick(moa.app);
    const rows = (await ledgerOf(moa.app)).filter(({ kind }) => kind === 'plan-approved');
    const travelling = new Set(
      plan.visits.flatMap(({ leader, inspectors }) =>
        [leader, ...inspectors].flatMap((member) => member?.positionId ?? []),
      ),
    );
    expect(rows).toHaveLength(travelling.size);
    expect(new Set(rows.map(({ recipientId }) => recipientId)).size).toBe(travelling.size);
    expect(rows.every(({ state }) => state === 'sent')).toBe(true);
    expect((await outboxOf(moa.app)).length).toBeGreaterThanOrEqual(travelling.size);
    const why = await manager.get(`/reminders?subject=${plan.id}`);
    expect(why.text).toContain('PLAN-2013-0001');
  });

  it('is refused when the world moved since, with what moved, and replanning leads on', async () => {
    const { id } = await aSolvedDraft(moa, planner);
    await propose(id);
    const plan = await readPlan(planner, id);
    const [gone, led] = movable(plan).filter(({ kind }) => kind === 'full');
    await writing((tx) =>
      tx.update(InspectionObligation, { id: gone!.taskId }, { status: 'withdrawn' }),
    );
    await leaveVacant(led!.leader!.positionId);
    const answer = await postTo(manager, id, '/approval');
    expect(answer.status).toBe(409);
    const { detail, errors } = answer.body as ProblemBody;
    expect(detail).toContain('Replan it');
    expect(errors.some((error) => error.detail.includes('not to be visited'))).toBe(true);
    expect(errors.some((error) => error.detail.includes('nobody holds the position'))).toBe(true);
    expect(await reading().countBy(Inspection, { kind: 'full', fiscalYear: 2013 })).toBe(0);
    const replanned = await postTo(planner, id, '/replan', { iterations: 100 });
    expect(replanned.status).toBe(201);
    await solvePlans(moa);
    const next = await readPlan(planner, (replanned.body as PlanResponse).id);
    expect(next.visits.some(({ taskId }) => taskId === gone!.taskId)).toBe(false);
    expect(next.visits.find(({ taskId }) => taskId === led!.taskId)!.movedBecause).toContain(
      'nobody holds the position',
    );
    await propose(next.id);
    expect((await postTo(manager, next.id, '/approval')).status).toBe(200);
  });

  it('of another version moves only what that has elsewhere, and supersedes the one before', async () => {
    const first = await anApprovedPlan();
    const { body } = await postTo(planner, first.id, '/replan', { iterations: 100 });
    await solvePlans(moa);
    const { id } = body as PlanResponse;
    const draft = await readPlan(planner, id);
    expect(draft.basedOnId).toBe(first.id);
    expect(draft.visits.filter(({ movedBecause }) => movedBecause !== null)).toEqual([]);
    const [visit] = movable(draft).toReversed();
    const taken = await postTo(planner, id, `/visits/${visit!.taskId}/removal`, { reason: 'Ill.' });
    expect(taken.status).toBe(200);
    await propose(id);
    expect((await postTo(manager, id, '/approval')).status).toBe(200);
    expect(await readPlan(manager, first.id)).toMatchObject({ planStatus: 'superseded' });
    const postponed = await reading().findBy(Inspection, { status: 'postponed' });
    expect(postponed.map((one) => one.id)).toEqual([visit!.inspectionId]);
    const rescheduled = await reading().countBy(InspectionEvent, { event: 'rescheduled' });
    expect(rescheduled).toBe(0);
    const comparison = (await manager.get(`/api/v1/plans/${id}/comparison?with=${first.id}`))
      .body as ComparisonResponse;
    expect(comparison.tasks.filter(({ differs }) => differs).map(({ task }) => task)).toEqual([
      visit!.taskId,
    ]);
  });

  it('moves a visit and changes its team as by hand, and tells only those whose visits differ', async () => {
    const first = await anApprovedPlan();
    await tick(moa.app);
    const { body } = await postTo(planner, first.id, '/replan', { iterations: 10 });
    await solvePlans(moa);
    const { id } = body as PlanResponse;
    const draft = await readPlan(planner, id);
    const visit = movable(draft).find(({ kind }) => kind === 'focus')!;
    const others = draft.loads.filter(
      ({ position, positionId }) =>
        position.startsWith('Inspector') && positionId !== visit.inspectors[0]!.positionId,
    );
    let moved: PlanItemResponse | undefined;
    for (let week = 51; week > 20 && !moved; week--)
      for (const { positionId } of others) {
        const answer = await postTo(planner, id, `/visits/${visit.taskId}/move`, {
          ...{ week, leader: visit.leader!.positionId, inspectors: [positionId] },
        });
        if (answer.status !== 200) continue;
        const { visits } = answer.body as PlanDetailResponse;
        moved = visits.find(({ taskId }) => taskId === visit.taskId);
        break;
      }
    await propose(id);
    const before = await reading().findOneByOrFail(Inspection, { id: visit.inspectionId! });
    expect((await postTo(manager, id, '/approval')).status).toBe(200);
    const after = await reading().findOneByOrFail(Inspection, { id: visit.inspectionId! });
    expect(after).toMatchObject({ startsOn: moved!.startsOn, version: before.version + 2 });
    const events = await reading().findBy(InspectionEvent, { inspectionId: after.id });
    expect(events.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['rescheduled', 'team-changed']),
    );
    await runJob(moa.app, 'reminders.plan');
    const news = (await ledgerOf(moa.app)).filter(({ contextId }) => contextId === id);
    const concerned = [visit.leader!, visit.inspectors[0]!, moved!.inspectors[0]!];
    expect(news).toHaveLength(concerned.length);
    const starts = (await ledgerOf(moa.app)).filter(
      ({ subjectId, kind, state }) =>
        subjectId === after.id && kind === 'inspection-upcoming' && state === 'planned',
    );
    expect(new Set(starts.map(({ dueOn }) => dueOn))).toEqual(new Set([moved!.startsOn]));
  });

  it('lets the daily scheduler stand back: what comes later waits for a new version', async () => {
    const plan = await anApprovedPlan();
    const [visit] = movable(plan).filter(({ kind }) => kind === 'full');
    await writing(async (tx) => {
      await tx.update(
        Inspection,
        { id: visit!.inspectionId! },
        { status: 'cancelled', obligationId: null },
      );
    });
    const report = await runJob(moa.app, 'inspections.schedule');
    expect(report.summary).toContain('FY 2013 goes by PLAN-2013-0001');
    const { unscheduledReason } = await reading().findOneByOrFail(InspectionObligation, {
      id: visit!.taskId,
    });
    expect(unscheduledReason).toContain('cancelled or given back: replan');
    const { differences } = await readPlan(manager, plan.id);
    expect(differences.map(({ taskId }) => taskId)).toContain(visit!.taskId);
    expect((await runJob(moa.app, 'inspections.schedule')).hasChanged).toBe(false);
  });
});

describe('a plan that was approved', () => {
  it('stays as it is when a visit is moved by hand, and shows the deviation', async () => {
    const plan = await anApprovedPlan();
    const last = movable(plan).toReversed()[0]!;
    const path = `/api/v1/inspections/${last.inspectionId!}`;
    const { headers } = await planner.get(path);
    const moved = await planner.post(
      `${path}/reschedule`,
      { startsOn: '2013-09-23', reason: 'The jail is being painted.' },
      { 'if-match': headers['etag'] ?? '' },
    );
    expect(moved.status).toBe(200);
    const after = await readPlan(manager, plan.id);
    expect(after.visits).toEqual(plan.visits);
    expect(after.differences.some(({ words }) => words.includes('was moved from'))).toBe(true);
  });

  it('is held against the world every night: what broke is noted once, and settled when it is mended', async () => {
    const plan = await anApprovedPlan();
    expect(await runJob(moa.app, 'planning.check')).toMatchObject({ hasChanged: false });
    const [visit] = movable(plan);
    const { positionId } = visit!.leader!;
    const holders = await reading().findBy(Occupancy, { positionId });
    await leaveVacant(positionId);
    const report = await runJob(moa.app, 'planning.check');
    expect(report.hasChanged).toBe(true);
    const notes = await reading().findBy(PlanNote, { planId: plan.id, goneOn: IsNull() });
    expect(notes.some(({ words }) => words.includes('cannot travel'))).toBe(true);
    expect((await runJob(moa.app, 'planning.check')).hasChanged).toBe(false);
    for (const { id, holdsUntil } of holders)
      await writing((tx) => tx.update(Occupancy, { id }, { holdsUntil }));
    await runJob(moa.app, 'planning.check');
    expect(await reading().countBy(PlanNote, { planId: plan.id, goneOn: IsNull() })).toBe(0);
    expect((await readPlan(manager, plan.id)).notes.length).toBe(notes.length);
  });
});

describe('solving', () => {
  /** A solver that goes on until it is stopped, with a plan that it found at once. */
  function aLongSolver(app = moa.app): jest.SpiedFunction<PlanSolver['solve']> {
    const solver = app.get(PlanSolver);
    const solve = solver.solve.bind(solver);
    return jest.spyOn(solver, 'solve').mockImplementation(async (request, onProgress, signal) => {
      const plan: SolvedPlan = await solve({ ...request, iterations: 50 });
      const { lateness, travelKm, bound, gap } = plan;
      const unscheduled = plan.unscheduled.length;
      const facts = { iterations: 50, seconds: 1, lateness, travelKm, unscheduled, bound, gap };
      onProgress?.({ ...facts, plan });
      await new Promise<void>((resolve) => {
        if (signal?.aborted) resolve();
        signal?.addEventListener('abort', () => {
          resolve();
        });
      });
      return plan;
    });
  }

  const solveOf = (planId: string) => reading().findOneByOrFail(PlanSolve, { planId });

  async function until(isSo: () => Promise<boolean>): Promise<void> {
    for (let attempt = 0; attempt < 100; attempt++) {
      if (await isSo()) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('it did not come');
  }

  async function aDraftToSolve(wish: object = {}): Promise<string> {
    const answer = await planner.post('/api/v1/plans', {
      fiscalYear: 2013,
      name: 'x',
      seconds: 30,
      ...wish,
    });
    return (answer.body as PlanResponse).id;
  }

  it('is stopped within a second or two, and keeps the best plan so far', async () => {
    aLongSolver();
    const id = await aDraftToSolve();
    await runJob(moa.app, 'planning.solve');
    await until(async () => (await solveOf(id)).best !== null);
    expect((await solveOf(id)).progress).toMatchObject({ iterations: 50 });
    expect((await planner.post(`/api/v1/plans/${id}/stop`, {})).status).toBe(200);
    await moa.app.get(PlanSolving).settled();
    const plan = await readPlan(planner, id);
    expect(plan.solve).toMatchObject({ solveState: 'stopped' });
    expect(placed(plan).length).toBeGreaterThan(30);
  });

  it.each([
    { proofSeconds: undefined, secondsSpent: 12, left: { seconds: 18 } },
    { proofSeconds: 60, secondsSpent: 12, left: { seconds: 30, proofSeconds: 48 } },
    { proofSeconds: 60, secondsSpent: 72, left: { seconds: 18 } },
  ])(
    'goes on from the best plan when its worker died: the lease runs out, another takes it up with what is left of $proofSeconds s for a proof',
    async ({ proofSeconds, secondsSpent, left }) => {
      const id = await aDraftToSolve({ proofSeconds });
      const { body: instance } = await planner.get(`/api/v1/plans/${id}/instance`);
      const solver = moa.app.get(PlanSolver);
      const best = await solver.solve({
        instance: instance as PlanInstance,
        seed: 5,
        iterations: 50,
      });
      await writing((tx) =>
        tx.update(
          PlanSolve,
          { planId: id },
          {
            ...{ state: 'solving', claimedBy: 'a worker that died', attempts: 1, best },
            ...{ leaseUntil: moa.clock.momentIn(30), secondsSpent },
          },
        ),
      );
      const asked = aLongSolver();
      expect((await runJob(moa.app, 'planning.solve')).hasChanged).toBe(false);
      moa.clock.advance({ seconds: 31 });
      expect((await runJob(moa.app, 'planning.solve')).hasChanged).toBe(true);
      await until(() => Promise.resolve(asked.mock.calls.length === 1));
      const [request] = asked.mock.calls[0]!;
      const { seconds, proofSeconds: forProof } = request;
      expect(request.start).toEqual(best.assignments);
      expect({ seconds, ...(forProof !== undefined && { proofSeconds: forProof }) }).toEqual(left);
      await planner.post(`/api/v1/plans/${id}/stop`, {});
      await moa.app.get(PlanSolving).settled();
      expect((await solveOf(id)).attempts).toBe(2);
      expect(await readPlan(planner, id)).toMatchObject({ solve: { solveState: 'stopped' } });
    },
  );

  it('of one plan is done by one worker only, however many look at once', async () => {
    const second = await createApp(moa.settings, { systemClock: moa.clock, policy: aPolicy() });
    try {
      const id = await aDraftToSolve();
      const spies = [aLongSolver(), aLongSolver(second)];
      await Promise.all([moa.app, second].map((app) => runJob(app, 'planning.solve')));
      await until(async () => (await solveOf(id)).best !== null);
      expect(spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0)).toBe(1);
      await planner.post(`/api/v1/plans/${id}/stop`, {});
      await Promise.all([moa.app, second].map((app) => app.get(PlanSolving).settled()));
    } finally {
      await second.close();
    }
  });

  it('is given back by a worker that is shut down, with the best plan so far', async () => {
    const second = await createApp(moa.settings, { systemClock: moa.clock, policy: aPolicy() });
    const id = await aDraftToSolve();
    aLongSolver(second);
    await runJob(second, 'planning.solve');
    await until(async () => (await solveOf(id)).best !== null);
    await second.close();
    expect(await solveOf(id)).toMatchObject({ state: 'waiting', attempts: 0 });
    await planner.post(`/api/v1/plans/${id}/stop`, {});
    await solvePlans(moa);
    expect(await readPlan(planner, id)).toMatchObject({ solve: { solveState: 'stopped' } });
  });

  it('that fails says so, and the plan can be solved again', async () => {
    const broken = jest
      .spyOn(moa.app.get(PlanSolver), 'solve')
      .mockRejectedValue(new Error('out of memory'));
    const id = await aDraftToSolve();
    await solvePlans(moa);
    expect((await readPlan(planner, id)).solve).toMatchObject({
      solveState: 'failed',
      failure: 'out of memory',
    });
    broken.mockRestore();
    expect((await postTo(planner, id, '/solving', { iterations: 10 })).status).toBe(200);
    await solvePlans(moa);
    expect((await readPlan(planner, id)).solve).toMatchObject({ solveState: 'solved' });
  });
});

describe('the samples', () => {
  it('take the plans that rest on them along when they leave', async () => {
    const plan = await anApprovedPlan();
    const { InstallationSteps } =
      await import('../src/platform/installation/installation-steps.js');
    await moa.app.get(InstallationSteps).removeSamples();
    expect((await manager.get(`/api/v1/plans/${plan.id}`)).status).toBe(404);
    expect(await reading().countBy(Position, {})).toBe(0);
    expect(await reading().countBy(Reminder, { kind: 'plan-approved' })).toBe(0);
  });
});
