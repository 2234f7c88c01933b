import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { OfficeAssignment } from '../../offices/office.entity.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { type Paged, readPage } from '../../platform/http/paging.js';
import { Agency, AgreementPeriod } from '../agreement.entity.js';

/** Agencies with an agreement and without a field office: the map leaves their place open, and a person has to say. */
@Injectable()
export class UnplacedAgencies {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  count(): Promise<number> {
    return this.query().getCount();
  }

  findPage(page: { limit: number; cursor?: string }): Promise<Paged<Agency>> {
    return readPage(
      this.query(),
      [
        { column: 'agency.state', direction: 'ASC', of: ({ state }) => state },
        { column: 'agency.normalizedName', direction: 'ASC', of: (row) => row.normalizedName },
        { column: 'agency.id', direction: 'ASC', of: ({ id }) => id },
      ],
      page,
      (ordered) => ordered.getMany(),
    );
  }

  private query(): SelectQueryBuilder<Agency> {
    const query = this.unitOfWork.reading().createQueryBuilder(Agency, 'agency');
    const assigned = query
      .subQuery()
      .select('1')
      .from(OfficeAssignment, 'held')
      .where('held.agencyId = agency.id')
      .andWhere('held.supersededAt IS NULL');
    const agreed = query
      .subQuery()
      .select('1')
      .from(AgreementPeriod, 'period')
      .where('period.agencyId = agency.id')
      .andWhere('period.recordedUntil IS NULL');
    return query.where(`NOT EXISTS ${assigned.getQuery()}`).andWhere(`EXISTS ${agreed.getQuery()}`);
  }
}
