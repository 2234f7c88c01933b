import { Injectable } from '@nestjs/common';
import { In, Not } from 'typeorm';
import { AccountsService } from '../../identity/accounts/accounts.service.js';
import type { Day } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import {
  type Obligation,
  type ObligationSource,
  ObligationSources,
  type Recipient,
} from '../../reminders/obligation.js';
import { PeopleByRole } from '../../reminders/people-by-role.js';
import { type AgreementOnDay, RegistryReader } from '../../registry/registry-reader.js';
import { Finding } from '../finding.entity.js';
import { CorrectiveAction } from './corrective-action.entity.js';
import { isOwedByOffice, RUNNING } from './corrective-action.rules.js';
import { WANTED_WORDS } from './corrective-action-words.js';

/** What corrective actions ask of whom: a plan and its doing of the field office, a decision of the team leaders. */
@Injectable()
export class CorrectiveActionReminders implements ObligationSource {
  readonly kinds = ['corrective-action-due'];

  constructor(
    sources: ObligationSources,
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: RegistryReader,
    private readonly accounts: AccountsService,
  ) {
    sources.register(this);
  }

  async openObligations(today: Day, onlySubjects?: readonly string[]): Promise<Obligation[]> {
    const manager = this.unitOfWork.reading();
    const actions = await manager.find(CorrectiveAction, {
      where: {
        status: In(RUNNING),
        ...(onlySubjects && { findingId: In([...onlySubjects]) }),
      },
    });
    const findings = new Map(
      (
        await manager.findBy(Finding, {
          id: In(actions.map(({ findingId }) => findingId)),
          status: Not('closed'),
        })
      ).map((finding) => [finding.id, finding]),
    );
    const inForce = await this.registry.findInForceByIds(
      [...findings.values()].map(({ agreementId }) => agreementId),
      today,
    );
    const people = new PeopleByRole(this.accounts);
    const obligations: Obligation[] = [];
    for (const action of actions) {
      const finding = findings.get(action.findingId);
      const agreement = finding && inForce.get(finding.agreementId);
      if (finding && agreement)
        obligations.push({
          ...obligationOf(action, finding, agreement),
          responsible: await responsibleFor(action, agreement, people),
          escalateTo: await people.managers(),
        });
    }
    return obligations;
  }
}

/** A plan that waits is the leaders'; where there is none, the managers'. */
async function responsibleFor(
  action: CorrectiveAction,
  agreement: AgreementOnDay,
  people: PeopleByRole,
): Promise<Recipient[]> {
  if (isOwedByOffice(action.status)) return people.supervisors(agreement.officeId);
  const leaders = await people.leaders();
  return leaders.length > 0 ? leaders : people.managers();
}

function obligationOf(
  action: CorrectiveAction,
  finding: Finding,
  agreement: AgreementOnDay,
): Omit<Obligation, 'responsible' | 'escalateTo'> {
  return {
    kind: 'corrective-action-due',
    subject: {
      type: 'finding',
      id: finding.id,
      label: finding.number,
      path: `/corrective-actions/${action.id}`,
    },
    contextId: finding.agreementId,
    officeId: agreement.officeId,
    dueOn: action.dueOn,
    summary: `Corrective action for ${finding.number} at ${agreement.agencyName} (${agreement.state})`,
    details: [
      finding.observation,
      `Asked now: ${WANTED_WORDS[action.status]}`,
      ...(action.plan === null ? [] : [`Planned: ${action.plan}`]),
      ...(action.plannedOn === null ? [] : [`Planned for ${dayText(action.plannedOn)}.`]),
      action.owner === 'agency'
        ? 'The agency owes it; the field office answers for it.'
        : 'The field office owes it.',
    ],
  };
}
