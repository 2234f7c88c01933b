import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { In } from 'typeorm';
import { Account, ApiToken } from '../src/identity/account.entity.js';
import { AccountAdministration } from '../src/identity/accounts/account-administration.js';
import { AccountsService } from '../src/identity/accounts/accounts.service.js';
import { NO_CHOICES, type Taker } from '../src/identity/hand-over/hand-over.rules.js';
import { HandOverService } from '../src/identity/hand-over/hand-over.service.js';
import { HandOverRefused, type WorkItem } from '../src/identity/hand-over/work-items.js';
import {
  Inspection,
  InspectionEvent,
  InspectionTeamMember,
} from '../src/inspections/inspection.entity.js';
import { newId } from '../src/platform/db/id.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { Reminder } from '../src/reminders/reminder.entity.js';
import { Occupancy, Position } from '../src/workforce/position.entity.js';
import { aPerson, signIn } from './support/browser-session.js';
import { aClient } from './support/client.js';
import {
  accountCalled,
  auditOf,
  choose,
  giveUpAll,
  itemsOf,
  ownerless,
  reading as readingOf,
  runAllJobs,
  workSnapshot,
} from './support/hand-over.js';
import { runJob } from './support/reminders.js';
import { startTestApp, type TestApp } from './support/test-app.js';

const TODAY = '2012-09-26';

let moa: TestApp;

beforeAll(async () => {
  moa = await startTestApp();
  await runAllJobs(moa.app);
});

afterAll(() => moa.close());

const handOvers = (): HandOverService => moa.app.get(HandOverService);
const reading = () => readingOf(moa.app);
const writing = (work: Parameters<UnitOfWork['run']>[0]) => moa.app.get(UnitOfWork).run(work);
const idOf = async (name: string): Promise<string> => (await accountCalled(moa.app, name)).id;
const visitsOf = (accountId: string) => itemsOf(moa.app, accountId, 'visits');
const positionsOf = (accountId: string) => itemsOf(moa.app, accountId, 'positions');

/** What a refused deed was refused for. */
async function refusalsOf(deed: Promise<unknown>): Promise<string[]> {
  const error = await deed.then(
    () => new Error('it was not refused'),
    (reason: unknown) => reason as Error,
  );
  if (!(error instanceof HandOverRefused)) throw error;
  expect(error.status).toBe(409);
  return error.refusals.map(({ detail }) => detail);
}

const visitOfPlace = async (memberId: string): Promise<Inspection> => {
  const { inspectionId } = await reading().findOneByOrFail(InspectionTeamMember, { id: memberId });
  return reading().findOneByOrFail(Inspection, { id: inspectionId });
};

describe('before anything is handed over', () => {
  it('every open thing has an active owner', async () => {
    expect(await ownerless(moa.app)).toEqual([]);
  });
});

describe('what somebody has', () => {
  it('is the position, the coming visits of its teams and the planned reminders', async () => {
    const leader = await idOf('Team leader 2');
    const work = await handOvers().openWork(leader);
    expect(work.map(({ kind }) => kind)).toEqual(['positions', 'visits', 'reminders']);
    const position = await reading().findOneByOrFail(Position, { title: 'Team leader 2' });
    const members = await reading().findBy(InspectionTeamMember, { positionId: position.id });
    expect(new Set((await visitsOf(leader)).map(({ id }) => id))).toEqual(
      new Set(members.map(({ id }) => id)),
    );
    expect(members.length).toBeGreaterThan(5);
  });

  it('offers the free and qualified first, says why, and why the others cannot', async () => {
    const visits = await visitsOf(await idOf('Team leader 2'));
    const reasons = visits.flatMap(({ candidates }) => candidates.map(({ why }) => why));
    expect(visits.every(({ candidates }) => candidates.length === 2)).toBe(true);
    expect(
      reasons.some((why) => /^free those days, qualified for .+ travel weeks used$/.test(why)),
    ).toBe(true);
    expect(reasons.some((why) => /^on (INS|FR)-2013-\d{4} from /.test(why))).toBe(true);
    for (const { candidates } of visits) {
      const able = candidates.map(({ isAble }) => Number(isAble));
      expect(able).toEqual([...able].sort((a, b) => b - a));
    }
  });

  it('is nothing for somebody who has just come: they depart at once', async () => {
    const { accountId } = await aPerson(moa, 'inspector');
    expect(await handOvers().openWork(accountId)).toEqual([]);
    await handOvers().depart(accountId, NO_CHOICES, 'Came by mistake.');
    expect((await moa.app.get(AccountsService).find(accountId)).isActive).toBe(false);
  });
});

describe('a departure', () => {
  it('needs a reason', async () => {
    const { accountId } = await aPerson(moa, 'inspector');
    await expect(handOvers().depart(accountId, NO_CHOICES, '  ')).rejects.toMatchObject({
      status: 400,
    });
  });

  it('is refused, naming each thing, while one would be left without an owner', async () => {
    const leader = await idOf('Team leader 2');
    const before = await workSnapshot(moa.app);
    const [position] = await positionsOf(leader);
    const visits = await visitsOf(leader);
    const all = await refusalsOf(handOvers().depart(leader, NO_CHOICES, 'Leaves.'));
    expect(all).toHaveLength(1 + visits.length);
    for (const { label } of visits) expect(all.join()).toContain(label);
    const vacant = choose(['positions', position!.id, null]);
    const rest = await refusalsOf(handOvers().depart(leader, vacant, 'Leaves.'));
    expect(rest).toHaveLength(visits.length);
    expect(await workSnapshot(moa.app)).toEqual(before);
  });

  it('refuses somebody who became busy since the page was made, and changes nothing', async () => {
    const leader = await idOf('Team leader 2');
    const wanted = (await visitsOf(leader)).find(({ candidates }) => candidates[0]?.isAble)!;
    const candidate = wanted.candidates[0]!;
    const visit = await visitOfPlace(wanted.id);
    const [other] = await visitsOf(candidate.accountId);
    const moved = await visitOfPlace(other!.id);
    const { startsOn, endsOn } = moved;
    const dates = { startsOn: visit.startsOn, endsOn: visit.endsOn };
    await writing((tx) => tx.update(Inspection, { id: moved.id }, dates));
    const before = await workSnapshot(moa.app);
    const choices = choose(['visits', wanted.id, candidate.accountId]);
    const [refusal] = await refusalsOf(handOvers().handOver(leader, choices, 'Is ill.'));
    expect(refusal).toMatch(
      new RegExp(`^${wanted.label} cannot go to ${candidate.name}: on ${moved.number} from `),
    );
    expect(await workSnapshot(moa.app)).toEqual(before);
    await writing((tx) => tx.update(Inspection, { id: moved.id }, { startsOn, endsOn }));
  });

  it('tells everything that stands against one person taking all of it, and changes nothing', async () => {
    const leader = await idOf('Team leader 2');
    const visits = await visitsOf(leader);
    const taker = visits.flatMap(ableFor)[0]!;
    const { displayName: title } = await moa.app.get(AccountsService).find(taker);
    const able = visits.filter((visit) => ableFor(visit).includes(taker));
    expect(able.length).toBeGreaterThan(1);
    const before = await workSnapshot(moa.app);
    const toOne = { items: new Map(), sources: new Map([['visits', taker]]) };
    const refusals = await refusalsOf(handOvers().handOver(leader, toOne, 'Is ill.'));
    expect(refusals).toHaveLength(visits.length - able.length);
    for (const refusal of refusals) expect(refusal).toMatch(/ cannot go to .+: (on|all|not) /);

    // Each alone is possible; together they are more than anybody may travel in a quarter.
    await writing((tx) => tx.update(Position, { title }, { travelWeeksPerQuarter: 5 }));
    const all = choose(
      ...(await visitsOf(leader))
        .filter((visit) => ableFor(visit).includes(taker))
        .map(({ id }): [string, string, Taker] => ['visits', id, taker]),
    );
    const together = await refusalsOf(handOvers().handOver(leader, all, 'Is ill.'));
    for (const refusal of together)
      expect(refusal).toContain('travel weeks of that quarter are used');
    await writing((tx) => tx.update(Position, { title }, { travelWeeksPerQuarter: null }));
    expect(await workSnapshot(moa.app)).toEqual(before);
  });

  it('leaves the position vacant and gives visits to others or back to planning', async () => {
    const leader = await idOf('Team leader 2');
    const [position] = await positionsOf(leader);
    const visits = await visitsOf(leader);
    const taken = visits.filter(({ candidates }) => candidates[0]?.isAble).slice(0, 2);
    const choices = choose(
      ['positions', position!.id, null],
      ...visits.map(({ id, candidates }): [string, string, Taker] => [
        'visits',
        id,
        taken.some((one) => one.id === id) ? candidates[0]!.accountId : null,
      ]),
    );
    const places = await Promise.all(visits.map(({ id }) => visitOfPlace(id)));
    const report = await handOvers().depart(leader, choices, 'Leaves the service.');
    expect(report).toMatchObject({
      handedOver: taken.length,
      givenUp: visits.length - taken.length + 1,
    });

    for (const [index, { id, candidates }] of visits.entries()) {
      const before = places[index]!;
      const after = await reading().findOneByOrFail(Inspection, { id: before.id });
      expect(after.version).toBe(before.version + 1);
      const events = await reading().findBy(InspectionEvent, { inspectionId: before.id });
      if (taken.some((one) => one.id === id)) {
        const member = await reading().findOneByOrFail(InspectionTeamMember, { id });
        const now = await reading().findOneByOrFail(Position, { id: member.positionId });
        expect(now.title).toBe(candidates[0]!.name);
        expect(events).toContainEqual(
          expect.objectContaining({
            event: 'handed-over',
            from: 'Team leader 2',
            to: now.title,
            reason: 'Leaves the service.',
          }),
        );
      } else {
        expect(events).toContainEqual(
          expect.objectContaining({ event: 'given-back', from: before.startsOn, to: null }),
        );
        expect(after).toMatchObject(
          before.kind === 'focus'
            ? { status: 'unscheduled', startsOn: null }
            : { status: 'cancelled', obligationId: null },
        );
      }
    }
    const [occupancy] = await reading().findBy(Occupancy, { accountId: leader });
    expect(occupancy).toMatchObject({ holdsUntil: TODAY });
    expect(await auditOf(moa.app, 'inspection.handed-over')).toHaveLength(taken.length);
    expect(await auditOf(moa.app, 'inspection.given-back')).toHaveLength(
      visits.length - taken.length,
    );
    const [entry] = await auditOf(moa.app, 'position.handed-over');
    expect(JSON.parse(entry!.changes)).toEqual([
      { field: 'holder', before: 'Team leader 2', after: null },
    ]);
  });

  it('lets planning place what was given back with another team, and every open thing has an owner', async () => {
    const given = await auditOf(moa.app, 'inspection.given-back');
    const back = await reading().findBy(Inspection, {
      id: In(given.map((entry) => entry.subjectId)),
    });
    const full = back.filter(({ kind }) => kind === 'full');
    expect(full.length).toBeGreaterThan(3);
    const vacant = await reading().findOneByOrFail(Position, { title: 'Team leader 2' });
    await runAllJobs(moa.app);
    let placed = 0;
    for (const { id, agreementId, kind } of back) {
      const visits = await reading().findBy(Inspection, { agreementId, kind, status: 'scheduled' });
      if (kind === 'focus') expect(visits.length).toBeLessThanOrEqual(1);
      for (const visit of visits) {
        if (kind === 'full') expect(visit.id).not.toBe(id);
        const team = await reading().findBy(InspectionTeamMember, { inspectionId: visit.id });
        expect(team.map(({ positionId }) => positionId)).not.toContain(vacant.id);
        placed++;
      }
    }
    expect(placed).toBeGreaterThan(3);
    expect(await ownerless(moa.app)).toEqual([]);
    // Placing focus reviews may change why a full inspection had no week; after that the year is settled.
    await runAllJobs(moa.app);
    expect(await runAllJobs(moa.app)).toEqual([false, false, false, false]);
  });

  it('lets visits and reminders go with the position to its successor', async () => {
    const leader = await idOf('Team leader 1');
    const successor = await aPerson(moa, 'team-leader');
    const [position] = await positionsOf(leader);
    const visits = await visitsOf(leader);
    expect(position!.candidates.map(({ accountId }) => accountId)).toContain(successor.accountId);
    const planned = await reading().findBy(Reminder, { recipientId: leader, state: 'planned' });
    expect(planned.length).toBeGreaterThan(3);
    const choices = choose(['positions', position!.id, successor.accountId]);
    const report = await handOvers().depart(leader, choices, 'Retires.');
    expect(report).toMatchObject({ handedOver: 1, givenUp: 0 });
    expect((await visitsOf(successor.accountId)).map(({ id }) => id)).toEqual(
      visits.map(({ id }) => id),
    );
    await runJob(moa.app, 'reminders.plan');
    expect(await reading().countBy(Reminder, { recipientId: leader, state: 'planned' })).toBe(0);
    expect(
      await reading().countBy(Reminder, { recipientId: successor.accountId, state: 'planned' }),
    ).toBe(planned.length);
    expect(await ownerless(moa.app)).toEqual([]);
  });

  it('of two at once never sends one person to two places', async () => {
    const [first, second] = [await idOf('Inspector 1'), await idOf('Inspector 4')];
    const pair = await overlapping(first, second);
    const [one, other] = pair.items;
    const outcomes = await Promise.allSettled([
      handOvers().handOver(first, choose(['visits', one, pair.taker]), 'Is ill.'),
      handOvers().handOver(second, choose(['visits', other, pair.taker]), 'Is ill.'),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes).toContainEqual(
      expect.objectContaining({ status: 'rejected', reason: expect.any(HandOverRefused) }),
    );
  });

  it('refuses one successor for two positions', async () => {
    const holder = await aPerson(moa, 'inspector');
    const successor = await aPerson(moa, 'inspector');
    for (const title of ['Inspector 9', 'Inspector 10'])
      await writing(async (tx) => {
        const { id } = await tx.findOneByOrFail(Position, { title });
        await tx.insert(Occupancy, {
          id: newId(),
          positionId: id,
          accountId: holder.accountId,
          holdsFrom: title === 'Inspector 9' ? TODAY : '2012-11-05',
          holdsUntil: null,
        });
      });
    const both = await positionsOf(holder.accountId);
    const toOne = choose(
      ...both.map(({ id }): [string, string, Taker] => ['positions', id, successor.accountId]),
    );
    const before = await workSnapshot(moa.app);
    const refusals = await refusalsOf(handOvers().depart(holder.accountId, toOne, 'Leaves.'));
    expect(refusals).toEqual([expect.stringContaining('they hold another position then')]);
    expect(await workSnapshot(moa.app)).toEqual(before);

    const choices = choose(
      ['positions', both[0]!.id, successor.accountId],
      ['positions', both[1]!.id, null],
    );
    await handOvers().depart(holder.accountId, choices, 'Leaves.');
    expect(await reading().findBy(Occupancy, { accountId: holder.accountId })).toEqual([]);
    expect(await reading().findBy(Occupancy, { accountId: successor.accountId })).toEqual([
      expect.objectContaining({ holdsFrom: TODAY, holdsUntil: null }),
    ]);
  });
});

/** Visits of two people on the same days, and somebody who could go on either but not on both. */
async function overlapping(
  first: string,
  second: string,
): Promise<{ items: [string, string]; taker: string }> {
  for (const one of await visitsOf(first))
    for (const other of await visitsOf(second)) {
      const [a, b] = [await visitOfPlace(one.id), await visitOfPlace(other.id)];
      const days = ({ startsOn, endsOn }: Inspection) => ({ startsOn, endsOn });
      await writing((tx) => tx.update(Inspection, { id: b.id }, days(a)));
      const taker = ableFor(one).find((accountId) => ableFor(other).includes(accountId));
      const stillFree = await ableNow(second, other.id);
      if (taker && a.id !== b.id && stillFree.includes(taker))
        return { items: [one.id, other.id], taker };
      await writing((tx) => tx.update(Inspection, { id: b.id }, days(b)));
    }
  throw new Error('the sample year has no such pair');
}

const ableFor = ({ candidates }: WorkItem): string[] =>
  candidates.filter(({ isAble }) => isAble).map(({ accountId }) => accountId);

async function ableNow(accountId: string, memberId: string): Promise<string[]> {
  const item = (await visitsOf(accountId)).find(({ id }) => id === memberId);
  return item ? ableFor(item) : [];
}

describe('somebody whom nobody could follow', () => {
  it('the last supervisor of an office with corrective actions goes when another is there', async () => {
    const supervisor = await idOf('Supervisor, Atlanta');
    const actions = await itemsOf(moa.app, supervisor, 'corrective-actions');
    expect(actions.length).toBeGreaterThan(1);
    const refusals = await refusalsOf(handOvers().depart(supervisor, NO_CHOICES, 'Leaves.'));
    expect(refusals).toEqual(
      actions.map(
        ({ label }) => `${label} would have nobody: invite another supervisor of Atlanta first.`,
      ),
    );
    await aPerson(moa, 'ero-supervisor', 'Atlanta');
    const report = await handOvers().depart(supervisor, NO_CHOICES, 'Leaves.');
    expect(report.following).toBeGreaterThanOrEqual(actions.length);
    await runJob(moa.app, 'reminders.plan');
    expect(await ownerless(moa.app)).toEqual([]);
  });

  it('the last program manager goes when another is there', async () => {
    const manager = await idOf('Program manager 1');
    expect(await refusalsOf(handOvers().depart(manager, NO_CHOICES, 'Leaves.'))).toEqual([
      'What program managers are reminded of would have nobody: invite another program manager first.',
    ]);
    await aPerson(moa, 'program-manager');
    await handOvers().depart(manager, NO_CHOICES, 'Leaves.');
    await runJob(moa.app, 'reminders.plan');
    expect(await ownerless(moa.app)).toEqual([]);
  });
});

describe('another role or field office', () => {
  const change = async (accountId: string, role: string, fieldOffice: string) => {
    const { displayName, version } = await moa.app.get(AccountsService).find(accountId);
    const input = { displayName, role, fieldOffice };
    return moa.app.get(AccountAdministration).change(accountId, input, version);
  };

  it('is not given to somebody who would leave something behind', async () => {
    await expect(change(await idOf('Inspector 3'), 'team-leader', '')).rejects.toMatchObject({
      status: 400,
      detail: expect.stringMatching(
        /^Hand over first what goes with the role\. Position Inspector 3 would be left without an owner/,
      ),
    });
    const [supervisor] = await reading().findBy(Account, {
      role: 'ero-supervisor',
      displayName: 'Supervisor, Washington',
    });
    await expect(change(supervisor!.id, 'ero-supervisor', 'Atlanta')).rejects.toMatchObject({
      status: 400,
      detail: expect.stringContaining('invite another supervisor of Washington first'),
    });
  });

  it('is given to somebody who leaves nothing behind', async () => {
    const { accountId } = await aPerson(moa, 'inspector');
    await change(accountId, 'team-leader', '');
    expect((await moa.app.get(AccountsService).find(accountId)).role).toBe('team-leader');
  });
});

describe('the service accounts of somebody who leaves', () => {
  it('go to another person, or end with their tokens', async () => {
    const owner = await aPerson(moa, 'oig-liaison');
    const heir = await aPerson(moa, 'oig-liaison');
    const accounts = moa.app.get(AccountsService);
    const [kept, ended] = await Promise.all(
      ['Archive', 'Old export'].map((displayName) =>
        accounts.create({
          kind: 'service',
          email: null,
          displayName,
          role: 'oig-liaison',
          officeId: null,
          ownerId: owner.accountId,
        }),
      ),
    );
    await writing((tx) =>
      tx.insert(ApiToken, {
        id: newId(),
        accountId: ended!.id,
        name: 'export',
        tokenHash: newId(),
        hint: null,
        permissions: null,
        officeId: null,
        createdBy: null,
        createdAt: moa.clock.moment(),
        expiresAt: null,
        revokedAt: null,
        lastUsedAt: null,
      }),
    );
    const items = await itemsOf(moa.app, owner.accountId, 'service-accounts');
    expect(items.map(({ label }) => label)).toEqual(['Archive', 'Old export']);
    expect(
      await refusalsOf(handOvers().depart(owner.accountId, NO_CHOICES, 'Leaves.')),
    ).toHaveLength(2);
    await handOvers().depart(
      owner.accountId,
      choose(['service-accounts', kept!.id, heir.accountId], ['service-accounts', ended!.id, null]),
      'Leaves.',
    );
    expect(await accounts.find(kept!.id)).toMatchObject({
      isActive: true,
      ownerId: heir.accountId,
    });
    expect((await accounts.find(ended!.id)).isActive).toBe(false);
    const [token] = await reading().findBy(ApiToken, { accountId: ended!.id });
    expect(token!.revokedAt).not.toBeNull();
    expect(await ownerless(moa.app)).toEqual([]);
  });
});

describe('the page', () => {
  it('lets a program manager hand over, and not deactivate', async () => {
    const browser = await signIn(moa, await aPerson(moa, 'program-manager'));
    const people = await browser.open('/admin/hand-over');
    const inspector = await idOf('Inspector 7');
    const path = `/admin/accounts/${inspector}/departure`;
    expect(people.text).toContain(`href="${path}"`);
    const page = await browser.open(path);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Hand over the work of Inspector 7');
    expect(page.text).not.toContain('Hand over and deactivate');
    expect((await browser.submit(path, { reason: 'No.' })).status).toBe(403);

    const wanted = (await visitsOf(inspector)).find(({ candidates }) => candidates[0]?.isAble)!;
    const answer = await browser.submit(`/admin/accounts/${inspector}/hand-over`, {
      [`item.visits.${wanted.id}`]: wanted.candidates[0]!.accountId,
      reason: 'On holiday that week.',
    });
    expect(answer.status).toBe(303);
    expect((await browser.open(path)).text).toContain('1 thing went to others.');
    expect((await visitsOf(inspector)).map(({ id }) => id)).not.toContain(wanted.id);
    const [entry] = (await auditOf(moa.app, 'inspection.handed-over')).slice(-1);
    expect(entry).toMatchObject({
      actorName: 'Program manager of the test',
      reason: 'On holiday that week.',
    });
    const history = (await browser.open(`/inspections/${(await visitOfPlace(wanted.id)).id}`)).text;
    expect(history).toMatch(/Handed over: Inspector 7 → Inspector \d+/);
    expect(history).toContain('Program manager of the test');
  });

  it('leads an administrator from what is missing to the end of the account', async () => {
    const browser = await signIn(moa, await aPerson(moa, 'administrator'));
    const inspector = await idOf('Inspector 7');
    const path = `/admin/accounts/${inspector}/departure`;
    const page = await browser.open(path);
    expect(page.text).toContain('Hand over and deactivate Inspector 7');

    const [position] = await positionsOf(inspector);
    const visits = await visitsOf(inspector);
    const refused = await browser.submit(path, {
      [`item.positions.${position!.id}`]: 'alternative',
      reason: 'Leaves.',
    });
    expect(refused.status).toBe(409);
    for (const { id, label } of visits) {
      expect(refused.text).toContain(`href="#item.visits.${id}"`);
      expect(refused.text).toContain(`${label} would be left without an owner`);
    }
    expect(refused.text).toMatch(/value="alternative" selected/);

    const unexplained = await browser.submit(path, { 'all.visits': 'alternative', reason: ' ' });
    expect(unexplained.status).toBe(422);
    expect(unexplained.text).toContain('href="#reason"');

    const done = await browser.submit(path, {
      'all.positions': 'alternative',
      'all.visits': 'alternative',
      reason: 'Leaves.',
    });
    expect(done.status).toBe(303);
    const notice = await browser.open(done.headers['location']!);
    expect(notice.text).toContain(
      `Inspector 7 is deactivated. ${visits.length + 1} things left vacant, given back or ended`,
    );
    expect((await browser.open(path)).text).toContain('is not active any more');
    await runAllJobs(moa.app);
    expect(await ownerless(moa.app)).toEqual([]);
  });

  it('is closed to everybody else', async () => {
    const browser = await signIn(moa, await aPerson(moa, 'team-leader'));
    expect((await browser.open('/admin/hand-over')).status).toBe(403);
    const path = `/admin/accounts/${await idOf('Inspector 8')}/departure`;
    expect((await browser.open(path)).status).toBe(403);
  });

  it('shows nothing to a token that is limited to a field office', async () => {
    const client = await aClient(moa, 'administrator', 'Atlanta');
    const path = `/admin/accounts/${await idOf('Inspector 8')}`;
    expect((await client.get(`${path}/departure`)).status).toBe(404);
    expect((await client.post(`${path}/departure`, { reason: 'No.' })).status).toBe(404);
    expect((await client.post(`${path}/hand-over`, { reason: 'No.' })).status).toBe(404);
  });

  it('finds nobody under an id that nobody has', async () => {
    const browser = await signIn(moa, await aPerson(moa, 'administrator'));
    expect((await browser.open(`/admin/accounts/${newId()}/departure`)).status).toBe(404);
    expect((await browser.open('/admin/accounts/nobody/departure')).status).toBe(404);
  });
});

describe('everybody, one after the other', () => {
  it('can leave without anything being left behind', async () => {
    for (const name of ['Inspector 5', 'Team leader 3']) {
      const accountId = await idOf(name);
      const choices = giveUpAll(await handOvers().openWork(accountId));
      await handOvers().depart(accountId, choices, 'Leaves.');
      await runAllJobs(moa.app);
      expect({ name, left: await ownerless(moa.app) }).toEqual({ name, left: [] });
      expect(await handOvers().openWork(accountId)).toEqual([]);
    }
  });
});

describe('the ways in which an account ends', () => {
  it('all go through the hand-over', () => {
    const callers = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?<!\.spec)\.tsx?$/.test(file))
      .filter((file) =>
        /\.deactivate\(|isActive: false/.test(readFileSync(join('src', file), 'utf8')),
      )
      .map((file) => file.replaceAll('\\', '/'))
      .sort();
    expect(callers).toEqual([
      'identity/accounts/accounts.service.ts',
      'identity/hand-over/hand-over.service.ts',
      'identity/hand-over/service-account-work.source.ts',
    ]);
  });
});
