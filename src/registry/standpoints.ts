import { Injectable } from '@nestjs/common';
import type { Day } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { knownAtOf, type Standpoint } from './known-at.rules.js';

/** Turns the days and moments that were asked for into a standpoint. */
@Injectable()
export class Standpoints {
  constructor(
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  today(): Day {
    return this.clock.today(this.policy.timeZone);
  }

  /**
   * Today where no day was named, and what is known now where no moment was.
   * @param query what was checked already: a day, and a day or a moment
   */
  of({ asOf, knownAt }: { asOf?: string | undefined; knownAt?: string | undefined }): Standpoint {
    return {
      asOf: asOf ?? this.today(),
      knownAt: knownAt === undefined ? undefined : knownAtOf(knownAt, this.policy.timeZone),
    };
  }
}
