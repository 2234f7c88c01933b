import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { addDays, daysBetween, type Day, type Moment } from './calendar.js';

/**
 * The machine's own time, never shifted: sessions, tokens, leases, retries, rate limits.
 * With `BusinessClock`, the only place that asks the machine for the time.
 */
@Injectable()
export class SystemClock {
  /** Milliseconds since 1970, UTC. */
  millis(): number {
    return Date.now();
  }

  moment(): Moment {
    return new Date(this.millis()).toISOString();
  }

  /** A moment so many seconds from now (earlier when negative). */
  momentIn(seconds: number): Moment {
    return new Date(this.millis() + seconds * 1000).toISOString();
  }
}

/**
 * The time of the business: today, due rules, reminders, mail dates, when something was recorded. In the
 * demonstration it runs shifted by whole days, so that it is September 2012; in production the shift is zero.
 */
@Injectable()
export class BusinessClock {
  private shiftDays = 0;

  constructor(private readonly system: SystemClock) {}

  /** Set once at start-up from the shift that the database keeps. */
  setShift(days: number): void {
    this.shiftDays = days;
  }

  get shift(): number {
    return this.shiftDays;
  }

  /** Today in a zone (IANA name). */
  today(timeZone: string): Day {
    const real = Temporal.Instant.fromEpochMilliseconds(this.system.millis());
    return addDays(real.toZonedDateTimeISO(timeZone).toPlainDate().toString(), this.shiftDays);
  }

  /** Now, shifted. */
  moment(): Moment {
    const real = Temporal.Instant.fromEpochMilliseconds(this.system.millis());
    return new Date(real.add({ hours: 24 * this.shiftDays }).epochMilliseconds).toISOString();
  }

  /** The shift that makes `day` today in a zone. */
  shiftFor(day: Day, timeZone: string): number {
    const real = Temporal.Instant.fromEpochMilliseconds(this.system.millis());
    return daysBetween(real.toZonedDateTimeISO(timeZone).toPlainDate().toString(), day);
  }
}
