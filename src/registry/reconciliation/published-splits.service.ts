import { Injectable } from '@nestjs/common';
import { Policy } from '../../platform/config/policy.js';
import { CensusService } from '../census.service.js';
import { type ComparedSplit, compareSplit, dayToCount, splitOf } from './published-splits.rules.js';

/** Published splits by model, each beside what the register says of that day or of the nearest list's. */
@Injectable()
export class PublishedSplits {
  constructor(
    private readonly census: CensusService,
    private readonly policy: Policy,
  ) {}

  async compare(): Promise<ComparedSplit[]> {
    const totals = (await this.census.compareTotals()).filter(({ published }) =>
      splitOf(published).some((count) => count !== null),
    );
    const { longestListGapDays } = this.policy.registry;
    return Promise.all(
      totals.map(async ({ published, countedOn: publishedOn, coverage }) => {
        const day = dayToCount(publishedOn, coverage, longestListGapDays);
        const counted = day === null ? {} : (await this.census.take({ asOf: day })).byModel;
        return compareSplit(published, publishedOn, day, counted);
      }),
    );
  }
}
