import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../platform/clock/calendar.js';
import { dayInFileName, standardTextDay } from './standard-text.rules.js';

describe('the day of the standard text', () => {
  it('is read from the end of the file name', () => {
    expect(standardTextDay('r_287gcobbcounty101509.pdf', '2012-08-31')).toBe('2009-10-15');
  });

  it.each(['', 'r_287gguilford.pdf', 'r_hudsoncountynj.pdf', 'r_287gnowhere023009.pdf'])(
    'is not known from "%s"',
    (file) => {
      expect(standardTextDay(file, '2012-08-31')).toBeNull();
    },
  );

  it("is not a later text's: Los Angeles' file of October 2012 is younger than the register", () => {
    const file = 'r_287losangelescountysheriffsoffice101012.pdf';
    expect(dayInFileName(file)).toBe('2012-10-10');
    expect(standardTextDay(file, '2012-08-31')).toBeNull();
  });

  it('comes back from any file that was named by a day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (days) => {
        const day = addDays('2000-01-01', days);
        const [year = '', month = '', date = ''] = day.split('-');
        expect(dayInFileName(`r_287gany${month}${date}${year.slice(2)}.pdf`)).toBe(day);
      }),
    );
  });
});
