import { describe, expect, it } from '@jest/globals';
import { OigLedger } from './oig-ledger.js';

const ledger = new OigLedger();

describe('the OIG ledger of 25 Sep 2012', () => {
  it('counts 62 earlier recommendations: 60 closed, 2 resolved and open', () => {
    const earlier = ledger.reports().filter((report) => report.number !== 'OIG-12-130');
    const sum = (of: (report: (typeof earlier)[number]) => number): number =>
      earlier.reduce((total, report) => total + of(report), 0);
    expect(sum((report) => report.recommendations)).toBe(62);
    expect(sum((report) => report.closed)).toBe(60);
    expect(sum((report) => report.resolvedOpen)).toBe(2);
  });

  it('owes answers to the two new ones by 24 Dec 2012', () => {
    const owed = ledger.openRecommendations().filter((open) => open.responseDueOn !== null);
    expect(
      owed.map(({ report, number, responseDueOn }) => [report, number, responseDueOn]),
    ).toEqual([
      ['OIG-12-130', 1, '2012-12-24'],
      ['OIG-12-130', 2, '2012-12-24'],
    ]);
  });

  it('names as many open recommendations as the reports count', () => {
    const counted = ledger
      .reports()
      .reduce((total, report) => total + report.resolvedOpen + report.unresolvedOpen, 0);
    expect(ledger.openRecommendations()).toHaveLength(counted);
  });
});
