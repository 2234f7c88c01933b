import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { ProgramModel } from './agreement.entity.js';

/** The program models that are known. */
@Injectable()
export class ProgramModels {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** In their usual order. */
  async all(): Promise<ProgramModel[]> {
    return this.unitOfWork.reading().find(ProgramModel, { order: { sortOrder: 'ASC' } });
  }
}
