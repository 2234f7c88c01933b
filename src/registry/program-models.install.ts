import { Injectable } from '@nestjs/common';
import { insertOnce } from '../platform/db/insert-once.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import {
  type InstallationStep,
  InstallationSteps,
} from '../platform/installation/installation-steps.js';
import { ProgramModel } from './agreement.entity.js';

const MODELS = [
  {
    code: 'DETENTION',
    name: 'Detention (jail enforcement)',
    description:
      "Officers identify and process removable persons who are held in the agency's jail. The Detention model of 2012 and today's Jail Enforcement Model are one model under two names.",
    sortOrder: 1,
  },
  {
    code: 'TASK_FORCE',
    name: 'Task force',
    description:
      'Officers exercise immigration authority during their duties in the community, under the supervision of ICE. Today: Task Force Model.',
    sortOrder: 2,
  },
  {
    code: 'JOINT',
    name: 'Joint',
    description:
      "Detention and task force under one agreement. ICE's lists never print it: they show such an agreement as Jail Enforcement.",
    sortOrder: 3,
  },
  {
    code: 'WARRANT_SERVICE_OFFICER',
    name: 'Warrant service officer',
    description:
      "Officers serve and execute administrative warrants on persons in the agency's jail. Introduced in 2019; no agreement of 2012 is of this model.",
    sortOrder: 4,
  },
];

/** The program models that are known. A further one is a row, not a release. */
@Injectable()
export class InstallProgramModels implements InstallationStep {
  readonly phase = 'reference';
  readonly name = 'program-models';
  readonly version = '1';
  readonly order = 20;

  constructor(
    steps: InstallationSteps,
    private readonly unitOfWork: UnitOfWork,
  ) {
    steps.register(this);
  }

  async install(): Promise<void> {
    await this.unitOfWork.run((manager) => insertOnce(manager, ProgramModel, MODELS));
  }
}
