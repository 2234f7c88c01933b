import { Injectable } from '@nestjs/common';
import { In, Not } from 'typeorm';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import {
  countedByName,
  type RegisterDependent,
  RegisterDependents,
} from '../registry/register-dependents.js';
import { Inspection, InspectionEvent } from './inspection.entity.js';
import { isFieldWorkDone } from './life-cycle/life-cycle.rules.js';

/** What the jobs write into a visit's history; everything else somebody did. */
const BY_RULE = ['scheduled', 'ordered', 'cancelled'];

/**
 * Visits that took place, or that somebody moved or handed over. One that only the scheduler planned goes with its
 * obligation as soon as the agreement does: otherwise no list could be taken back once the jobs have run.
 */
@Injectable()
export class VisitsBuiltUpon implements RegisterDependent {
  constructor(
    dependents: RegisterDependents,
    private readonly unitOfWork: UnitOfWork,
  ) {
    dependents.register(this);
  }

  async describe(agreementIds: readonly string[]): Promise<string | null> {
    const manager = this.unitOfWork.reading();
    const visits = await manager.find(Inspection, {
      where: { agreementId: In([...agreementIds]), status: Not('cancelled') },
      order: { number: 'ASC' },
    });
    const changed = await manager.findBy(InspectionEvent, {
      inspectionId: In(visits.map(({ id }) => id)),
      event: Not(In(BY_RULE)),
    });
    const changedIds = new Set(changed.map(({ inspectionId }) => inspectionId));
    const built = visits.filter(({ id, status }) => isFieldWorkDone(status) || changedIds.has(id));
    return countedByName(
      'visit',
      built.map(({ number }) => number),
    );
  }
}
