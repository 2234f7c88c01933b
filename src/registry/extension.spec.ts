import { describe, expect, it } from '@jest/globals';
import { objectionsToExtension } from './extension.rules.js';

const fieldsOf = (endsOn: string, reason: string, presentEnd: string | null): string[] =>
  objectionsToExtension({ endsOn, reason }, presentEnd, '2012-09-26').map(({ field }) => field);

describe('an extension', () => {
  it('ends after today and after the present end', () => {
    expect(fieldsOf('2015-10-15', 'agreed', '2012-10-15')).toEqual([]);
    expect(fieldsOf('2012-10-15', 'agreed', '2012-10-15')).toEqual(['endsOn']);
    expect(fieldsOf('2012-09-26', 'agreed', '2008-02-01')).toEqual(['endsOn']);
    expect(fieldsOf('2012-09-27', 'agreed', null)).toEqual([]);
  });

  it('ends on a day that exists and says why', () => {
    expect(fieldsOf('2013-02-29', ' ', null)).toEqual(['endsOn', 'reason']);
  });
});
