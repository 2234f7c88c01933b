import { Injectable } from '@nestjs/common';
import { OfficesService } from '../offices/offices.service.js';
import { stateCode, STATE_CODES } from '../offices/states.rules.js';
import { InvalidRequest, type ProblemItem } from '../platform/http/problem.js';
import { AgreementLists } from './agreement-lists.service.js';
import type { AgreementQuery } from './agreement-query.dto.js';
import type { AgreementFilter } from './agreement-filter.js';
import { ProgramModels } from './program-models.js';

/** Turns what was asked for into a filter whose every value exists. */
@Injectable()
export class AgreementQueries {
  constructor(
    private readonly models: ProgramModels,
    private readonly offices: OfficesService,
    private readonly lists: AgreementLists,
  ) {}

  /** @throws InvalidRequest naming each parameter with an unknown value, and the values that are known */
  async filterOf(query: AgreementQuery): Promise<AgreementFilter> {
    const errors: ProblemItem[] = [];
    const { state, officeId } = await this.placeIn(query, errors);
    const codes = (await this.models.all()).map((model) => model.code);
    if (query.model !== undefined && !codes.includes(query.model))
      errors.push(unknownValue('model', query.model, codes));
    const agencyType = await this.agencyTypeOf(query.agencyType, errors);
    if (errors.length > 0) throw new InvalidRequest(errors);
    const { model, status, endsWithinDays, signedFrom, signedUntil, q, sort, direction } = query;
    return {
      ...{ state, model, status, officeId, agencyType },
      ...{ endsWithinDays, signedFrom, signedUntil, q, sort, direction },
    };
  }

  /**
   * The state's code and the field office's id.
   * @throws InvalidRequest as above
   */
  async placeOf(query: AskedPlace): Promise<Pick<AgreementFilter, 'state' | 'officeId'>> {
    const errors: ProblemItem[] = [];
    const place = await this.placeIn(query, errors);
    if (errors.length > 0) throw new InvalidRequest(errors);
    return place;
  }

  private async placeIn(
    { state, fieldOffice }: AskedPlace,
    errors: ProblemItem[],
  ): Promise<Pick<AgreementFilter, 'state' | 'officeId'>> {
    const code = state?.length === 2 ? stateCode(state) : undefined;
    if (state !== undefined && !code) errors.push(unknownValue('state', state, STATE_CODES));
    const office = fieldOffice === undefined ? undefined : await this.offices.find(fieldOffice);
    if (fieldOffice !== undefined && !office) {
      const names = (await this.offices.list()).map(({ name }) => name);
      errors.push(unknownValue('fieldOffice', fieldOffice, names));
    }
    return { state: code, officeId: office?.id };
  }

  /** The type as the register writes it, whatever the case of its letters. */
  private async agencyTypeOf(
    asked: string | undefined,
    errors: ProblemItem[],
  ): Promise<string | undefined> {
    if (asked === undefined) return undefined;
    const types = await this.lists.findAgencyTypes();
    const type = types.find((known) => known.toLowerCase() === asked.toLowerCase());
    if (type === undefined) errors.push(unknownValue('agencyType', asked, types));
    return type;
  }
}

interface AskedPlace {
  state?: string | undefined;
  fieldOffice?: string | undefined;
}

const unknownValue = (parameter: string, value: string, known: readonly string[]): ProblemItem => ({
  parameter,
  detail: `${parameter} "${value.slice(0, 40)}" is not known; it is one of ${known.join(', ')}`,
});
