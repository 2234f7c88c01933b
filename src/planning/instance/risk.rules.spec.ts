import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parsePolicy } from '../../platform/config/policy.js';
import { type RiskFacts, riskOf } from './risk.rules.js';

const { risk: policy } = parsePolicy(
  readFileSync('config/policy.yaml', 'utf8'),
  'config/policy.yaml',
).planning;
const BEGINS = '2012-10-01';

const knownFacts = (change: Partial<RiskFacts> = {}): RiskFacts => ({
  openFindings: { high: 0, medium: 0, low: 0 },
  repeatFindings: 0,
  lastInspectedOn: '2011-06-10',
  officers: null,
  ...change,
});

describe('how pressing a visit is', () => {
  it('is the base when nothing speaks for haste', () => {
    expect(riskOf('2013-03-01', knownFacts(), BEGINS, policy)).toEqual({ weight: 1, words: '1' });
  });

  it('adds up what is overdue and what was found, and says so', () => {
    const facts = knownFacts({ openFindings: { high: 2, medium: 0, low: 0 } });
    expect(riskOf('2012-06-03', facts, BEGINS, policy)).toEqual({
      weight: 4.5,
      words: '4.5 = 1 + 2 (overdue since 3 Jun 2012) + 1.5 (open findings: 2 high)',
    });
  });

  it('adds repeats, the time since the last inspection and the size where it is known', () => {
    const facts = knownFacts({
      openFindings: { high: 0, medium: 1, low: 2 },
      repeatFindings: 1,
      lastInspectedOn: '2010-04-01',
      officers: 24,
    });
    expect(riskOf('2012-12-01', facts, BEGINS, policy)).toEqual({
      weight: 2.64,
      words:
        '2.64 = 1 + 0.6 (open findings: 1 medium, 2 low) + 0.5 (1 repeat finding) + 0.3 (30 months since the last full inspection) + 0.24 (24 officers)',
    });
  });

  it('lets no part grow beyond what the installation sets', () => {
    const facts = knownFacts({ lastInspectedOn: null, officers: 5000 });
    expect(riskOf('2001-01-01', facts, BEGINS, policy).weight).toBe(1 + 3 + 1 + 1);
  });
});
