import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BusinessClock } from '../platform/clock/clock.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import {
  type InstallationStep,
  InstallationSteps,
} from '../platform/installation/installation-steps.js';
import { readDataTable, versionOfTables } from '../platform/installation/reference-data.js';
import { ProgramModels } from '../registry/program-models.js';
import type { RequirementContent } from './catalogue.rules.js';
import { Requirement, RequirementVersion } from './requirement.entity.js';
import {
  DEVIATION_COLUMNS,
  readRequirements,
  REQUIREMENT_COLUMNS,
} from './requirement-rows.rules.js';
import { CATALOGUE_BEGINS } from './versions.rules.js';

const REQUIREMENTS = 'requirements/moa-requirements.csv';
const DEVIATIONS = 'requirements/template-standards.csv';

/**
 * The catalogue of MOA requirements, out of four public MOAs; the text of the 2009 template was not found. It is the
 * first version of each requirement. A release that reads a MOA better puts that version right and leaves those of
 * people alone.
 */
@Injectable()
export class InstallRequirements implements InstallationStep {
  readonly phase = 'reference';
  readonly name = 'requirements';
  readonly version = versionOfTables(REQUIREMENTS, DEVIATIONS);
  readonly order = 30;

  constructor(
    steps: InstallationSteps,
    private readonly unitOfWork: UnitOfWork,
    private readonly models: ProgramModels,
    private readonly clock: BusinessClock,
  ) {
    steps.register(this);
  }

  async install(): Promise<void> {
    const shipped = readRequirements(
      readDataTable(REQUIREMENTS, REQUIREMENT_COLUMNS),
      readDataTable(DEVIATIONS, DEVIATION_COLUMNS),
      (await this.models.all()).map(({ code }) => code),
    );
    await this.unitOfWork.run(async (manager) => {
      await manager.upsert(
        Requirement,
        shipped.map(({ code, category }) => ({ code, category })),
        ['code'],
      );
      for (const { code, content } of shipped) await this.installFirst(manager, code, content);
    });
  }

  /** Not an upsert: where people have added versions, a second one that holds on may not even be tried. */
  private async installFirst(
    manager: EntityManager,
    code: string,
    content: RequirementContent,
  ): Promise<void> {
    const first = { requirementCode: code, holdsFrom: CATALOGUE_BEGINS };
    const { affected } = await manager.update(RequirementVersion, first, content);
    if (affected === 1) return;
    await manager.insert(RequirementVersion, {
      ...first,
      ...content,
      holdsUntil: null,
      reason: 'Shipped with the product, out of four public MOAs of 2019 to 2025.',
      recordedAt: this.clock.moment(),
      recordedBy: 'installation',
    });
  }
}
