import { Injectable } from '@nestjs/common';
import { AccountsService, type ActivePerson } from '../identity/accounts/accounts.service.js';
import type { Day } from '../platform/clock/calendar.js';
import { Policy } from '../platform/config/policy.js';
import {
  type Obligation,
  ObligationSources,
  type ObligationSource,
} from '../reminders/obligation.js';
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
    const supervisors = await this.supervisorsOf(ending.map((agreement) => agreement.officeId));
    const managers = await this.accounts.findRecipients({ role: 'program-manager' });
    return ending.flatMap((agreement) =>
      agreement.endsOn === null
        ? []
        : [
            {
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
              responsible: [...(supervisors.get(agreement.officeId ?? '') ?? []), ...managers],
              escalateTo: [],
            },
          ],
    );
  }

  private async supervisorsOf(officeIds: (string | null)[]): Promise<Map<string, ActivePerson[]>> {
    const supervisors = new Map<string, ActivePerson[]>();
    for (const officeId of new Set(officeIds))
      if (officeId !== null)
        supervisors.set(
          officeId,
          await this.accounts.findRecipients({ role: 'ero-supervisor', officeId }),
        );
    return supervisors;
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
