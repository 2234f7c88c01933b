import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { BusinessClock } from '../../platform/clock/clock.js';
import type { Day } from '../../platform/clock/calendar.js';
import { Policy } from '../../platform/config/policy.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { limitVisits } from '../inspection-scope.js';
import { Inspection, InspectionTeamMember } from '../inspection.entity.js';
import { savingByYear, type SavingYear } from './saving.rules.js';

/** What focus reviews take of people's time, beside the full inspections of the same agreements. */
@Injectable()
export class SavingService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  /** Of the visits that the viewer may see. */
  async byYear(
    fiscalYear: number | undefined,
    viewer: Viewer,
  ): Promise<{ asOf: Day; years: SavingYear[] }> {
    const asOf = this.clock.today(this.policy.timeZone);
    const query = this.unitOfWork
      .reading()
      .createQueryBuilder(Inspection, 'inspection')
      .where('inspection.startsOn IS NOT NULL');
    limitVisits(query, viewer, asOf);
    const visits = await query.getMany();
    const sizes = await this.teamSizes(visits);
    const years = savingByYear(
      visits.map(({ id, agreementId, kind, status, startsOn, endsOn }) => ({
        ...{ agreementId, kind, status, startsOn, endsOn },
        teamSize: sizes.get(id) ?? 0,
      })),
    );
    return { asOf, years: years.filter((year) => !fiscalYear || year.fiscalYear === fiscalYear) };
  }

  private async teamSizes(visits: Inspection[]): Promise<Map<string, number>> {
    const rows = await this.unitOfWork
      .reading()
      .createQueryBuilder(InspectionTeamMember, 'member')
      .select('member.inspectionId', 'inspectionId')
      .addSelect('COUNT(*)', 'size')
      .where({ inspectionId: In(visits.map(({ id }) => id)) })
      .groupBy('member.inspectionId')
      .getRawMany<{ inspectionId: string; size: number | string }>();
    return new Map(rows.map(({ inspectionId, size }) => [inspectionId, Number(size)]));
  }
}
