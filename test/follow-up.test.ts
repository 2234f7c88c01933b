import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  CorrectiveActionDetailResponse,
  CorrectiveActionListResponse,
} from '../src/inspections/corrective-actions/corrective-action.dto.js';
import {
  CorrectiveAction,
  CorrectiveActionDocument,
  CorrectiveActionEvent,
} from '../src/inspections/corrective-actions/corrective-action.entity.js';
import { Finding, FindingCoverage } from '../src/inspections/finding.entity.js';
import type { FindingDetailResponse } from '../src/inspections/finding.dto.js';
import type {
  FocusReviewOrderResponse,
  SavingResponse,
} from '../src/inspections/focus-reviews/focus-review.dto.js';
import { FocusReviewsService } from '../src/inspections/focus-reviews/focus-reviews.service.js';
import { Inspection } from '../src/inspections/inspection.entity.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { ObligationSources } from '../src/reminders/obligation.js';
import { aPerson, type BrowserSession, signIn } from './support/browser-session.js';
import {
  aClient,
  type Answer,
  answerOf,
  type Client,
  type ProblemBody,
  tokenFor,
} from './support/client.js';
import {
  aFinding,
  agreementsWithoutFindings,
  aVisit,
  beginVisit,
  liveVisitOf,
  looseEnds,
  objectionsTo,
  report,
} from './support/follow-up.js';
import { aForm } from './support/multipart.js';
import { runJob } from './support/reminders.js';
import { startTestApp, type TestApp } from './support/test-app.js';

const TODAY = '2012-09-26';

let moa: TestApp;
let leader: Client;
let otherLeader: Client;
let supervisor: Client;
let manager: Client;
/** An agreement of the supervisor's office. */
let agreementId: string;

beforeAll(async () => {
  moa = await startTestApp();
  leader = await aClient(moa, 'team-leader');
  otherLeader = await aClient(moa, 'team-leader');
  supervisor = await aClient(moa, 'ero-supervisor', 'Atlanta');
  manager = await aClient(moa, 'program-manager');
  free = await agreementsWithoutFindings(moa, supervisor);
  agreementId = anAgreement();
});

/** Agreements of the supervisor's office that no test has used yet. */
let free: string[];
const anAgreement = (): string => free.shift()!;

afterAll(async () => {
  expect(await looseEnds(moa)).toEqual([]);
  await moa.close();
});

const reading = () => moa.app.get(UnitOfWork).reading();

/** A finding that was reported on 1 August, and its action. */
async function aReported(given: Partial<Finding> = {}): Promise<{ finding: Finding; id: string }> {
  const visit = await aVisit(moa, { agreementId: given.agreementId ?? agreementId });
  const finding = await aFinding(moa, visit, given);
  await report(moa, visit.id, '2012-08-01');
  const { id } = await reading().findOneByOrFail(CorrectiveAction, { findingId: finding.id });
  return { finding, id };
}

const actionOf = async (id: string): Promise<CorrectiveActionDetailResponse> =>
  (await manager.get(`/api/v1/corrective-actions/${id}`)).body as CorrectiveActionDetailResponse;

const findingOf = async (id: string): Promise<FindingDetailResponse> =>
  (await manager.get(`/api/v1/findings/${id}`)).body as FindingDetailResponse;

/** Sends a change with the present version. */
async function send(
  client: Client,
  thing: 'corrective-actions' | 'findings',
  id: string,
  what: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const path = `/api/v1/${thing}/${id}`;
  const etag = (await manager.get(path)).headers['etag'] ?? '';
  return client.post(`${path}/${what}`, body, { 'if-match': etag, ...headers });
}

const step = (client: Client, id: string, body: object): Promise<Answer> =>
  send(client, 'corrective-actions', id, 'transitions', body);

const PLAN = {
  to: 'submitted',
  plan: 'Put up the poster.',
  owner: 'agency',
  plannedOn: '2012-10-15',
};
const DONE = { to: 'implemented', doneOn: TODAY, note: 'It hangs.' };

async function attach(client: 'team-leader' | 'ero-supervisor', id: string): Promise<Answer> {
  const token = await tokenFor(moa, client, client === 'ero-supervisor' ? 'Atlanta' : undefined);
  const form = aForm({ title: 'Log of September' }, { fileName: 'log.txt', content: 'Kept.' });
  return answerOf(
    await moa.app.inject({
      method: 'POST',
      url: `/api/v1/corrective-actions/${id}/documents`,
      headers: { ...form.headers, authorization: `Bearer ${token}` },
      payload: form.payload,
    }),
  );
}

/** As far as it was done. */
async function anImplemented(
  given: Partial<Finding> = {},
): Promise<{ finding: Finding; id: string }> {
  const reported = await aReported(given);
  expect((await step(supervisor, reported.id, PLAN)).status).toBe(200);
  expect((await step(leader, reported.id, { to: 'accepted' })).status).toBe(200);
  expect((await step(supervisor, reported.id, DONE)).status).toBe(200);
  return reported;
}

describe('the final report of a visit', () => {
  it('asks for a plan for each of its open findings, due by severity', async () => {
    const visit = await aVisit(moa, { agreementId });
    const severities = ['high', 'medium', 'low'] as const;
    const findings = await Promise.all(
      severities.map((severity) => aFinding(moa, visit, { severity, side: 'ice' })),
    );
    const closed = await aFinding(moa, visit, {
      ...{ status: 'closed', closedOn: TODAY, closedReason: 'Recorded by mistake.' },
    });
    await report(moa, visit.id, '2012-08-01');
    await report(moa, visit.id, '2012-08-01');
    const actions = await reading().find(CorrectiveAction);
    const dueOn = findings.map(
      ({ id }) => actions.find(({ findingId }) => findingId === id)?.dueOn,
    );
    expect(dueOn).toEqual(['2012-08-31', '2012-09-30', '2012-10-30']);
    expect(actions.find(({ findingId }) => findingId === closed.id)).toBeUndefined();
    expect(
      await actionOf(actions.find(({ findingId }) => findingId === findings[0]!.id)!.id),
    ).toMatchObject({
      ...{ status: 'opened', owner: 'field-office', plan: null, isOverdue: true },
      history: [{ event: 'opened', from: null, to: 'opened', dueTo: '2012-08-31' }],
    });
  });
});

describe('a corrective action', () => {
  it('goes from plan to decision to doing, and tells each step with who and when', async () => {
    const { id, finding } = await aReported();
    expect((await step(supervisor, id, PLAN)).body).toMatchObject({ status: 'submitted' });
    const back = await step(leader, id, { to: 'sent-back', reason: 'Where does it hang?' });
    expect(back.body).toMatchObject({ status: 'sent-back', plan: 'Put up the poster.' });
    await step(supervisor, id, { ...PLAN, plan: 'Put it up beside the desk.' });
    await step(leader, id, { to: 'accepted', reason: 'Good.' });
    expect((await attach('ero-supervisor', id)).status).toBe(201);
    expect((await step(supervisor, id, DONE)).body).toMatchObject({
      ...{ status: 'implemented', doneOn: TODAY, doneNote: 'It hangs.' },
    });
    const { history, documents, next } = await actionOf(id);
    expect(history.map(({ event, note }) => [event, note])).toEqual([
      ['opened', null],
      ['submitted', 'Put up the poster.'],
      ['sent-back', 'Where does it hang?'],
      ['submitted', 'Put it up beside the desk.'],
      ['accepted', 'Good.'],
      ['implemented', 'It hangs.'],
    ]);
    expect(history[1]?.recordedBy).toContain('ero-supervisor');
    expect(documents).toMatchObject([{ title: 'Log of September', fileName: 'log.txt' }]);
    expect(documents[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(next).toEqual([]);
    const file = await supervisor.get(
      `/api/v1/corrective-actions/${id}/documents/${documents[0]!.id}/content`,
    );
    expect(file.text).toBe('Kept.');
    const verified = await step(leader, id, { to: 'verified', reason: 'The log shows it.' });
    expect(verified.body).toMatchObject({ status: 'verified' });
    expect(await findingOf(finding.id)).toMatchObject({
      ...{ status: 'closed', closedOn: TODAY },
      closedReason: 'Verified on documents: The log shows it.',
    });
    expect((await attach('ero-supervisor', id)).status).toBe(409);
  });

  it('is not decided on by whoever brought it to that point', async () => {
    const { id } = await aReported();
    await step(leader, id, PLAN);
    expect((await step(leader, id, { to: 'accepted' })).status).toBe(403);
    expect((await step(otherLeader, id, { to: 'accepted' })).status).toBe(200);
    await step(leader, id, DONE);
    await attach('team-leader', id);
    const verified = { to: 'verified', reason: 'Seen.' };
    expect((await step(leader, id, verified)).status).toBe(403);
    expect((await step(otherLeader, id, verified)).status).toBe(200);
  });

  it('is not verified without a document, and says where that is missing', async () => {
    const { id } = await anImplemented();
    const refused = await step(leader, id, { to: 'verified', reason: 'Said so.' });
    expect(refused.status).toBe(400);
    expect((refused.body as ProblemBody).errors).toEqual([
      expect.objectContaining({ parameter: 'reason', detail: expect.stringContaining('attach') }),
    ]);
  });

  it('names what is missing or wrong, and changes nothing', async () => {
    const { id } = await aReported();
    const before = await actionOf(id);
    const refused = await step(supervisor, id, { to: 'submitted', owner: 'me', plannedOn: 'soon' });
    expect(refused.status).toBe(400);
    expect((refused.body as ProblemBody).errors.map(({ parameter }) => parameter)).toEqual([
      ...['plan', 'owner', 'plannedOn'],
    ]);
    expect((await step(supervisor, id, { to: 'done' })).status).toBe(400);
    const conflict = await step(supervisor, id, DONE);
    expect(conflict.status).toBe(409);
    expect((conflict.body as ProblemBody).detail).toContain('What follows: submitted.');
    expect(await actionOf(id)).toEqual(before);
  });

  it('is changed once by a request that arrives twice, and not by one that is late', async () => {
    const { id } = await aReported();
    const path = `/api/v1/corrective-actions/${id}`;
    const headers = {
      'if-match': (await manager.get(path)).headers['etag']!,
      'idempotency-key': `step-${id}`,
    };
    const first = await supervisor.post(`${path}/transitions`, PLAN, headers);
    const again = await supervisor.post(`${path}/transitions`, PLAN, headers);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
    const late = await supervisor.post(`${path}/transitions`, PLAN, {
      'if-match': headers['if-match'],
    });
    expect(late.status).toBe(412);
    expect((late.body as ProblemBody).current).toMatchObject({ status: 'submitted', version: 2 });
    expect((await supervisor.post(`${path}/transitions`, PLAN)).status).toBe(428);
    expect((await actionOf(id)).history).toHaveLength(2);
  });

  it('gets more time when somebody else grants it, and keeps its earlier due date in the history', async () => {
    const { id } = await aReported();
    const ask = { until: '2012-12-15', reason: 'The course is in December.' };
    const asked = await send(supervisor, 'corrective-actions', id, 'extensions', ask);
    expect(asked.body).toMatchObject({ dueOn: '2012-09-30', extensionAskedUntil: '2012-12-15' });
    expect((await send(supervisor, 'corrective-actions', id, 'extensions', ask)).status).toBe(409);
    const answer = (client: Client, body: object): Promise<Answer> =>
      send(client, 'corrective-actions', id, 'extension-answer', body);
    const grant = { answer: 'approve', reason: 'There is no earlier one.' };
    expect((await answer(supervisor, grant)).status).toBe(403);
    expect((await answer(leader, { ...grant, reason: ' ' })).status).toBe(400);
    expect((await answer(leader, grant)).body).toMatchObject({ dueOn: '2012-12-15' });
    await send(leader, 'corrective-actions', id, 'extensions', { ...ask, until: '2013-01-15' });
    expect((await answer(leader, grant)).status).toBe(403);
    expect((await answer(otherLeader, { answer: 'refuse', reason: 'No.' })).body).toMatchObject({
      ...{ dueOn: '2012-12-15', extensionAskedUntil: null },
      extensions: [{ state: 'approved' }, { state: 'refused', answer: 'No.' }],
    });
    const { history } = await actionOf(id);
    expect(history.map(({ event, dueFrom, dueTo }) => [event, dueFrom, dueTo])).toContainEqual([
      ...['extended', '2012-09-30', '2012-12-15'],
    ]);
    const wrong = await send(supervisor, 'corrective-actions', id, 'extensions', {
      ...{ until: '2012-12-15', reason: '' },
    });
    expect((wrong.body as ProblemBody).errors.map(({ parameter }) => parameter)).toEqual([
      ...['until', 'reason'],
    ]);
  });

  it('that is late is reported one step up, once, and says who was told', async () => {
    const { id } = await aReported({ severity: 'high' });
    await runJob(moa.app, 'corrective-actions.escalate');
    await runJob(moa.app, 'corrective-actions.escalate');
    const told = (await actionOf(id)).history.filter(({ event }) => event === 'escalated');
    expect(told).toMatchObject([{ dueTo: '2012-08-31', note: 'Late since 31 Aug 2012.' }]);
    expect(told[0]?.told).toContain('Program manager 1');
    const audit = await manager.get('/api/v1/audit?action=corrective-action.escalated&limit=500');
    expect(audit.text).toContain('corrective-action.escalated');
  });

  it('asks the office for a plan, the leaders for a decision, the office for its doing, and then nobody', async () => {
    const { id, finding } = await aReported();
    const asked = async (): Promise<[string[], string[]] | null> => {
      const due = await moa.app.get(ObligationSources).about([finding.id], TODAY);
      const obligation = due.find(({ subject }) => subject.id === finding.id);
      if (!obligation) return null;
      const roles = obligation.responsible.map(({ name }) => name.replace(/[\d,].*/, '').trim());
      return [[...new Set(roles)], obligation.details.filter((line) => line.startsWith('Asked'))];
    };
    expect(await asked()).toEqual([
      ['Supervisor'],
      ['Asked now: The field office submits a plan.'],
    ]);
    await step(supervisor, id, PLAN);
    expect(await asked()).toEqual([
      ['Team leader'],
      ['Asked now: A team leader accepts the plan, or sends it back.'],
    ]);
    await step(leader, id, { to: 'accepted' });
    expect((await asked())?.[0]).toEqual(['Supervisor']);
    await step(supervisor, id, DONE);
    expect(await asked()).toBeNull();
  });

  it('is found by what it waits for, and exported as it is shown', async () => {
    const { id } = await aReported({ severity: 'high' });
    const list = async (client: Client, query: string): Promise<CorrectiveActionListResponse> =>
      (await client.get(`/api/v1/corrective-actions?limit=500&${query}`))
        .body as CorrectiveActionListResponse;
    const has = async (client: Client, query: string): Promise<boolean> =>
      (await list(client, query)).items.some((item) => item.id === id);
    expect(await has(supervisor, 'mine=true')).toBe(true);
    expect(await has(leader, 'mine=true')).toBe(false);
    expect(await has(manager, 'mine=true')).toBe(false);
    expect(await has(manager, 'overdue=true&office=Atlanta')).toBe(true);
    expect(await has(manager, 'office=Dallas')).toBe(false);
    expect(await has(supervisor, 'office=Dallas')).toBe(false);
    await step(supervisor, id, PLAN);
    expect(await has(supervisor, 'mine=true')).toBe(false);
    expect(await has(leader, 'mine=true')).toBe(true);
    expect(await has(manager, 'status=submitted')).toBe(true);
    expect(await has(manager, 'status=open')).toBe(true);
    expect(await has(manager, 'status=accepted')).toBe(false);
    const wrong = await manager.get('/api/v1/corrective-actions?office=Nowhere');
    expect((wrong.body as ProblemBody).errors[0]).toMatchObject({ parameter: 'office' });
    const { total } = await list(supervisor, 'status=open');
    const csv = await supervisor.get('/corrective-actions.csv?status=open');
    expect(csv.text.trim().split('\n')).toHaveLength(total + 1);
    expect(csv.text).toContain(PLAN.plan);
    const xlsx = await supervisor.get('/corrective-actions.xlsx?status=open');
    expect(xlsx.headers['content-type']).toContain('spreadsheetml');
  });
});

describe('a finding', () => {
  it('is verified in rounds: not corrected, then corrected, by two focus reviews', async () => {
    const { finding, id } = await anImplemented({ agreementId: anAgreement() });
    await moa.app.get(FocusReviewsService).orderByRule(false);
    const first = await beginVisit(moa, finding.id, TODAY);
    expect(await objectionsTo(moa, first.id)).toContainEqual({
      detail: `${finding.number} has no outcome: say what the visit found of it.`,
      path: `/findings/${finding.id}`,
    });
    const say = (client: Client, outcome: string, note: string): Promise<Answer> =>
      send(client, 'findings', finding.id, 'outcomes', { outcome, note });
    expect((await say(supervisor, 'corrected', 'x')).status).toBe(403);
    expect((await say(leader, 'partly', 'It hangs, in English.')).status).toBe(200);
    // It can be changed until the report.
    expect((await say(leader, 'not-corrected', 'It was taken down.')).body).toMatchObject({
      ...{ status: 'open', isRepeated: false },
      coveredBy: [{ round: 1, outcome: 'not-corrected', effectiveOn: null }],
    });
    expect(await objectionsTo(moa, first.id)).toEqual([]);
    await report(moa, first.id, TODAY);
    expect((await say(leader, 'corrected', 'x')).status).toBe(409);
    expect(await findingOf(finding.id)).toMatchObject({
      ...{ status: 'open', isRepeated: true, actionStatus: 'opened', actionDueOn: '2012-11-25' },
      coveredBy: [{ outcome: 'not-corrected', effectiveOn: TODAY }],
    });
    expect(await actionOf(id)).toMatchObject({ plan: null, plannedOn: null, doneOn: null });

    await moa.app.get(FocusReviewsService).orderByRule(false);
    const next = (await liveVisitOf(moa, finding.id))!;
    // 60 days after the new action's due date, counted from the new report.
    expect(next.dueOn).toBe('2013-01-24');
    await beginVisit(moa, finding.id, TODAY);
    await say(leader, 'corrected', 'It hangs, in both languages.');
    await report(moa, next.id, '2012-09-26');
    expect(await findingOf(finding.id)).toMatchObject({
      ...{ status: 'closed', closedOn: TODAY, actionStatus: 'verified' },
      coveredBy: [{ round: 1 }, { round: 2, outcome: 'corrected' }],
      closedReason: `Corrected, ${next.number}, round 2: It hangs, in both languages.`,
    });
  });

  it.each([
    ['partly', 'accepted', '2012-11-25'],
    ['could-not-be-verified', 'implemented', '2012-09-30'],
  ])(
    'that is found %s has its action %s and goes into the next round',
    async (outcome, status, dueOn) => {
      const { finding, id } = await anImplemented({ agreementId: anAgreement() });
      await moa.app.get(FocusReviewsService).orderByRule(false);
      const visit = await beginVisit(moa, finding.id, TODAY);
      await send(leader, 'findings', finding.id, 'outcomes', { outcome, note: 'As seen.' });
      await report(moa, visit.id, TODAY);
      expect(await actionOf(id)).toMatchObject({ status, dueOn });
      await moa.app.get(FocusReviewsService).orderByRule(false);
      const rounds = await reading().countBy(FindingCoverage, { findingId: finding.id });
      expect(rounds).toBe(2);
      expect(await liveVisitOf(moa, finding.id)).not.toBeNull();
    },
  );

  it('has an outcome only while a visit is under way that verifies it', async () => {
    const { finding } = await aReported();
    const said = await send(leader, 'findings', finding.id, 'outcomes', {
      ...{ outcome: 'corrected', note: 'x' },
    });
    expect(said.status).toBe(409);
    const wrong = await send(leader, 'findings', finding.id, 'outcomes', { outcome: 'gone' });
    expect((wrong.body as ProblemBody).errors.map(({ parameter }) => parameter)).toEqual([
      ...['outcome', 'note'],
    ]);
  });

  it('is closed otherwise by a leader with a reason, and spares the focus review that has nothing left', async () => {
    const { finding, id } = await aReported();
    await moa.app.get(FocusReviewsService).orderByRule(false);
    const visit = (await liveVisitOf(moa, finding.id))!;
    const alone = await reading().findBy(FindingCoverage, { inspectionId: visit.id });
    const close = (client: Client, reason: string): Promise<Answer> =>
      send(client, 'findings', finding.id, 'closure', { reason });
    expect((await close(supervisor, 'x')).status).toBe(403);
    expect((await close(leader, '  ')).status).toBe(400);
    expect((await close(leader, 'Reported twice.')).body).toMatchObject({
      ...{ status: 'closed', closedReason: 'Reported twice.', actionStatus: 'withdrawn' },
    });
    expect((await close(leader, 'Again.')).status).toBe(409);
    expect((await actionOf(id)).history.at(-1)).toMatchObject({ event: 'withdrawn' });
    const after = await reading().findOneByOrFail(Inspection, { id: visit.id });
    expect(after.status).toBe(alone.length === 1 ? 'cancelled' : visit.status);
  });
});

describe('a focus review by hand', () => {
  const order = (client: Client, body: object, key?: string): Promise<Answer> =>
    client.post('/api/v1/focus-reviews', body, key ? { 'idempotency-key': key } : {});

  it('takes the chosen findings over, in the round in which they are', async () => {
    const { finding } = await anImplemented();
    await moa.app.get(FocusReviewsService).orderByRule(false);
    const before = (await liveVisitOf(moa, finding.id))!;
    const request = {
      ...{ agreementId, findingIds: [finding.id], dueOn: '2012-10-31' },
      reason: 'The agency has a new commander.',
    };
    expect((await order(supervisor, request)).status).toBe(403);
    const ordered = await order(leader, request, 'by-hand');
    expect(ordered.status).toBe(201);
    const visit = ordered.body as FocusReviewOrderResponse;
    expect(visit).toMatchObject({ status: 'unscheduled', dueOn: '2012-10-31' });
    expect(visit.reason).toContain('The agency has a new commander.');
    expect((await order(leader, request, 'by-hand')).body).toEqual(visit);
    expect((await liveVisitOf(moa, finding.id))?.id).toBe(visit.id);
    expect(visit.id).not.toBe(before.id);
    const rounds = await reading().findBy(FindingCoverage, { findingId: finding.id });
    expect(rounds).toMatchObject([{ round: 1, inspectionId: visit.id }]);
    await runJob(moa.app, 'focus-reviews.schedule');
    const placed = await reading().findOneByOrFail(Inspection, { id: visit.id });
    expect(placed.startsOn).not.toBeNull();
  });

  it('names what is wrong with it', async () => {
    const { finding } = await anImplemented();
    const wrong = await order(leader, {
      ...{ agreementId, findingIds: [], dueOn: '2012-09-25', reason: ' ' },
    });
    expect((wrong.body as ProblemBody).errors.map(({ parameter }) => parameter)).toEqual([
      ...['findingIds', 'dueOn', 'reason'],
    ]);
    await moa.app.get(FocusReviewsService).orderByRule(false);
    const begun = await beginVisit(moa, finding.id, TODAY);
    const late = await order(leader, {
      ...{ agreementId, findingIds: [finding.id], dueOn: '2012-10-31', reason: 'x' },
    });
    expect((late.body as ProblemBody).detail).toContain(`${begun.number} has begun`);
    const foreign = await order(leader, {
      ...{ agreementId: finding.id, findingIds: [finding.id], dueOn: '2012-10-31', reason: 'x' },
    });
    expect(foreign.status).toBe(404);
    await send(leader, 'findings', finding.id, 'outcomes', { outcome: 'corrected', note: 'Seen.' });
    for (const { findingId } of await reading().findBy(FindingCoverage, { inspectionId: begun.id }))
      await send(leader, 'findings', findingId, 'outcomes', {
        outcome: 'corrected',
        note: 'Seen.',
      });
    await report(moa, begun.id, TODAY);
  });
});

describe('what focus reviews take', () => {
  it('is counted from teams and days, with what it is computed from', async () => {
    const { years, computedFrom } = (await manager.get('/api/v1/focus-reviews/saving'))
      .body as SavingResponse;
    expect(computedFrom).toContain('is not in the data');
    expect(years.map(({ fiscalYear }) => fiscalYear)).toEqual(
      years.map(({ fiscalYear }) => fiscalYear).sort((a, b) => a - b),
    );
    const year = years.find(({ focusDone }) => focusDone.visits > 0)!;
    expect(year.fiscalYear).toBe(2012);
    const csv = await manager.get('/focus-reviews/saving.csv?fiscalYear=2012');
    expect(csv.text).toContain(`2012,${year.agreements},${year.focusDone.visits}`);
    const page = await manager.get('/focus-reviews/saving');
    expect(page.status).toBe(200);
    expect((await manager.get('/api/v1/focus-reviews/saving?fiscalYear=x')).status).toBe(400);
  });
});

describe('through the pages', () => {
  let supervisorsBrowser: BrowserSession;
  let leadersBrowser: BrowserSession;

  beforeAll(async () => {
    supervisorsBrowser = await signIn(moa, await aPerson(moa, 'ero-supervisor', 'Atlanta'));
    leadersBrowser = await signIn(moa, await aPerson(moa, 'team-leader'));
  });

  const open = async (browser: BrowserSession, path: string): Promise<string> => {
    const { status, text } = await browser.open(path);
    expect([path, status]).toEqual([path, 200]);
    return text;
  };

  /** Fills in the form of a page as it stands there. */
  async function submit(
    browser: BrowserSession,
    page: string,
    what: string,
    fields: Record<string, string>,
  ): Promise<Answer> {
    const version = /name="version" value="(\d+)"/.exec(await open(browser, page))?.[1] ?? '';
    return browser.submit(`${page}/${what}`, { version, ...fields });
  }

  it('a finding is answered, decided on, verified in two rounds and closed', async () => {
    const { finding, id } = await aReported();
    const page = `/corrective-actions/${id}`;
    const asked = await open(supervisorsBrowser, page);
    for (const words of ['What was found', 'Of the test.', 'What is asked', 'Your answer'])
      expect(asked).toContain(words);
    expect(await open(supervisorsBrowser, '/corrective-actions?mine=true')).toContain(
      finding.number,
    );

    const kept = await submit(supervisorsBrowser, page, 'transitions', {
      ...PLAN,
      plan: 'A plan that is not lost',
      plannedOn: '2012-01-01',
    });
    expect(kept.status).toBe(422);
    expect(kept.text).toContain('A plan that is not lost');
    expect(kept.text).toContain('href="#plannedOn"');
    expect((await submit(supervisorsBrowser, page, 'transitions', PLAN)).status).toBe(303);
    const back = { to: 'sent-back', reason: '' };
    expect((await submit(leadersBrowser, page, 'transitions', back)).status).toBe(422);
    await submit(leadersBrowser, page, 'transitions', { ...back, reason: 'Where?' });
    await submit(supervisorsBrowser, page, 'transitions', { ...PLAN, plan: 'Beside the desk.' });
    await submit(leadersBrowser, page, 'transitions', { to: 'accepted', reason: '' });
    await submit(supervisorsBrowser, page, 'extensions', {
      ...{ until: '2012-11-15', reason: 'The printer.' },
    });
    await submit(leadersBrowser, page, 'extension-answer', { answer: 'approve', reason: 'Yes.' });
    const document = { fileName: 'photo.txt', content: 'A photo.' };
    await open(supervisorsBrowser, page);
    expect(
      (await supervisorsBrowser.submitWithFile(`${page}/documents`, { title: '' }, document))
        .status,
    ).toBe(422);
    await supervisorsBrowser.submitWithFile(`${page}/documents`, { title: 'Photo' }, document);
    const { to, ...done } = DONE;
    expect((await submit(supervisorsBrowser, page, 'transitions', { to, ...done })).status).toBe(
      303,
    );
    const history = await open(leadersBrowser, page);
    for (const words of ['Beside the desk.', 'Photo', 'More time was granted', '30 Sep 2012'])
      expect(history).toContain(words);

    const findingPage = `/findings/${finding.id}`;
    for (const [outcome, words] of [
      ['not-corrected', 'It was taken down.'],
      ['corrected', 'It hangs.'],
    ] as const) {
      await moa.app.get(FocusReviewsService).orderByRule(false);
      const visit = await beginVisit(moa, finding.id, TODAY);
      const empty = { outcome: '', note: words };
      const refused = await submit(leadersBrowser, findingPage, 'outcomes', empty);
      expect(refused.status).toBe(422);
      expect(refused.text).toContain(words);
      const said = await submit(leadersBrowser, findingPage, 'outcomes', { outcome, note: words });
      expect(said.status).toBe(303);
      for (const { findingId } of await reading().findBy(FindingCoverage, {
        inspectionId: visit.id,
      }))
        if (findingId !== finding.id)
          await send(leader, 'findings', findingId, 'outcomes', { outcome: 'partly', note: 'x' });
      await report(moa, visit.id, TODAY);
    }
    const closed = await open(leadersBrowser, findingPage);
    for (const words of ['repeated', 'Round 2', 'Why it is closed', 'It hangs.'])
      expect(closed).toContain(words);
    expect((await findingOf(finding.id)).status).toBe('closed');
  });

  it('a leader orders a focus review, and closes a finding', async () => {
    const { finding } = await aReported();
    const page = `/agreements/${agreementId}/focus-review`;
    expect(await open(leadersBrowser, page)).toContain(finding.number);
    const typed = { findingIds: finding.id, dueOn: '2012-01-01', reason: 'Kept words' };
    const refused = await leadersBrowser.submit(page, typed);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Kept words');
    const ordered = await leadersBrowser.submit(page, { ...typed, dueOn: '2012-11-01' });
    expect(ordered.headers['location']).toMatch(/^\/inspections\//);
    const closure = { reason: 'It was recorded twice.' };
    const closed = await submit(leadersBrowser, `/findings/${finding.id}`, 'closure', closure);
    expect(closed.status).toBe(303);
    expect((await findingOf(finding.id)).closedReason).toBe('It was recorded twice.');
  });

  it('nobody is offered what they may not do', async () => {
    const { finding, id } = await aReported();
    const forms = (text: string): string[] =>
      [...text.matchAll(/action="(\/(?:findings|corrective-actions)\/[^"]+)"/g)].map(([, path]) =>
        path!.split('/').at(-1)!,
      );
    expect(forms(await open(supervisorsBrowser, `/corrective-actions/${id}`))).toEqual([
      ...['transitions', 'documents', 'extensions'],
    ]);
    expect(forms(await open(supervisorsBrowser, `/findings/${finding.id}`))).toEqual([]);
    const watcher = await signIn(moa, await aPerson(moa, 'oig-liaison'));
    expect(forms(await open(watcher, `/corrective-actions/${id}`))).toEqual([]);
    const foreign = await signIn(moa, await aPerson(moa, 'ero-supervisor', 'Dallas'));
    expect((await foreign.open(`/corrective-actions/${id}`)).status).toBe(404);
  });
});

describe('what is on record of before', () => {
  it('the samples have a state each, and a history', async () => {
    const actions = await reading().findBy(CorrectiveAction, { isSample: true });
    expect(new Set(actions.map(({ status }) => status))).toEqual(
      new Set(['accepted', 'implemented', 'verified']),
    );
    expect(await reading().countBy(CorrectiveActionEvent, { event: 'carried-over' })).toBe(
      actions.length,
    );
    expect(await reading().count(CorrectiveActionDocument)).toBeGreaterThan(0);
  });
});
