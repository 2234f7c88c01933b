import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import {
  type InstallationStep,
  InstallationSteps,
} from '../platform/installation/installation-steps.js';
import { Agency, Agreement } from '../registry/agreement.entity.js';
import { RegisterChanges } from './register-changes.service.js';
import { registerOf } from './registers.rules.js';
import { SAMPLE_AGREEMENTS } from './sample-facts.js';

/** Invented entries in the registers of a few agreements of 2012: the real ones are not public. Each is marked as a sample. */
@Injectable()
export class SampleRegisters implements InstallationStep {
  readonly phase = 'sample';
  readonly name = 'sample-registers';
  readonly version = '1';
  readonly order = 30;

  constructor(
    steps: InstallationSteps,
    private readonly unitOfWork: UnitOfWork,
    private readonly changes: RegisterChanges,
  ) {
    steps.register(this);
  }

  async install(): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      if (await this.changes.hasSamples()) return;
      const agreements = await manager
        .createQueryBuilder(Agreement, 'agreement')
        .innerJoin(Agency, 'agency', 'agency.id = agreement.agencyId')
        .select('agreement.id', 'id')
        .addSelect('agency.name', 'agency')
        .addSelect('agency.state', 'state')
        .getRawMany<{ id: string; agency: string; state: string }>();
      const idOf = new Map(agreements.map(({ id, agency, state }) => [`${state} ${agency}`, id]));
      for (const { state, agency, entries } of SAMPLE_AGREEMENTS) {
        const agreementId = idOf.get(`${state} ${agency}`);
        if (agreementId === undefined) continue;
        for (const { register, facts } of entries)
          await this.changes.recordSound(
            registerOf(register),
            [{ agreementId, facts }],
            'Sample: this entry is invented.',
            'the demonstration',
            true,
          );
      }
    });
  }

  async remove(): Promise<void> {
    await this.changes.removeSamples();
  }
}
