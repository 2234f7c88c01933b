import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { bestPlan } from '../../../test/support/best-plan.js';
import { projectRoot } from '../../platform/project-root.js';
import { checkPlan } from '../checker/check-plan.js';
import { readInstance } from './instance-file.js';
import { readPlan } from './plan-file.js';

describe('the example of docs/plan-format.md', () => {
  const page = readFileSync(join(projectRoot, 'docs', 'plan-format.md'), 'utf8');
  const [instance, plan] = [...page.matchAll(/^```json\n(.*?)^```$/gms)].map(
    ([, text]) => JSON.parse(text ?? '') as unknown,
  );

  it('is an instance and a plan without a fault', () => {
    const read = readInstance(instance);
    expect(checkPlan(read, readPlan(plan, read)).faults).toEqual([]);
  });

  it('is a plan that cannot be bettered, as it says', () => {
    const { lateness, travelKm } = bestPlan(readInstance(instance));
    expect(plan).toMatchObject({ lateness, bound: lateness });
    expect((plan as { travelKm: number }).travelKm).toBeCloseTo(travelKm, 2);
  });
});
