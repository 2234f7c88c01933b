import { describe, expect, it } from '@jest/globals';
import { binOf, BINS, binText } from './bins.rules.js';

describe('the colours of the map', () => {
  it.each([
    [0, 'none'],
    [1, '1'],
    [3, '2 to 4'],
    [14, '5 to 14'],
    [15, '15 to 49'],
    [600, '150 and more'],
  ])('%i lies in "%s"', (count, text) => {
    expect(binText(binOf(count))).toBe(text);
  });

  it('leave no number out', () => {
    for (const [index, { until }] of BINS.entries())
      if (until !== null) expect(BINS[index + 1]?.from).toBe(until + 1);
  });
});
