import { Account } from '../../src/identity/account.entity.js';
import { Inspection, InspectionTeamMember } from '../../src/inspections/inspection.entity.js';
import { UnitOfWork } from '../../src/platform/db/unit-of-work.js';
import { RegistryReader } from '../../src/registry/registry-reader.js';
import { Occupancy } from '../../src/workforce/position.entity.js';
import { aClientOf, type Answer, type Client } from './client.js';
import { runJob } from './reminders.js';
import type { TestApp } from './test-app.js';

/** A planned visit with those who do it. */
export interface PlannedVisit {
  id: string;
  number: string;
  agreementId: string;
  startsOn: string;
  endsOn: string;
  leader: { accountId: string; email: string };
  inspector: { accountId: string; email: string };
}

/** The jobs that plan the year, in their order. */
export const PLANNING_JOBS = [
  'obligations.reconcile',
  'inspections.schedule',
  'focus-reviews.schedule',
];

/** Plans the year, as the jobs do. */
export async function planTheYear(moa: TestApp): Promise<void> {
  for (const job of PLANNING_JOBS) await runJob(moa.app, job);
}

/** The planned visits of a kind whose team has a leader and an inspector, by first day. */
export async function plannedVisits(moa: TestApp, kind: 'full' | 'focus'): Promise<PlannedVisit[]> {
  const manager = moa.app.get(UnitOfWork).reading();
  const visits = await manager.find(Inspection, {
    where: { kind, status: 'scheduled' },
    order: { startsOn: 'ASC', number: 'ASC' },
  });
  const members = await manager.find(InspectionTeamMember, { order: { id: 'ASC' } });
  const holders = await manager.find(Occupancy);
  const accounts = new Map((await manager.find(Account)).map((account) => [account.id, account]));
  const holderOf = (inspectionId: string, role: string) => {
    const member = members.find((one) => one.inspectionId === inspectionId && one.role === role);
    const holder = holders.find(({ positionId }) => positionId === member?.positionId);
    const account = accounts.get(holder?.accountId ?? '');
    return account && { accountId: account.id, email: account.email ?? '' };
  };
  return visits.flatMap(({ id, number, agreementId, startsOn, endsOn }) => {
    const [leader, inspector] = [holderOf(id, 'leader'), holderOf(id, 'inspector')];
    return leader && inspector && startsOn && endsOn
      ? [{ id, number, agreementId, startsOn, endsOn, leader, inspector }]
      : [];
  });
}

/** Their API, each as the person who they are. */
export const clientsOf = async (
  moa: TestApp,
  visit: PlannedVisit,
): Promise<{ leader: Client; inspector: Client }> => ({
  leader: await aClientOf(moa, 'team-leader', visit.leader.accountId),
  inspector: await aClientOf(moa, 'inspector', visit.inspector.accountId),
});

/** Sends a step with the version that is there now. */
export async function takeStep(
  client: Client,
  id: string,
  step: { to: string; on: string; reason?: string; startsOn?: string },
  headers: Record<string, string> = {},
): Promise<Answer> {
  const path = `/api/v1/inspections/${id}`;
  const { headers: read } = await client.get(path);
  return client.post(`${path}/transitions`, step, { 'if-match': read['etag'] ?? '', ...headers });
}

/** The name of the field office that answers for an agreement on a day. */
export async function officeOf(moa: TestApp, agreementId: string, day: string): Promise<string> {
  const agreement = await moa.app.get(RegistryReader).describeAgreement(agreementId, day);
  return agreement?.officeName ?? '';
}
