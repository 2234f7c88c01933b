import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import { OfficesService } from '../offices/offices.service.js';
import type { OfficeAssignment } from '../offices/office.entity.js';
import type { Day } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { isId } from '../platform/db/id.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import {
  Conflict,
  InvalidRequest,
  NotFound,
  problemItem,
  Stale,
} from '../platform/http/problem.js';
import type { Viewer } from '../platform/http/viewer.js';
import { Doorbell } from '../platform/queue/doorbell.js';
import { agreementSubject, recordEvent } from './agreement-events.js';
import { isInForce } from './agreement-status.rules.js';
import { Agency, Agreement, AgreementEvent } from './agreement.entity.js';
import { type AgreementOnDay, agreementsOn, fetchAgreements } from './agreements-on-day.js';
import { objectionsToExtension } from './extension.rules.js';
import { type Standpoint, wasKnown } from './known-at.rules.js';
import { type ListingOfAgreement, OfficialLists } from './official-lists.js';
import { limitToOffice, seenDays } from './office-scope.js';
import { type HistoryRow, historyOf } from './history-rows.rules.js';

/** An agreement with all that the register has of it. */
export interface AgreementDetail extends Standpoint {
  agreement: AgreementOnDay;
  agency: Agency;
  /** Every event that was recorded by `knownAt`, also of days after `asOf`. */
  history: HistoryRow<AgreementEvent>[];
  /** The official lists by day. */
  lists: ListingOfAgreement[];
  officeAssignments: OfficeAssignment[];
}

/** The agreements, as a viewer may see and change them. */
@Injectable()
export class AgreementsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly offices: OfficesService,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly doorbell: Doorbell,
    private readonly audit: AuditTrail,
  ) {}

  today(): Day {
    return this.clock.today(this.policy.timeZone);
  }

  /** The states that have an agency in the register. */
  async findStates(): Promise<string[]> {
    const rows = await this.unitOfWork
      .reading()
      .createQueryBuilder(Agency, 'agency')
      .select('agency.state', 'state')
      .distinct(true)
      .orderBy('agency.state')
      .getRawMany<{ state: string }>();
    return rows.map(({ state }) => state);
  }

  /** @throws NotFound also when it did not exist on the day or lay outside the viewer's field office */
  async find(id: string, { asOf, knownAt }: Standpoint, viewer: Viewer): Promise<AgreementDetail> {
    const agreement = await this.findOnDay(id, { asOf, knownAt }, viewer);
    const { agencyId } = agreement;
    const manager = this.unitOfWork.reading();
    const present = await this.offices.assignmentsOf(agencyId);
    const isSeen = seenDays(viewer.officeId, present, asOf, this.today());
    const officeAssignments = await this.offices.assignmentsOf(agencyId, knownAt);
    const events = await manager.findBy(AgreementEvent, { agreementId: id });
    const lists = await OfficialLists.holding(manager, knownAt);
    return {
      asOf,
      knownAt,
      agreement,
      agency: await manager.findOneByOrFail(Agency, { id: agencyId }),
      history: historyOf(events.filter(({ recordedAt }) => wasKnown({ from: recordedAt }, knownAt)))
        .filter(({ onDay }) => isSeen(onDay))
        .map((row) => ({ ...row, corrected: row.corrected.filter(({ onDay }) => isSeen(onDay)) })),
      lists: (await lists.listingsOf(manager, id)).filter(({ list }) => isSeen(list.asOf)),
      officeAssignments: officeAssignments.filter(({ holdsFrom }) => isSeen(holdsFrom)),
    };
  }

  /** Whether the viewer may see an agreement as of today: whoever may, may act on it. */
  async isVisible(id: string, viewer: Viewer): Promise<boolean> {
    if (!isId(id)) return false;
    const query = agreementsOn(this.unitOfWork.reading(), this.today()).andWhere(
      'agreement.id = :id',
      { id },
    );
    limitToOffice(query, 'agreement.id', viewer.officeId, this.today());
    return query.getExists();
  }

  /**
   * Moves the end of an agreement in force to a later day. What is reminded of the old end is then cancelled, and the
   * new end reminded of.
   * @param version the version that the caller saw
   * @throws Stale (412), Conflict (409) when it is not in force, InvalidRequest (400) naming the
   *   fields that are wrong
   */
  async extendAgreement(
    id: string,
    extension: { endsOn: string; reason: string },
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const today = this.today();
      const agreement = await this.findOnDay(id, { asOf: today }, viewer);
      if (agreement.version !== version) throw new Stale(publicFacts(agreement));
      if (!isInForce(agreement.status))
        throw new Conflict(
          'not-in-force',
          `The agreement with ${agreement.agencyName} is ${agreement.status}: only one in force can be extended.`,
        );
      const objections = objectionsToExtension(extension, agreement.endsOn, today);
      if (objections.length > 0) throw new InvalidRequest(objections.map(problemItem));
      const { affected } = await manager.update(
        Agreement,
        { id, version },
        { version: version + 1 },
      );
      if (affected !== 1) throw new Stale(publicFacts(agreement));
      await this.audit.record({
        action: 'agreement.extended',
        subject: agreementSubject(agreement),
        changes: [
          { field: 'endsOn', before: agreement.endsOn, after: extension.endsOn },
          { field: 'endsOnBasis', before: agreement.endsOnBasis, after: 'stated' },
        ],
        reason: extension.reason.trim(),
      });
      await recordEvent(manager, {
        agreementId: id,
        onDay: today,
        event: 'extended',
        endsOn: extension.endsOn,
        endsOnBasis: 'stated',
        reason: extension.reason.trim(),
        source: `Recorded by ${viewer.name}`,
        recordedAt: this.clock.moment(),
        recordedBy: viewer.name,
      });
      this.doorbell.ring('reminders.plan');
    });
  }

  private async findOnDay(
    id: string,
    { asOf, knownAt }: Standpoint,
    viewer: Viewer,
  ): Promise<AgreementOnDay> {
    if (!isId(id)) throw new NotFound('The agreement');
    const query = agreementsOn(this.unitOfWork.reading(), asOf, knownAt).andWhere(
      'agreement.id = :id',
      { id },
    );
    limitToOffice(query, 'agreement.id', viewer.officeId, asOf);
    const [agreement] = await fetchAgreements(query);
    if (!agreement) {
      const then = knownAt ? ` and as the register knew it at ${knownAt}` : '';
      throw new NotFound(`The agreement, as of ${dayText(asOf)}${then},`);
    }
    return agreement;
  }
}

export const publicFacts = (agreement: AgreementOnDay): Record<string, unknown> => ({
  status: agreement.status,
  model: agreement.model,
  endsOn: agreement.endsOn,
  endsOnBasis: agreement.endsOnBasis,
  version: agreement.version,
});
