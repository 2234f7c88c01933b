import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AccountsService } from '../../identity/accounts/accounts.service.js';
import { type Day, dayOf } from '../../platform/clock/calendar.js';
import { counted } from '../../platform/counted.js';
import { Policy } from '../../platform/config/policy.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import {
  type Obligation,
  type ObligationSource,
  ObligationSources,
  type Recipient,
} from '../../reminders/obligation.js';
import { PeopleByRole } from '../../reminders/people-by-role.js';
import { isPlannedBy } from './plan-standing.js';
import { gapText, latenessText, planPath } from './plan-words.js';
import { Plan } from './plan.entity.js';

const KIND = 'plan-proposed';

/** Tells whoever may approve a plan that it is proposed, and again until it is decided. */
@Injectable()
export class PlanProposalReminders implements ObligationSource {
  readonly kinds = [KIND];

  constructor(
    sources: ObligationSources,
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountsService,
    private readonly policy: Policy,
  ) {
    sources.register(this);
  }

  async openObligations(_today: Day, onlySubjects?: readonly string[]): Promise<Obligation[]> {
    const plans = await this.unitOfWork.reading().find(Plan, {
      where: { status: 'proposed', ...(onlySubjects && { id: In([...onlySubjects]) }) },
      order: { number: 'ASC' },
    });
    const people = new PeopleByRole(this.accounts);
    const obligations: Obligation[] = [];
    for (const plan of plans) {
      const responsible = await secondPeople(plan, people);
      if (responsible.length > 0) obligations.push(this.obligationOf(plan, responsible));
    }
    return obligations;
  }

  private obligationOf(plan: Plan, responsible: Recipient[]): Obligation {
    const { id, number, name, fiscalYear, proposedAt, proposedBy, plannedFrom } = plan;
    return {
      kind: KIND,
      subject: { type: 'plan', id, label: number, path: planPath(id) },
      contextId: id,
      officeId: null,
      dueOn: proposedAt === null ? plannedFrom : dayOf(proposedAt, this.policy.timeZone),
      summary: `The plan of FY ${fiscalYear}, ${number}, “${name}”, proposed by ${proposedBy ?? 'somebody'}`,
      details: [
        `Lateness ${latenessText(plan.lateness)}, gap ${gapText(plan.gap)}, ${counted(plan.unscheduledCount, 'visit')} without a week.`,
        'Visits change when a second person approves it. It can be sent back with a reason.',
        ...(plan.isSample ? ['Sample: made for the demonstration.'] : []),
      ],
      responsible,
      escalateTo: [],
    };
  }
}

/** The program managers who did not plan it; where there are none, the other team leaders. */
async function secondPeople(plan: Plan, people: PeopleByRole): Promise<Recipient[]> {
  const others = (found: Recipient[]): Recipient[] =>
    found.filter(({ accountId }) => !isPlannedBy(plan, accountId));
  const managers = others(await people.managers());
  return managers.length > 0 ? managers : others(await people.leaders());
}
