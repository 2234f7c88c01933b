import { Injectable } from '@nestjs/common';
import {
  countedByName,
  type RegisterDependent,
  RegisterDependents,
} from '../registry/register-dependents.js';
import { entryLabel, registerOf } from './registers.rules.js';
import { RegistersService } from './registers.service.js';

/** Whatever somebody entered into the registers of an agreement, withdrawn or not. */
@Injectable()
export class RegistersBuiltUpon implements RegisterDependent {
  constructor(
    dependents: RegisterDependents,
    private readonly registers: RegistersService,
  ) {
    dependents.register(this);
  }

  async describe(agreementIds: readonly string[]): Promise<string | null> {
    const entries = await this.registers.findOfAgreements(agreementIds);
    return countedByName(
      'register record',
      entries.map(({ register, facts }) => entryLabel(registerOf(register), facts)),
    );
  }
}
