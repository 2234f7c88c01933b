import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aClient, type Answer } from './support/client.js';
import { aPerson, type BrowserSession, signIn } from './support/browser-session.js';
import { moaCommand } from './support/command.js';
import { aSolvedDraft, solvePlans } from './support/plans.js';
import { startTestApp, type TestApp } from './support/test-app.js';

let moa: TestApp;
let leader: BrowserSession;
let manager: BrowserSession;

beforeEach(async () => {
  moa = await startTestApp({ prepared: ['obligations.reconcile'] });
  leader = await signIn(moa, await aPerson(moa, 'team-leader'));
  manager = await signIn(moa, await aPerson(moa, 'program-manager'));
});

afterEach(() => moa.close());

const versionOn = ({ text }: Answer): string =>
  /name="version" value="(\d+)"/.exec(text)?.[1] ?? '';

/** Drafts a plan by its form and waits until it is solved. @returns its address */
async function draft(name: string): Promise<string> {
  await leader.open('/plans');
  const sent = await leader.submit('/plans', { fiscalYear: '2013', name, seconds: '1', seed: '1' });
  expect(sent.status).toBe(303);
  await solvePlans(moa);
  return sent.headers['location']!;
}

/** Sends a form of the plan's page. */
async function post(
  browser: BrowserSession,
  path: string,
  rest: string,
  fields: Record<string, string> = {},
): Promise<Answer> {
  const page = await browser.open(path);
  return browser.submit(`${path}${rest}`, { version: versionOn(page), ...fields });
}

describe('the pages of plans, without JavaScript', () => {
  it('draft a plan, show how far it is and what it says, and lead to its approval', async () => {
    expect((await leader.open('/plans')).text).toContain('There is no plan yet');
    await leader.open('/plans');
    const sent = await leader.submit('/plans', {
      ...{ fiscalYear: '2013', name: 'The first', seconds: '1', seed: '1' },
    });
    const path = sent.headers['location']!;
    const waiting = (await leader.open(path)).text;
    expect(waiting).toContain('Waits for a worker');
    expect(waiting).toContain('http-equiv="refresh"');
    await solvePlans(moa);
    const solved = (await leader.open(path)).text;
    expect(solved).toContain('PLAN-2013-0001: The first');
    expect(solved).toContain('Propose PLAN-2013-0001');
    expect(solved).not.toContain('http-equiv="refresh"');
    expect((await post(leader, path, '/proposal')).status).toBe(303);
    const own = (await leader.open(path)).text;
    expect(own).toContain('You planned this yourself');
    expect(own).not.toContain('and change the visits');
    const waits = 'Waiting for your decision';
    expect((await leader.open('/')).text).not.toContain(waits);
    const first = (await manager.open('/')).text;
    expect(first).toContain(waits);
    expect(first).toContain(
      `<a href="${path}">PLAN-2013-0001</a>, “The first”, of fiscal year 2013: proposed by`,
    );
    const approved = await post(manager, path, '/approval');
    expect(approved.status).toBe(303);
    const done = (await manager.open(path)).text;
    expect(done).toContain('Approved: 35 visits made.');
    expect(done).toContain('Every visit is where the plan has it.');
    expect((await manager.open('/')).text).not.toContain(waits);
    expect((await leader.open('/')).text).toContain('PLAN-2013-0001');
  });

  it('look for a proof that no plan is less late, as long as they are asked to', async () => {
    const path = await draft('To be proved');
    const sent = await post(leader, path, '/solving', {
      seconds: '1',
      proofSeconds: '90',
      seed: '1',
    });
    expect(sent.status).toBe(303);
    expect((await leader.open(path)).text).toContain('90 seconds before that for a proof');
    await solvePlans(moa);
    expect((await leader.open(path)).text).toContain(
      '0.0 %. No plan of these visits and people can be less late.',
    );
  });

  it('keep what was typed when a form is refused, and name the field', async () => {
    await leader.open('/plans');
    const answer = await leader.submit('/plans', {
      ...{ fiscalYear: '2013', name: '', seconds: 'many', seed: '1' },
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('href="#name"');
    expect(answer.text).toContain('value="many"');
  });

  it('move a visit, say every limit that a move would break, and keep what was typed', async () => {
    const path = await draft('By hand');
    const page = (await leader.open(path)).text;
    const visit = /href="(\/plans\/[\w-]+\/visits\/[\w-]+)"/.exec(page)![1]!;
    const form = await leader.open(visit);
    const refused = await leader.submit(`${visit}/move`, {
      version: versionOn(form),
      week: '51',
      leader: /<option value="([\w-]{36})"/.exec(form.text)![1]!,
    });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('It takes a leader and 3 different inspectors.');
    expect(refused.text).toMatch(/<option value="51" selected/);
    await leader.open(visit);
    expect(
      (await leader.submit(`${visit}/lock`, { version: versionOn(form), isLocked: 'yes' })).status,
    ).toBe(303);
    expect((await leader.open(path)).text).toContain('(locked)');
    const stale = await leader.submit(`${visit}/lock`, { version: '1', isLocked: 'no' });
    expect(stale.status).toBe(412);
  });

  it('compare two versions, and give the visits as tables', async () => {
    // By iterations: how far a search comes in a second differs from run to run.
    const planner = await aClient(moa, 'team-leader');
    const first = await aSolvedDraft(moa, planner, { name: 'One', iterations: 200, seed: 1 });
    const another = await aSolvedDraft(moa, planner, { name: 'Another', iterations: 200, seed: 1 });
    const second = `/plans/${another.id}`;
    const comparison = await manager.open(`${second}/comparison?with=${first.id}`);
    expect(comparison.text).toContain('Every visit has the same week and team in both.');
    const csv = await manager.open(`${second}/visits.csv`);
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.text).toContain('agency,state,model,kind,due_on,week');
    const xlsx = await manager.open(`${second}/visits.xlsx`);
    expect(xlsx.headers['content-type']).toContain('spreadsheetml');
  });

  it('ask for a reason before a plan is withdrawn or sent back', async () => {
    const path = await draft('Withdrawn');
    const refused = await post(leader, path, '/withdrawal', { reason: ' ' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Say why, in a sentence.');
    expect((await post(leader, path, '/withdrawal', { reason: 'A slip.' })).status).toBe(303);
    expect((await leader.open(path)).text).toContain('Withdrawn: A slip.');
    expect((await manager.open('/plans')).text).toContain('withdrawn');
  });
});

describe('moa plan', () => {
  it('plans a fiscal year without saving a plan', async () => {
    const { code, out } = await moaCommand(
      moa,
      ...['plan', '--fiscal-year', '2013', '--seconds', '1', '--json'],
    );
    expect(code).toBe(0);
    const plan = JSON.parse(out) as { assignments: object[]; unscheduled: object[]; seed: number };
    expect(plan.assignments.length + plan.unscheduled.length).toBeGreaterThan(30);
    expect((await leader.open('/plans')).text).toContain('There is no plan yet');
    const text = await moaCommand(moa, ...['plan', '--fiscal-year', '2013', '--seconds', '1']);
    expect(text.out).toMatch(/Lateness [\d,.]+, bound .+, gap .+\./);
    expect((await moaCommand(moa, 'plan')).code).toBe(1);
  });
});
