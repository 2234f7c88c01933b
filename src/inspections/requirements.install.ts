import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import {
  type InstallationStep,
  InstallationSteps,
} from '../platform/installation/installation-steps.js';
import { readDataTable, versionOfTables } from '../platform/installation/reference-data.js';
import { Requirement } from './requirement.entity.js';

const TABLE = 'requirements/moa-requirements.csv';

/** The catalogue of MOA requirements, out of four public MOAs; the text of the 2009 template was not found. */
@Injectable()
export class InstallRequirements implements InstallationStep {
  readonly phase = 'reference';
  readonly name = 'requirements';
  readonly version = versionOfTables(TABLE);
  readonly order = 30;

  constructor(
    steps: InstallationSteps,
    private readonly unitOfWork: UnitOfWork,
  ) {
    steps.register(this);
  }

  async install(): Promise<void> {
    const rows = readDataTable(TABLE, [
      'code',
      'category',
      'text',
      'measurable_standard',
      'templates',
      'source',
    ]).map(({ measurable_standard, ...row }) => ({
      ...row,
      measurableStandard: measurable_standard,
    }));
    await this.unitOfWork.run((manager) => manager.upsert(Requirement, rows, ['code']));
  }
}
