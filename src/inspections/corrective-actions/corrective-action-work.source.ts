import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Account } from '../../identity/account.entity.js';
import { AccountsService } from '../../identity/accounts/accounts.service.js';
import {
  type WorkItem,
  type WorkItemSource,
  WorkItemSources,
} from '../../identity/hand-over/work-items.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { dayText } from '../../platform/clock/day-text.js';
import { Policy } from '../../platform/config/policy.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { type AgreementOnDay, RegistryReader } from '../../registry/registry-reader.js';
import { Finding } from '../finding.entity.js';
import { CorrectiveAction } from './corrective-action.entity.js';
import { OWED_BY_OFFICE } from './corrective-action.rules.js';

/**
 * The corrective actions that a supervisor's field office owes a plan or its doing. The office answers for them, through whoever supervises
 * it: while somebody else does, nothing is to be handed over; the last one goes only when another is there.
 */
@Injectable()
export class CorrectiveActionWork implements WorkItemSource {
  readonly kind = 'corrective-actions';
  readonly title = 'Corrective actions';
  readonly order = 30;
  readonly isTiedToRole = true;

  constructor(
    sources: WorkItemSources,
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: RegistryReader,
    private readonly accounts: AccountsService,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {
    sources.register(this);
  }

  async openWorkOf(accountId: string): Promise<WorkItem[]> {
    const manager = this.unitOfWork.reading();
    const account = await manager.findOneBy(Account, { id: accountId });
    if (account?.role !== 'ero-supervisor' || account.officeId === null) return [];
    const { officeId } = account;
    const today = this.clock.today(this.policy.timeZone);
    const agreements = new Map(
      (await this.registry.findInForce(today))
        .filter((agreement) => agreement.officeId === officeId)
        .map((agreement) => [agreement.agreementId, agreement]),
    );
    const findings = await manager.find(Finding, {
      where: { status: 'open', agreementId: In([...agreements.keys()]) },
      order: { number: 'ASC' },
    });
    const actions = await manager.findBy(CorrectiveAction, {
      status: In([...OWED_BY_OFFICE]),
      findingId: In(findings.map(({ id }) => id)),
    });
    const supervisors = await this.accounts.findRecipients({ role: 'ero-supervisor', officeId });
    const hasOther = supervisors.some((supervisor) => supervisor.accountId !== accountId);
    return findings.flatMap((finding) => {
      const action = actions.find(({ findingId }) => findingId === finding.id);
      const agreement = agreements.get(finding.agreementId);
      return action && agreement ? [itemOf(finding, action, agreement, hasOther)] : [];
    });
  }
}

function itemOf(
  finding: Finding,
  action: CorrectiveAction,
  agreement: AgreementOnDay,
  hasOther: boolean,
): WorkItem {
  const office = agreement.officeName ?? 'the field office';
  return {
    id: action.id,
    label: finding.number,
    path: `/corrective-actions/${action.id}`,
    summary: `Corrective action of ${agreement.agencyName} (${agreement.state}), due ${dayText(action.dueOn)}`,
    candidates: [],
    alternative: null,
    follows: hasOther
      ? { words: `is answered by the other supervisors of ${office}`, item: null }
      : null,
    blocked: hasOther
      ? null
      : { words: `invite another supervisor of ${office}`, path: '/admin/accounts/invite' },
  };
}
