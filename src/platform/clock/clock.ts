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
  private currentDay: RealDay | null = null;

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
    const millis = this.system.millis();
    const known = this.currentDay;
    const isKnown =
      known?.timeZone === timeZone && known.beginsAt <= millis && millis < known.endsAt;
    const current = isKnown ? known : realDayAt(millis, timeZone);
    this.currentDay = current;
    return addDays(current.day, this.shiftDays);
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

/** A day of the machine's own time in a zone, with the milliseconds at which it begins and the next one does. */
interface RealDay {
  day: Day;
  timeZone: string;
  beginsAt: number;
  endsAt: number;
}

/** Reckoning with zones takes a good part of a millisecond, and one page asks for today many times: a day is looked up once. */
function realDayAt(millis: number, timeZone: string): RealDay {
  const real = Temporal.Instant.fromEpochMilliseconds(millis)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  return {
    day: real.toString(),
    timeZone,
    beginsAt: real.toZonedDateTime(timeZone).epochMilliseconds,
    endsAt: real.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds,
  };
}
