import { PlanSolving } from '../../src/planning/solving/plan-solving.service.js';
import type { PlanDetailResponse, PlanResponse } from '../../src/planning/versions/plan.dto.js';
import type { Answer, Client } from './client.js';
import { runJob } from './reminders.js';
import type { TestApp } from './test-app.js';

/** Lets the solving that waits begin, and waits until it has ended. */
export async function solvePlans(moa: TestApp): Promise<void> {
  await runJob(moa.app, 'planning.solve');
  await moa.app.get(PlanSolving).settled();
}

export const readPlan = async (client: Client, id: string): Promise<PlanDetailResponse> =>
  (await client.get(`/api/v1/plans/${id}`)).body as PlanDetailResponse;

/** Sends something about a plan with the version that is there now. */
export async function postTo(
  client: Client,
  id: string,
  rest: string,
  body: object = {},
): Promise<Answer> {
  const { headers } = await client.get(`/api/v1/plans/${id}`);
  return client.post(`/api/v1/plans/${id}${rest}`, body, { 'if-match': headers['etag'] ?? '' });
}

/** A draft of the fiscal year 2013 that has been solved. */
export async function aSolvedDraft(
  moa: TestApp,
  planner: Client,
  wish: object = { iterations: 200 },
): Promise<PlanDetailResponse> {
  const answer = await planner.post('/api/v1/plans', {
    fiscalYear: 2013,
    name: 'Of the test',
    ...wish,
  });
  if (answer.status !== 201) throw new Error(answer.text);
  await solvePlans(moa);
  return readPlan(planner, (answer.body as PlanResponse).id);
}
