import { Injectable } from '@nestjs/common';
import { OfficesService } from '../offices/offices.service.js';
import { AgreementQueries } from '../registry/agreement-queries.js';
import { ProgramModels } from '../registry/program-models.js';
import type { EntryQuery } from './register.dto.js';
import type { EntryFilter } from './registers.service.js';

/** Turns what was asked for into a filter whose every value exists. */
@Injectable()
export class EntryQueries {
  constructor(
    private readonly agreementQueries: AgreementQueries,
    private readonly offices: OfficesService,
    private readonly models: ProgramModels,
  ) {}

  /** @throws InvalidRequest naming each parameter with an unknown value, and the values that are known */
  async filterOf(query: EntryQuery): Promise<EntryFilter> {
    const place = await this.agreementQueries.placeOf(query);
    return { ...place, register: query.register, agreementId: query.agreement };
  }

  async officeNames(): Promise<string[]> {
    return (await this.offices.list()).map(({ name }) => name);
  }

  async modelNames(): Promise<(code: string) => string> {
    const names = new Map((await this.models.all()).map(({ code, name }) => [code, name]));
    return (code) => names.get(code) ?? code;
  }
}
