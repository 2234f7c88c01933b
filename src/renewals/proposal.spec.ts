import { describe, expect, it } from '@jest/globals';
import { TRANSITIONS } from '../registry/life-cycle/transition-table.rules.js';
import {
  type DecisionTerms,
  openDecisions,
  readTerms,
  termsWords,
  transitionsFor,
  type TypedDecision,
} from './proposal.rules.js';

const BASIS = { reason: 'As the evidence says.', source: 'Review REN-2013-0001' };
const TODAY = '2012-09-26';

const ways = (terms: DecisionTerms, status: 'active' | 'suspended' = 'active') =>
  transitionsFor(terms, status, BASIS, TODAY);

describe('a typed decision', () => {
  it.each<[TypedDecision, string]>([
    [{ decision: 'extend' }, 'endsOn'],
    [{ decision: 'extend', endsOn: '  ' }, 'endsOn'],
    [{ decision: 'modify' }, 'amendment'],
    [{ decision: 'modify', model: 'JOINT', endsOn: '2015-10-15' }, 'amendment'],
    [{ decision: 'lapse' }, 'on'],
    [{ decision: 'give-notice', data: 'F1' }, 'noticeEndsOn'],
    [{ decision: 'terminate' }, 'on'],
  ])('%j lacks %s', (typed, field) => {
    expect(readTerms(typed)).toMatchObject([{ field }]);
  });

  it('keeps only the fields of its kind', () => {
    const typed = { decision: 'extend', endsOn: '2015-10-15', on: '2012-10-01', model: 'JOINT' };
    expect(readTerms(typed as TypedDecision)).toEqual({
      decision: 'extend',
      endsOn: '2015-10-15',
    });
  });
});

describe('what the register records for it', () => {
  it('is one transition each, and two for another model with an amended text', () => {
    expect(
      ways({ decision: 'modify', model: 'DETENTION', amendment: 'XX ends.', endsOn: null }),
    ).toEqual([
      { ...BASIS, to: 'model-changed', on: TODAY, model: 'DETENTION' },
      { ...BASIS, to: 'amended', on: TODAY, reason: 'XX ends. As the evidence says.' },
    ]);
    expect(ways({ decision: 'lapse', on: '2012-10-16' })).toEqual([
      { ...BASIS, to: 'expired', on: '2012-10-16' },
    ]);
  });

  it('is another transition for the notice of a suspended agreement: it stays suspended', () => {
    const notice: DecisionTerms = {
      ...{ decision: 'give-notice', givenBy: 'ice', noticeEndsOn: '2012-12-25', data: null },
    };
    expect(ways(notice)).toMatchObject([{ to: 'under-notice', on: TODAY }]);
    expect(ways(notice, 'suspended')).toMatchObject([{ to: 'notice-given', on: TODAY }]);
  });

  it('is a transition that the life cycle has', () => {
    const all: DecisionTerms[] = [
      { decision: 'extend', endsOn: '2015-10-15' },
      { decision: 'modify', model: 'JOINT', amendment: 'More.', endsOn: '2015-10-15' },
      { decision: 'lapse', on: TODAY },
      { decision: 'give-notice', givenBy: 'agency', noticeEndsOn: '2013-01-15', data: null },
      { decision: 'terminate', on: TODAY, exigency: null },
    ];
    const known = TRANSITIONS.filter(({ from }) => from.includes('active')).map(({ to }) => to);
    for (const { to } of all.flatMap((terms) => ways(terms))) expect(known).toContain(to);
  });
});

describe('the decisions that are open', () => {
  const from = (status: 'active' | 'suspended' | 'under-notice' | 'absent') =>
    openDecisions(TRANSITIONS.filter((transition) => transition.from.includes(status)));

  it('follow from where the agreement stands', () => {
    expect(from('active')).toEqual(['extend', 'modify', 'lapse', 'give-notice', 'terminate']);
    expect(from('suspended')).toEqual(['lapse', 'give-notice', 'terminate']);
    expect(from('absent')).toEqual([]);
  });
});

describe('the words of a decision', () => {
  const words = (terms: DecisionTerms): string => termsWords(terms, (code) => `<${code}>`);

  it('say what follows', () => {
    expect(
      words({ decision: 'modify', model: 'JOINT', amendment: 'XX ends.', endsOn: '2015-10-15' }),
    ).toBe('Change the model to <JOINT>. Amend it: XX ends. It then ends on 15 Oct 2015.');
    expect(
      words({ decision: 'give-notice', givenBy: 'agency', noticeEndsOn: '2013-01-15', data: null }),
    ).toBe('Give notice of termination by the agency, running out on 15 Jan 2013.');
  });
});
