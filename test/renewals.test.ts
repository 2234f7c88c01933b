import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { In } from 'typeorm';
import { AuditEntry } from '../src/audit/audit-entry.entity.js';
import { Account } from '../src/identity/account.entity.js';
import { AccountsService } from '../src/identity/accounts/accounts.service.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import type { Viewer } from '../src/platform/http/viewer.js';
import { AgreementsService } from '../src/registry/agreements.service.js';
import { LifeCycleService } from '../src/registry/life-cycle/life-cycle.service.js';
import type { TransitionRequest } from '../src/registry/life-cycle/objections.rules.js';
import { type AgreementOnDay, RegistryReader } from '../src/registry/registry-reader.js';
import { ObligationSources } from '../src/reminders/obligation.js';
import { DecisionsService } from '../src/renewals/decisions.service.js';
import type {
  RenewalDetailResponse,
  RenewalListResponse,
  RenewalResponse,
} from '../src/renewals/renewal.dto.js';
import { AgreementFigure, RenewalReview } from '../src/renewals/renewal.entity.js';
import { RenewalsService } from '../src/renewals/renewals.service.js';
import { aPerson, type BrowserSession, type Person, signIn } from './support/browser-session.js';
import { aClient, type Answer, type Client, type ProblemBody } from './support/client.js';
import { choose, itemsOf } from './support/hand-over.js';
import { HandOverService } from '../src/identity/hand-over/hand-over.service.js';
import { runJob } from './support/reminders.js';
import { startTestApp, type TestApp } from './support/test-app.js';

const TODAY = '2012-09-26';

let moa: TestApp;
let reader: Client;
let supervisor: Client;
let proposer: Person;
let approver: Person;

beforeAll(async () => {
  moa = await startTestApp();
  for (const job of ['obligations.reconcile', 'inspections.schedule', 'focus-reviews.schedule'])
    await runJob(moa.app, job);
  await runJob(moa.app, 'renewals.reconcile');
  reader = await aClient(moa, 'program-manager');
  supervisor = await aClient(moa, 'ero-supervisor', 'Atlanta');
  proposer = await aPerson(moa, 'program-manager');
  approver = await aPerson(moa, 'program-manager');
}, 60_000);

afterAll(() => moa.close());

const reading = () => moa.app.get(UnitOfWork).reading();

const list = async (query = '', client = reader): Promise<RenewalListResponse> =>
  (await client.get(`/api/v1/renewals?limit=500&${query}`)).body as RenewalListResponse;

const detail = async (id: string): Promise<RenewalDetailResponse> =>
  (await reader.get(`/api/v1/renewals/${id}`)).body as RenewalDetailResponse;

const reviewOf = (id: string): Promise<RenewalReview> =>
  reading().findOneByOrFail(RenewalReview, { id });

const agreementOf = async (id: string): Promise<AgreementOnDay> =>
  (await moa.app.get(RegistryReader).describeAgreement(id, TODAY))!;

/** Somebody as a service meets them. */
async function viewerOf({ accountId }: Pick<Person, 'accountId'>): Promise<Viewer> {
  const account = await reading().findOneByOrFail(Account, { id: accountId });
  return {
    accountId,
    name: account.displayName,
    role: account.role,
    roleName: account.role,
    permissions: new Set(),
    officeId: null,
    officeName: null,
    scope: 'everywhere',
    via: 'session',
    viaId: 'test',
    mustChangePassword: false,
  };
}

const record = async (agreementId: string, request: TransitionRequest): Promise<void> => {
  const { version } = await agreementOf(agreementId);
  const viewer = await viewerOf(proposer);
  await moa.app.get(LifeCycleService).transition(agreementId, request, version, viewer);
};

/** An open review of the end of an agreement that no test has taken yet. */
const taken = new Set<string>();
const aReview = async (): Promise<RenewalResponse> => {
  const { items } = await list('cause=end&reviewState=open');
  const review = items.find(({ id, state }) => state !== 'GA' && !taken.has(id))!;
  taken.add(review.id);
  return review;
};

const browserOf = (person: Person): Promise<BrowserSession> => signIn(moa, person);

/** What somebody sends with the version that they saw. */
async function send(
  person: Person,
  review: Pick<RenewalResponse, 'id'>,
  what: string,
  body: object,
): Promise<Answer> {
  const browser = await browserOf(person);
  await browser.open('/help/roles');
  const { headers } = await browser.open(`/api/v1/renewals/${review.id}`);
  return browser.postJson(`/api/v1/renewals/${review.id}/${what}`, body, false, {
    'if-match': headers['etag'] ?? '',
  });
}

const WHY = { reason: 'What the evidence says.' };

describe('the job', () => {
  it('has opened one review for each agreement whose end comes near or has passed', async () => {
    const inForce = await moa.app.get(RegistryReader).findInForce(TODAY);
    const ending = inForce.filter(({ endsOn }) => endsOn !== null && endsOn <= '2013-03-25');
    const { items, total } = await list('cause=end');
    expect(total).toBe(ending.length);
    expect(total).toBeGreaterThan(30);
    expect(new Set(items.map(({ agreementId }) => agreementId)).size).toBe(total);
    expect(items.every(({ number }) => /^REN-20\d\d-\d{4}$/.test(number))).toBe(true);
    const ends = items.map(({ endsOn }) => endsOn!);
    expect(ends).toEqual([...ends].sort());
  });

  it('changes nothing a second time, and nothing in a dry run', async () => {
    const before = await reading().find(RenewalReview, { order: { id: 'ASC' } });
    expect(await runJob(moa.app, 'renewals.reconcile', true)).toMatchObject({ hasChanged: false });
    expect(await runJob(moa.app, 'renewals.reconcile')).toMatchObject({
      hasChanged: false,
      result: { opened: 0, closed: 0 },
    });
    expect(await reading().find(RenewalReview, { order: { id: 'ASC' } })).toEqual(before);
  });

  it('leaves one entry in the audit for each review', async () => {
    const entries = await reading().countBy(AuditEntry, { action: 'renewal-review.opened' });
    expect(entries).toBe(await reading().count(RenewalReview));
  });

  it('closes a review when the end moves, and opens none for the new end', async () => {
    const review = await aReview();
    const { version } = await agreementOf(review.agreementId);
    await moa.app
      .get(AgreementsService)
      .extendAgreement(
        review.agreementId,
        { endsOn: '2015-10-15', reason: 'Extended elsewhere.' },
        version,
        await viewerOf(proposer),
      );
    expect(await runJob(moa.app, 'renewals.reconcile')).toMatchObject({
      result: { opened: 0, closed: 1 },
    });
    expect(await reviewOf(review.id)).toMatchObject({
      state: 'closed',
      outcome: 'The end moved to 15 Oct 2015.',
      endedOn: TODAY,
    });
  });

  it('opens a second review on a suspension, and closes it when that is vacated', async () => {
    const { agreementId } = await aReview();
    await record(agreementId, {
      ...{ to: 'suspended', on: TODAY, reason: 'No meeting was held.' },
      ...{ length: '60', response: 'By a schedule of meetings.' },
    });
    await runJob(moa.app, 'renewals.reconcile');
    const [suspension] = (await list('cause=suspension')).items;
    expect(suspension).toMatchObject({
      agreementId,
      reason: 'The agreement is suspended since 26 Sep 2012.',
      dueOn: '2012-12-25',
    });
    expect(suspension?.indication).toContain('suspended');
    await record(agreementId, { to: 'active', on: TODAY, reason: 'They meet again.' });
    await runJob(moa.app, 'renewals.reconcile');
    expect(await reviewOf(suspension!.id)).toMatchObject({
      state: 'closed',
      outcome: 'The suspension was vacated.',
    });
    const ofEnd = (await list('cause=end')).items.filter((row) => row.agreementId === agreementId);
    expect(ofEnd.map(({ reviewState }) => reviewState)).toEqual(['open']);
  });
});

describe('the evidence', () => {
  it('names open findings, late actions and inspections as the register has them', async () => {
    const { items } = await list('reviewState=undecided');
    const details = await Promise.all(items.slice(0, 40).map(({ id }) => detail(id)));
    const topics = new Set(details.flatMap(({ evidence }) => evidence.map(({ topic }) => topic)));
    expect([...topics]).toEqual(
      expect.arrayContaining(['end', 'inspection', 'findings', 'no-figures']),
    );
    for (const { evidence, against, indication } of details) {
      const reasons = evidence.filter(({ weight }) => weight === 'against');
      expect(reasons).toHaveLength(against);
      if (against > 0) expect(indication).toMatch(/^\d+ reasons? to look closer: \S/);
    }
  });

  it('takes up figures, and weighs them by the settings', async () => {
    const review = await aReview();
    const enter = (measure: string, value: number): Promise<Answer> =>
      reader.post(`/api/v1/agreements/${review.agreementId}/figures`, {
        ...{ measure, value, from: '2011-10-01', until: '2012-09-25' },
        source: 'Report of the field office',
      });
    expect((await enter('officers-due-for-training', 20)).status).toBe(201);
    expect((await enter('officers-trained', 12)).status).toBe(201);
    expect((await detail(review.id)).evidence).toContainEqual(
      expect.objectContaining({
        topic: 'training',
        weight: 'against',
        setting: 'renewals.evidence.trainingPercent',
        words: expect.stringContaining('12 of 20 officers'),
      }),
    );
    expect((await enter('officers-trained', 19)).status).toBe(201);
    expect((await detail(review.id)).evidence).toContainEqual(
      expect.objectContaining({ topic: 'training', weight: 'for' }),
    );
    const { body } = await reader.get(`/api/v1/agreements/${review.agreementId}/figures`);
    expect(body).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ value: 19 })]),
      corrected: [expect.objectContaining({ value: 12, recordedBy: expect.any(String) })],
    });
    expect(await enter('officers-trained', 19)).toMatchObject({ status: 409 });
  });

  it('refuses a figure of a period that has not ended', async () => {
    const { agreementId } = await aReview();
    const answer = await reader.post(`/api/v1/agreements/${agreementId}/figures`, {
      ...{ measure: 'encounters', from: '2012-09-01', until: '2012-09-30', value: 3 },
      source: 'Guessed',
    });
    expect(answer.status).toBe(400);
    expect((answer.body as ProblemBody).detail).toContain('has not come yet');
  });
});

describe('a decision', () => {
  it('is proposed by one person and approved by a second one, and changes the agreement', async () => {
    const review = await aReview();
    const proposal = { decision: 'extend', endsOn: '2015-10-15', ...WHY };
    expect(await send(proposer, review, 'proposal', proposal)).toMatchObject({
      status: 200,
      body: { reviewState: 'proposed', proposed: 'Extend it to 15 Oct 2015.' },
    });
    expect((await agreementOf(review.agreementId)).endsOn).toBe(review.endsOn);
    expect(await send(proposer, review, 'approval', WHY)).toMatchObject({ status: 403 });
    expect(await send(approver, review, 'approval', WHY)).toMatchObject({
      status: 200,
      body: {
        reviewState: 'decided',
        outcome: 'Extend it to 15 Oct 2015.',
        proposals: [{ state: 'approved', answer: WHY.reason }],
      },
    });
    expect(await agreementOf(review.agreementId)).toMatchObject({
      endsOn: '2015-10-15',
      endsOnBasis: 'stated',
      status: 'active',
    });
    const actions = (
      await reading().find(AuditEntry, {
        where: { subjectId: In([review.id, review.agreementId]) },
        order: { sequence: 'ASC' },
      })
    ).map(({ action }) => action);
    expect(actions).toEqual([
      'renewal-review.opened',
      'renewal-review.proposed',
      'agreement.extended',
      'renewal-review.approved',
    ]);
    await runJob(moa.app, 'renewals.reconcile');
    expect((await reviewOf(review.id)).state).toBe('decided');
  });

  it('may not be approved by a program', async () => {
    const review = await aReview();
    await send(proposer, review, 'proposal', { decision: 'lapse', on: '2012-10-16', ...WHY });
    const { version } = await reviewOf(review.id);
    const answer = await reader.post(`/api/v1/renewals/${review.id}/approval`, WHY, {
      'if-match': `"${review.id}.${version}"`,
    });
    expect(answer.status).toBe(403);
    await send(proposer, review, 'return', WHY);
    expect(await detail(review.id)).toMatchObject({
      reviewState: 'open',
      proposals: [{ state: 'withdrawn' }],
    });
  });

  it('is sent back, and the review is open again', async () => {
    const review = await aReview();
    await send(proposer, review, 'proposal', { decision: 'lapse', on: '2012-10-16', ...WHY });
    expect(await send(approver, review, 'return', { reason: 'Ask the office.' })).toMatchObject({
      status: 200,
      body: { reviewState: 'open', proposals: [{ state: 'returned', answer: 'Ask the office.' }] },
    });
    expect(await send(approver, review, 'approval', WHY)).toMatchObject({ status: 409 });
  });

  it('lets an agreement lapse on a day, and is not asked again', async () => {
    const review = await aReview();
    await send(proposer, review, 'proposal', { decision: 'lapse', on: '2012-10-16', ...WHY });
    expect((await send(approver, review, 'approval', WHY)).status).toBe(200);
    expect((await agreementOf(review.agreementId)).status).toBe('active');
    const later = await moa.app
      .get(RegistryReader)
      .describeAgreement(review.agreementId, '2012-10-16');
    expect(later?.status).toBe('expired');
    await runJob(moa.app, 'renewals.reconcile');
    const again = (await list('cause=end&reviewState=undecided')).items;
    expect(again.map(({ agreementId }) => agreementId)).not.toContain(review.agreementId);
  });

  it('gives notice, which the register then knows', async () => {
    const review = await aReview();
    const proposal = { decision: 'give-notice', givenBy: 'ice', noticeEndsOn: '2012-12-25' };
    expect(await send(proposer, review, 'proposal', { ...proposal, ...WHY })).toMatchObject({
      status: 200,
    });
    expect((await send(approver, review, 'approval', WHY)).status).toBe(200);
    expect((await agreementOf(review.agreementId)).status).toBe('under-notice');
  });

  it('changes model and text together', async () => {
    const review = await aReview();
    const { model } = await agreementOf(review.agreementId);
    const other = model === 'DETENTION' ? 'JOINT' : 'DETENTION';
    await send(proposer, review, 'proposal', {
      ...{ decision: 'modify', model: other, amendment: 'Paragraph XX ends.' },
      ...{ endsOn: '2015-10-15', ...WHY },
    });
    expect((await send(approver, review, 'approval', WHY)).status).toBe(200);
    expect(await agreementOf(review.agreementId)).toMatchObject({
      model: other,
      endsOn: '2015-10-15',
    });
  });

  it('is refused, field by field, where the register would refuse it', async () => {
    const review = await aReview();
    const refusal = async (body: object): Promise<string[]> => {
      const answer = await send(proposer, review, 'proposal', { ...body, ...WHY });
      expect(answer.status).toBe(400);
      return (answer.body as ProblemBody).errors.map(({ pointer }) => pointer ?? '');
    };
    expect(await refusal({ decision: 'extend' })).toEqual(['/endsOn']);
    expect(await refusal({ decision: 'extend', endsOn: '2012-09-26' })).toEqual(['/endsOn']);
    expect(await refusal({ decision: 'modify' })).toEqual(['/amendment']);
    expect(await refusal({ decision: 'modify', model: 'NONE' })).toEqual(['/model']);
    expect(await refusal({ decision: 'lapse' })).toEqual(['/on']);
    expect(await refusal({ decision: 'terminate', on: '1999-01-01' })).toEqual(['/on']);
    expect((await detail(review.id)).reviewState).toBe('open');
  });

  it('leaves everything as it was when the register refuses it at the approval', async () => {
    const review = await aReview();
    await send(proposer, review, 'proposal', {
      ...{ decision: 'extend', endsOn: '2014-10-15', ...WHY },
    });
    const { version } = await agreementOf(review.agreementId);
    await moa.app
      .get(AgreementsService)
      .extendAgreement(
        review.agreementId,
        { endsOn: '2015-10-15', reason: 'Somebody was quicker.' },
        version,
        await viewerOf(proposer),
      );
    expect((await send(approver, review, 'approval', WHY)).status).toBe(400);
    expect(await detail(review.id)).toMatchObject({
      reviewState: 'proposed',
      proposals: [{ state: 'waiting' }],
    });
    await runJob(moa.app, 'renewals.reconcile');
    expect(await detail(review.id)).toMatchObject({
      reviewState: 'closed',
      proposals: [{ state: 'withdrawn', answer: 'The end moved to 15 Oct 2015.' }],
    });
  });

  it('is made by one of two who approve at the same time', async () => {
    const review = await aReview();
    await send(proposer, review, 'proposal', { decision: 'extend', endsOn: '2015-10-15', ...WHY });
    const third = await aPerson(moa, 'program-manager');
    const { version } = await reviewOf(review.id);
    const decisions = moa.app.get(DecisionsService);
    const answers = await Promise.allSettled(
      [approver, third].map(async (person) =>
        decisions.approve(review.id, 'Yes.', version, await viewerOf(person)),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { status: 412 },
    });
  });
});

describe('a review by hand', () => {
  it('is opened once, for an agreement whose end is far', async () => {
    const inForce = await moa.app.get(RegistryReader).findInForce(TODAY);
    const far = inForce.find(({ endsOn }) => endsOn === null || endsOn > '2013-12-31')!;
    const open = () =>
      reader.post('/api/v1/renewals', { agreementId: far.agreementId, reason: 'Asked for.' });
    const answer = await open();
    expect(answer).toMatchObject({ status: 201, body: { cause: 'by-hand', reason: 'Asked for.' } });
    expect(answer.headers['location']).toMatch(/^\/api\/v1\/renewals\/[0-9a-f-]{36}$/);
    expect(await open()).toMatchObject({ status: 409 });
    await runJob(moa.app, 'renewals.reconcile');
    const { id } = answer.body as RenewalResponse;
    expect((await reviewOf(id)).state).toBe('open');
    await record(far.agreementId, { to: 'terminated', on: TODAY, reason: 'The agency left.' });
    await runJob(moa.app, 'renewals.reconcile');
    expect(await reviewOf(id)).toMatchObject({
      state: 'closed',
      outcome: 'The agreement was terminated.',
    });
    expect(await open()).toMatchObject({ status: 409 });
  });
});

describe('an ERO supervisor', () => {
  it('sees exactly the reviews of the own office, and decides nothing', async () => {
    const own = await list('', supervisor);
    const all = await list('fieldOffice=Atlanta');
    expect(own.items).toEqual(all.items);
    expect(own.total).toBeGreaterThan(0);
    expect(own.total).toBeLessThan((await list()).total);
    const foreign = (await list()).items.find(({ fieldOffice }) => fieldOffice !== 'Atlanta')!;
    expect(await supervisor.get(`/api/v1/renewals/${foreign.id}`)).toMatchObject({ status: 404 });
    expect(await list('fieldOffice=Dallas', supervisor)).toMatchObject({ total: 0 });
    const figure = { measure: 'encounters', from: '2011-10-01', until: '2012-09-25', value: 1 };
    const enter = (agreementId: string): Promise<Answer> =>
      supervisor.post(`/api/v1/agreements/${agreementId}/figures`, { ...figure, source: 'Us.' });
    expect((await enter(foreign.agreementId)).status).toBe(404);
    expect((await enter(own.items[0]!.agreementId)).status).toBe(201);
    expect(
      await supervisor.post(`/api/v1/renewals/${own.items[0]!.id}/proposal`, {}),
    ).toMatchObject({
      status: 403,
    });
  });
});

describe('a table of figures', () => {
  let browser: BrowserSession;
  beforeAll(async () => {
    browser = await browserOf(proposer);
    await browser.open('/figures/import');
  });

  const upload = (rows: string[]): Promise<Answer> =>
    browser.upload('/figures/import', rows.join('\n'), { source: 'Table of the test' });
  const HEADER = 'state,agency,model,measure,from,until,value';

  it('is recorded whole, and once', async () => {
    const { agency, state, agreementId } = (await list('state=GA')).items[0]!;
    const { model } = await agreementOf(agreementId);
    const rows = [
      HEADER,
      `${state},"${agency.toUpperCase()}",${model},encounters,2010-10-01,9/30/2011,"1,204"`,
      `${state},"${agency}",${model},Detainers issued,2010-10-01,2011-09-30,77`,
    ];
    const before = await reading().count(AgreementFigure);
    expect((await upload(rows)).status).toBe(303);
    expect((await upload(rows)).status).toBe(303);
    expect(await reading().count(AgreementFigure)).toBe(before + 2);
    expect(
      await reading().findOneBy(AgreementFigure, {
        agreementId,
        measure: 'encounters',
        value: 1204,
      }),
    ).toMatchObject({ periodUntil: '2011-09-30', source: 'Table of the test' });
  });

  it('is refused whole, each wrong row named with its cell', async () => {
    const { agency, state, agreementId } = (await list('state=GA')).items[0]!;
    const { model } = await agreementOf(agreementId);
    const before = await reading().count(AgreementFigure);
    const { status, text } = await upload([
      HEADER,
      `${state},"${agency}",${model},encounters,2009-10-01,2010-09-30,5`,
      `${state},Nowhere,${model},encounters,2009-10-01,2010-09-30,5`,
      `${state},"${agency}",${model},smiles,2009-02-30,2010-09-30,-5`,
      `${state},"${agency}",${model},encounters,2009-10-01,2010-09-30,6`,
    ]);
    expect(status).toBe(422);
    for (const said of [
      'Row 3, agency: &quot;Nowhere&quot;',
      'Row 4, measure: &quot;smiles&quot;',
      'Row 4, from: &quot;2009-02-30&quot;',
      'Row 4, value: &quot;-5&quot;',
      'Row 5: It is about the same agreement, measure and period as row 2.',
    ])
      expect(text).toContain(said);
    expect(await reading().count(AgreementFigure)).toBe(before);
    expect((await upload(['state,agency'])).text).toContain('no column &quot;model&quot;');
  });
});

describe('who has a review', () => {
  it('is reminded alone; without anybody, all program managers are', async () => {
    const review = await aReview();
    const due = async () =>
      (await moa.app.get(ObligationSources).about([review.id], TODAY)).find(
        ({ subject }) => subject.id === review.id,
      )!;
    expect((await due()).responsible.length).toBeGreaterThan(1);
    expect((await due()).dueOn).toBe(review.endsOn);
    await send(proposer, review, 'owner', { owner: approver.accountId });
    expect((await due()).responsible.map(({ accountId }) => accountId)).toEqual([
      approver.accountId,
    ]);
    const { accountId } = await aPerson(moa, 'inspector');
    expect(await send(proposer, review, 'owner', { owner: accountId })).toMatchObject({
      status: 400,
    });
  });

  it('hands it on when they leave', async () => {
    const leaving = await aPerson(moa, 'program-manager');
    const review = await aReview();
    await send(proposer, review, 'owner', { owner: leaving.accountId });
    const [item] = await itemsOf(moa.app, leaving.accountId, 'renewal-reviews');
    expect(item).toMatchObject({ id: review.id, label: review.number });
    await moa.app
      .get(HandOverService)
      .depart(
        leaving.accountId,
        choose(['renewal-reviews', review.id, approver.accountId]),
        'Retires.',
      );
    expect((await reviewOf(review.id)).ownerId).toBe(approver.accountId);
    expect((await moa.app.get(AccountsService).find(leaving.accountId)).isActive).toBe(false);
  });
});

describe('the pages', () => {
  it('show the worklist, a review and its form, and keep what was typed', async () => {
    const browser = await browserOf(proposer);
    const worklist = await browser.open('/renewals?reviewState=undecided');
    expect(worklist.text).toContain('Renewals and terminations');
    const review = await aReview();
    const page = await browser.open(`/renewals/${review.id}`);
    expect(page.text).toContain('What speaks against keeping it');
    await browser.open(`/renewals/${review.id}/proposal?decision=extend`);
    const { version } = await reviewOf(review.id);
    const refused = await browser.submit(`/renewals/${review.id}/proposal`, {
      ...{ decision: 'extend', endsOn: '2011-01-01', reason: 'A long story.' },
      version: String(version),
    });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('A long story.');
    const accepted = await browser.submit(`/renewals/${review.id}/proposal`, {
      ...{ decision: 'extend', endsOn: '2015-01-01', reason: 'A long story.' },
      version: String(version),
    });
    expect(accepted.status).toBe(303);
    const waiting = await browser.open(`/renewals/${review.id}`);
    expect(waiting.text).toContain('a second program manager approves it');
    const other = await browserOf(approver);
    await other.open(`/renewals/${review.id}`);
    const approved = await other.submit(`/renewals/${review.id}/answer`, {
      ...{ answer: 'approve', reason: 'Agreed.', version: String(version + 1) },
    });
    expect(approved.status).toBe(303);
    expect((await agreementOf(review.agreementId)).endsOn).toBe('2015-01-01');
  });

  it('find a review by its number, and give the worklist as a table', async () => {
    const browser = await browserOf(proposer);
    const { number, id } = await aReview();
    expect((await browser.open(`/search?q=${number.toLowerCase()}`)).headers['location']).toBe(
      `/renewals/${id}`,
    );
    const csv = await browser.open('/renewals.csv?cause=end');
    expect(csv.text).toContain('against_keeping');
    expect(csv.text.trim().split('\n')).toHaveLength((await list('cause=end')).total + 1);
    expect(
      await moa.app.get(RenewalsService).pathOfNumber('REN-1999-0001', await viewerOf(proposer)),
    ).toBeUndefined();
  });
});
