import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { Agency, Agreement } from '../registry/agreement.entity.js';
import {
  type ScheduledVisit,
  type ScheduledVisits,
  WorkforceConsequences,
} from '../workforce/workforce-consequences.js';
import { Inspection, InspectionTeamMember } from './inspection.entity.js';
import { DATED_AHEAD } from './life-cycle/life-cycle.rules.js';

/** Tells the workforce of the visits that its people are to go on. */
@Injectable()
export class ScheduledVisitsOfTeams implements ScheduledVisits {
  constructor(
    consequences: WorkforceConsequences,
    private readonly unitOfWork: UnitOfWork,
  ) {
    consequences.register(this);
  }

  async findVisitsOf(positionIds: readonly string[]): Promise<ScheduledVisit[]> {
    return this.unitOfWork
      .reading()
      .createQueryBuilder(Inspection, 'visit')
      .innerJoin(InspectionTeamMember, 'member', 'member.inspectionId = visit.id')
      .innerJoin(Agreement, 'agreement', 'agreement.id = visit.agreementId')
      .innerJoin(Agency, 'agency', 'agency.id = agreement.agencyId')
      .select('visit.id', 'inspectionId')
      .addSelect('visit.number', 'number')
      .addSelect('member.positionId', 'positionId')
      .addSelect('agency.id', 'agencyId')
      .addSelect('agency.name', 'agencyName')
      .addSelect('visit.startsOn', 'startsOn')
      .addSelect('visit.endsOn', 'endsOn')
      .where('member.positionId IN (:...positionIds)', { positionIds: [...positionIds] })
      .andWhere('visit.status IN (:...open)', { open: [...DATED_AHEAD] })
      .andWhere('visit.startsOn IS NOT NULL')
      .andWhere('visit.endsOn IS NOT NULL')
      .orderBy('visit.startsOn')
      .addOrderBy('visit.number')
      .getRawMany<ScheduledVisit>();
  }
}
