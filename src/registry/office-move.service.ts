import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import { OfficesService } from '../offices/offices.service.js';
import { type Day, isDay } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { dayText } from '../platform/clock/day-text.js';
import { Policy } from '../platform/config/policy.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { InvalidRequest, type ProblemItem, Stale } from '../platform/http/problem.js';
import type { Viewer } from '../platform/http/viewer.js';
import { Doorbell } from '../platform/queue/doorbell.js';
import { agreementSubject } from './agreement-events.js';
import { Agreement } from './agreement.entity.js';
import { AgreementsService } from './agreements.service.js';

export interface OfficeMove {
  /** Name of the field office that takes over. */
  fieldOffice: string;
  /** The first day on which it answers: also a past one, for what was recorded late or wrong. */
  from: string;
  reason: string;
}

/** Moves an agency, with all of its agreements, from one field office to another. */
@Injectable()
export class OfficeMoveService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agreements: AgreementsService,
    private readonly offices: OfficesService,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly doorbell: Doorbell,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * From `from` on the new office sees and answers for the agency; the old one keeps what lies in its time.
   * @param version the version of the agreement that the caller saw
   * @throws Stale (412); InvalidRequest (400) naming the fields that are wrong
   */
  async moveToOffice(
    agreementId: string,
    move: OfficeMove,
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const today = this.clock.today(this.policy.timeZone);
      const { agreement } = await this.agreements.find(agreementId, { asOf: today }, viewer);
      const present = { fieldOffice: agreement.officeName, version: agreement.version };
      if (agreement.version !== version) throw new Stale(present);
      const office = await this.offices.find(move.fieldOffice);
      const problems = problemsOf(move, office !== undefined);
      if (!office || problems.length > 0) throw new InvalidRequest(problems);
      const before = await this.offices.assign(manager, {
        agencyId: agreement.agencyId,
        officeId: office.id,
        from: move.from,
        basis: `${move.reason.trim()} (recorded by ${viewer.name})`,
      });
      if (before === undefined)
        throw new InvalidRequest([
          problem(
            'fieldOffice',
            `${office.name} answers for ${agreement.agencyName} on ${dayText(move.from)} already.`,
          ),
        ]);
      const { affected } = await manager.update(
        Agreement,
        { id: agreementId, version },
        { version: version + 1 },
      );
      if (affected !== 1) throw new Stale(present);
      const offices = new Map((await this.offices.list()).map(({ id, name }) => [id, name]));
      await this.audit.record({
        action: 'agreement.office-assigned',
        subject: agreementSubject(agreement),
        changes: [
          {
            field: 'fieldOffice',
            before: before === null ? null : (offices.get(before) ?? before),
            after: office.name,
          },
        ],
        reason: move.reason.trim(),
        details: { from: move.from, agencyId: agreement.agencyId },
      });
      this.doorbell.ring('reminders.plan');
    });
  }
}

function problemsOf({ from, reason }: OfficeMove, isKnown: boolean): ProblemItem[] {
  return [
    ...(isKnown ? [] : [problem('fieldOffice', 'Choose one of the field offices.')]),
    ...(isDayOfProgram(from)
      ? []
      : [problem('from', 'The first day must be a day of the calendar such as 2012-10-01.')]),
    ...(reason.trim() === '' ? [problem('reason', 'Say why the office changes.')] : []),
  ];
}

/** The program's first agreement is of 2002: a year such as 0212 is a slip of the pen. */
const isDayOfProgram = (text: string): text is Day => isDay(text) && text >= '2002-01-01';

const problem = (field: keyof OfficeMove, detail: string): ProblemItem => ({
  pointer: `/${field}`,
  parameter: field,
  detail,
});
