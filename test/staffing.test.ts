import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createApp } from '../src/app.js';
import { AuditEntry } from '../src/audit/audit-entry.entity.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { PlanSolver } from '../src/planning/solving/plan-solver.js';
import type {
  AdviceResponse,
  ScenarioListResponse,
  ScenarioResponse,
} from '../src/planning/staffing/staffing.dto.js';
import { StaffingRun } from '../src/planning/staffing/staffing.entity.js';
import { StaffingRuns } from '../src/planning/staffing/staffing-runs.service.js';
import { aPerson, type BrowserSession, signIn } from './support/browser-session.js';
import { aClient, aClientOf, type Client, type ProblemBody } from './support/client.js';
import { aSolvedDraft } from './support/plans.js';
import { runJob } from './support/reminders.js';
import { aShortStaffingPolicy, runStaffing } from './support/staffing.js';
import { startTestApp, type TestApp } from './support/test-app.js';

let moa: TestApp;
let manager: Client;

beforeEach(async () => {
  moa = await startTestApp({
    policy: aShortStaffingPolicy(),
    prepared: ['obligations.reconcile'],
  });
  manager = await aClientOf(
    moa,
    'program-manager',
    (await aPerson(moa, 'program-manager')).accountId,
  );
});

afterEach(async () => {
  jest.restoreAllMocks();
  await moa.close();
});

const API = '/api/v1/staffing-scenarios';

const wanted = {
  fiscalYear: 2013,
  name: 'One more inspector in Atlanta',
  changes: [
    {
      ...{ kind: 'add', count: 1, role: 'inspector' },
      ...{ models: ['DETENTION'], homeOffice: 'Atlanta' },
    },
  ],
};

async function create(body: object = {}): Promise<ScenarioResponse> {
  const answer = await manager.post(API, { ...wanted, ...body });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body as ScenarioResponse;
}

const list = async (): Promise<ScenarioResponse[]> =>
  ((await manager.get(`${API}?fiscalYear=2013`)).body as ScenarioListResponse).items;

const read = async (id: string): Promise<ScenarioResponse> =>
  (await manager.get(`${API}/${id}`)).body as ScenarioResponse;

async function postTo(id: string, rest: string, body: object = {}): ReturnType<Client['post']> {
  const { headers } = await manager.get(`${API}/${id}`);
  return manager.post(`${API}/${id}${rest}`, body, { 'if-match': headers['etag'] ?? '' });
}

const runOf = (subjectId: string): Promise<StaffingRun> =>
  moa.app.get(UnitOfWork).reading().findOneByOrFail(StaffingRun, { subjectId });

/** Solvers that go on until they are stopped. @returns resolves when one is at work */
function solveForEver(app = moa.app): Promise<void> {
  const solver = app.get(PlanSolver);
  const solve = solver.solve.bind(solver);
  return new Promise((begun) => {
    jest.spyOn(solver, 'solve').mockImplementation(({ instance, seed }, tell, signal) => {
      begun();
      return solve({ instance, seed, seconds: 60 }, tell, signal);
    });
  });
}

describe('a scenario', () => {
  it('is computed beside the people as they are, with the same iterations and seed', async () => {
    const { id } = await create();
    await runStaffing(moa);
    const [baseline, scenario] = await list();
    expect(baseline).toMatchObject({ isBaseline: true, name: 'As it is', changes: [] });
    expect(scenario).toMatchObject({
      ...{ id, number: 'STF-2013-0002', isSample: true, basisId: baseline!.basisId },
      changes: ['1 inspector more for detention in Atlanta'],
      ...{ iterations: 100, seed: 1, run: { runState: 'solved' } },
    });
    const [before, after] = [baseline!.measures!, scenario!.measures!];
    expect(after.inspectors.people).toBe(before.inspectors.people + 1);
    expect(after.leaders.people).toBe(before.leaders.people);
    expect(after.onTime + after.late + after.unscheduled).toBe(after.visits);
    expect(after.bound!).toBeLessThanOrEqual(before.bound! + 1e-3);
  });

  it('comes to the same when it is computed again', async () => {
    const { id } = await create();
    await runStaffing(moa);
    const { measures } = await read(id);
    expect((await postTo(id, '/run')).status).toBe(200);
    expect((await read(id)).measures).toBeNull();
    await runStaffing(moa);
    expect((await read(id)).measures).toEqual(measures);
  });

  it('is refused without sense, with the change that has none', async () => {
    const refusal = async (changes: object[]): Promise<ProblemBody> => {
      const { status, body } = await manager.post(API, { ...wanted, changes });
      expect(status).toBe(400);
      return body as ProblemBody;
    };
    expect((await refusal([])).errors[0]?.detail).toBe('changes must say what is different');
    expect((await refusal([{ kind: 'remove', position: 'nobody' }])).errors[0]).toMatchObject({
      pointer: '/changes/0',
    });
    const strange = await refusal([{ ...wanted.changes[0], homeOffice: 'Atlantis' }]);
    expect(strange.errors[0]).toMatchObject({
      pointer: '/changes/0/homeOffice',
      detail: 'There is no field office Atlantis.',
    });
    expect((await manager.post(API, { ...wanted, fiscalYear: 2019 })).status).toBe(400);
    expect(await list()).toEqual([]);
  });

  it('is saved once, however often the request is sent with one key', async () => {
    const headers = { 'idempotency-key': 'scenario-once' };
    const first = await manager.post(API, wanted, headers);
    const second = await manager.post(API, wanted, headers);
    expect((second.body as ScenarioResponse).id).toBe((first.body as ScenarioResponse).id);
    expect(await list()).toHaveLength(2);
  });

  it('is not taken off the list from an old version; the people as they are never are', async () => {
    const { id } = await create();
    expect((await postTo(id, '/withdrawal')).status).toBe(409);
    await runStaffing(moa);
    const stale = await manager.post(`${API}/${id}/withdrawal`, {}, { 'if-match': `"${id}.1"` });
    expect(stale.status).toBe(412);
    expect((await postTo(id, '/withdrawal')).status).toBe(200);
    const rest = await list();
    expect(rest).toHaveLength(1);
    expect((await postTo(rest[0]!.id, '/withdrawal')).status).toBe(409);
  });

  it('is called something else by whoever saw its present version, and comes to the same', async () => {
    const { id } = await create();
    await runStaffing(moa);
    const before = await manager.get(`${API}/${id}`);
    const etag = { 'if-match': before.headers['etag'] ?? '' };
    const name = { name: ' A leader more ', note: 'As asked.' };
    const refused = await manager.post(`${API}/${id}/name`, { name: ' ' }, etag);
    expect((refused.body as ProblemBody).errors[0]!.pointer).toBe('/name');
    expect((await manager.post(`${API}/${id}/name`, name, {})).status).toBe(428);
    const answer = await manager.post(`${API}/${id}/name`, name, etag);
    const renamed = { name: 'A leader more', note: 'As asked.' };
    expect(answer.body).toEqual(Object.assign({}, before.body, renamed));
    expect((await manager.post(`${API}/${id}/name`, name, etag)).status).toBe(412);
    const again = await postTo(id, '/name', { name: 'A leader more' });
    expect((again.body as ScenarioResponse).note).toBe('As asked.');
    const audit = await moa.app
      .get(UnitOfWork)
      .reading()
      .findBy(AuditEntry, { action: 'staffing-scenario.renamed' });
    expect(audit.map(({ subjectId }) => subjectId)).toEqual([id]);
    const baseline = (await list()).find((one) => one.isBaseline)!;
    expect((await postTo(baseline.id, '/name', { name: 'Other people' })).status).toBe(409);
  });

  it('is given back by a worker that is shut down, and taken up from one that died', async () => {
    const { id } = await create();
    const baseline = (await list())[0]!;
    const second = await createApp(moa.settings, {
      systemClock: moa.clock,
      policy: aShortStaffingPolicy(),
    });
    const begun = solveForEver(second);
    await runJob(second, 'planning.staffing');
    await begun;
    expect((await runOf(baseline.id)).state).toBe('solving');
    await second.close();
    expect(await runOf(baseline.id)).toMatchObject({ state: 'waiting', attempts: 0 });
    await moa.app
      .get(UnitOfWork)
      .run((tx) =>
        tx.update(
          StaffingRun,
          { subjectId: id },
          { state: 'solving', claimedBy: 'a worker that died', leaseUntil: moa.clock.momentIn(-1) },
        ),
      );
    await runStaffing(moa);
    expect((await read(id)).run).toMatchObject({ runState: 'solved' });
    expect((await read(baseline.id)).run).toMatchObject({ runState: 'solved' });
  });

  it('is stopped within a second or two, and nothing is kept of it', async () => {
    const { id } = await create();
    const baseline = (await list())[0]!;
    expect((await postTo(id, '/stop')).status).toBe(200);
    const begun = solveForEver();
    await runJob(moa.app, 'planning.staffing');
    await begun;
    expect((await postTo(baseline.id, '/stop')).status).toBe(200);
    await moa.app.get(StaffingRuns).settled();
    for (const one of [id, baseline.id])
      expect(await read(one)).toMatchObject({ run: { runState: 'stopped' }, measures: null });
    expect((await postTo(id, '/stop')).status).toBe(409);
  });

  it('that cannot be computed says so', async () => {
    const { id } = await create();
    jest.spyOn(moa.app.get(PlanSolver), 'solve').mockRejectedValue(new Error('out of memory'));
    await runStaffing(moa);
    expect((await read(id)).run).toMatchObject({
      runState: 'failed',
      words: 'could not be computed: out of memory',
    });
  });

  it('is seen by administrators and changed by none but those who plan', async () => {
    const { id } = await create();
    const administrator = await aClient(moa, 'administrator');
    expect((await administrator.get(`${API}/${id}`)).status).toBe(200);
    expect((await administrator.post(API, wanted)).status).toBe(403);
    expect((await (await aClient(moa, 'inspector')).get(API)).status).toBe(403);
  });
});

describe('a head count series', () => {
  it('gives the curve of a role, once', async () => {
    const body = { fiscalYear: 2013, role: 'inspector' };
    expect((await manager.post(`${API}/series`, body)).status).toBe(201);
    expect((await manager.post(`${API}/series`, body)).status).toBe(409);
    await runStaffing(moa);
    const rows = await list();
    const [baseline] = rows;
    expect(
      rows.map(({ seriesStep, measures }) => [seriesStep, measures!.inspectors.people]),
    ).toEqual(
      [null, -1, 1].map((step) => [step, baseline!.measures!.inspectors.people + (step ?? 0)]),
    );
  });
});

describe('what would it take', () => {
  it('names people who were really tried, for a plan and for a scenario', async () => {
    const plan = await aSolvedDraft(moa, await aClient(moa, 'team-leader'));
    const { id } = await create();
    await runStaffing(moa);
    for (const path of [`/api/v1/plans/${plan.id}`, `${API}/${id}`]) {
      const address = `${path}/what-would-it-take`;
      expect((await manager.get(address)).body).toMatchObject({ run: null, tried: [] });
      expect((await manager.post(address, {})).status).toBe(200);
      expect((await manager.post(address, {})).status).toBe(409);
      await runStaffing(moa);
      const answer = (await manager.get(address)).body as AdviceResponse;
      expect(answer).toMatchObject({ run: { runState: 'solved' }, iterations: 50, isSample: true });
      expect(answer.tried.length).toBeGreaterThan(0);
      for (const { who, words, worth } of answer.tried) {
        expect(who).toMatch(/^One more (team leader|inspector) for .+ in .+|filled$/);
        expect(words).toMatch(/visits? on time, lateness [\d.,]+ (instead of|as before)/);
        expect(worth).toBeGreaterThan(0);
      }
      // The same question has the same answer.
      expect((await manager.post(address, {})).status).toBe(200);
      await runStaffing(moa);
      expect(((await manager.get(address)).body as AdviceResponse).tried).toEqual(answer.tried);
    }
  });
});

describe('the pages of staffing, without JavaScript', () => {
  let browser: BrowserSession;

  beforeEach(async () => {
    browser = await signIn(moa, await aPerson(moa, 'program-manager'));
  });

  const changesOn = (text: string): string[] =>
    [...text.matchAll(/name="changes" value="([^"]+)"/g)].map(([, json]) =>
      json!.replaceAll('&quot;', '"'),
    );

  it('put a scenario together a change at a time, keep what was typed, and save it', async () => {
    expect((await browser.open('/staffing')).text).toContain('There is no scenario of this year');
    await browser.open('/staffing/new?fiscalYear=2013');
    const base = { fiscalYear: '2013', name: 'In the browser' };
    const refused = await browser.submit('/staffing/new', { ...base, do: 'add', count: 'many' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('href="#count"');
    expect(refused.text).toContain('value="many"');
    const vacant = /id="fillPosition"[\s\S]*?<option value="([\w-]{36})"/.exec(refused.text)![1]!;
    const added = await browser.submit('/staffing/new', {
      ...{ ...base, do: 'fill', fillPosition: vacant },
    });
    expect(added.status).toBe(200);
    expect(added.text).toContain('filled');
    const [change] = changesOn(added.text);
    const dropped = await browser.submit('/staffing/new', {
      ...{ ...base, do: 'drop-0', changes: change! },
    });
    expect(changesOn(dropped.text)).toEqual([]);
    const unnamed = await browser.submit('/staffing/new', {
      ...{ fiscalYear: '2013', name: '', do: 'save', changes: change! },
    });
    expect(unnamed.status).toBe(422);
    expect(changesOn(unnamed.text)).toEqual([change]);
    const saved = await browser.submit('/staffing/new', { ...base, do: 'save', changes: change! });
    expect(saved.status).toBe(303);
    const waiting = (await browser.open(saved.headers['location']!)).text;
    expect(waiting).toContain('http-equiv="refresh"');
    await runStaffing(moa);
    const page = (await browser.open(saved.headers['location']!)).text;
    expect(page).toContain('In the browser');
    expect(page).not.toContain('http-equiv="refresh"');
    expect(page).toContain('sample');
    const renaming = {
      ...{ version: /name="version" value="(\d+)"/.exec(page)![1]!, note: 'Kept' },
    };
    const path = `${saved.headers['location']!}/name`;
    const nameless = await browser.submit(path, { ...renaming, name: ' ' });
    expect([nameless.status, nameless.text.includes('href="#name"')]).toEqual([422, true]);
    expect(nameless.text).toContain('Kept</textarea>');
    expect((await browser.submit(path, { ...renaming, name: 'Once more' })).status).toBe(303);
    expect((await browser.open(saved.headers['location']!)).text).toContain(': Once more</h1>');
  });

  it('show the curves with their tables, compare scenarios, and give them as tables', async () => {
    await browser.open('/staffing?fiscalYear=2013');
    const sent = await browser.submit('/staffing/series', { fiscalYear: '2013', role: 'leader' });
    expect(sent.status).toBe(303);
    await runStaffing(moa);
    const page = (await browser.open('/staffing?fiscalYear=2013')).text;
    expect(page.match(/<svg[^>]*moa-chart__plot/g)).toHaveLength(3);
    expect(page).not.toContain('<style');
    expect(page).toContain('Team leaders: what more and fewer of them bring');
    const ids = (await list()).map(({ id }) => `scenario=${id}`);
    const comparison = await browser.open(`/staffing/comparison?${ids.join('&')}`);
    expect(comparison.text).toContain('Travel weeks of inspectors, quarter 4');
    expect((await browser.open('/staffing/comparison')).status).toBe(400);
    const csv = await browser.open('/staffing/scenarios.csv?fiscalYear=2013');
    expect(csv.text.split('\n')[0]).toContain('number,name,different,facts_of,state,people');
    const xlsx = await browser.open('/staffing/scenarios.xlsx?fiscalYear=2013');
    expect(xlsx.headers['content-type']).toContain('spreadsheetml');
  });

  it('ask what it would take', async () => {
    const { id } = await create();
    await runStaffing(moa);
    const path = `/staffing/${id}/what-would-it-take`;
    expect((await browser.open(path)).text).toContain('Nobody has asked yet.');
    expect((await browser.submit(path)).status).toBe(303);
    await runStaffing(moa);
    expect((await browser.open(path)).text).toContain('What was tried');
  });
});

describe('the samples', () => {
  it('take the scenarios that rest on them along when they leave', async () => {
    const { id } = await create();
    await runStaffing(moa);
    const { InstallationSteps } =
      await import('../src/platform/installation/installation-steps.js');
    await moa.app.get(InstallationSteps).removeSamples();
    expect((await manager.get(`${API}/${id}`)).status).toBe(404);
  });
});
