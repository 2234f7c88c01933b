import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { In, IsNull } from 'typeorm';
import { Account } from '../src/identity/account.entity.js';
import { Inspection } from '../src/inspections/inspection.entity.js';
import { FocusReviewsService } from '../src/inspections/focus-reviews/focus-reviews.service.js';
import { newId } from '../src/platform/db/id.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import type { PlanDetailResponse, PlanItemResponse } from '../src/planning/versions/plan.dto.js';
import { PlanNote } from '../src/planning/versions/plan.entity.js';
import { Agency } from '../src/registry/agreement.entity.js';
import { Occupancy, Position } from '../src/workforce/position.entity.js';
import { coversModel } from '../src/workforce/qualification.rules.js';
import { ConflictOfInterest, Qualification } from '../src/workforce/service-record.entity.js';
import { aPerson, type BrowserSession, signIn } from './support/browser-session.js';
import { aClient, aClientOf, type Client } from './support/client.js';
import { aSolvedDraft, postTo, readPlan } from './support/plans.js';
import { ledgerOf, runJob, tick } from './support/reminders.js';
import { startTestApp, type TestApp } from './support/test-app.js';

/** The first day of whoever follows the only team leader, who knows jails alone. */
const HAND_OVER = '2013-04-01';

const CONFLICT_STATE = 'SC';

let moa: TestApp;
let planner: Client;
let manager: Client;
let browser: BrowserSession;
let successor: { accountId: string; name: string };
let position: Position;
let plan: PlanDetailResponse;

const reading = () => moa.app.get(UnitOfWork).reading();
const writing = (work: Parameters<UnitOfWork['run']>[0]) => moa.app.get(UnitOfWork).run(work);

const placed = (): PlanItemResponse[] => plan.visits.filter(({ startsOn }) => startsOn !== null);
const isAfter = ({ startsOn }: PlanItemResponse): boolean => startsOn! >= HAND_OVER;

async function handOver(): Promise<void> {
  const leaders = await reading().findBy(Position, { role: 'leader' });
  position = leaders.find(({ title }) => title === 'Team leader 3')!;
  const others = leaders.filter(({ id }) => id !== position.id).map(({ id }) => id);
  await writing(async (tx) => {
    await tx.update(Occupancy, { positionId: In(others) }, { holdsUntil: '2012-09-26' });
    await tx.update(Occupancy, { positionId: position.id }, { holdsUntil: HAND_OVER });
    await tx.insert(Occupancy, {
      ...{ id: newId(), positionId: position.id, accountId: successor.accountId },
      ...{ holdsFrom: HAND_OVER, holdsUntil: null },
    });
    for (const model of ['DETENTION', 'TASK_FORCE'])
      await tx.insert(Qualification, {
        ...{ id: newId(), accountId: successor.accountId, isSample: false, model },
        ...{ recordedAt: '2012-09-01T12:00:00.000Z', recordedBy: 'a test', version: 1 },
        ...{ holdsFrom: '2012-09-01', holdsUntil: null, basis: 'stated by a test' },
      });
  });
}

/** Of whoever leads until then, with every agency of a state. */
async function conflictsOfFirstHolder(state: string): Promise<void> {
  const { accountId } = await reading().findOneByOrFail(Occupancy, {
    positionId: position.id,
    holdsUntil: HAND_OVER,
  });
  const agencies = await reading().findBy(Agency, { state });
  await writing((tx) =>
    tx.insert(
      ConflictOfInterest,
      agencies.map(({ id: agencyId }) => ({
        ...{ id: newId(), accountId, agencyId, reason: 'Served there.', isSample: false },
        ...{ recordedAt: '2012-09-01T12:00:00.000Z', recordedBy: 'a test', version: 1 },
        ...{ holdsFrom: '2012-09-01', holdsUntil: null },
      })),
    ),
  );
}

beforeAll(async () => {
  moa = await startTestApp();
  await runJob(moa.app, 'obligations.reconcile');
  await moa.app.get(FocusReviewsService).orderByRule(false);
  planner = await aClient(moa, 'team-leader');
  manager = await aClientOf(
    moa,
    'program-manager',
    (await aPerson(moa, 'program-manager')).accountId,
  );
  browser = await signIn(moa, await aPerson(moa, 'program-manager'));
  const { accountId } = await aPerson(moa, 'team-leader');
  const { displayName } = await reading().findOneByOrFail(Account, { id: accountId });
  successor = { accountId, name: displayName };
  await handOver();
  await conflictsOfFirstHolder(CONFLICT_STATE);
  const { id } = await aSolvedDraft(moa, planner);
  expect((await postTo(planner, id, '/proposal')).status).toBe(200);
  expect((await postTo(manager, id, '/approval')).status).toBe(200);
  plan = await readPlan(manager, id);
});

afterAll(() => moa.close());

describe('a position that changes hands in mid-year', () => {
  it('sends each of its holders to what they know, and is named as whoever holds it by then', () => {
    const [before, after] = [placed().filter((visit) => !isAfter(visit)), placed().filter(isAfter)];
    expect(before.every(({ model }) => model === 'DETENTION')).toBe(true);
    expect(after.some(({ model }) => !coversModel(['DETENTION'], model))).toBe(true);
    expect(before.length).toBeGreaterThan(0);
    for (const { leader } of placed()) expect(leader!.positionId).toBe(position.id);
    const [first, second] = [before, after].map((visits) => [
      ...new Set(visits.map(({ leader }) => leader!.holder)),
    ]);
    expect(second).toEqual([successor.name]);
    expect(first).toHaveLength(1);
    expect(first).not.toEqual(second);
    const load = plan.loads.find(({ positionId }) => positionId === position.id)!;
    expect(load).toMatchObject({
      holder: first![0],
      successors: [{ name: successor.name, from: HAND_OVER }],
    });
    // They share the travel weeks of the position: it is one, whoever holds it.
    expect(Math.max(...load.byQuarter)).toBeLessThanOrEqual(6);
  });

  it('keeps away from the agencies in conflict with an interest of whoever holds it by then, no longer', () => {
    const [there, elsewhere] = [true, false].map((isThere) =>
      placed().filter(({ state }) => (state === CONFLICT_STATE) === isThere),
    );
    expect(there!.length).toBeGreaterThan(0);
    expect(there!.every(isAfter)).toBe(true);
    expect(elsewhere!.every(isAfter)).toBe(false);
  });

  it('is told by name on the page, the board and in the file', async () => {
    const named = `Team leader 3 (${successor.name})`;
    expect((await browser.open(`/plans/${plan.id}?show=placed&limit=100`)).text).toContain(named);
    expect((await browser.open(`/plans/${plan.id}/visits.csv`)).text).toContain(named);
    const { text } = await browser.open(`/plans/${plan.id}/board`);
    const row = text.slice(text.indexOf('data-title="Team leader 3"')).split('</th>')[0]!;
    expect(row).toContain('1 Apr 2013');
    expect(row).toContain(successor.name);
  });

  it('tells its holders each of their own visits', async () => {
    await tick(moa.app);
    await tick(moa.app);
    const told = (await ledgerOf(moa.app)).filter(({ kind }) => kind === 'plan-approved');
    const own = told.filter(({ recipientId }) => recipientId === successor.accountId);
    expect(own).toHaveLength(1);
    const holder = await reading().findOneByOrFail(Occupancy, {
      positionId: position.id,
      holdsUntil: HAND_OVER,
    });
    expect(told.filter(({ recipientId }) => recipientId === holder.accountId)).toHaveLength(1);
  });

  it('is held against what its holders may inspect by then, every night', async () => {
    expect(await runJob(moa.app, 'planning.check')).toMatchObject({ hasChanged: false });
    await writing((tx) =>
      tx.update(
        Qualification,
        { accountId: successor.accountId, model: 'TASK_FORCE' },
        { holdsUntil: '2013-07-01' },
      ),
    );
    await runJob(moa.app, 'planning.check');
    const notes = await reading().findBy(PlanNote, { planId: plan.id, goneOn: IsNull() });
    const broken = placed().filter(
      ({ startsOn, model }) => startsOn! >= '2013-07-01' && !coversModel(['DETENTION'], model),
    );
    expect(broken.length).toBeGreaterThan(0);
    expect(new Set(notes.map(({ taskId }) => taskId))).toEqual(
      new Set(broken.map(({ taskId }) => taskId)),
    );
    expect(notes.every(({ words }) => words.includes('is not qualified for'))).toBe(true);
    expect(await reading().countBy(Inspection, { status: 'postponed' })).toBe(0);
  });
});
