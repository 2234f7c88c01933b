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
import {
  agreementName,
  assignmentsOf,
  type PlanContent,
  type PlannedItem,
} from './planned-items.rules.js';

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
      const content = await this.contents.read(id);
      const asked = positions
        .flatMap((position) => turnsOf(position, content, today))
        .filter((turn) => !onlySubjects || onlySubjects.includes(turn.newsId));
      if (asked.length === 0) continue;
      const { basedOnId } = content.plan;
      const before = basedOnId === null ? null : await this.contents.read(basedOnId);
      for (const turn of asked) {
        if (!isConcerned(turn, content, before)) continue;
        const responsible = await people.person(turn.accountId);
        if (responsible.length > 0) obligations.push(told(content, turn, responsible));
      }
    }
    return obligations;
  }
}

/** Each is told something else, so each is told of a thing of their own: named by the plan and the position, of a successor by who it is and from when. */
const newsId = (planId: string, whose: string): string =>
  createHash('sha256').update(`${planId} ${whose}`).digest('hex').slice(0, 36);

/** Somebody who holds a position for some part of the year. */
interface Turn {
  newsId: string;
  positionId: string;
  accountId: string | undefined;
  /** First day that is theirs; null = from the beginning. */
  from: Day | null;
  /** First day that is somebody else's; null = none is. */
  until: Day | null;
}

/** Whoever holds a position now, and who the plan knows to hold it later in its year. */
function turnsOf({ id, holder }: StaffedPosition, content: PlanContent, today: Day): Turn[] {
  const { plan, positions } = content;
  const known = positions.find((position) => position.id === id);
  const later = (known?.successors ?? []).filter(({ from }) => from > today);
  return [
    { newsId: newsId(plan.id, id), accountId: holder?.accountId, from: null },
    ...later.map(({ accountId, from }) => ({
      ...{ newsId: newsId(plan.id, `${id} ${accountId} ${from}`), accountId, from },
    })),
  ].map((turn, index) => ({ ...turn, positionId: id, until: later[index]?.from ?? null }));
}

/** Whether they travel by the plan, or did by the one before, and it is not the same. */
function isConcerned(turn: Turn, content: PlanContent, before: PlanContent | null): boolean {
  const own = assignmentsOf(visitsOf(turn, content));
  if (!before || before.plan.approvedAt === null) return own.length > 0;
  const earlier = assignmentsOf(visitsOf(turn, before));
  return (
    own.length !== earlier.length ||
    own.some((visit) => {
      const same = earlier.find(({ task }) => task === visit.task);
      return !same || isMoved(same, visit);
    })
  );
}

const visitsOf = (
  { positionId, from, until }: Turn,
  { items }: Pick<PlanContent, 'items'>,
): PlannedItem[] =>
  items.filter(
    ({ startsOn, leaderId, inspectors }) =>
      startsOn !== null &&
      (leaderId === positionId || inspectors.includes(positionId)) &&
      (from === null || startsOn >= from) &&
      (until === null || startsOn < until),
  );

function told(
  content: PlanContent,
  turn: Turn,
  responsible: Obligation['responsible'],
): Obligation {
  const { plan, agreements } = content;
  const visits = visitsOf(turn, content);
  const lines = visits
    .slice(0, LISTED)
    .map(
      ({ startsOn, agreementId, leaderId }) =>
        `${weekdayText(startsOn ?? '')}: ${agreementName(agreements.get(agreementId))}${leaderId === turn.positionId ? ', you lead' : ''}.`,
    );
  return {
    kind: 'plan-approved',
    subject: {
      type: 'plan',
      id: turn.newsId,
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
