import { Injectable } from '@nestjs/common';
import { type Day, fiscalYearOf } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import type { Viewer } from '../platform/http/viewer.js';
import { LimitsService } from '../registers/limits.service.js';
import { IN_FORCE } from '../registry/agreement-status.rules.js';
import { agreementsOn, fetchAgreements } from '../registry/agreements-on-day.js';
import { limitToOffice } from '../registry/office-scope.js';
import { ProgramModels } from '../registry/program-models.js';
import { type Measure, measureCompliance } from './compliance.rules.js';

export interface ComplianceReport {
  asOf: Day;
  fiscalYear: number;
  /** The field office that limits what the viewer sees; null = everywhere. */
  scope: string | null;
  /** In force on the day, within the scope. */
  agreements: number;
  measures: Measure[];
  /** Entries that were invented for the demonstration take part. */
  hasSamples: boolean;
}

/** The measures of whether the agreements are run as the MOA asks, counted from the registers. */
@Injectable()
export class ComplianceService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly limits: LimitsService,
    private readonly models: ProgramModels,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  today(): Day {
    return this.clock.today(this.policy.timeZone);
  }

  /** As of a day: of the agreements that were in force then, and within the viewer's field office. */
  async measure(asOf: Day, viewer: Viewer): Promise<ComplianceReport> {
    const query = agreementsOn(this.unitOfWork.reading(), asOf).andWhere(
      'period.status IN (:...inForce)',
      { inForce: IN_FORCE },
    );
    limitToOffice(query, 'agreement.id', viewer.officeId, asOf);
    const agreements = await fetchAgreements(query);
    const standing = await this.limits.ofAgreements(agreements, asOf);
    const names = new Map((await this.models.all()).map(({ code, name }) => [code, name]));
    const measures = measureCompliance(
      standing.map(({ agreement, requirements, training, registers }) => ({
        agencyId: agreement.agencyId,
        model: agreement.model,
        office: agreement.officeName,
        training,
        limits: Object.fromEntries(
          requirements.map(({ requirement, limits }) => [requirement.code, limits]),
        ),
        registers,
      })),
      { asOf, annualTrainingMonths: this.policy.registers.annualTrainingMonths },
      (code) => names.get(code) ?? code,
    );
    return {
      asOf,
      fiscalYear: fiscalYearOf(asOf),
      scope: viewer.officeId === null ? null : viewer.officeName,
      agreements: agreements.length,
      measures,
      hasSamples: standing.some(({ registers }) =>
        Object.values(registers).some((entries) => entries.some(({ isSample }) => isSample)),
      ),
    };
  }
}
