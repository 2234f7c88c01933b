import { describe, expect, it } from '@jest/globals';
import { BusinessClock, SystemClock } from './clock.js';

/** A machine whose time is set by hand. */
class SetClock extends SystemClock {
  at = '';

  override millis(): number {
    return Date.parse(this.at);
  }
}

const EASTERN = 'America/New_York';

describe('today', () => {
  it.each([
    ['a day begins at midnight of the zone', '2012-09-26T03:59:59.999Z', '2012-09-25'],
    ['and lasts until the next midnight', '2012-09-27T03:59:59.999Z', '2012-09-26'],
    ['also a day of 25 hours', '2012-11-05T04:59:59.999Z', '2012-11-04'],
    ['whose next day begins an hour later in UTC', '2012-11-05T05:00:00.000Z', '2012-11-05'],
    ['and a day of 23 hours', '2013-03-11T03:59:59.999Z', '2013-03-10'],
  ])('%s', (_, at, day) => {
    const system = new SetClock();
    const clock = new BusinessClock(system);
    // Asked twelve hours before as well, so that what was remembered then is put to the test.
    for (const moment of [new Date(Date.parse(at) - 43_200_000).toISOString(), at]) {
      system.at = moment;
      clock.today(EASTERN);
    }
    expect(clock.today(EASTERN)).toBe(day);
  });

  it('goes back with a machine that is set back, and is asked of each zone by itself', () => {
    const system = new SetClock();
    const clock = new BusinessClock(system);
    system.at = '2012-09-26T12:00:00Z';
    expect(clock.today(EASTERN)).toBe('2012-09-26');
    system.at = '2012-09-25T12:00:00Z';
    expect(clock.today(EASTERN)).toBe('2012-09-25');
    expect(clock.today('Pacific/Kiritimati')).toBe('2012-09-26');
  });

  it('is shifted by whole days from the moment at which the shift is set', () => {
    const system = new SetClock();
    const clock = new BusinessClock(system);
    system.at = '2026-11-26T12:00:00Z';
    expect(clock.today(EASTERN)).toBe('2026-11-26');
    clock.setShift(-1);
    expect(clock.today(EASTERN)).toBe('2026-11-25');
  });
});
