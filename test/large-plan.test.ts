import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../src/audit/audit-entry.entity.js';
import { Account } from '../src/identity/account.entity.js';
import {
  Inspection,
  InspectionEvent,
  InspectionTeamMember,
} from '../src/inspections/inspection.entity.js';
import { FieldOffice } from '../src/offices/office.entity.js';
import { newId } from '../src/platform/db/id.js';
import { insertAll } from '../src/platform/db/insert-once.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import type { PlanDetailResponse } from '../src/planning/versions/plan.dto.js';
import { Occupancy, Position } from '../src/workforce/position.entity.js';
import { Qualification } from '../src/workforce/service-record.entity.js';
import { anAgency } from './support/agencies.js';
import { aPerson, type BrowserSession, signIn } from './support/browser-session.js';
import { aClient, aClientOf, type Client } from './support/client.js';
import { aSolvedDraft, postTo, readPlan } from './support/plans.js';
import { runJob } from './support/reminders.js';
import { startTestApp, type TestApp } from './support/test-app.js';

/** More than are made at once, and more people than a board shows at once. */
const AGREEMENTS = 120;
const PEOPLE = 60;
const MODELS = ['DETENTION', 'TASK_FORCE'];
const SINCE = '2002-07-02';

let moa: TestApp;
let planner: Client;
let manager: Client;
let leader: BrowserSession;
let plan: PlanDetailResponse;

const reading = () => moa.app.get(UnitOfWork).reading();

beforeAll(async () => {
  moa = await startTestApp();
  await addPeople();
  for (let number = 0; number < AGREEMENTS; number++)
    await anAgency(moa, {
      name: `Large Program ${number} Police Department`,
      state: number % 2 === 0 ? 'AL' : 'SC',
      model: MODELS[number % 2]!,
      signedOn: '2011-11-01',
    });
  await runJob(moa.app, 'obligations.reconcile');
  planner = await aClient(moa, 'team-leader');
  const approver = await aPerson(moa, 'program-manager');
  manager = await aClientOf(moa, 'program-manager', approver.accountId);
  leader = await signIn(moa, await aPerson(moa, 'team-leader'));
  plan = await aSolvedDraft(moa, planner, { iterations: 1 });
});

afterAll(() => moa.close());

/** Each fourth leads; four in a row share a home. */
async function addPeople(): Promise<void> {
  const offices = await reading().find(FieldOffice, { order: { name: 'ASC' } });
  const people = Array.from({ length: PEOPLE }, (_, number) => ({
    number,
    role: number % 4 === 0 ? ('leader' as const) : ('inspector' as const),
    accountId: newId(),
    positionId: newId(),
    homeOfficeId: offices[Math.floor(number / 4) % offices.length]!.id,
  }));
  const common = { isSample: false, version: 1 };
  await moa.app.get(UnitOfWork).run(async (transaction) => {
    await insertAll(
      transaction,
      Account,
      people.map(({ accountId, number, role }) => ({
        ...common,
        id: accountId,
        kind: 'person' as const,
        email: `person-${number}@example.test`,
        displayName: `Person ${number}`,
        role: role === 'leader' ? ('team-leader' as const) : ('inspector' as const),
        mustChangePassword: false,
        isActive: true,
        createdAt: '2012-09-26T12:00:00.000Z',
      })),
    );
    await insertAll(
      transaction,
      Position,
      people.map(({ positionId, number, role, homeOfficeId }) => ({
        ...{ ...common, id: positionId, role, homeOfficeId },
        title: `Large unit ${number}`,
        qualifications: MODELS,
        establishedOn: SINCE,
      })),
    );
    await insertAll(
      transaction,
      Occupancy,
      people.map(({ positionId, accountId }) => ({
        ...{ id: newId(), positionId, accountId, holdsFrom: SINCE },
      })),
    );
    await insertAll(
      transaction,
      Qualification,
      people.flatMap(({ accountId }) =>
        MODELS.map((model) => ({
          ...{ ...common, id: newId(), accountId, model, holdsFrom: SINCE },
          ...{ basis: 'of the test', recordedAt: '2012-09-26T12:00:00.000Z', recordedBy: 'test' },
        })),
      ),
    );
  });
}

describe('the board of many people', () => {
  const rowsOf = (text: string): string[] =>
    [...text.matchAll(/data-row="[^"]+" data-role="\w+" data-title="([^"]+)"/g)].map(
      ([, title = '']) => title,
    );
  const page = async (query: string): Promise<string> =>
    (await leader.open(`/plans/${plan.id}/board${query}`)).text;

  it('shows them in pages, each person once, office by office', async () => {
    const [first, second] = [rowsOf(await page('')), rowsOf(await page('?page=2'))];
    const everybody = await reading().find(Position);
    expect(first).toHaveLength(40);
    expect([...first, ...second].sort()).toEqual(everybody.map(({ title }) => title).sort());
    const homeOf = new Map(everybody.map(({ title, homeOfficeId }) => [title, homeOfficeId]));
    const homes = [...first, ...second].map((title) => homeOf.get(title));
    const changes = homes.filter((home, index) => home !== homes[index - 1]);
    expect(changes).toHaveLength(new Set(homes).size);
  });

  it('leads on and back, keeps the quarter, and takes a page that there is not for the last', async () => {
    expect(await page('?quarter=2')).toMatch(/href="[^"]*quarter=2&amp;page=2[^"]*">People after</);
    const last = await page('?quarter=2&page=99');
    expect(last).toMatch(/href="[^"]*quarter=2&amp;page=1[^"]*">People before</);
    expect(last).not.toContain('People after');
    expect(last).toContain('page 2 of 2');
  });

  it('does not page the people of one office', async () => {
    const text = await page('?office=Atlanta');
    expect(rowsOf(text).length).toBeGreaterThan(3);
    expect(text).not.toContain('Pages of people');
  });

  it('refuses a page that is no number, by its name', async () => {
    expect((await leader.open(`/plans/${plan.id}/board?page=0`)).status).toBe(400);
  });
});

describe('the approval of a large plan', () => {
  it('makes every visit with its number, team, history and audit, and knows them from then on', async () => {
    expect((await postTo(planner, plan.id, '/proposal')).status).toBe(200);
    expect((await postTo(manager, plan.id, '/approval')).status).toBe(200);
    const after = await readPlan(manager, plan.id);
    expect(after).toMatchObject({ planStatus: 'approved', differences: [] });
    const made = new Map(
      (await reading().findBy(Inspection, { kind: 'full', fiscalYear: 2013 })).map((visit) => [
        visit.id,
        visit,
      ]),
    );
    const placed = after.visits.filter(
      ({ kind, week, fixedBecause }) => kind === 'full' && week !== null && fixedBecause === null,
    );
    expect(placed.length).toBeGreaterThan(100);
    const teams = await reading().find(InspectionTeamMember);
    for (const item of placed) {
      const visit = made.get(item.inspectionId ?? '');
      expect(visit).toMatchObject({ startsOn: item.startsOn, status: 'scheduled', version: 1 });
      const team = teams.filter(({ inspectionId }) => inspectionId === item.inspectionId);
      expect(team.map(({ positionId }) => positionId).sort()).toEqual(
        [item.leader, ...item.inspectors].flatMap((one) => one?.positionId ?? []).sort(),
      );
    }
    const numbers = placed.map(({ inspectionId }) => made.get(inspectionId ?? '')?.number).sort();
    expect(numbers).toEqual(
      placed.map((_, index) => `INS-2013-${String(index + 1).padStart(4, '0')}`),
    );
    const ids = new Set(placed.map(({ inspectionId }) => inspectionId));
    const events = await reading().findBy(InspectionEvent, { event: 'scheduled' });
    expect(events.filter(({ inspectionId }) => ids.has(inspectionId))).toHaveLength(placed.length);
    const audited = await reading().findBy(AuditEntry, { action: 'inspection.scheduled' });
    expect(audited.filter(({ subjectId }) => ids.has(subjectId))).toHaveLength(placed.length);
  });
});
