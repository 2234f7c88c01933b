import { describe, expect, it } from '@jest/globals';
import { fiscalYearSpan, weekday } from '../platform/clock/calendar.js';
import { sampleVisits } from './sample-visits.js';

const agencies = Array.from({ length: 64 }, (_, index) => ({
  state: 'XX',
  agency: `Agency ${index}`,
}));

describe('sample visits', () => {
  it('end on a Friday before the demonstration begins', () => {
    for (const visit of sampleVisits(agencies)) {
      expect(weekday(visit.endedOn)).toBe(5);
      expect(visit.endedOn < '2012-09-01').toBe(true);
    }
  });

  it('are the same every time', () => {
    expect(sampleVisits(agencies)).toEqual(sampleVisits(agencies));
  });

  it('let about half of the agreements fall due in the next fiscal year', () => {
    const { until } = fiscalYearSpan(2013);
    const due = sampleVisits(agencies).filter((visit) => visit.endedOn <= `2011${until.slice(4)}`);
    expect(due.length).toBeGreaterThan(24);
    expect(due.length).toBeLessThan(42);
  });

  it('leave nothing open at an ordinary agency', () => {
    expect(
      sampleVisits(agencies)
        .flatMap((visit) => visit.findings)
        .some((finding) => finding.isOpen),
    ).toBe(false);
  });
});
