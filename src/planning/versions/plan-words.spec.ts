import { describe, expect, it } from '@jest/globals';
import { approvalText, gapText } from './plan-words.js';

const nothing = { created: 0, dated: 0, moved: 0, handedOver: 0, postponed: 0, kept: 0 };

describe('what an approval did', () => {
  it.each([
    [{ created: 35 }, 'Approved: 35 visits made.'],
    [
      { moved: 22, handedOver: 45, kept: 1 },
      'Approved: 22 visits moved to other days, 45 visits given to another team, 1 visit left as before.',
    ],
    [{ dated: 1, postponed: 1_200 }, 'Approved: 1 visit given days, 1,200 visits postponed.'],
    [{}, 'Approved: no visit had to change.'],
  ])('%j', (done, words) => {
    expect(approvalText({ ...nothing, ...done })).toBe(words);
  });
});

describe('a gap', () => {
  it.each([
    [null, 'not known'],
    [0, '0.0 %'],
    [0.0003, 'less than 0.1 %'],
    [0.0143, '1.4 %'],
  ])('%s is %s', (gap, words) => {
    expect(gapText(gap)).toBe(words);
  });
});
