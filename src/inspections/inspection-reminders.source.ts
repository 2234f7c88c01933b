import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AccountsService } from '../identity/accounts/accounts.service.js';
import type { Day } from '../platform/clock/calendar.js';
import { weekdayText } from '../platform/clock/day-text.js';
import { Policy } from '../platform/config/policy.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import {
  type Obligation,
  type ObligationSource,
  ObligationSources,
} from '../reminders/obligation.js';
import { PeopleByRole } from '../reminders/people-by-role.js';
import { type AgreementOnDay, RegistryReader } from '../registry/registry-reader.js';
import type { StaffedPosition } from '../workforce/staff.service.js';
import { Inspection } from './inspection.entity.js';
import { BEFORE_FIELD_WORK, isOneOf, OWING_A_REPORT } from './life-cycle/life-cycle.rules.js';
import { STATUS_NAMES } from './life-cycle/life-cycle-words.js';
import { nextMilestone } from './life-cycle/milestones.rules.js';
import { VisitLeaders } from './visit-leaders.js';

/** What the obligations of visits are told with. */
interface About {
  inForce: Map<string, AgreementOnDay>;
  leaders: Map<string, StaffedPosition>;
  people: PeopleByRole;
}

/** What is due in inspections, and to whom: coming visits, focus reviews and reports. */
@Injectable()
export class InspectionReminders implements ObligationSource {
  readonly kinds = ['inspection-upcoming', 'focus-review-due', 'report-milestone-due'];

  constructor(
    sources: ObligationSources,
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: RegistryReader,
    private readonly accounts: AccountsService,
    private readonly leaders: VisitLeaders,
    private readonly policy: Policy,
  ) {
    sources.register(this);
  }

  async openObligations(today: Day, onlySubjects?: readonly string[]): Promise<Obligation[]> {
    const visits = await this.unitOfWork.reading().find(Inspection, {
      where: {
        status: In([...BEFORE_FIELD_WORK, ...OWING_A_REPORT]),
        ...(onlySubjects && { id: In([...onlySubjects]) }),
      },
    });
    const about: About = {
      inForce: await this.registry.findInForceByIds(
        visits.map(({ agreementId }) => agreementId),
        today,
      ),
      leaders: await this.leaders.leadersOf(visits, today),
      people: new PeopleByRole(this.accounts),
    };
    return [
      ...(await this.comingVisits(visits, about, today)),
      ...(await this.reports(visits, about)),
    ];
  }

  /** A full inspection is announced by its first day; a focus review by the day until which it must be held. */
  private async comingVisits(
    visits: Inspection[],
    { inForce, leaders, people }: About,
    today: Day,
  ): Promise<Obligation[]> {
    const obligations: Obligation[] = [];
    for (const visit of visits.filter(({ status }) => isOneOf(status, BEFORE_FIELD_WORK))) {
      const agreement = inForce.get(visit.agreementId);
      const isOver = visit.endsOn !== null && visit.endsOn < today;
      if (!agreement || isOver) continue;
      const leader = await people.person(leaders.get(visit.id)?.holder?.accountId);
      const supervisors = await people.supervisors(agreement.officeId);
      const common = {
        subject: {
          type: 'inspection',
          id: visit.id,
          label: visit.number,
          path: `/inspections/${visit.id}`,
        },
        contextId: visit.agreementId,
        officeId: agreement.officeId,
        details: visitDetails(visit, agreement),
        escalateTo: await people.managers(),
      };
      if (visit.startsOn)
        obligations.push({
          ...common,
          kind: 'inspection-upcoming',
          dueOn: visit.startsOn,
          summary: `${kindWords(visit)} ${visit.number} of ${nameOf(agreement)}`,
          responsible: [...leader, ...supervisors],
        });
      if (visit.kind === 'focus' && visit.dueOn)
        obligations.push({
          ...common,
          kind: 'focus-review-due',
          dueOn: visit.dueOn,
          summary: `Focus review ${visit.number} of ${nameOf(agreement)}`,
          responsible: leader.length > 0 ? leader : await people.managers(),
        });
    }
    return obligations;
  }

  /** From the exit interview on a report is owed: its leader is reminded of the next step, until that is taken. */
  private async reports(
    visits: Inspection[],
    { inForce, leaders, people }: About,
  ): Promise<Obligation[]> {
    const obligations: Obligation[] = [];
    for (const visit of visits.filter(({ status }) => isOneOf(status, OWING_A_REPORT))) {
      const agreement = inForce.get(visit.agreementId);
      const milestone = nextMilestone(visit, this.policy);
      if (!agreement || !milestone) continue;
      const leader = await people.person(leaders.get(visit.id)?.holder?.accountId);
      const managers = await people.managers();
      obligations.push({
        kind: 'report-milestone-due',
        subject: {
          type: 'inspection',
          id: visit.id,
          label: visit.number,
          path: `/inspections/${visit.id}`,
        },
        contextId: visit.agreementId,
        officeId: agreement.officeId,
        dueOn: milestone.limitOn,
        summary: `${STATUS_NAMES[milestone.step] ?? milestone.step} of ${visit.number} at ${nameOf(agreement)}`,
        details: [
          `The limit is ${milestone.basis} (set by this installation).`,
          ...(visit.isSample ? ['Sample: made for the demonstration.'] : []),
        ],
        responsible: leader.length > 0 ? leader : managers,
        escalateTo: managers,
      });
    }
    return obligations;
  }
}

const nameOf = (agreement: AgreementOnDay): string =>
  `${agreement.agencyName} (${agreement.state})`;

const kindWords = (visit: Inspection): string =>
  visit.kind === 'full' ? 'Full inspection' : 'Focus review';

function visitDetails(visit: Inspection, agreement: AgreementOnDay): string[] {
  const place = [agreement.county && `${agreement.county} County`, agreement.state]
    .filter(Boolean)
    .join(', ');
  const days =
    visit.startsOn && visit.endsOn
      ? `On site from ${weekdayText(visit.startsOn)} to ${weekdayText(visit.endsOn)}, ${place}.`
      : `No date has been found yet, ${place}.`;
  return visit.isSample ? [days, 'Sample: made for the demonstration.'] : [days];
}
