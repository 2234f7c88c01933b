import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { In } from 'typeorm';
import { PERMISSIONS, roleMay, ROLES } from '../src/identity/permissions.js';
import { fingerprint } from '../src/identity/secrets.js';
import type {
  ChecklistItemResponse,
  ChecklistResponse,
} from '../src/inspections/checklist/checklist.dto.js';
import { ChecklistItem } from '../src/inspections/checklist/checklist.entity.js';
import { Finding } from '../src/inspections/finding.entity.js';
import { InspectionObligation } from '../src/inspections/inspection-obligation.entity.js';
import type { InspectionDetailResponse } from '../src/inspections/inspection.dto.js';
import { Inspection, InspectionEvent } from '../src/inspections/inspection.entity.js';
import {
  INSPECTION_STATUSES,
  transitionBetween,
} from '../src/inspections/life-cycle/life-cycle.rules.js';
import { LifeCycleService } from '../src/inspections/life-cycle/life-cycle.service.js';
import type { MilestoneListResponse } from '../src/inspections/life-cycle/milestone.dto.js';
import { VisitConsequences } from '../src/inspections/life-cycle/visit-consequences.js';
import { IssuedPaper } from '../src/inspections/papers/paper.entity.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { newId } from '../src/platform/db/id.js';
import { Problem } from '../src/platform/http/problem.js';
import type { Viewer } from '../src/platform/http/viewer.js';
import { ApiToken } from '../src/identity/account.entity.js';
import { AccountsService } from '../src/identity/accounts/accounts.service.js';
import { RegistryReader } from '../src/registry/registry-reader.js';
import { type BrowserSession, signIn } from './support/browser-session.js';
import {
  aClient,
  type Answer,
  answerOf,
  type Client,
  type ProblemBody,
  tokenFor,
} from './support/client.js';
import { isDeep, isTriedOn } from './support/deep.js';
import { aForm } from './support/multipart.js';
import { runJob } from './support/reminders.js';
import { startTestApp, type TestApp } from './support/test-app.js';
import {
  clientsOf,
  officeOf,
  type PlannedVisit,
  plannedVisits,
  planTheYear,
  takeStep,
} from './support/visits.js';

let moa: TestApp;

const reading = () => moa.app.get(UnitOfWork).reading();
const noon = (day: string): string => `${day}T17:00:00.000Z`;

const checklistOf = async (client: Client, id: string): Promise<ChecklistResponse> =>
  (await client.get(`/api/v1/inspections/${id}/checklist`)).body as ChecklistResponse;

const save = (
  client: Client,
  id: string,
  item: Pick<ChecklistItemResponse, 'id' | 'etag'>,
  change: object,
) =>
  client.patch(`/api/v1/inspections/${id}/checklist/${item.id}`, change, { 'if-match': item.etag });

const fieldsOf = (answer: Answer): (string | undefined)[] =>
  (answer.body as ProblemBody).errors.map(({ parameter }) => parameter);

/** As if visits had verified all that was found at these agreements. */
const closeFindings = (agreementIds: string[]): Promise<unknown> =>
  moa.app
    .get(UnitOfWork)
    .run((manager) =>
      manager.update(
        Finding,
        { agreementId: In(agreementIds) },
        { status: 'closed', closedOn: '2012-09-03', closedReason: 'Of the test.' },
      ),
    );

/** Rates whatever is not rated yet as compliant. */
async function rateTheRest(client: Client, id: string): Promise<void> {
  const { items } = await checklistOf(client, id);
  for (const item of items.filter(({ rating }) => rating === null)) {
    const answer = await save(client, id, item, { rating: 'compliant' });
    if (answer.status !== 200) throw new Error(answer.text);
  }
}

describe('a visit through the API', () => {
  let visit: PlannedVisit;
  let leader: Client;
  let inspector: Client;
  let supervisor: Client;

  beforeAll(async () => {
    moa = await startTestApp();
    // One whose agreement was found wanting before, by a requirement that is in its checklist; all of it is closed.
    const known = await reading().find(Finding, { where: { requirementCode: 'CMP-03' } });
    await closeFindings(known.map(({ agreementId }) => agreementId));
    await planTheYear(moa);
    const visits = await plannedVisits(moa, 'full');
    const inForce = await moa.app.get(RegistryReader).findInForce('2013-09-30');
    const jails = inForce.filter(({ model }) => model === 'DETENTION');
    visit = visits.find(
      ({ agreementId }) =>
        known.some((one) => one.agreementId === agreementId) &&
        jails.some((one) => one.agreementId === agreementId),
    )!;
    ({ leader, inspector } = await clientsOf(moa, visit));
    const office = await officeOf(moa, visit.agreementId, '2012-09-26');
    supervisor = await aClient(moa, 'ero-supervisor', office);
  });
  afterAll(() => moa.close());

  const detail = async (client = leader): Promise<InspectionDetailResponse> =>
    (await client.get(`/api/v1/inspections/${visit.id}`)).body as InspectionDetailResponse;

  it('has no checklist before anybody is notified, and shows the letter as a draft', async () => {
    expect(await checklistOf(leader, visit.id)).toMatchObject({ items: [], mayEdit: false });
    const letter = await leader.get(`/inspections/${visit.id}/papers/letter`);
    expect(letter.text).toContain('Draft: not sent');
    expect(letter.text).toContain('agreement of the model Joint, from Mon');
    expect((await supervisor.get(`/inspections/${visit.id}/papers/letter`)).status).toBe(404);
    const report = await leader.get(`/inspections/${visit.id}/papers/report.pdf`);
    expect(report.status).toBe(409);
  });

  it('names what is wrong with a step, and takes none', async () => {
    const today = '2012-09-26';
    expect(
      fieldsOf(await takeStep(leader, visit.id, { to: 'notified', on: '2012-09-27' })),
    ).toEqual(['on']);
    expect(fieldsOf(await takeStep(leader, visit.id, { to: 'postponed', on: today }))).toEqual([
      'reason',
    ]);
    expect(await takeStep(leader, visit.id, { to: 'closed', on: today })).toMatchObject({
      status: 409,
      body: { type: 'urn:moa:problem:no-such-step' },
    });
    expect((await detail()).status).toBe('scheduled');
  });

  it('is notified once, however often the request comes: with a letter that stays, and a checklist', async () => {
    const key = { 'idempotency-key': 'notify-once' };
    const path = `/api/v1/inspections/${visit.id}`;
    const { headers } = await leader.get(path);
    const send = (): Promise<Answer> =>
      leader.post(
        `${path}/transitions`,
        { to: 'notified', on: '2012-09-26' },
        { ...key, 'if-match': headers['etag'] ?? '' },
      );
    expect((await send()).status).toBe(200);
    expect(await send()).toMatchObject({ status: 200, headers: { 'idempotent-replayed': 'true' } });
    const history = (await detail()).history.filter(({ on }) => on !== null);
    expect(history).toMatchObject([
      { event: 'notified', from: 'scheduled', to: 'notified', on: '2012-09-26' },
    ]);
    const papers = await reading().findBy(IssuedPaper, { inspectionId: visit.id });
    expect(papers.map(({ kind }) => kind)).toEqual(['letter']);
    const pdf = await supervisor.get(`/inspections/${visit.id}/papers/letter.pdf`);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    const { items, mayEdit } = await checklistOf(inspector, visit.id);
    expect(items.length).toBeGreaterThan(20);
    expect(mayEdit).toBe(true);
    expect(new Set(items.map(({ side }) => side))).toEqual(new Set(['agency', 'ice']));
    expect((await supervisor.get(`${path}/checklist`)).status).toBe(403);
  });

  it('is filled in by its team, item by item, and shows both versions to who comes second', async () => {
    const { items } = await checklistOf(inspector, visit.id);
    const item = items.find(({ requirementCode }) => requirementCode === 'CMP-01')!;
    const counted = await save(inspector, visit.id, item, { sampleSize: '5', metCount: 3 });
    expect(counted).toMatchObject({
      status: 200,
      body: { computedRating: 'deficiency', rating: 'deficiency', chosenRating: null },
    });
    const second = await save(leader, visit.id, item, { observation: 'Mine.' });
    expect(second).toMatchObject({
      status: 412,
      body: { current: { sampleSize: 5, metCount: 3, version: 2 } },
    });
    const present = { id: item.id, etag: counted.headers['etag']! };
    expect(fieldsOf(await save(inspector, visit.id, present, { metCount: 9 }))).toEqual([
      'metCount',
    ]);
    expect(fieldsOf(await save(inspector, visit.id, present, { rating: 'fine' }))).toEqual([
      'rating',
    ]);
    const other = await aClient(moa, 'team-leader');
    expect((await save(other, visit.id, present, { rating: 'compliant' })).status).toBe(403);
    const without = await inspector.patch(
      `/api/v1/inspections/${visit.id}/checklist/${item.id}`,
      {},
    );
    expect(without.status).toBe(428);
    const text = await save(inspector, visit.id, present, {
      observation: 'Two of five complaints came late.',
    });
    expect(text).toMatchObject({ body: { sampleSize: 5, gaps: [] } });
  });

  it('keeps evidence under its hash, and nothing that is not what its name says', async () => {
    const { items } = await checklistOf(inspector, visit.id);
    const item = items.find(({ requirementCode }) => requirementCode === 'CMP-03')!;
    const token = await tokenFor(moa, 'administrator');
    const sender = await tokenFor(moa, 'inspector');
    await moa.app
      .get(UnitOfWork)
      .run((manager) =>
        manager.update(
          ApiToken,
          { tokenHash: fingerprint(sender) },
          { accountId: visit.inspector.accountId },
        ),
      );
    const send = async (fileName: string, content: string): Promise<Answer> => {
      const form = aForm({}, { fileName, content });
      return answerOf(
        await moa.app.inject({
          method: 'POST',
          url: `/api/v1/inspections/${visit.id}/checklist/${item.id}/evidence`,
          headers: { authorization: `Bearer ${sender}`, ...form.headers },
          payload: form.payload,
        }),
      );
    };
    const kept = await send('poster.txt', 'Only in English.');
    expect(kept).toMatchObject({
      status: 201,
      body: { sha256: createHash('sha256').update('Only in English.').digest('hex') },
    });
    expect((await send('poster.pdf', 'No PDF.')).status).toBe(400);
    const { id } = kept.body as { id: string };
    const read = await moa.app.inject({
      url: `/api/v1/checklist-evidence/${id}/content`,
      headers: { authorization: `Bearer ${token}` },
    });
    expect([read.statusCode, read.body]).toEqual([200, 'Only in English.']);
    expect((await supervisor.get(`/api/v1/checklist-evidence/${id}/content`)).status).toBe(403);
  });

  it('goes into the field on its days, and its report is drafted from the checklist', async () => {
    moa.clock.set(noon(visit.endsOn));
    expect(
      fieldsOf(await takeStep(leader, visit.id, { to: 'in-field', on: '2012-09-27' })),
    ).toEqual(['on']);
    expect((await takeStep(leader, visit.id, { to: 'in-field', on: visit.startsOn })).status).toBe(
      200,
    );
    expect(
      (await takeStep(leader, visit.id, { to: 'exit-interview', on: visit.endsOn })).status,
    ).toBe(200);
    const { items } = await checklistOf(inspector, visit.id);
    const poster = items.find(({ requirementCode }) => requirementCode === 'CMP-03')!;
    const silent = await save(inspector, visit.id, poster, { rating: 'area-of-concern' });
    const refused = await takeStep(leader, visit.id, { to: 'draft-report', on: visit.endsOn });
    expect(refused).toMatchObject({
      status: 409,
      body: { type: 'urn:moa:problem:step-refused' },
    });
    expect(refused.text).toContain('CMP-03');
    await save(
      inspector,
      visit.id,
      { id: poster.id, etag: silent.headers['etag']! },
      { observation: 'The poster is in English only.' },
    );
    expect(
      (await takeStep(leader, visit.id, { to: 'draft-report', on: visit.endsOn })).status,
    ).toBe(200);
    const { raised } = await detail();
    expect(raised.map(({ number, status, severity }) => [number, status, severity])).toEqual([
      [`${visit.number}/F1`, 'draft', null],
      [`${visit.number}/F2`, 'draft', null],
    ]);
  });

  it('shows drafts to the people of the inspection, and to nobody else', async () => {
    const { raised } = await detail();
    expect((await detail(supervisor)).raised).toEqual([]);
    for (const { id, number } of raised) {
      expect((await supervisor.get(`/api/v1/findings/${id}`)).status).toBe(404);
      expect((await inspector.get(`/api/v1/findings/${id}`)).status).toBe(200);
      const liaison = await aClient(moa, 'oig-liaison');
      expect((await liaison.get(`/api/v1/findings?limit=500`)).text).not.toContain(number);
      expect((await leader.get('/api/v1/findings?status=draft&limit=500')).text).toContain(number);
    }
    const paper = await leader.get(`/inspections/${visit.id}/papers/report`);
    expect(paper.text).toContain('Draft: not for distribution');
    expect((await supervisor.get(`/inspections/${visit.id}/papers/report`)).status).toBe(404);
  });

  it('follows the checklist while it is a draft', async () => {
    const { items } = await checklistOf(leader, visit.id);
    const item = items.find(({ requirementCode }) => requirementCode === 'CMP-01')!;
    const change = { rating: 'compliant', reason: 'Both were of another agency.' };
    const overridden = await save(leader, visit.id, item, change);
    expect((await detail()).raised).toHaveLength(1);
    const back = { id: item.id, etag: overridden.headers['etag']! };
    await save(leader, visit.id, back, { rating: null, reason: '' });
    expect((await detail()).raised).toHaveLength(2);
  });

  it('is final when every item is rated, and every draft judged; a repeat finding says of which', async () => {
    moa.clock.advance({ days: 20 });
    const on = visit.endsOn;
    const early = await takeStep(leader, visit.id, { to: 'final-report', on });
    expect(early.status).toBe(409);
    await rateTheRest(inspector, visit.id);
    const unjudged = await takeStep(leader, visit.id, { to: 'final-report', on });
    expect(unjudged.text).toContain('its severity is not chosen');
    const findings = await reading().findBy(Finding, { inspectionId: visit.id });
    const judge = (finding: Finding, body: object, version = finding.version): Promise<Answer> =>
      leader.post(`/api/v1/inspections/${visit.id}/findings/${finding.id}/judgement`, body, {
        'if-match': `"${finding.id}.${version}"`,
      });
    const repeat = findings.find(({ requirementCode }) => requirementCode === 'CMP-03')!;
    expect(repeat.repeatOfId).not.toBeNull();
    for (const finding of findings) {
      expect((await judge(finding, { severity: 'worst' })).status).toBe(400);
      expect((await judge(finding, { severity: 'medium' })).status).toBe(200);
      expect((await judge(finding, { severity: 'low' })).status).toBe(412);
    }
    const undecided = await takeStep(leader, visit.id, { to: 'final-report', on });
    expect(undecided.text).toContain('whether it repeats');
    for (const finding of findings) {
      const answer = await judge(finding, { repeat: 'confirmed' }, finding.version + 1);
      expect(answer.status).toBe(finding.repeatOfId === null ? 400 : 200);
    }
    expect((await takeStep(leader, visit.id, { to: 'final-report', on })).status).toBe(200);
    expect(await detail()).toMatchObject({ status: 'final-report', reportedOn: on });
    const earlier = await reading().findOneByOrFail(Finding, { id: repeat.repeatOfId! });
    expect((await leader.get(`/api/v1/findings/${repeat.id}`)).body).toMatchObject({
      ...{ status: 'open', severity: 'medium', reportedOn: on, repeatOf: earlier.number },
    });
    expect((await leader.get(`/findings/${earlier.id}`)).text).toContain(repeat.number);
    const item = (await checklistOf(leader, visit.id)).items[0]!;
    expect((await save(leader, visit.id, item, { observation: 'Too late.' })).status).toBe(409);
  });

  it('keeps its report as it was issued, and shows it to the field office once it is distributed', async () => {
    const report = `/inspections/${visit.id}/papers/report`;
    const pdf = await pdfOf(`${report}.pdf`);
    const paper = await reading().findOneByOrFail(IssuedPaper, {
      ...{ inspectionId: visit.id, kind: 'report' },
    });
    expect(createHash('sha256').update(pdf).digest('hex')).toBe(paper.sha256);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1')).toContain('/MarkInfo');
    const page = (await leader.get(report)).text;
    await moa.app
      .get(UnitOfWork)
      .run((manager) =>
        manager.update(Finding, { inspectionId: visit.id }, { observation: 'Changed later.' }),
      );
    expect((await leader.get(report)).text).toContain('The poster is in English only.');
    expect((await leader.get(report)).text).not.toContain('Changed later.');
    expect((await pdfOf(`${report}.pdf`)).equals(pdf)).toBe(true);
    expect(page).toContain(paper.sha256);
    expect((await supervisor.get(report)).status).toBe(404);
    const on = visit.endsOn;
    expect((await takeStep(leader, visit.id, { to: 'distributed', on })).status).toBe(200);
    expect((await supervisor.get(report)).status).toBe(200);
  });

  it('is not closed while a finding is open', async () => {
    const on = visit.endsOn;
    const refused = await takeStep(leader, visit.id, { to: 'closed', on });
    expect(refused).toMatchObject({
      status: 409,
      body: { objections: [{ path: expect.stringContaining('/findings/') }, expect.anything()] },
    });
    await moa.app
      .get(UnitOfWork)
      .run((manager) => manager.update(Finding, { inspectionId: visit.id }, { status: 'closed' }));
    expect((await takeStep(leader, visit.id, { to: 'closed', on })).status).toBe(200);
    const steps = (await detail()).history.filter((event) => event.on !== null);
    expect(steps.map(({ to }) => to)).toEqual([
      ...['notified', 'in-field', 'exit-interview', 'draft-report', 'final-report'],
      ...['distributed', 'closed'],
    ]);
  });

  it('meets its obligation, and the next one is counted from it', async () => {
    await runJob(moa.app, 'obligations.reconcile');
    const { obligationId } = await reading().findOneByOrFail(Inspection, { id: visit.id });
    const met = await reading().findOneByOrFail(InspectionObligation, { id: obligationId! });
    expect(met.status).toBe('met');
    const next = await reading().findOneBy(InspectionObligation, {
      anchorKey: `inspection:${visit.id}`,
    });
    expect(next).not.toBeNull();
  });

  async function pdfOf(path: string): Promise<Buffer> {
    const token = await tokenFor(moa, 'program-manager');
    const headers = { authorization: `Bearer ${token}` };
    return (await moa.app.inject({ url: path, headers })).rawPayload;
  }
});

describe('a visit that does not take place as planned', () => {
  let leader: Client;
  let visits: PlannedVisit[];
  const today = '2012-09-26';

  beforeAll(async () => {
    moa = await startTestApp();
    await planTheYear(moa);
    leader = await aClient(moa, 'team-leader');
    visits = await plannedVisits(moa, 'full');
  });
  afterAll(() => moa.close());

  const entity = (id: string): Promise<Inspection> => reading().findOneByOrFail(Inspection, { id });

  it('is postponed: its days are free, it keeps its obligation, and gets new days by hand', async () => {
    const { id, startsOn } = visits[0]!;
    const reason = 'The jail is under quarantine.';
    expect((await takeStep(leader, id, { to: 'postponed', on: today, reason })).status).toBe(200);
    const postponed = await entity(id);
    expect(postponed).toMatchObject({ startsOn: null, endsOn: null, reason });
    expect(postponed.obligationId).not.toBeNull();
    await planTheYear(moa);
    expect((await entity(id)).status).toBe('postponed');
    const again = { to: 'scheduled', on: today, reason: 'The quarantine is over.' };
    expect(fieldsOf(await takeStep(leader, id, again))).toEqual(['startsOn']);
    const past = await takeStep(leader, id, { ...again, startsOn: '2012-09-03' });
    expect(fieldsOf(past)).toEqual(['startsOn']);
    expect((await takeStep(leader, id, { ...again, startsOn })).status).toBe(200);
    expect(await entity(id)).toMatchObject({ status: 'scheduled', startsOn });
  });

  it('is cancelled: planning meets its obligation with another one', async () => {
    const { id } = visits[1]!;
    const { obligationId } = await entity(id);
    const manager = await aClient(moa, 'program-manager');
    const reason = 'Two teams were planned.';
    expect((await takeStep(manager, id, { to: 'cancelled', on: today, reason })).status).toBe(200);
    expect((await entity(id)).obligationId).toBeNull();
    await planTheYear(moa);
    const other = await reading().findOneByOrFail(Inspection, { obligationId: obligationId! });
    expect([other.id === id, other.status]).toEqual([false, 'scheduled']);
  });

  it('is held back by whoever has something to say, and tells them what became of it', async () => {
    const { id } = visits[2]!;
    const told: string[] = [];
    moa.app.get(VisitConsequences).register({
      objections: (visit, to) =>
        Promise.resolve(
          visit.id === id && to === 'cancelled' ? [{ detail: 'Ask first.', path: '/' }] : [],
        ),
      follow: (visit, to) => {
        told.push(`${visit.number} ${to} ${visit.status}`);
        return Promise.resolve();
      },
    });
    const refused = await takeStep(leader, id, { to: 'cancelled', on: today, reason: 'No.' });
    expect(refused).toMatchObject({
      status: 409,
      body: { objections: [{ detail: 'Ask first.' }] },
    });
    await takeStep(leader, id, { to: 'postponed', on: today, reason: 'Rain.' });
    expect(told).toEqual([`${visits[2]!.number} postponed postponed`]);
  });

  it('stands in the ageing list with who holds it, and in its file', async () => {
    const answer = await leader.get('/api/v1/inspections/milestones?limit=500');
    const { items } = answer.body as MilestoneListResponse;
    expect(items.map(({ limitOn }) => limitOn)).toEqual(items.map(({ limitOn }) => limitOn).sort());
    const late = items.filter(({ daysLate }) => daysLate > 0);
    const reports = late.filter(({ isSample, step }) => isSample && step !== 'scheduled');
    expect(reports.map(({ step }) => step).sort()).toEqual([
      ...['distributed', 'draft-report', 'final-report'],
    ]);
    expect(reports.every(({ heldBy }) => heldBy === 'Team leader 1')).toBe(true);
    const ahead = await leader.get('/api/v1/inspections/milestones?standing=ahead&limit=500');
    expect((ahead.body as MilestoneListResponse).total).toBe(items.length - late.length);
    const csv = await leader.get('/inspections/milestones.csv?standing=late');
    expect(csv.text.trim().split('\n')).toHaveLength(late.length + 1);
    const page = await leader.get('/inspections/milestones?standing=late');
    expect(page.text).toContain(late[0]!.number);
    expect((await leader.get('/')).text).toContain('Milestones that are late');
  });
});

describe('every step from every state by every role', () => {
  beforeAll(async () => {
    moa = await startTestApp();
    await planTheYear(moa);
  });
  afterAll(() => moa.close());

  it('is answered as the table says', async () => {
    const visit = (await plannedVisits(moa, 'full'))[0]!;
    const on = '2012-09-26';
    const office = await officeOf(moa, visit.agreementId, on);
    const wrong: string[] = [];
    let version = 1;
    for (const role of ROLES) {
      const inspector = role === 'inspector' ? (await clientsOf(moa, visit)).inspector : undefined;
      const client =
        inspector ?? (await aClient(moa, role, role === 'ero-supervisor' ? office : undefined));
      for (const from of INSPECTION_STATUSES)
        for (const to of INSPECTION_STATUSES) {
          version += 1;
          await moa.app.get(UnitOfWork).run(async (manager) => {
            await manager.delete(InspectionEvent, { inspectionId: visit.id });
            await manager.update(
              Inspection,
              { id: visit.id },
              { status: from, startsOn: visit.startsOn, endsOn: visit.endsOn, version },
            );
          });
          // A day that has not come: whoever may take the step is told of the day, and nothing changes.
          const { status } = await client.post(
            `/api/v1/inspections/${visit.id}/transitions`,
            { to, on: '2013-09-26', reason: 'Of the matrix.', startsOn: '2013-03-04' },
            { 'if-match': `"${visit.id}.${version}"` },
          );
          const step = transitionBetween(from, to, 'full');
          const may = (permission: string): boolean =>
            permission in PERMISSIONS && roleMay(role, permission as 'inspections.step');
          const expected = !may('inspections.step')
            ? 403
            : !step || step.by === 'planner'
              ? 409
              : may(step.by)
                ? 400
                : 403;
          if (status !== expected)
            wrong.push(`${role}: ${from} → ${to}: ${status} instead of ${expected}`);
        }
    }
    expect(wrong).toEqual([]);
  }, 180_000);

  it('leaves no illegal state and no gap in the history, in whatever order they are asked for', async () => {
    const visits = [
      ...(await plannedVisits(moa, 'full')).slice(1, 4),
      ...(await plannedVisits(moa, 'focus')).slice(0, 2),
    ];
    const lifeCycle = moa.app.get(LifeCycleService);
    const viewer = leaderViewer();
    const sequences = isDeep ? 1000 : isTriedOn('sqlite') ? 60 : 12;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...visits),
        fc.array(fc.constantFrom(...INSPECTION_STATUSES), { minLength: 5, maxLength: 15 }),
        async (visit, targets) => {
          await reset(visit);
          for (const to of targets) {
            const { version } = await reading().findOneByOrFail(Inspection, { id: visit.id });
            const asked = { to, on: '2012-09-26', reason: 'Of the property.' };
            const step = to === 'scheduled' ? { ...asked, startsOn: visit.startsOn } : asked;
            await lifeCycle.takeStep(visit.id, step, version, viewer).catch((error: unknown) => {
              if (!(error instanceof Problem)) throw error;
            });
          }
          await isWhole(visit.id);
        },
      ),
      { numRuns: sequences },
    );
  }, 600_000);

  /** As the planner made it. */
  async function reset({ id, startsOn, endsOn }: PlannedVisit): Promise<void> {
    await moa.app.get(UnitOfWork).run(async (manager) => {
      await manager.delete(InspectionEvent, { inspectionId: id });
      await manager.update(Inspection, { id }, { status: 'scheduled', startsOn, endsOn });
    });
  }

  async function isWhole(id: string): Promise<void> {
    const visit = await reading().findOneByOrFail(Inspection, { id });
    const events = await reading().find(InspectionEvent, {
      where: { inspectionId: id },
      order: { id: 'ASC' },
    });
    let status = 'scheduled';
    for (const event of events) {
      expect(event.from).toBe(status);
      expect(transitionBetween(event.from as 'scheduled', event.to!, visit.kind)).toBeDefined();
      status = event.to!;
    }
    expect(visit.status).toBe(status);
    if (status === 'postponed' || status === 'unscheduled') expect(visit.startsOn).toBeNull();
  }

  const leaderViewer = (): Viewer => ({
    ...{ accountId: newId(), name: 'The test', role: 'team-leader', roleName: 'Team leader' },
    permissions: new Set(Object.keys(PERMISSIONS)),
    ...{ officeId: null, officeName: null, scope: 'everywhere', via: 'token', viaId: newId() },
    mustChangePassword: false,
  });
});

describe('a visit through the pages', () => {
  let visit: PlannedVisit;
  let browser: BrowserSession;

  beforeAll(async () => {
    moa = await startTestApp();
    await planTheYear(moa);
    visit = (await plannedVisits(moa, 'focus'))[0]!;
  });
  afterAll(() => moa.close());

  /** Sessions end while the clock moves on, so one signs in on each day. */
  async function signInAs(person: { accountId: string; email: string }): Promise<void> {
    const password = await moa.app.get(AccountsService).resetPassword(person.accountId, false);
    browser = await signIn(moa, { email: person.email, password });
  }
  const page = (): Promise<Answer> => browser.open(`/inspections/${visit.id}`);
  const versionOf = (text: string): string => /name="version" value="(\d+)"/.exec(text)?.[1] ?? '';
  const take = async (fields: Record<string, string>): Promise<Answer> => {
    const { text } = await page();
    return browser.submit(`/inspections/${visit.id}/transitions`, {
      version: versionOf(text),
      ...fields,
    });
  };

  it('offers its leader the steps that are possible, and comes back with what was typed', async () => {
    await signInAs(visit.leader);
    const { text } = await page();
    expect(text).toContain('Notify the agency and the field office');
    expect(text).toContain('set by this installation');
    expect(text).not.toContain('Make the report final');
    const refused = await take({ to: 'postponed', on: '2012-09-30', reason: 'Typed already.' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('which has not come yet');
    expect(refused.text).toContain('Typed already.');
    expect((await take({ to: 'notified', on: '2012-09-26' })).status).toBe(303);
    expect((await page()).text).toContain('recorded by');
  });

  it('fills in a checklist of only the items in question', async () => {
    await signInAs(visit.inspector);
    const checklist = `/inspections/${visit.id}/checklist`;
    const { text } = await browser.open(checklist);
    const ids = [...text.matchAll(/data-item="([^"]+)"/g)].map(([, id]) => id!);
    const detail = await (await aClient(moa, 'team-leader')).get(`/api/v1/inspections/${visit.id}`);
    expect(ids).toHaveLength((detail.body as InspectionDetailResponse).findings.length);
    const item = `${checklist}/${ids[0]}`;
    const sent = { version: '1', rating: 'deficiency', observation: 'As it was.', side: 'agency' };
    expect(await browser.submit(item, sent)).toMatchObject({
      status: 303,
      headers: { location: `${checklist}#item-${ids[0]}` },
    });
    const stale = await browser.submit(item, { ...sent, observation: 'My own words.' });
    expect(stale.status).toBe(412);
    for (const words of ['My own words.', 'As it was.', 'Both versions'])
      expect(stale.text).toContain(words);
    expect(stale.text).toContain('name="version" value="2"');
    const wrong = await browser.submit(item, { ...sent, version: '2', rating: 'fine' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('rating must be one of');
    expect(wrong.text).toContain('As it was.');
    const file = { fileName: 'log.txt', content: 'Of the test.' };
    expect((await browser.submitWithFile(`${item}/evidence`, {}, file)).status).toBe(303);
    expect((await browser.open(checklist)).text).toContain('log.txt');
    for (const id of ids.slice(1))
      await browser.submit(`${checklist}/${id}`, {
        version: '1',
        rating: 'compliant',
        side: 'ice',
      });
  });

  it('is led to its final report, says what must be done first, and prints', async () => {
    moa.clock.set(noon(visit.endsOn));
    await signInAs(visit.leader);
    for (const [to, on] of [
      ['in-field', visit.startsOn],
      ['exit-interview', visit.endsOn],
      ['draft-report', visit.endsOn],
    ] as const)
      expect((await take({ to, on })).status).toBe(303);
    const early = await take({ to: 'final-report', on: visit.endsOn });
    expect(early.status).toBe(409);
    expect(early.text).toContain('what must be done first');
    expect(early.text).toContain('has no outcome');
    const [first, ...others] = await verified();
    for (const { id } of others) await recordOutcome(id, 'corrected', 'It was put right.');
    await recordOutcome(first!.id, 'corrected', 'They say so.');
    const contradicted = await take({ to: 'final-report', on: visit.endsOn });
    expect(contradicted.text).toContain('is said to be corrected');
    await recordOutcome(first!.id, 'not-corrected', 'As it was.');
    expect((await take({ to: 'final-report', on: visit.endsOn })).status).toBe(303);
    const report = await browser.open(`/inspections/${visit.id}/papers/report`);
    expect(report.text).toContain('Not corrected');
    expect(report.text).not.toContain(`${visit.number}/F1`);
    expect((await verified()).map(({ status }) => status)).toEqual([
      'open',
      ...others.map(() => 'closed'),
    ]);
  });

  /** What the visit verifies, the item that is rated wanting first. */
  async function verified(): Promise<Finding[]> {
    const items = await reading().find(ChecklistItem, {
      where: { inspectionId: visit.id },
      order: { rating: 'DESC' },
    });
    const findings = await reading().findBy(Finding, {
      id: In(items.map(({ followsFindingId }) => followsFindingId)),
    });
    return items.flatMap((item) => findings.find(({ id }) => id === item.followsFindingId) ?? []);
  }

  async function recordOutcome(id: string, outcome: string, note: string): Promise<void> {
    const { text } = await browser.open(`/findings/${id}`);
    const [, version = ''] = /name="version" value="(\d+)"/.exec(text) ?? [];
    const answer = await browser.submit(`/findings/${id}/outcomes`, { outcome, note, version });
    expect(answer.status).toBe(303);
  }
});
