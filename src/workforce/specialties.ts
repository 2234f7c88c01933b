import { Injectable } from '@nestjs/common';
import type { ProgramModel } from '../registry/agreement.entity.js';
import { ProgramModels } from '../registry/program-models.js';
import type { Objections } from './objections.js';
import { specialtiesOf } from './qualification.rules.js';

/** The program models that somebody can be qualified for: all but those that ask for others. */
@Injectable()
export class Specialties {
  constructor(private readonly models: ProgramModels) {}

  /** In their usual order. */
  async all(): Promise<ProgramModel[]> {
    return (await this.models.all()).filter(({ code }) => specialtiesOf(code)[0] === code);
  }

  /** Objects to codes that are none. */
  async objectTo(codes: readonly string[], field: string, objections: Objections): Promise<void> {
    const known = (await this.all()).map(({ code }) => code);
    const strange = codes.filter((code) => !known.includes(code));
    if (strange.length > 0)
      objections.add(
        field,
        `${strange.join(', ')} is no specialty; these are: ${known.join(', ')}.`,
      );
  }
}
