import { Injectable } from '@nestjs/common';
import { OfficesService } from '../offices/offices.service.js';
import { stateCode, STATE_CODES } from '../offices/states.rules.js';
import { InvalidRequest, type ProblemItem } from '../platform/http/problem.js';
import { ProgramModels } from '../registry/program-models.js';
import type { RenewalQuery } from './renewal.dto.js';
import type { ReviewFilter } from './review-filter.js';

/** Turns what was asked for into a filter whose every value exists, and codes of models into their names. */
@Injectable()
export class RenewalQueries {
  constructor(
    private readonly offices: OfficesService,
    private readonly models: ProgramModels,
  ) {}

  /** @throws InvalidRequest naming each parameter with an unknown value, and the values that are known */
  async filterOf(query: RenewalQuery): Promise<ReviewFilter> {
    const errors: ProblemItem[] = [];
    const unknown = (parameter: string, value: string, known: readonly string[]): void => {
      const detail = `${parameter} "${value.slice(0, 40)}" is not known; it is one of ${known.join(', ')}`;
      errors.push({ parameter, detail });
    };
    const state = query.state === undefined ? undefined : stateCode(query.state);
    if (query.state !== undefined && (!state || query.state.length !== 2))
      unknown('state', query.state, STATE_CODES);
    const office =
      query.fieldOffice === undefined ? undefined : await this.offices.find(query.fieldOffice);
    if (query.fieldOffice !== undefined && !office)
      unknown('fieldOffice', query.fieldOffice, await this.officeNames());
    if (errors.length > 0) throw new InvalidRequest(errors);
    const { cause, reviewState } = query;
    return { state, officeId: office?.id, cause, reviewState };
  }

  async officeNames(): Promise<string[]> {
    return (await this.offices.list()).map(({ name }) => name);
  }

  async modelNames(): Promise<(code: string) => string> {
    const names = new Map((await this.models.all()).map(({ code, name }) => [code, name]));
    return (code) => names.get(code) ?? code;
  }
}
