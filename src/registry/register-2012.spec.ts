import { describe, expect, it } from '@jest/globals';
import {
  eventsOfRegister,
  type RegisteredAgreement,
  type SourcedEvent,
} from './register-2012.rules.js';

const anAgreement = (facts: Partial<RegisteredAgreement> = {}): RegisteredAgreement => ({
  model: 'DETENTION',
  modelBasis: 'ICE table says Jail Enforcement',
  signedOn: '2007-02-13',
  moaFile: 'r_287gcobbcounty101509.pdf',
  source: 'the list',
  ...facts,
});

const aTermination: SourcedEvent = {
  onDay: '2012-06-25',
  event: 'terminated',
  status: 'terminated',
  model: null,
  modelBasis: null,
  signedOn: null,
  effectiveOn: null,
  endsOn: null,
  endsOnBasis: null,
  happenedAfter: null,
  reason: 'rescinded',
  source: 'OIG-12-130',
};

const leftAfterAugust = [
  { day: '2012-08-01', isListed: true },
  { day: '2012-10-02', isListed: false },
];

describe('the events of an agreement of 2012', () => {
  it('keep the signing and the standard text as two dates of one agreement', () => {
    const events = eventsOfRegister(anAgreement(), [], [], 36);
    expect(events.map(({ onDay, event, endsOn }) => [onDay, event, endsOn])).toEqual([
      ['2007-02-13', 'signed', '2010-02-13'],
      ['2009-10-15', 'amended', '2012-10-15'],
    ]);
    expect(events.map((event) => event.endsOnBasis)).toEqual(['inferred', 'inferred']);
  });

  it('have no amendment when the standard text is the one that was signed', () => {
    const events = eventsOfRegister(anAgreement({ signedOn: '2009-10-15' }), [], [], 36);
    expect(events.map((event) => event.event)).toEqual(['signed']);
  });

  it('end with the leaving that the lists show, whose reason nobody recorded', () => {
    const last = eventsOfRegister(anAgreement(), leftAfterAugust, [], 36).at(-1);
    expect(last).toMatchObject({
      onDay: '2012-10-02',
      event: 'left-list',
      status: 'left-list',
      happenedAfter: '2012-08-01',
      reason: 'reason not recorded by ICE',
    });
  });

  it('follow a known end and not the lists, which may be stale', () => {
    const events = eventsOfRegister(anAgreement(), leftAfterAugust, [aTermination], 36);
    expect(events.map((event) => event.event)).toEqual(['signed', 'amended', 'terminated']);
  });
});
