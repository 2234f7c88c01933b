import { Injectable } from '@nestjs/common';
import { AccountsService } from '../identity/accounts/accounts.service.js';
import type { Day } from '../platform/clock/calendar.js';
import { Policy } from '../platform/config/policy.js';
import {
  type Obligation,
  ObligationSources,
  type ObligationSource,
} from '../reminders/obligation.js';
import { PeopleByRole } from '../reminders/people-by-role.js';
import type { AgreementOnDay } from './agreements-on-day.js';
import { RegistryReader } from './registry-reader.js';

const KIND = 'agreement-ending';

/**
 * Agreements in force whose end lies ahead: somebody must decide whether to extend them. An end that has passed is no
 * longer reminded of here; its agreement stays in force until a decision is recorded.
 */
@Injectable()
export class AgreementEndingSource implements ObligationSource {
  readonly kinds = [KIND];

  constructor(
    sources: ObligationSources,
    private readonly registry: RegistryReader,
    private readonly accounts: AccountsService,
    private readonly policy: Policy,
  ) {
    sources.register(this);
  }

  async openObligations(today: Day, onlySubjects?: readonly string[]): Promise<Obligation[]> {
    const wanted = onlySubjects && new Set(onlySubjects);
    const ending = (await this.registry.findInForce(today)).filter(
      ({ agreementId, endsOn }) =>
        endsOn !== null && endsOn >= today && (!wanted || wanted.has(agreementId)),
    );
    const people = new PeopleByRole(this.accounts);
    const obligations: Obligation[] = [];
    for (const agreement of ending)
      if (agreement.endsOn !== null)
        obligations.push({
          kind: KIND,
          subject: {
            type: 'agreement',
            id: agreement.agreementId,
            label: agreement.agencyName,
            path: `/agreements/${agreement.agreementId}`,
          },
          contextId: agreement.agreementId,
          officeId: agreement.officeId,
          dueOn: agreement.endsOn,
          summary: `Agreement with ${agreement.agencyName} (${agreement.state}) ends`,
          details: this.detailsOf(agreement),
          responsible: [
            ...(await people.supervisors(agreement.officeId)),
            ...(await people.managers()),
          ],
          escalateTo: [],
        });
    return obligations;
  }

  private detailsOf(agreement: AgreementOnDay): string[] {
    return [
      `Program model: ${agreement.model}`,
      `Field office: ${agreement.officeName ?? 'none assigned'}`,
      ...(agreement.endsOnBasis === 'inferred'
        ? [
            `No end date was published: it is inferred as ${this.policy.renewals.inferredTermMonths} months after the agreement's text (set by this installation).`,
          ]
        : []),
      'Decide whether to extend it. A passed end alone changes nothing: the agreement stays in force.',
    ];
  }
}
