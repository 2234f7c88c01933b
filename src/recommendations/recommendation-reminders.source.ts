import { Injectable } from '@nestjs/common';
import { AccountsService } from '../identity/accounts/accounts.service.js';
import type { Day } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import {
  type Obligation,
  type ObligationSource,
  ObligationSources,
  type Recipient,
} from '../reminders/obligation.js';
import { missingAnswers } from './ledger.rules.js';
import { type LedgerItem, numberOf, RecommendationsService } from './recommendations.service.js';
import { RESPONSE_DAYS } from './response-clock.rules.js';
import { FIELD_LABELS } from './steps.rules.js';

const KIND = 'oig-response-due';

/** Answers that the Inspector General waits for: the liaisons owe them until all that the memo asks for is on record. */
@Injectable()
export class RecommendationReminders implements ObligationSource {
  readonly kinds = [KIND];

  constructor(
    sources: ObligationSources,
    private readonly recommendations: RecommendationsService,
    private readonly accounts: AccountsService,
  ) {
    sources.register(this);
  }

  async openObligations(today: Day, onlySubjects?: readonly string[]): Promise<Obligation[]> {
    const { items } = await this.recommendations.ledgerOn(today);
    const owed = items.filter(
      ({ recommendation, clock }) =>
        clock?.answeredOn === null && (onlySubjects?.includes(recommendation.id) ?? true),
    );
    if (owed.length === 0) return [];
    const liaisons = await this.accounts.findRecipients({ role: 'oig-liaison' });
    const managers = await this.accounts.findRecipients({ role: 'program-manager' });
    return owed.map((item) => obligationOf(item, liaisons, managers));
  }
}

function obligationOf(
  { recommendation, report, standing, clock }: LedgerItem,
  liaisons: Recipient[],
  managers: Recipient[],
): Obligation {
  const number = numberOf(recommendation);
  const missing = missingAnswers(standing).map((field) => FIELD_LABELS[field].toLowerCase());
  return {
    kind: KIND,
    subject: {
      type: 'recommendation',
      id: recommendation.id,
      label: number,
      path: `/recommendations/${recommendation.id}`,
    },
    contextId: null,
    officeId: null,
    dueOn: clock?.dueOn ?? report.issuedBy,
    summary: `Answer to recommendation ${number} of the Inspector General`,
    details: [
      ...(recommendation.text === null ? [] : [recommendation.text]),
      `The memo of ${dayText(report.issuedBy)} asks for an answer within ${RESPONSE_DAYS} days. Not on record yet: ${missing.join(', ')}.`,
    ],
    responsible: liaisons,
    escalateTo: managers,
  };
}
