import type { AgreementDetailResponse } from '../../src/registry/agreement.dto.js';
import type { Answer, Client } from './client.js';

/** What every agreement of a test has, unless the test says otherwise. */
const USUAL = {
  state: 'FL',
  agencyType: 'County',
  county: 'Lake County',
  model: 'TASK_FORCE',
  status: 'active',
  on: '2011-03-01',
  source: 'the test',
};

let made = 0;

/** Enters an agreement of a new agency. @returns its id */
export async function anAgreement(
  manager: Client,
  facts: Record<string, string> = {},
): Promise<string> {
  made += 1;
  const agency = facts['agencyId'] ? {} : { agencyName: `Agency ${made}` };
  const answer = await manager.post('/api/v1/agreements', { ...USUAL, ...agency, ...facts });
  if (answer.status !== 201) throw new Error(`not entered: ${answer.text}`);
  return (answer.body as AgreementDetailResponse).id;
}

export async function detailOf(client: Client, id: string): Promise<AgreementDetailResponse> {
  return (await client.get(`/api/v1/agreements/${id}`)).body as AgreementDetailResponse;
}

export async function etagOf(client: Client, id: string): Promise<string> {
  return (await client.get(`/api/v1/agreements/${id}`)).headers['etag'] ?? '';
}

/** What a transition is sent with, where the test does not say otherwise. */
const FILLED: Record<string, Record<string, string>> = {
  suspended: { length: '60', response: 'By a plan within 30 days.' },
  'under-notice': { givenBy: 'ice', noticeEndsOn: '2012-12-31' },
  'notice-given': { givenBy: 'ice', noticeEndsOn: '2012-12-31', data: 'Ten were identified.' },
  'model-changed': { model: 'DETENTION' },
  extended: { endsOn: '2020-01-01' },
};

/** Sends a transition with the present version. */
export async function transition(
  manager: Client,
  id: string,
  body: Record<string, string> & { to: string },
  headers: Record<string, string> = {},
): Promise<Answer> {
  return manager.post(
    `/api/v1/agreements/${id}/transitions`,
    { on: '2012-09-26', reason: 'Of the test.', ...FILLED[body.to], ...body },
    { 'if-match': await etagOf(manager, id), ...headers },
  );
}

/** Sends transitions that must succeed, each on a day. */
export async function goThrough(
  manager: Client,
  id: string,
  ...steps: (Record<string, string> & { to: string })[]
): Promise<void> {
  for (const step of steps) {
    const answer = await transition(manager, id, step);
    if (answer.status !== 200) throw new Error(`${step.to}: ${answer.text}`);
  }
}
