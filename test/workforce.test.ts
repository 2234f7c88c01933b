import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../src/audit/audit-entry.entity.js';
import { Account } from '../src/identity/account.entity.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { InstallationSteps } from '../src/platform/installation/installation-steps.js';
import { Agency } from '../src/registry/agreement.entity.js';
import { CapacityService } from '../src/workforce/capacity.service.js';
import type { PersonResponse } from '../src/workforce/people/person-response.dto.js';
import { Occupancy, Position } from '../src/workforce/position.entity.js';
import type {
  PositionListResponse,
  PositionResponse,
} from '../src/workforce/positions/position.dto.js';
import { Leave, Qualification, Training } from '../src/workforce/service-record.entity.js';
import { StaffService } from '../src/workforce/staff.service.js';
import { aPerson, type BrowserSession, signIn } from './support/browser-session.js';
import {
  aClient,
  aClientOf,
  type Answer,
  type Client,
  type ProblemBody,
} from './support/client.js';
import { runJob } from './support/reminders.js';
import { startTestApp, type TestApp } from './support/test-app.js';
import { plannedVisits } from './support/visits.js';

const TODAY = '2012-09-26';
const API = '/api/v1/workforce';

let moa: TestApp;
let manager: Client;
let leader: Client;

beforeAll(async () => {
  moa = await startTestApp();
  for (const job of ['obligations.reconcile', 'inspections.schedule']) await runJob(moa.app, job);
  manager = await aClient(moa, 'program-manager');
  leader = await aClientOf(moa, 'team-leader', await personId('Team leader 1'));
}, 60_000);

afterAll(() => moa.close());

const reading = () => moa.app.get(UnitOfWork).reading();
const personId = async (displayName: string): Promise<string> =>
  (await reading().findOneByOrFail(Account, { displayName })).id;
const positionId = async (title: string): Promise<string> =>
  (await reading().findOneByOrFail(Position, { title })).id;
const pointers = ({ body }: Answer): (string | undefined)[] =>
  (body as ProblemBody).errors.map(({ pointer }) => pointer);
const details = ({ body }: Answer): string => (body as ProblemBody).detail;

const positionOf = async (id: string): Promise<PositionResponse> =>
  (await manager.get(`${API}/positions/${id}`)).body as PositionResponse;
const personOf = async (id: string): Promise<PersonResponse> =>
  (await manager.get(`${API}/people/${id}`)).body as PersonResponse;

/** Sends a change of a position with the version that is there now. */
async function edit(id: string, verb: string, body: object, client = manager): Promise<Answer> {
  const { headers } = await manager.get(`${API}/positions/${id}`);
  return client.post(`${API}/positions/${id}/${verb}`, body, { 'if-match': headers['etag'] ?? '' });
}

async function anInspector(): Promise<string> {
  return (await aPerson(moa, 'inspector')).accountId;
}

/** A position of its own for a test, vacant. */
async function aPosition(title: string): Promise<string> {
  const answer = await manager.post(`${API}/positions`, {
    ...{ title, role: 'inspector', homeOffice: 'Atlanta', qualifications: ['DETENTION'] },
    establishedOn: '2012-10-01',
  });
  expect(answer).toMatchObject({ status: 201 });
  return (answer.body as PositionResponse).id;
}

describe('a position', () => {
  it('is established, filled, vacated and abolished, each in the audit', async () => {
    const id = await aPosition('Inspector 20');
    const inspector = await anInspector();
    const filled = await edit(id, 'holders', { accountId: inspector, from: '2012-10-01' });
    expect(filled).toMatchObject({ status: 200, body: { holders: [{ from: '2012-10-01' }] } });
    const vacated = await edit(id, 'vacancy', { from: '2013-01-07', reason: 'Leaves.' });
    expect(vacated.body).toMatchObject({ holders: [{ until: '2013-01-07' }] });
    const abolished = await edit(id, 'abolition', { on: '2013-10-01', reason: 'Given up.' });
    expect(abolished.body).toMatchObject({ abolishedOn: '2013-10-01' });
    const entries = await reading().find(AuditEntry, {
      where: { subjectId: id },
      order: { sequence: 'ASC' },
    });
    expect(entries.map(({ action }) => action)).toEqual(
      ['established', 'filled', 'vacated', 'abolished'].map((done) => `position.${done}`),
    );
    const asOf = async (day: string): Promise<string[]> =>
      ((await manager.get(`${API}/positions?asOf=${day}`)).body as PositionListResponse).items.map(
        ({ title }) => title,
      );
    expect(await asOf('2012-09-30')).not.toContain('Inspector 20');
    expect(await asOf('2013-09-30')).toContain('Inspector 20');
    expect(await asOf('2013-10-01')).not.toContain('Inspector 20');
  });

  it('is refused field by field', async () => {
    const answer = await manager.post(`${API}/positions`, {
      ...{ title: 'Inspector 1', role: 'inspector', homeOffice: 'Nowhere' },
      ...{ qualifications: ['JOINT'], establishedOn: '2012-10-01' },
    });
    expect(answer.status).toBe(400);
    expect(pointers(answer)).toEqual(['/title', '/homeOffice', '/qualifications']);
  });

  it('has one holder on a day, and a person one position', async () => {
    const held = await positionId('Inspector 1');
    const vacant = await positionId('Inspector 9');
    const holder = await personId('Inspector 1');
    const twice = await edit(held, 'holders', { accountId: await anInspector(), from: TODAY });
    expect(pointers(twice)).toEqual(['/from']);
    expect(details(twice)).toContain('Inspector 1 holds Inspector 1 from 2 Jul 2002');
    const elsewhere = await edit(vacant, 'holders', { accountId: holder, from: TODAY });
    expect(pointers(elsewhere)).toEqual(['/accountId']);
    const wrongRole = await edit(vacant, 'holders', {
      ...{ accountId: await personId('Team leader 1'), from: '2002-01-01' },
    });
    expect(pointers(wrongRole)).toEqual(['/accountId', '/from']);
  });

  it('is not abolished while somebody holds it', async () => {
    const answer = await edit(await positionId('Inspector 2'), 'abolition', {
      ...{ on: '2013-01-01', reason: 'Of the test.' },
    });
    expect(pointers(answer)).toEqual(['/on']);
    expect(details(answer)).toContain('vacate it first');
  });

  it('keeps a hold that was taken back before it began out of every list', async () => {
    const id = await aPosition('Inspector 21');
    const first = await anInspector();
    await edit(id, 'holders', { accountId: first, from: '2012-11-05' });
    await edit(id, 'vacancy', { from: '2012-10-15', reason: 'Does not come.' });
    expect((await positionOf(id)).holders).toEqual([]);
    const second = await edit(id, 'holders', {
      ...{ accountId: await anInspector(), from: '2012-11-05' },
    });
    expect(second).toMatchObject({ status: 200 });
    const again = await edit(id, 'vacancy', { from: '2012-11-05', reason: 'Nor this one.' });
    expect(again.status).toBe(200);
    expect(await edit(id, 'vacancy', { from: '2012-11-05', reason: 'x' })).toMatchObject({
      ...{ status: 409, body: { type: 'urn:moa:problem:already-vacant' } },
    });
    const open = await edit(await positionId('Inspector 9'), 'holders', {
      ...{ accountId: first, from: '2013-09-30', until: '2013-09-30' },
    });
    expect(pointers(open)).toEqual(['/until']);
  });

  it('says what was there when two change it', async () => {
    const id = await positionId('Inspector 3');
    const { headers } = await manager.get(`${API}/positions/${id}`);
    const change = { title: 'Inspector 3', homeOffice: 'Atlanta', qualifications: ['TASK_FORCE'] };
    const stale = { 'if-match': headers['etag'] ?? '' };
    expect((await manager.post(`${API}/positions/${id}/changes`, change, stale)).status).toBe(200);
    const second = await manager.post(`${API}/positions/${id}/changes`, change, stale);
    expect(second).toMatchObject({ status: 412, body: { current: { version: 2 } } });
    const same = await edit(id, 'changes', change);
    expect(same).toMatchObject({ status: 409, body: { type: 'urn:moa:problem:nothing-changed' } });
  });

  it('that is vacated names the scheduled visits that it leaves without a holder', async () => {
    const [visit] = await plannedVisits(moa, 'full');
    const hold = await reading().findOneByOrFail(Occupancy, {
      accountId: visit!.inspector.accountId,
    });
    const answer = await edit(hold.positionId, 'vacancy', {
      ...{ from: visit!.startsOn, reason: 'Goes to another unit.' },
    });
    const { concernedVisits, holders } = answer.body as PositionResponse;
    expect(concernedVisits.map(({ number }) => number)).toContain(visit!.number);
    expect(holders).toMatchObject([{ until: visit!.startsOn }]);
    const back = await edit(hold.positionId, 'holders', {
      ...{ accountId: hold.accountId, from: visit!.startsOn },
    });
    expect(back).toMatchObject({ status: 200, body: { concernedVisits: [] } });
  });
});

describe('a training', () => {
  const training = async (given: object = {}) => ({
    leaderId: await personId('Team leader 1'),
    ...{ model: 'TASK_FORCE', firstDay: '2012-09-10', lastDay: '2012-09-14', result: 'passed' },
    ...given,
  });
  const train = async (id: string, given: object = {}, client = leader): Promise<Answer> =>
    client.post(`${API}/people/${id}/trainings`, await training(given));

  it('that is passed qualifies from its last day on, and withdrawing it takes that back', async () => {
    const id = await anInspector();
    const answer = await train(id);
    expect(answer.status).toBe(201);
    const { qualifications, trainingsReceived } = answer.body as PersonResponse;
    expect(qualifications).toMatchObject([
      {
        ...{ model: 'TASK_FORCE', from: '2012-09-14', until: null },
        basis: 'training 10 Sep 2012 to 14 Sep 2012 given by Team leader 1',
      },
    ]);
    const [given] = trainingsReceived;
    const withdrawn = await leader.post(
      `${API}/trainings/${given!.id}/withdrawal`,
      { reason: 'Another inspector.' },
      { 'if-match': given!.etag },
    );
    expect(withdrawn).toMatchObject({
      status: 200,
      body: {
        trainingsReceived: [{ withdrawn: { reason: 'Another inspector.' } }],
        qualifications: [
          { withdrawn: { reason: 'The training is withdrawn: Another inspector.' } },
        ],
      },
    });
  });

  it('that is not passed qualifies nobody, and a second qualification is never given', async () => {
    const id = await anInspector();
    await train(id, { result: 'not-passed' });
    expect((await personOf(id)).qualifications).toEqual([]);
    expect((await train(await personId('Inspector 3'))).status).toBe(201);
    const { qualifications } = await personOf(await personId('Inspector 3'));
    expect(qualifications).toHaveLength(1);
  });

  it.each([
    [{ lastDay: '2012-09-27' }, ['/lastDay']],
    [{ firstDay: '2012-09-20' }, ['/lastDay']],
    [{ leaderId: 'x', model: 'JOINT' }, ['/model', '/leaderId']],
  ])('is refused by field: %j', async (given, expected) => {
    const answer = await train(await anInspector(), given);
    expect([answer.status, pointers(answer)]).toEqual([400, expected]);
  });

  it('is recorded once, of inspectors, by team leaders', async () => {
    const id = await anInspector();
    await train(id);
    expect(pointers(await train(id, { firstDay: '2012-09-14' }))).toEqual(['/firstDay']);
    expect(pointers(await train(await personId('Team leader 2')))).toEqual(['/model']);
    expect((await train(id, {}, manager)).status).toBe(403);
  });
});

describe('a qualification', () => {
  it('belongs to the person: the position has what its holder has on that day', async () => {
    const id = await aPosition('Inspector 22');
    const person = await anInspector();
    await edit(id, 'holders', { accountId: person, from: '2012-10-01' });
    const record = { model: 'TASK_FORCE', from: '2012-11-01', basis: 'Certificate' };
    const answer = await manager.post(`${API}/people/${person}/qualifications`, record);
    const [qualification] = (answer.body as PersonResponse).qualifications;
    const modelsOn = async (day: string): Promise<string[] | undefined> =>
      (await moa.app.get(StaffService).findPositions(day)).find((one) => one.id === id)
        ?.qualifications;
    expect(await modelsOn('2012-10-31')).toEqual([]);
    expect(await modelsOn('2012-11-01')).toEqual(['TASK_FORCE']);
    const twice = await manager.post(`${API}/people/${person}/qualifications`, record);
    expect(pointers(twice)).toEqual(['/from']);
    const end = (on: string, etag: string): Promise<Answer> =>
      manager.post(
        `${API}/qualifications/${qualification!.id}/end`,
        { on, reason: 'Was not renewed.' },
        { 'if-match': etag },
      );
    expect(pointers(await end('2012-11-01', qualification!.etag))).toEqual(['/on']);
    expect((await end('2013-01-01', qualification!.etag)).status).toBe(200);
    expect((await end('2012-12-01', qualification!.etag)).status).toBe(412);
    expect(await modelsOn('2013-01-01')).toEqual([]);
    await edit(id, 'vacancy', { from: '2013-02-01', reason: 'Leaves.' });
    expect(await modelsOn('2013-02-01')).toEqual(['DETENTION']);
  });
});

describe('leave', () => {
  it('in a week in which somebody travels is recorded, and the visit named', async () => {
    const [, visit] = await plannedVisits(moa, 'full');
    const own = await aClientOf(moa, 'inspector', visit!.inspector.accountId);
    const answer = await own.post(`${API}/me/leaves`, {
      ...{ firstDay: visit!.endsOn, lastDay: visit!.endsOn },
    });
    expect(answer.status).toBe(201);
    const leave = (answer.body as PersonResponse).leaves.at(-1)!;
    const mine = (answer.body as PersonResponse).leaves.find(
      ({ firstDay }) => firstDay === visit!.endsOn,
    );
    expect(leave).toBeDefined();
    expect(mine?.concernedVisits.map(({ number }) => number)).toEqual([visit!.number]);
    const twice = await own.post(`${API}/me/leaves`, {
      ...{ firstDay: visit!.startsOn, lastDay: visit!.endsOn },
    });
    expect(pointers(twice)).toEqual(['/firstDay']);
    const withdrawal = await own.post(
      `${API}/me/leaves/${mine!.id}/withdrawal`,
      { reason: 'Is there after all.' },
      { 'if-match': mine!.etag },
    );
    expect(withdrawal.status).toBe(200);
    expect((await own.get(`${API}/people/${visit!.inspector.accountId}`)).status).toBe(403);
  });

  it('is entered by team leaders for inspectors, and nobody withdraws that of others', async () => {
    const days = { firstDay: '2013-08-05', lastDay: '2013-08-09' };
    const inspector = await personId('Inspector 5');
    const answer = await leader.post(`${API}/people/${inspector}/leaves`, days);
    const [leave] = (answer.body as PersonResponse).leaves;
    const other = await aClientOf(moa, 'inspector', await personId('Inspector 6'));
    const foreign = await other.post(
      `${API}/me/leaves/${leave!.id}/withdrawal`,
      { reason: 'Of the test.' },
      { 'if-match': leave!.etag },
    );
    expect(foreign.status).toBe(404);
    const ofLeader = await personId('Team leader 2');
    expect((await leader.post(`${API}/people/${ofLeader}/leaves`, days)).status).toBe(403);
    expect((await manager.post(`${API}/people/${inspector}/leaves`, days)).status).toBe(403);
    const idle = await anInspector();
    expect(await leader.post(`${API}/people/${idle}/leaves`, days)).toMatchObject({
      ...{ status: 409, body: { type: 'urn:moa:problem:holds-no-position' } },
    });
  });
});

describe('a conflict of interest', () => {
  it('names the scheduled visits of that agency, and planning can read it', async () => {
    const [, , visit] = await plannedVisits(moa, 'full');
    const person = visit!.inspector.accountId;
    const [coming] = (await personOf(person)).comingVisits;
    const agency = await reading().findOneByOrFail(Agency, { name: coming!.agency });
    const conflict = { agencyId: agency.id, reason: 'Served there.', from: '2012-09-01' };
    const answer = await manager.post(`${API}/people/${person}/conflicts`, conflict);
    const [recorded] = (answer.body as PersonResponse).conflicts;
    expect(recorded?.concernedVisits.map(({ number }) => number)).toContain(coming!.number);
    const twice = await manager.post(`${API}/people/${person}/conflicts`, conflict);
    expect(pointers(twice)).toEqual(['/agencyId']);
    const capacity = moa.app.get(CapacityService);
    const holds = await reading().find(Occupancy, {
      where: { accountId: person },
      order: { holdsFrom: 'ASC' },
    });
    // One for each time they hold a position, from its first day or that of the conflict on.
    expect(await capacity.findConflicts('2012-10-01', '2013-09-30')).toEqual(
      holds.map(({ positionId, holdsFrom, holdsUntil }) => ({
        ...{ accountId: person, positionId, agencyId: agency.id, reason: 'Served there.' },
        ...{ holdsFrom: holdsFrom < '2012-09-01' ? '2012-09-01' : holdsFrom, holdsUntil },
      })),
    );
    await manager.post(
      `${API}/conflicts/${recorded!.id}/withdrawal`,
      { reason: 'Another agency.' },
      { 'if-match': recorded!.etag },
    );
    expect(await capacity.findConflicts('2012-10-01', '2013-09-30')).toEqual([]);
  });
});

describe('capacity', () => {
  it('has the positions of a span with where they are and when their holders cannot travel', async () => {
    const people = await moa.app.get(CapacityService).findCapacity('2012-10-01', 52, TODAY);
    const of = (title: string) => people.find((person) => person.title === title)!;
    expect(of('Inspector 1').unavailable).toEqual([
      { monday: '2012-12-24', reason: 'leave' },
      { monday: '2012-12-31', reason: 'leave' },
    ]);
    expect(of('Team leader 4')).toMatchObject({
      ...{ holder: null, models: ['DETENTION', 'TASK_FORCE'], isSample: true },
      travelWeeksPerQuarter: 6,
    });
    expect(of('Team leader 4').unavailable).toHaveLength(52);
    // Inspector 20 was established, vacated in January and abolished after the year.
    const own = of('Inspector 20');
    expect(own.unavailable[0]).toEqual({ monday: '2013-01-07', reason: 'vacant' });
    expect([own.latitude, own.longitude]).toEqual([
      expect.closeTo(33.8, 0),
      expect.closeTo(-84.5, 0),
    ]);
  });
});

describe('the pages', () => {
  let browser: BrowserSession;
  beforeAll(async () => {
    browser = await signIn(moa, await aPerson(moa, 'program-manager'));
  });

  it('list positions as of a day, with filters and the same as a table', async () => {
    const { text } = await browser.open('/workforce?asOf=2012-09-26&vacant=true');
    expect(text).toContain('Team leader 4');
    expect(text).not.toContain('Team leader 1<');
    const csv = await browser.open('/workforce.csv?asOf=2012-09-26&vacant=true');
    expect(csv.text.split('\n')[0]).toContain('position,role,home_office,holder,vacant');
    expect(csv.text).toContain('Team leader 4');
  });

  it('keep what was typed when a form is refused, and tell what was done', async () => {
    await browser.open('/workforce/positions/new');
    const facts = { role: 'inspector', title: 'Inspector 30', homeOffice: 'Dallas' };
    const refused = await browser.submit('/workforce/positions', { ...facts, establishedOn: '' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('value="Inspector 30"');
    expect(refused.text).toContain('href="#establishedOn"');
    expect(refused.text).toContain('href="#qualifications"');
    const done = await browser.submit('/workforce/positions', {
      ...{ ...facts, qualifications: 'DETENTION', establishedOn: '2012-10-01' },
    });
    expect(done.status).toBe(303);
    const page = await browser.open(done.headers['location'] ?? '');
    expect(page.text).toContain('Inspector 30 is established.');
  });

  it('refuse the version that is no longer there, with a page that says so', async () => {
    const id = await aPosition('Inspector 31');
    await browser.open(`/workforce/positions/${id}`);
    const vacancy = { from: TODAY, reason: 'Of the test.', version: '9' };
    const { status } = await browser.submit(`/workforce/positions/${id}/vacate`, vacancy);
    expect(status).toBe(412);
    const none = await browser.submit(`/workforce/positions/${id}/vacate`, {
      ...{ ...vacancy, version: '1' },
    });
    expect([none.status, none.text.includes('Nobody holds Inspector 31')]).toEqual([422, true]);
  });

  it('show a person with what is on record, and a fact with what was done to it', async () => {
    const id = await personId('Inspector 8');
    const { text } = await browser.open(`/workforce/people/${id}`);
    expect(text).toContain('given by Team leader 3 (sample)');
    const { id: training } = await reading().findOneByOrFail(Training, { isSample: true });
    const page = await browser.open(`/workforce/records/trainings/${training}`);
    expect(page.text).toContain('Given by');
    expect((await browser.open('/workforce/records/nothing/x')).status).toBe(404);
  });

  it('let an inspector see their own record and enter their leave', async () => {
    const inspector = await aPerson(moa, 'inspector');
    const position = await positionId('Inspector 10');
    await edit(position, 'holders', { accountId: inspector.accountId, from: TODAY });
    const own = await signIn(moa, inspector);
    expect((await own.open('/workforce')).status).toBe(403);
    await own.open('/my-record/leaves/new');
    const refused = await own.submit('/my-record/leaves', { firstDay: '2013-05-10', lastDay: '' });
    expect([refused.status, refused.text.includes('value="2013-05-10"')]).toEqual([422, true]);
    const days = { firstDay: '2013-05-06', lastDay: '2013-05-10', note: 'leave' };
    expect((await own.submit('/my-record/leaves', days)).status).toBe(303);
    const page = await own.open('/my-record');
    expect(page.text).toContain('Your leave is recorded.');
    const { id } = await reading().findOneByOrFail(Leave, { accountId: inspector.accountId });
    expect((await own.open(`/my-record/leaves/${id}`)).status).toBe(200);
    expect((await own.open(`/audit/leave/${id}`)).status).toBe(200);
  });

  it('show the capacity of a fiscal year', async () => {
    const { text } = await browser.open('/workforce/capacity?fiscalYear=2013');
    expect(text).toContain('Capacity of fiscal year 2013');
    expect(text).toContain('vacant');
    const csv = await browser.open('/workforce/capacity.csv?fiscalYear=2013');
    const [head, ...rows] = csv.text.trim().split('\n');
    expect(head).toContain('q1_travel_weeks,q1_available_weeks,q1_lost_weeks');
    expect(rows.find((row) => row.startsWith('Inspector 1,'))).toContain(',6,12,1 leave,');
    expect(rows.find((row) => row.startsWith('Team leader 4,'))).toContain(',0,0,13 vacant,');
    const own = await signIn(moa, await aPerson(moa, 'ero-supervisor', 'Atlanta'));
    expect((await own.open('/workforce/capacity.csv')).status).toBe(403);
  });
});

it('samples leave without a trace of qualifications, leave and trainings', async () => {
  const own = await startTestApp();
  await own.app.get(InstallationSteps).removeSamples();
  const there = own.app.get(UnitOfWork).reading();
  for (const kind of [Qualification, Leave, Training, Occupancy, Position])
    expect(await there.countBy(kind, {})).toBe(0);
  await own.close();
});
