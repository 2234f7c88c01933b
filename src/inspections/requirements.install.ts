import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { parse } from 'csv-parse/sync';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import {
  type InstallationStep,
  InstallationSteps,
} from '../platform/installation/installation-steps.js';
import { projectRoot } from '../platform/project-root.js';
import { Requirement } from './requirement.entity.js';

/** The catalogue of MOA requirements, out of four public MOAs; the text of the 2009 template was not found. */
@Injectable()
export class InstallRequirements implements InstallationStep {
  readonly phase = 'reference';
  readonly name = 'requirements';
  readonly version = '1';
  readonly order = 30;

  constructor(
    steps: InstallationSteps,
    private readonly unitOfWork: UnitOfWork,
  ) {
    steps.register(this);
  }

  async install(): Promise<void> {
    const file = join(projectRoot, 'data/requirements/moa-requirements.csv');
    // The file's columns carry the entity's names.
    const rows: Requirement[] = parse(readFileSync(file), {
      bom: true,
      columns: (header: string[]) => header.map(camelCase),
    });
    await this.unitOfWork.run((manager) => manager.upsert(Requirement, rows, ['code']));
  }
}

const camelCase = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
