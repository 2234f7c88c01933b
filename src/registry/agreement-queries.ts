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
    const unknown = (parameter: string, value: string, known: readonly string[]): void => {
      const detail = `${parameter} "${value.slice(0, 40)}" is not known; it is one of ${known.join(', ')}`;
      errors.push({ parameter, detail });
    };
    const state = query.state === undefined ? undefined : stateCode(query.state);
    if (query.state !== undefined && (!state || query.state.length !== 2))
      unknown('state', query.state, STATE_CODES);
    const codes = (await this.models.all()).map((model) => model.code);
    if (query.model !== undefined && !codes.includes(query.model))
      unknown('model', query.model, codes);
    const office =
      query.fieldOffice === undefined ? undefined : await this.offices.find(query.fieldOffice);
    if (query.fieldOffice !== undefined && !office) {
      const names = (await this.offices.list()).map(({ name }) => name);
      unknown('fieldOffice', query.fieldOffice, names);
    }
    const agencyType = await this.agencyTypeOf(query.agencyType, unknown);
    if (errors.length > 0) throw new InvalidRequest(errors);
    const { model, status, endsWithinDays, signedFrom, signedUntil, q, sort, direction } = query;
    return {
      ...{ state, model, status, officeId: office?.id, agencyType },
      ...{ endsWithinDays, signedFrom, signedUntil, q, sort, direction },
    };
  }

  /** The type as the register writes it, whatever the case of its letters. */
  private async agencyTypeOf(
    asked: string | undefined,
    unknown: (parameter: string, value: string, known: readonly string[]) => void,
  ): Promise<string | undefined> {
    if (asked === undefined) return undefined;
    const types = await this.lists.findAgencyTypes();
    const type = types.find((known) => known.toLowerCase() === asked.toLowerCase());
    if (type === undefined) unknown('agencyType', asked, types);
    return type;
  }
}
