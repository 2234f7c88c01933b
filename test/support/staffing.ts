import { StaffingRuns } from '../../src/planning/staffing/staffing-runs.service.js';
import type { Policy } from '../../src/platform/config/policy.js';
import { runJob } from './reminders.js';
import { aPolicy, type TestApp } from './test-app.js';

/** Runs as short as a test needs them. */
export const aShortStaffingPolicy = (): Policy =>
  aPolicy(({ planning: { staffing } }) => {
    staffing.iterations = 100;
    staffing.series = { fewer: 1, more: 1 };
    staffing.advice = { candidates: 2, iterations: 50 };
  });

/** Lets what waits begin, and waits until all of it has ended. */
export async function runStaffing(moa: TestApp): Promise<void> {
  await runJob(moa.app, 'planning.staffing');
  await moa.app.get(StaffingRuns).settled();
}
