import { Injectable } from '@nestjs/common';
import {
  addDays,
  type Day,
  earlierOf,
  laterOf,
  planYearOf,
} from '../../platform/clock/calendar.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { ProgramModels } from '../../registry/program-models.js';
import { CapacityService } from '../capacity.service.js';
import { sortKeyOf } from '../positions/positions.service.js';
import {
  capacityByModel,
  capacityByQuarter,
  type ModelCapacity,
  type PersonCapacity,
  weeksOfYear,
} from './capacity-year.rules.js';

export interface CapacityYear {
  fiscalYear: number;
  /** The day whose holders and qualifications count. */
  countedOn: Day;
  /** By title. */
  people: PersonCapacity[];
  models: ModelCapacity[];
}

/** How many weeks the unit can travel in a fiscal year. */
@Injectable()
export class CapacityYearService {
  constructor(
    private readonly capacity: CapacityService,
    private readonly programModels: ProgramModels,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  /**
   * Holders and qualifications as of today, or of the year's nearest day; limited to the viewer's field office.
   * @param wanted the year that is open for planning last, if absent
   */
  async findYear(wanted: number | undefined, viewer: Viewer): Promise<CapacityYear> {
    const today = this.clock.today(this.policy.timeZone);
    const { opensDaysBeforeYear } = this.policy.planning;
    const fiscalYear = wanted ?? planYearOf(addDays(today, opensDaysBeforeYear));
    const span = weeksOfYear(fiscalYear);
    const lastDay = addDays(span.firstMonday, 7 * span.weeks - 1);
    const countedOn = laterOf(span.firstMonday, earlierOf(lastDay, today));
    const people = (await this.capacity.findCapacity(span.firstMonday, span.weeks, countedOn))
      .filter(({ homeOfficeId }) => viewer.officeId === null || homeOfficeId === viewer.officeId)
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const byQuarter = capacityByQuarter(people, span);
    const models = (await this.programModels.all()).map(({ code }) => code);
    return { fiscalYear, countedOn, people: byQuarter, models: capacityByModel(byQuarter, models) };
  }
}

const keyOf = ({ title, positionId }: { title: string; positionId: string }): string =>
  sortKeyOf({ title, id: positionId });
