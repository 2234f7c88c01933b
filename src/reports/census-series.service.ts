import { Injectable } from '@nestjs/common';
import { type Day, fiscalYearOf, fiscalYearSpan } from '../platform/clock/calendar.js';
import { CensusService, type ComparedTotal } from '../registry/census.service.js';
import type { Census, Coverage } from '../registry/census.rules.js';

/** The fiscal year of the first total that anybody published (GAO-09-109, September 2007). */
const FIRST_FISCAL_YEAR = 2007;

/** The register's own count of one day. */
export interface CountedDay {
  asOf: Day;
  /** Null where no official list covers the day: a count would say little. */
  agreements: number | null;
  states: number | null;
  byModel: Record<string, number> | null;
  coverage: Coverage;
}

export interface CensusSeries {
  /** At the end of each fiscal year, and on the last day that was asked for. */
  counted: CountedDay[];
  /** What others published. Never mixed with what the register counts. */
  published: ComparedTotal[];
}

/** How many agreements there were, from 2007 on. */
@Injectable()
export class CensusSeriesService {
  constructor(private readonly census: CensusService) {}

  /** @param until the last day of the series; a published total of a later day is left out */
  async upTo(until: Day): Promise<CensusSeries> {
    const counted: CountedDay[] = [];
    for (const asOf of daysUpTo(until)) counted.push(dayOf(await this.census.take({ asOf })));
    const totals = await this.census.compareTotals();
    return { counted, published: totals.filter(({ countedOn }) => countedOn <= until) };
  }
}

function daysUpTo(until: Day): Day[] {
  const years = Math.max(0, fiscalYearOf(until) - FIRST_FISCAL_YEAR + 1);
  const ends = Array.from(
    { length: years },
    (_, index) => fiscalYearSpan(FIRST_FISCAL_YEAR + index).until,
  );
  return [...ends.filter((day) => day < until), until];
}

const dayOf = ({ asOf, agreements, states, byModel, coverage }: Census): CountedDay =>
  coverage.complete
    ? { asOf, agreements, states, byModel, coverage }
    : { asOf, agreements: null, states: null, byModel: null, coverage };
