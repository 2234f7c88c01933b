import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AccountsService } from '../identity/accounts/accounts.service.js';
import type { Day } from '../platform/clock/calendar.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import {
  type Obligation,
  type ObligationSource,
  ObligationSources,
  type Recipient,
} from '../reminders/obligation.js';
import { type AgreementOnDay, RegistryReader } from '../registry/registry-reader.js';
import { RenewalReview } from './renewal.entity.js';
import { CAUSE_WORDS } from './renewal-words.js';

const KIND = 'renewal-review-due';

/** Undecided reviews: whoever has one is reminded, or all program managers while nobody has it. */
@Injectable()
export class RenewalReminders implements ObligationSource {
  readonly kinds = [KIND];

  constructor(
    sources: ObligationSources,
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: RegistryReader,
    private readonly accounts: AccountsService,
  ) {
    sources.register(this);
  }

  async openObligations(today: Day, onlySubjects?: readonly string[]): Promise<Obligation[]> {
    const reviews = await this.unitOfWork.reading().find(RenewalReview, {
      where: {
        state: In(['open', 'proposed']),
        ...(onlySubjects && { id: In([...onlySubjects]) }),
      },
      order: { number: 'ASC' },
    });
    if (reviews.length === 0) return [];
    const agreements = await this.registry.findByIds(
      reviews.map(({ agreementId }) => agreementId),
      today,
    );
    const managers = await this.accounts.findRecipients({ role: 'program-manager' });
    return reviews.flatMap((review) => {
      const agreement = agreements.get(review.agreementId);
      return agreement ? [obligationOf(review, agreement, managers)] : [];
    });
  }
}

/** Who is no program manager any more has no review any more, either. */
function obligationOf(
  review: RenewalReview,
  agreement: AgreementOnDay,
  managers: Recipient[],
): Obligation {
  const owner = managers.filter(({ accountId }) => accountId === review.ownerId);
  return {
    kind: KIND,
    subject: {
      type: 'renewal-review',
      id: review.id,
      label: review.number,
      path: `/renewals/${review.id}`,
    },
    contextId: review.agreementId,
    officeId: agreement.officeId,
    dueOn: review.dueOn,
    summary: `Review ${review.number} of ${agreement.agencyName} (${agreement.state})`,
    details: [
      `${CAUSE_WORDS[review.cause]}. ${review.reason}`,
      review.state === 'proposed'
        ? 'A decision is proposed and waits for the approval of a second program manager.'
        : 'Nothing is proposed yet.',
    ],
    responsible: owner.length > 0 && review.state === 'open' ? owner : managers,
    escalateTo: [],
  };
}
