import { describe, expect, it } from '@jest/globals';
import { type OpenRow, publishedEvents } from './oig-tables.rules.js';

const ofMarch = {
  number: 'OIG-10-63',
  issued: '2010-03',
  issuedBy: '2010-03-31',
  recommendations: 33,
  closed: 33,
};
const ofSeptember = { ...ofMarch, issued: '2012-09-25', issuedBy: '2012-09-25' };

const open = (status: string): OpenRow => ({
  ...{ report: 'OIG-12-130', number: 1, status, concurrence: 'concurs' },
  ...{ targetDate: '2012-12-31', nextEvidence: 'transition plan' },
});

describe('what appendix C tells of a recommendation', () => {
  it('is of a closed one no more than by which day it was', () => {
    expect(publishedEvents(ofMarch, undefined, [])).toEqual([
      { kind: 'issued', onDay: '2010-03-31', isDayKnown: false },
      { kind: 'closed', onDay: '2012-09-25', isDayKnown: false },
    ]);
  });

  it('is of an open one what it prints, and nothing where it prints nothing', () => {
    const [issued, response, analysis] = publishedEvents(ofSeptember, open('unresolved-open'), []);
    expect(issued).toEqual({
      ...{ kind: 'issued', onDay: '2012-09-25', isDayKnown: true, targetDate: '2012-12-31' },
    });
    expect(response).toEqual({
      ...{ kind: 'response', onDay: '2012-09-25', isDayKnown: false, concurrence: 'concurs' },
    });
    expect(analysis).not.toHaveProperty('analysis');
  });

  it('dates a resolution by the report, because it does not say since when', () => {
    const events = publishedEvents(ofMarch, open('resolved-open'), []);
    expect(events.map(({ kind, isDayKnown }) => [kind, isDayKnown])).toEqual([
      ['issued', false],
      ['resolved-open', false],
      ['response', false],
      ['analysis', true],
    ]);
  });
});
