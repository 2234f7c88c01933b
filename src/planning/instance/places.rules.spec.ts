import { describe, expect, it } from '@jest/globals';
import type { AgreementOnDay } from '../../registry/agreements-on-day.js';
import { siteOf } from './places.rules.js';

const OFFICES = new Map([['Atlanta', { lat: 33.8, lon: -84.5 }]]);

const anAgreement = (given: Partial<AgreementOnDay>): AgreementOnDay =>
  ({
    ...{ agencyName: 'Hall County', state: 'GA', officeName: 'Atlanta' },
    ...{ latitude: 34.3, longitude: -83.8 },
    ...given,
  }) as AgreementOnDay;

describe('where an agreement is visited', () => {
  it('is its own place, else that of its field office, else somewhere: and what is assumed is said', () => {
    expect(siteOf(anAgreement({}), OFFICES)).toEqual({
      ...{ place: { lat: 34.3, lon: -83.8 }, assumption: null },
    });
    const unknown = siteOf(anAgreement({ latitude: null }), OFFICES);
    expect(unknown.place).toEqual({ lat: 33.8, lon: -84.5 });
    expect(unknown.assumption).toContain(
      'Hall County (GA) is not known: travel is counted to the Atlanta',
    );
    const lost = siteOf(anAgreement({ longitude: null, officeName: null }), OFFICES);
    expect(lost.place).toEqual({ lat: 39.8, lon: -98.6 });
    expect(lost.assumption).toContain('nor its field office');
  });
});
