import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { In, IsNull } from 'typeorm';
import { createApp } from '../src/app.js';
import { Finding, FindingCoverage } from '../src/inspections/finding.entity.js';
import { InspectionObligation } from '../src/inspections/inspection-obligation.entity.js';
import type {
  InspectionListResponse,
  InspectionResponse,
} from '../src/inspections/inspection.dto.js';
import { Inspection, InspectionTeamMember } from '../src/inspections/inspection.entity.js';
import { Account } from '../src/identity/account.entity.js';
import { newId } from '../src/platform/db/id.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { InstallationSteps } from '../src/platform/installation/installation-steps.js';
import { JobRunner } from '../src/platform/queue/job-runner.js';
import { Agency } from '../src/registry/agreement.entity.js';
import { Reminder } from '../src/reminders/reminder.entity.js';
import { Occupancy, Position } from '../src/workforce/position.entity.js';
import {
  ConflictOfInterest,
  Leave,
  Qualification,
} from '../src/workforce/service-record.entity.js';
import { aClient, type Client } from './support/client.js';
import { aPolicy, startTestApp, type TestApp } from './support/test-app.js';

const JOBS = [
  'obligations.reconcile',
  'inspections.schedule',
  'focus-reviews.schedule',
  'reminders.plan',
];

let moa: TestApp;
let manager: Client;

async function runJobs(app = moa.app, names = JOBS): Promise<boolean[]> {
  const changed: boolean[] = [];
  for (const name of names) changed.push((await app.get(JobRunner).run(name, 'hand')).hasChanged);
  return changed;
}

async function year(query = ''): Promise<InspectionResponse[]> {
  const answer = await manager.get(`/api/v1/inspections?fiscalYear=2013&limit=500${query}`);
  expect(answer.status).toBe(200);
  return (answer.body as InspectionListResponse).items;
}

const reading = () => moa.app.get(UnitOfWork).reading();
const writing = <Result>(work: Parameters<UnitOfWork['run']>[0]) =>
  moa.app.get(UnitOfWork).run(work) as Promise<Result>;

/** Everything that scheduling decides, for comparing before and after. */
async function snapshot(): Promise<unknown> {
  const visits = await reading().find(Inspection, { order: { number: 'ASC' } });
  const teams = await reading().find(InspectionTeamMember, { order: { id: 'ASC' } });
  const coverage = await reading().find(FindingCoverage, { order: { id: 'ASC' } });
  const obligations = await reading().find(InspectionObligation, { order: { id: 'ASC' } });
  return { visits, teams, coverage, obligations };
}

describe('the fiscal year 2013 of the demonstration', () => {
  beforeAll(async () => {
    moa = await startTestApp({ prepared: JOBS });
    manager = await aClient(moa, 'program-manager');
  });
  afterAll(() => moa.close());

  it('has a full inspection or a stated reason for each of the 64 agreements in force', async () => {
    const full = await year('&kind=full');
    expect(new Set(full.map((item) => item.agreementId)).size).toBe(64);
    expect(full).toHaveLength(64);
    for (const item of full) {
      if (item.status === 'scheduled') {
        expect(item.number).toMatch(/^INS-2013-\d{4}$/);
        expect(item.startsOn! >= '2012-10-01' && item.endsOn! <= '2013-09-30').toBe(true);
        expect(item.team.filter((member) => member.role === 'leader')).toHaveLength(1);
        expect(item.team).toHaveLength(4);
      } else {
        expect(['unscheduled', 'not-due']).toContain(item.status);
        expect(item).toMatchObject({ number: null, startsOn: null, team: [] });
        expect(item.reason).not.toBe('');
      }
    }
    expect(full.filter((item) => item.status === 'scheduled').length).toBeGreaterThan(30);
  });

  it('covers every open finding by exactly one visit: a smaller focus review, or the full inspection that absorbs it', async () => {
    const items = await year();
    const open = await reading().find(Finding, { where: { status: 'open' } });
    expect(open.length).toBeGreaterThan(10);
    const covering = items.flatMap((item) => item.findings.map((finding) => ({ item, finding })));
    for (const { id, agreementId } of open) {
      const visits = covering.filter(({ finding }) => finding.id === id).map(({ item }) => item);
      expect(visits).toHaveLength(1);
      expect(visits[0]!.agreementId).toBe(agreementId);
      expect(visits[0]!.startsOn).not.toBeNull();
      if (visits[0]!.kind === 'focus') expect(visits[0]!.team).toHaveLength(2);
    }
    expect(covering).toHaveLength(open.length);
    expect(covering.some(({ item }) => item.kind === 'full')).toBe(true);
  });

  it('is one focus review for all findings of an agreement', async () => {
    const reviews = await year('&kind=focus');
    expect(new Set(reviews.map((review) => review.agreementId)).size).toBe(reviews.length);
    expect(reviews.some((review) => review.findings.length > 1)).toBe(true);
  });

  it('sends nobody to two places at once, and nobody past the travel limit', async () => {
    const visits = await reading().find(Inspection, { where: { status: 'scheduled' } });
    const teams = await reading().find(InspectionTeamMember);
    const positions = await reading().find(Position);
    for (const position of positions) {
      const mine = visits
        .filter((visit) =>
          teams.some(
            (member) => member.inspectionId === visit.id && member.positionId === position.id,
          ),
        )
        .sort((a, b) => a.startsOn!.localeCompare(b.startsOn!));
      for (const [index, visit] of mine.entries())
        if (index > 0) expect(mine[index - 1]!.endsOn! < visit.startsOn!).toBe(true);
      for (const start of ['2012-10-01', '2012-12-31', '2013-04-01', '2013-07-01']) {
        const end = new Date(Date.parse(start) + 91 * 86_400_000).toISOString().slice(0, 10);
        const inQuarter = mine.filter((visit) => visit.startsOn! >= start && visit.startsOn! < end);
        expect(inQuarter.length).toBeLessThanOrEqual(6);
      }
    }
  });

  it('leaves vacant positions at home', async () => {
    const occupied = new Set((await reading().find(Occupancy)).map((row) => row.positionId));
    for (const member of await reading().find(InspectionTeamMember))
      expect(occupied.has(member.positionId)).toBe(true);
  });

  it('leaves those at home who are on leave', async () => {
    const away = await reading().find(Leave, { where: { withdrawnAt: IsNull() } });
    expect(away.length).toBeGreaterThan(3);
    const holds = await reading().find(Occupancy);
    const visits = await reading().find(Inspection, { where: { status: 'scheduled' } });
    const teams = await reading().find(InspectionTeamMember);
    for (const { accountId, fromOn, untilOn } of away) {
      const positions = holds.filter((hold) => hold.accountId === accountId);
      const travelling = visits.filter(
        ({ id, startsOn, endsOn }) =>
          startsOn! <= untilOn &&
          endsOn! >= fromOn &&
          teams.some(
            (member) =>
              member.inspectionId === id &&
              positions.some(({ positionId }) => positionId === member.positionId),
          ),
      );
      expect(travelling.map(({ number, startsOn }) => [number, startsOn])).toEqual([]);
    }
  });

  it('is searched by number: a visit or a finding leads to its page, anything else to the agencies', async () => {
    const visit = (await year('&kind=focus'))[0]!;
    const finding = visit.findings[0]!;
    const whereTo = async (q: string): Promise<string | undefined> =>
      (await manager.get(`/search?q=${encodeURIComponent(q)}`)).headers['location'];
    expect(await whereTo(visit.number!.toLowerCase())).toBe(`/inspections/${visit.id}`);
    expect(await whereTo(finding.number)).toBe(`/findings/${finding.id}`);
    expect(await whereTo('INS-2013-9999')).toBe('/agreements?q=INS-2013-9999');
    expect(await whereTo('Cobb')).toBe('/agreements?q=Cobb');
    const elsewhere = await aClient(
      moa,
      'ero-supervisor',
      visit.agency.state === 'GA' ? 'Miami' : 'Atlanta',
    );
    const answer = await elsewhere.get(`/search?q=${visit.number}`);
    expect(answer.headers['location']).toBe(`/agreements?q=${visit.number}`);
  });

  it('changes nothing when every job runs a second time', async () => {
    const before = await snapshot();
    expect(await runJobs()).toEqual([false, false, false, false]);
    expect(await snapshot()).toEqual(before);
  });
});

describe('planning the fiscal year 2013', () => {
  beforeEach(async () => {
    moa = await startTestApp();
    manager = await aClient(moa, 'program-manager');
  });
  afterEach(async () => {
    await moa.close();
  });

  it('gives the same year when two workers run every job at once', async () => {
    const second = await createApp(moa.settings, { systemClock: moa.clock, policy: aPolicy() });
    try {
      for (const name of JOBS)
        await Promise.all([
          runJobs(moa.app, [name]),
          runJobs(second, [name]),
          runJobs(moa.app, [name]),
        ]);
    } finally {
      await second.close();
    }
    const visits = await reading().find(Inspection, { where: { fiscalYear: 2013 } });
    const served = visits
      .filter((visit) => visit.kind === 'full')
      .map((visit) => visit.obligationId);
    expect(new Set(served).size).toBe(served.length);
    expect(new Set(visits.map((visit) => visit.number)).size).toBe(visits.length);
    const coverage = await reading().find(FindingCoverage);
    expect(new Set(coverage.map((row) => row.findingId)).size).toBe(coverage.length);
    expect(await runJobs()).toEqual([false, false, false, false]);
  });

  it('says what could not be placed and why when nobody may lead a task-force inspection', async () => {
    await writing(async (tx) => {
      for (const position of await tx.find(Position, { where: { role: 'leader' } })) {
        await tx.update(Position, { id: position.id }, { qualifications: ['DETENTION'] });
        const holders = await tx.findBy(Occupancy, { positionId: position.id });
        await tx.delete(Qualification, {
          accountId: In(holders.map(({ accountId }) => accountId)),
          model: 'TASK_FORCE',
        });
      }
    });
    await runJobs();
    const left = await year('&kind=full&status=unscheduled');
    expect(left.length).toBeGreaterThan(5);
    for (const item of left) {
      expect(['TASK_FORCE', 'JOINT']).toContain(item.model);
      expect(item.reason).toMatch(
        /^Not placed in fiscal year 2013: no filled team leader position is qualified for (task force|detention and task force)\.$/,
      );
    }
    const reviews = await year('&kind=focus&status=unscheduled');
    expect(
      reviews.every((review) => review.reason!.startsWith('Not placed in fiscal year 2013')),
    ).toBe(true);
  });

  it('sends nobody to an agency in conflict with an interest of theirs, and says so when nobody else may lead', async () => {
    const cobb = "Cobb County Sheriff's Office";
    await writing(async (tx) => {
      const { id: agencyId } = await tx.findOneByOrFail(Agency, { name: cobb });
      const leaders = await tx.findBy(Position, { role: 'leader' });
      const holders = await tx.findBy(Occupancy, {
        positionId: In(leaders.map(({ id }) => id)),
      });
      await tx.insert(
        ConflictOfInterest,
        holders.map(({ accountId }) => ({
          ...{ id: newId(), accountId, agencyId, reason: 'They worked there.' },
          ...{ holdsFrom: '2012-01-01', holdsUntil: null },
          ...{ isSample: true, recordedAt: '2012-09-26T12:00:00.000Z', recordedBy: 'test' },
        })),
      );
    });
    await runJobs();
    const left = await year('&status=unscheduled');
    expect(left.map(({ agency, kind, reason }) => [agency.name, kind, reason])).toEqual([
      [
        cobb,
        'focus',
        'Not placed in fiscal year 2013: every team leader qualified for detention has a conflict of interest with the agency.',
      ],
    ]);
  });

  it('places what was left out as soon as somebody can lead it', async () => {
    const holders = await reading().find(Occupancy);
    await writing((tx) =>
      tx.delete(
        Occupancy,
        holders.map((holder) => holder.id),
      ),
    );
    await runJobs();
    expect((await year('&kind=full&status=scheduled')).length).toBe(0);
    await writing((tx) => tx.insert(Occupancy, holders));
    await runJobs();
    expect((await year('&kind=full&status=unscheduled')).length).toBe(0);
    const open = await reading().find(InspectionObligation, {
      where: { status: 'open', unscheduledReason: IsNull() },
    });
    expect(open).toHaveLength(64);
  });

  it('plans for all 64 although the register knows who will leave, and takes visits back when they have left', async () => {
    await runJobs();
    const leaving = (await year('&kind=full')).find(
      (item) => item.agency.name === 'Alabama Department of Public Safety',
    );
    expect(leaving).toMatchObject({ status: 'scheduled' });
    moa.clock.set('2012-10-17T16:00:00.000Z');
    await runJobs();
    const visit = await reading().findOneByOrFail(Inspection, { id: leaving!.id! });
    expect(visit).toMatchObject({
      status: 'cancelled',
      reason: 'The agreement is no longer in force.',
    });
    const full = (await year('&kind=full')).filter((item) => item.status !== 'cancelled');
    expect(new Set(full.map((item) => item.agreementId)).size).toBe(57);
    const stillPlanned = await reading().find(Reminder, {
      where: { subjectId: leaving!.id!, state: 'planned' },
    });
    expect(stillPlanned).toEqual([]);
  });

  it('changes nothing in a dry run, and says what it would do', async () => {
    const before = await snapshot();
    const report = await moa.app.get(JobRunner).run('obligations.reconcile', 'hand', true);
    expect(report).toMatchObject({ result: { created: 64 }, hasChanged: false });
    await runJobs(moa.app, ['obligations.reconcile']);
    const planned = await moa.app.get(JobRunner).run('inspections.schedule', 'hand', true);
    expect((planned.result as { scheduled: unknown[] }).scheduled.length).toBeGreaterThan(30);
    expect(await reading().countBy(Inspection, { fiscalYear: 2013 })).toBe(0);
    expect(before).toMatchObject({ obligations: [] });
  });

  it('takes every sample away with one command, and leaves the register', async () => {
    await runJobs();
    await moa.app.get(InstallationSteps).removeSamples();
    expect(await reading().countBy(Inspection, {})).toBe(0);
    expect(await reading().countBy(Finding, {})).toBe(0);
    expect(await reading().countBy(Position, {})).toBe(0);
    expect(await reading().countBy(Reminder, {})).toBe(0);
    expect(await reading().countBy(Account, { isSample: true })).toBe(0);
    await runJobs();
    const full = await year('&kind=full');
    expect(full).toHaveLength(64);
    for (const item of full) expect(item.reason).not.toBe('');
    const census = (await manager.get('/api/v1/census?asOf=2012-09-26')).body;
    expect(census).toMatchObject({ agreements: 64 });
  });
});

describe('moving a visit', () => {
  let leader: Client;
  beforeEach(async () => {
    moa = await startTestApp({ prepared: JOBS });
    manager = await aClient(moa, 'program-manager');
    leader = await aClient(moa, 'team-leader');
  });
  afterEach(async () => {
    await moa.close();
  });

  it('re-arms its reminders: the old date’s are cancelled, the new date’s are planned', async () => {
    const visit = (await year('&kind=full&status=scheduled')).at(-1)!;
    const path = `/api/v1/inspections/${visit.id}`;
    const etag = (await leader.get(path)).headers['etag']!;
    const answer = await leader.post(
      `${path}/reschedule`,
      { startsOn: '2013-08-26', reason: 'The jail is being painted.' },
      { 'if-match': etag },
    );
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ startsOn: '2013-08-26', endsOn: '2013-08-30' });
    await runJobs(moa.app, ['reminders.plan']);
    const reminders = await reading().find(Reminder, { where: { subjectId: visit.id! } });
    const byState = (state: string): string[] => [
      ...new Set(reminders.filter((row) => row.state === state).map((row) => row.dueOn)),
    ];
    expect(byState('cancelled')).toEqual([visit.startsOn]);
    expect(byState('planned')).toEqual(['2013-08-26']);
    expect(reminders.find((row) => row.state === 'cancelled')!.reason).toContain('26 Aug 2013');
  });

  it('is refused without If-Match, with an old one, to a holiday, and by whoever may not', async () => {
    const visit = (await year('&kind=full&status=scheduled'))[0]!;
    const path = `/api/v1/inspections/${visit.id}/reschedule`;
    const move = { startsOn: '2013-08-26', reason: 'x' };
    const etag = (await leader.get(`/api/v1/inspections/${visit.id}`)).headers['etag']!;
    expect((await leader.post(path, move)).status).toBe(428);
    expect((await manager.post(path, move, { 'if-match': etag })).status).toBe(403);
    const holiday = await leader.post(
      path,
      { ...move, startsOn: '2013-09-02' },
      { 'if-match': etag },
    );
    expect(holiday.status).toBe(400);
    expect(holiday.text).toContain('2 Sep 2013 is not a work day.');
    expect((await leader.post(path, { ...move, reason: ' ' }, { 'if-match': etag })).status).toBe(
      400,
    );
    expect((await leader.post(path, move, { 'if-match': etag })).status).toBe(200);
    const stale = await leader.post(path, move, { 'if-match': etag });
    expect(stale.status).toBe(412);
    expect(stale.body).toMatchObject({ current: { startsOn: '2013-08-26' } });
  });

  it('is refused into days on which somebody of the team is on leave', async () => {
    const visit = (await year('&kind=full&status=scheduled'))[0]!;
    const position = await reading().findOneByOrFail(Position, {
      title: visit.team.find((member) => member.role === 'inspector')!.position,
    });
    const { accountId } = await reading().findOneByOrFail(Occupancy, { positionId: position.id });
    await writing((tx) =>
      tx.insert(Leave, {
        ...{ id: newId(), accountId, fromOn: '2013-08-28', untilOn: '2013-08-28', note: 'leave' },
        ...{ isSample: true, recordedAt: '2012-09-26T12:00:00.000Z', recordedBy: 'test' },
      }),
    );
    const path = `/api/v1/inspections/${visit.id}`;
    const etag = (await leader.get(path)).headers['etag']!;
    const move = { startsOn: '2013-08-26', reason: 'x' };
    const refused = await leader.post(`${path}/reschedule`, move, { 'if-match': etag });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain(`${position.title} is away from 28 Aug 2013 to 28 Aug 2013.`);
    const later = { ...move, startsOn: '2013-09-16' };
    const moved = await leader.post(`${path}/reschedule`, later, { 'if-match': etag });
    expect(moved.status).toBe(200);
  });

  it('is refused into a week in which the team is elsewhere', async () => {
    const visits = await year('&kind=full&status=scheduled');
    const first = visits[0]!;
    const leaderOf = (item: InspectionResponse): string =>
      item.team.find((member) => member.role === 'leader')!.position;
    const other = visits.find(
      (item) => item.id !== first.id && leaderOf(item) === leaderOf(first),
    )!;
    const etag = (await leader.get(`/api/v1/inspections/${first.id}`)).headers['etag']!;
    const answer = await leader.post(
      `/api/v1/inspections/${first.id}/reschedule`,
      { startsOn: other.startsOn, reason: 'x' },
      { 'if-match': etag },
    );
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(`is on ${other.number}`);
  });
});

describe('a corrective action', () => {
  beforeEach(async () => {
    moa = await startTestApp({ prepared: JOBS });
    manager = await aClient(moa, 'program-manager');
  });
  afterEach(async () => {
    await moa.close();
  });

  it('that its office records as done is no longer reminded of, and the finding stays open until a visit verifies it', async () => {
    const supervisor = await aClient(moa, 'ero-supervisor', 'Atlanta');
    const findings = (await supervisor.get('/api/v1/findings?status=open&limit=500')).body as {
      items: { id: string; actionId: string; actionStatus: string }[];
    };
    const finding = findings.items.find((item) => item.actionStatus === 'accepted')!;
    const path = `/api/v1/corrective-actions/${finding.actionId}`;
    const etag = (await supervisor.get(path)).headers['etag']!;
    const done = await supervisor.post(
      `${path}/transitions`,
      { to: 'implemented', doneOn: '2012-09-26', note: 'The log is kept since Monday.' },
      { 'if-match': etag },
    );
    expect(done.body).toMatchObject({ status: 'implemented' });
    expect((await supervisor.get(`/api/v1/findings/${finding.id}`)).body).toMatchObject({
      ...{ status: 'open', actionStatus: 'implemented' },
    });
    await runJobs(moa.app, ['reminders.plan']);
    const planned = await reading().find(Reminder, {
      where: { subjectId: finding.id, state: 'planned' },
    });
    expect(planned).toEqual([]);
  });

  it('of another office is not found', async () => {
    const supervisor = await aClient(moa, 'ero-supervisor', 'Detroit');
    const all = (await manager.get('/api/v1/findings?status=open&limit=500')).body as {
      items: { id: string; agreementId: string }[];
    };
    const own = (await supervisor.get('/api/v1/findings?status=open&limit=500')).body as typeof all;
    expect(own.items.length).toBeGreaterThan(0);
    const foreign = all.items.find((item) => !own.items.some((mine) => mine.id === item.id))!;
    expect((await supervisor.get(`/api/v1/findings/${foreign.id}`)).status).toBe(404);
  });

  it('cannot be done on a day that has not come', async () => {
    const supervisor = await aClient(moa, 'ero-supervisor', 'Atlanta');
    const findings = (await supervisor.get('/api/v1/findings?status=open')).body as {
      items: { id: string; actionId: string; actionStatus: string }[];
    };
    const { actionId } = findings.items.find((item) => item.actionStatus === 'accepted')!;
    const path = `/api/v1/corrective-actions/${actionId}`;
    const etag = (await supervisor.get(path)).headers['etag']!;
    const answer = await supervisor.post(
      `${path}/transitions`,
      { to: 'implemented', doneOn: '2012-09-27', note: 'tomorrow' },
      { 'if-match': etag },
    );
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('has not come yet');
  });
});
