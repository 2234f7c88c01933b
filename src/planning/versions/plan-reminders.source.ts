import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MoreThanOrEqual } from 'typeorm';
import { AccountsService } from '../../identity/accounts/accounts.service.js';
import { addDays, type Day } from '../../platform/clock/calendar.js';
import { weekdayText } from '../../platform/clock/day-text.js';
import { counted } from '../../platform/counted.js';
import { Policy } from '../../platform/config/policy.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import {
  type Obligation,
  type ObligationSource,
  ObligationSources,
} from '../../reminders/obligation.js';
import { PeopleByRole } from '../../reminders/people-by-role.js';
import { StaffService, type StaffedPosition } from '../../workforce/staff.service.js';
import { isMoved } from './move-reasons.rules.js';
import { PlanContents } from './plan-contents.js';
import { Plan } from './plan.entity.js';
import { agreementName, assignmentsOf, type PlanContent } from './planned-items.rules.js';

/** So many visits are listed in a mail; the rest stand on the page that it leads to. */
const LISTED = 40;

/**
 * Tells who travels by a plan, once, when it is approved: it goes through the ledger of the reminders, so that it leaves after
 * the commit, once, and can be explained. Of a plan that follows another only those are told whose visits differ.
 */
@Injectable()
export class PlanReminders implements ObligationSource {
  readonly kinds = ['plan-approved'];

  constructor(
    sources: ObligationSources,
    private readonly unitOfWork: UnitOfWork,
    private readonly contents: PlanContents,
    private readonly staff: StaffService,
    private readonly accounts: AccountsService,
    private readonly policy: Policy,
  ) {
    sources.register(this);
  }

  /** As long as a mail that could not leave may be made up for. */
  async openObligations(today: Day, onlySubjects?: readonly string[]): Promise<Obligation[]> {
    const since = addDays(today, -2 * this.policy.reminders.catchUpDays);
    const plans = await this.unitOfWork.reading().find(Plan, {
      where: { status: 'approved', approvedOn: MoreThanOrEqual(since) },
      order: { number: 'ASC' },
    });
    if (plans.length === 0) return [];
    const positions = await this.staff.findPositions(today);
    const people = new PeopleByRole(this.accounts);
    const obligations: Obligation[] = [];
    for (const { id } of plans) {
      const asked = positions.filter(
        (position) => !onlySubjects || onlySubjects.includes(newsId(id, position.id)),
      );
      if (asked.length === 0) continue;
      const content = await this.contents.read(id);
      const { basedOnId } = content.plan;
      const before = basedOnId === null ? null : await this.contents.read(basedOnId);
      for (const position of asked) {
        if (!isConcerned(position, content, before)) continue;
        const responsible = await people.person(position.holder?.accountId);
        if (responsible.length > 0) obligations.push(told(content, position, responsible));
      }
    }
    return obligations;
  }
}

/** Each is told something else, so each is told of a thing of their own: named by the plan and the position. */
const newsId = (planId: string, positionId: string): string =>
  createHash('sha256').update(`${planId} ${positionId}`).digest('hex').slice(0, 36);

/** Whether they travel by the plan, or did by the one before, and it is not the same. */
function isConcerned(
  { id }: StaffedPosition,
  content: PlanContent,
  before: PlanContent | null,
): boolean {
  const own = visitsOf(id, content);
  if (!before || before.plan.approvedAt === null) return own.length > 0;
  const earlier = visitsOf(id, before);
  return (
    own.length !== earlier.length ||
    own.some((visit) => {
      const same = earlier.find(({ task }) => task === visit.task);
      return !same || isMoved(same, visit);
    })
  );
}

const visitsOf = (positionId: string, { items }: PlanContent) =>
  assignmentsOf(items).filter(
    ({ leader, inspectors }) => leader === positionId || inspectors.includes(positionId),
  );

function told(
  { plan, items, agreements }: PlanContent,
  { id }: StaffedPosition,
  responsible: Obligation['responsible'],
): Obligation {
  const visits = items.filter(
    ({ startsOn, leaderId, inspectors }) =>
      startsOn !== null && (leaderId === id || inspectors.includes(id)),
  );
  const lines = visits
    .slice(0, LISTED)
    .map(
      ({ startsOn, agreementId, leaderId }) =>
        `${weekdayText(startsOn ?? '')}: ${agreementName(agreements.get(agreementId))}${leaderId === id ? ', you lead' : ''}.`,
    );
  return {
    kind: 'plan-approved',
    subject: {
      type: 'plan',
      id: newsId(plan.id, id),
      label: plan.number,
      path: `/inspections?fiscalYear=${plan.fiscalYear}`,
    },
    contextId: plan.id,
    officeId: null,
    dueOn: plan.approvedOn ?? plan.plannedFrom,
    summary: `The plan of FY ${plan.fiscalYear}, ${plan.number}, with ${counted(visits.length, 'visit')} of yours`,
    details: [
      ...lines,
      ...(visits.length > LISTED ? [`And ${visits.length - LISTED} more.`] : []),
      ...(plan.isSample ? ['Sample: made for the demonstration.'] : []),
    ],
    responsible,
    escalateTo: [],
  };
}
