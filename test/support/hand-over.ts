import type { INestApplicationContext } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditEntry } from '../../src/audit/audit-entry.entity.js';
import { Account } from '../../src/identity/account.entity.js';
import type { Choices, OpenWork, Taker } from '../../src/identity/hand-over/hand-over.rules.js';
import { HandOverService } from '../../src/identity/hand-over/hand-over.service.js';
import { itemKey, type WorkItem } from '../../src/identity/hand-over/work-items.js';
import { CorrectiveAction } from '../../src/inspections/corrective-actions/corrective-action.entity.js';
import { OWED_BY_OFFICE } from '../../src/inspections/corrective-actions/corrective-action.rules.js';
import { Finding } from '../../src/inspections/finding.entity.js';
import { InspectionObligation } from '../../src/inspections/inspection-obligation.entity.js';
import { Inspection, InspectionTeamMember } from '../../src/inspections/inspection.entity.js';
import { BusinessClock } from '../../src/platform/clock/clock.js';
import { UnitOfWork } from '../../src/platform/db/unit-of-work.js';
import { RegistryReader } from '../../src/registry/registry-reader.js';
import { ObligationSources } from '../../src/reminders/obligation.js';
import { Reminder } from '../../src/reminders/reminder.entity.js';
import { Occupancy, Position } from '../../src/workforce/position.entity.js';
import { StaffService } from '../../src/workforce/staff.service.js';
import { runJob } from './reminders.js';

const ZONE = 'America/New_York';

/** Everything that the jobs make of the register: obligations, visits, reminders. */
export async function runAllJobs(app: INestApplicationContext): Promise<boolean[]> {
  const changed: boolean[] = [];
  for (const job of [
    'obligations.reconcile',
    'inspections.schedule',
    'focus-reviews.schedule',
    'reminders.plan',
  ])
    changed.push((await runJob(app, job)).hasChanged);
  return changed;
}

export const reading = (app: INestApplicationContext) => app.get(UnitOfWork).reading();

/** The account of a sample person: "Team leader 2". */
export const accountCalled = (
  app: INestApplicationContext,
  displayName: string,
): Promise<Account> => reading(app).findOneByOrFail(Account, { displayName });

export async function itemsOf(
  app: INestApplicationContext,
  accountId: string,
  kind: string,
): Promise<WorkItem[]> {
  const work = await app.get(HandOverService).openWork(accountId);
  return work.find((source) => source.kind === kind)?.items ?? [];
}

/** Choices by kind and item id. */
export const choose = (...chosen: [kind: string, itemId: string, to: Taker][]): Choices => ({
  items: new Map(chosen.map(([kind, id, to]) => [itemKey(kind, id), to])),
  sources: new Map(),
});

/** The alternative for everything that has one. */
export const giveUpAll = (work: readonly OpenWork[]): Choices =>
  choose(
    ...work.flatMap(({ kind, items }) =>
      items
        .filter((item) => item.alternative !== null)
        .map(({ id }): [string, string, null] => [kind, id, null]),
    ),
  );

export const auditOf = (app: INestApplicationContext, action: string): Promise<AuditEntry[]> =>
  reading(app).find(AuditEntry, { where: { action }, order: { sequence: 'ASC' } });

/** Everything that a hand-over may touch, for comparing before and after. */
export async function workSnapshot(app: INestApplicationContext): Promise<unknown> {
  const manager = reading(app);
  return {
    accounts: await manager.find(Account, { order: { id: 'ASC' } }),
    occupancies: await manager.find(Occupancy, { order: { id: 'ASC' } }),
    visits: await manager.find(Inspection, { order: { id: 'ASC' } }),
    teams: await manager.find(InspectionTeamMember, { order: { id: 'ASC' } }),
    audit: await manager.count(AuditEntry),
  };
}

/** Every open thing of the register that no active person answers for; nothing of it should be. */
export async function ownerless(app: INestApplicationContext): Promise<string[]> {
  return [
    ...(await visitsWithoutTeam(app)),
    ...(await agreementsOutOfPlanning(app)),
    ...(await actionsWithoutSupervisor(app)),
    ...(await thingsNobodyIsRemindedOf(app)),
    ...(await programsWithoutOwner(app)),
  ];
}

const todayOf = (app: INestApplicationContext): string => app.get(BusinessClock).today(ZONE);

/** A dated visit has somebody active in each place of its team; one without a date waits for planning. */
async function visitsWithoutTeam(app: INestApplicationContext): Promise<string[]> {
  const today = todayOf(app);
  const manager = reading(app);
  const dated = (await manager.findBy(Inspection, { status: 'scheduled' })).filter(
    ({ endsOn }) => endsOn === null || endsOn >= today,
  );
  const holders = await activeHolders(app);
  const positions = await manager.find(Position);
  const members = await manager.findBy(InspectionTeamMember, {
    inspectionId: In(dated.map(({ id }) => id)),
  });
  const waiting = await manager.findBy(Inspection, { status: 'unscheduled' });
  const stray = await manager.findBy(InspectionTeamMember, {
    inspectionId: In(waiting.map(({ id }) => id)),
  });
  return [
    ...dated.flatMap((visit) => {
      const team = members.filter(({ inspectionId }) => inspectionId === visit.id);
      const gaps = team.filter(({ positionId }) => !holders.has(positionId));
      if (!team.some(({ role }) => role === 'leader')) return [`${visit.number} has no leader`];
      return gaps.map(
        ({ positionId }) =>
          `${visit.number}: nobody is ${positions.find(({ id }) => id === positionId)?.title}`,
      );
    }),
    ...stray.map(({ inspectionId }) => `${inspectionId} waits and has a team`),
  ];
}

async function activeHolders(app: INestApplicationContext): Promise<Set<string>> {
  const active = new Set(
    (await reading(app).findBy(Account, { isActive: true })).map(({ id }) => id),
  );
  const positions = await app.get(StaffService).findPositions(todayOf(app));
  return new Set(
    positions.filter(({ holder }) => holder && active.has(holder.accountId)).map(({ id }) => id),
  );
}

/** A full inspection that was given back lets go of its obligation; nothing else may hold on to it. */
async function agreementsOutOfPlanning(app: INestApplicationContext): Promise<string[]> {
  const manager = reading(app);
  const open = await manager.findBy(InspectionObligation, { status: 'open' });
  const visits = await manager.findBy(Inspection, {
    obligationId: In(open.map(({ id }) => id)),
  });
  return visits
    .filter(({ status }) => status === 'cancelled')
    .map(({ number }) => `${number} is cancelled and keeps its obligation`);
}

async function actionsWithoutSupervisor(app: INestApplicationContext): Promise<string[]> {
  const manager = reading(app);
  const inForce = new Map(
    (await app.get(RegistryReader).findInForce(todayOf(app))).map((row) => [row.agreementId, row]),
  );
  const actions = await manager.findBy(CorrectiveAction, { status: In([...OWED_BY_OFFICE]) });
  const findings = await manager.findBy(Finding, {
    id: In(actions.map(({ findingId }) => findingId)),
    status: 'open',
  });
  const supervisors = await manager.findBy(Account, { role: 'ero-supervisor', isActive: true });
  const offices = new Set(supervisors.map(({ officeId }) => officeId));
  return findings
    .filter(({ agreementId }) => {
      const agreement = inForce.get(agreementId);
      return agreement && !offices.has(agreement.officeId);
    })
    .map(({ number }) => `nobody answers for ${number}`);
}

/** What is due has somebody active to be reminded, and no reminder waits for somebody who left. */
async function thingsNobodyIsRemindedOf(app: INestApplicationContext): Promise<string[]> {
  const manager = reading(app);
  const active = new Set((await manager.findBy(Account, { isActive: true })).map(({ id }) => id));
  const due = await app.get(ObligationSources).all(todayOf(app));
  const planned = await manager.findBy(Reminder, { state: 'planned' });
  return [
    ...due
      .filter(({ responsible }) => !responsible.some(({ accountId }) => active.has(accountId)))
      .map(({ summary }) => `nobody is reminded: ${summary}`),
    ...planned
      .filter(({ recipientId }) => !active.has(recipientId))
      .map(({ key }) => `planned for somebody who left: ${key}`),
  ];
}

async function programsWithoutOwner(app: INestApplicationContext): Promise<string[]> {
  const accounts = await reading(app).findBy(Account, { isActive: true });
  const active = new Set(accounts.map(({ id }) => id));
  return accounts
    .filter(({ ownerId }) => ownerId !== null && !active.has(ownerId))
    .map(({ displayName }) => `nobody owns ${displayName}`);
}
