import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bestPlan } from '../../../test/support/best-plan.js';
import { planInstances } from '../../../test/support/plan-instances.js';
import { checkPlan } from '../checker/check-plan.js';
import { generateInstance } from '../generator/generate-instance.js';
import { solve } from './solve.js';

const isDeep = process.env['MOA_TEST_DEEP'] !== undefined;

describe('a plan with a proof', () => {
  it('is as little late as any of a small instance, and no plan goes below what is proved', async () => {
    await fc.assert(
      fc.asyncProperty(planInstances({ tasks: 8, people: 6, weeks: 8 }), async (instance) => {
        const best = bestPlan(instance);
        const plan = await solve({ instance, seed: 1, iterations: 10_000, proofSeconds: 10 });
        expect(checkPlan(instance, plan).faults).toEqual([]);
        expect(plan.bound ?? 0).toBeLessThanOrEqual(best.lateness + 1e-6);
        expect(plan.lateness).toBeCloseTo(best.lateness, 6);
      }),
      { numRuns: isDeep ? 500 : 50 },
    );
  }, 900_000);

  it('of 64 agreements is the best there is', async () => {
    const instance = generateInstance({ agreements: 64, load: 0.9, seed: 2 });
    const plan = await solve({ instance, seed: 1, iterations: 1_000, proofSeconds: 120 });
    expect(checkPlan(instance, plan).faults).toEqual([]);
    expect(plan.gap).toBeLessThan(1e-6);
  }, 180_000);
});
