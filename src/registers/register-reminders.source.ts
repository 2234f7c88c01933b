import { Injectable } from '@nestjs/common';
import { AccountsService } from '../identity/accounts/accounts.service.js';
import type { Day } from '../platform/clock/calendar.js';
import {
  type Obligation,
  type ObligationSource,
  ObligationSources,
} from '../reminders/obligation.js';
import { PeopleByRole } from '../reminders/people-by-role.js';
import { RegistryReader } from '../registry/registry-reader.js';
import { authorizationStretches } from './limit-sources.rules.js';
import { type AgreementLimits, LimitsService } from './limits.service.js';
import { RegistersService } from './registers.service.js';

const TRAINING = 'annual-training-due';
const AUTHORIZATION = 'authorization-ending';
const MEETING = 'annual-meeting-due';

/** Trainings that run out, authorizations that end and annual meetings: the supervisors of the field office are reminded. */
@Injectable()
export class RegisterReminders implements ObligationSource {
  readonly kinds = [TRAINING, AUTHORIZATION, MEETING];

  constructor(
    sources: ObligationSources,
    private readonly registry: RegistryReader,
    private readonly registers: RegistersService,
    private readonly limits: LimitsService,
    private readonly accounts: AccountsService,
  ) {
    sources.register(this);
  }

  async openObligations(today: Day, onlySubjects?: readonly string[]): Promise<Obligation[]> {
    const kept = await this.registers.findKept(onlySubjects);
    const inForce = await this.registry.findInForceByIds(kept, today);
    const people = new PeopleByRole(this.accounts);
    const obligations: Obligation[] = [];
    for (const limits of await this.limits.ofAgreements([...inForce.values()], today)) {
      const { officeId } = limits.agreement;
      if (officeId === null) continue;
      const responsible = await people.supervisors(officeId);
      obligations.push(
        ...[...trainings(limits), ...authorizations(limits), ...meetings(limits)].map((due) => ({
          ...due,
          contextId: limits.agreement.agreementId,
          officeId,
          responsible,
          escalateTo: [],
        })),
      );
    }
    return obligations;
  }
}

type Due = Pick<Obligation, 'kind' | 'subject' | 'dueOn' | 'summary' | 'details'>;

const at = ({ agreement }: AgreementLimits): string =>
  `at ${agreement.agencyName} (${agreement.state})`;

const entrySubject = (id: string, label: string): Due['subject'] => ({
  type: 'register-entry',
  id,
  label,
  path: `/register-entries/${id}`,
});

function detailsOf(isSample: boolean, ...details: string[]): string[] {
  return isSample ? [...details, 'Sample: made for the demonstration.'] : details;
}

const trainings = (limits: AgreementLimits): Due[] =>
  limits.training.flatMap(({ officer, entryId, dueOn, isSample }) =>
    dueOn === null
      ? []
      : [
          {
            kind: TRAINING,
            subject: entrySubject(entryId, officer),
            dueOn,
            summary: `Annual training of officer ${officer} ${at(limits)}`,
            details: detailsOf(isSample, 'The last training on record counts until that day.'),
          },
        ],
  );

/** Whatever the requirements of the agreement say of it: the letter states an end. */
const authorizations = (limits: AgreementLimits): Due[] =>
  authorizationStretches(limits).flatMap(({ subject, entryId, until, isEndAhead, isSample }) =>
    isEndAhead === true && until !== null && entryId !== null
      ? [
          {
            kind: AUTHORIZATION,
            subject: entrySubject(entryId, subject),
            dueOn: until,
            summary: `Authorization of officer ${subject} ${at(limits)}`,
            details: detailsOf(isSample, 'No later authorization is on record.'),
          },
        ]
      : [],
  );

/** Only where the log is kept: an empty one says nothing of meetings. */
const meetings = (limits: AgreementLimits): Due[] =>
  limits.requirements
    .filter(({ requirement }) => requirement.code === 'COM-01')
    .flatMap(({ limits: stretches }) => stretches)
    .flatMap(({ until, dueOn, isSample }) =>
      until === null && dueOn !== null
        ? [
            {
              kind: MEETING,
              subject: {
                type: 'agreement',
                id: limits.agreement.agreementId,
                label: limits.agreement.agencyName,
                path: `/agreements/${limits.agreement.agreementId}/registers`,
              },
              dueOn,
              summary: `Annual review meeting ${at(limits)}`,
              details: detailsOf(isSample, 'The log of notices and meetings has none since.'),
            },
          ]
        : [],
    );
