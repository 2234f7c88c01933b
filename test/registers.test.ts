import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJs from '@protobi/exceljs';
import { parse } from 'csv-parse/sync';
import { AuditEntry } from '../src/audit/audit-entry.entity.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { InstallationSteps } from '../src/platform/installation/installation-steps.js';
import { type Obligation, ObligationSources } from '../src/reminders/obligation.js';
import { RegisterDependents } from '../src/registry/register-dependents.js';
import { RegistryReader } from '../src/registry/registry-reader.js';
import type {
  AgreementLimitsResponse,
  RegisterEntryDetailResponse,
  RegisterEntryListResponse,
} from '../src/registers/register.dto.js';
import { RegisterEntry } from '../src/registers/register.entity.js';
import { aPerson, type BrowserSession, signIn } from './support/browser-session.js';
import { aClient, type Answer, type Client, type ProblemBody, tokenFor } from './support/client.js';
import { runJob } from './support/reminders.js';
import { startTestApp, type TestApp } from './support/test-app.js';

const TODAY = '2012-09-26';
const LIST = '/api/v1/register-entries';

let moa: TestApp;
let manager: Client;
let supervisor: Client;
let browser: BrowserSession;
let agreements: Map<string, string>;

beforeAll(async () => {
  moa = await startTestApp();
  manager = await aClient(moa, 'program-manager');
  supervisor = await aClient(moa, 'ero-supervisor', 'Atlanta');
  browser = await signIn(moa, await aPerson(moa, 'ero-supervisor', 'Atlanta'));
  const inForce = await moa.app.get(RegistryReader).findInForce(TODAY);
  agreements = new Map(inForce.map((row) => [`${row.state} ${row.agencyName}`, row.agreementId]));
}, 60_000);

afterAll(() => moa.close());

const reading = () => moa.app.get(UnitOfWork).reading();

const idOf = (name: string): string => {
  const id = agreements.get(name);
  if (!id) throw new Error(`no agreement in force with ${name}`);
  return id;
};
const COBB = "GA Cobb County Sheriff's Office";
const HALL = "GA Hall County Sheriff's Office";
const WHITFIELD = "GA Whitfield County Sheriff's Office";
const DPS = 'GA Georgia Department of Public Safety';
const ROCKINGHAM = "VA Rockingham County Sheriff's Office";

const enter = (
  agreement: string,
  register: string,
  facts: object,
  client = supervisor,
  headers: Record<string, string> = {},
): Promise<Answer> =>
  client.post(
    `/api/v1/agreements/${idOf(agreement)}/register-entries`,
    { register, facts, source: 'Of the test' },
    headers,
  );

const entered = async (
  agreement: string,
  register: string,
  facts: object,
): Promise<RegisterEntryDetailResponse> => {
  const answer = await enter(agreement, register, facts);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body as RegisterEntryDetailResponse;
};

const pointers = ({ body }: Answer): (string | undefined)[] =>
  (body as ProblemBody).errors.map(({ pointer }) => pointer);

const limitsOf = async (
  agreement: string,
  query = '',
  client = manager,
): Promise<AgreementLimitsResponse> => {
  const { body } = await client.get(`/api/v1/agreements/${idOf(agreement)}/limits?${query}`);
  return body as AgreementLimitsResponse;
};

const rowsOf = (limits: AgreementLimitsResponse, code: string): [string, string | null, string][] =>
  (limits.requirements.find((one) => one.code === code)?.limits ?? []).map(
    ({ subject, dueOn, status }) => [subject, dueOn, status],
  );

const count = (query = ''): Promise<number> =>
  manager.get(`${LIST}?${query}`).then(({ body }) => (body as RegisterEntryListResponse).total);

describe('entering facts', () => {
  it('answers with the entry and where it stands, and is in the audit', async () => {
    const answer = await enter(WHITFIELD, 'officers', {
      ...{ reference: 'OFF-501', initialTrainingOn: '2012-03-09' },
    });
    const entry = answer.body as RegisterEntryDetailResponse;
    expect(answer.headers['location']).toBe(`${LIST}/${entry.id}`);
    expect(answer.headers['etag']).toBe(`"${entry.id}.1"`);
    expect(entry).toMatchObject({
      ...{ register: 'officers', label: 'Officer OFF-501', sample: false, withdrawn: null },
      facts: { reference: 'OFF-501', initialTrainingOn: '2012-03-09', leftOn: null },
      agreement: { state: 'GA', fieldOffice: 'Atlanta' },
    });
    const [audit] = await reading().findBy(AuditEntry, { subjectId: entry.id });
    expect(audit).toMatchObject({
      ...{ action: 'register-entry.recorded', contextId: idOf(WHITFIELD) },
    });
    expect((await browser.open(`/audit/register-entry/${entry.id}`)).text).toContain('OFF-501');
  });

  it('happens once for an Idempotency-Key', async () => {
    const facts = { reference: 'OFF-502' };
    const key = { 'idempotency-key': 'officer-502' };
    const first = await enter(WHITFIELD, 'officers', facts, supervisor, key);
    const second = await enter(WHITFIELD, 'officers', facts, supervisor, key);
    expect([second.status, second.headers['idempotent-replayed']]).toEqual([201, 'true']);
    expect(second.body).toEqual(first.body);
  });

  it.each([
    ['officers', { reference: 'J. Smith' }, ['/facts/reference']],
    ['officers', { reference: 'OFF-501' }, ['/facts/reference']],
    ['officers', {}, ['/facts/reference']],
    ['officers', { reference: 'OFF-9', name: 'Smith' }, ['/facts/name']],
    ['trainings', { officer: 'OFF-777', completedOn: '2012-01-01' }, ['/facts/officer']],
    ['trainings', { officer: 'OFF-501', completedOn: '2012-13-01' }, ['/facts/completedOn']],
    [
      'complaints',
      { reference: 'CMPL-1', receivedAt: '2012-09-27T10:00', noticedAt: 'soon' },
      ['/facts/receivedAt', '/facts/noticedAt'],
    ],
    ['goals', { fiscalYear: 2012, goal: 'x', unit: 'y', bound: 'at-least' }, ['/facts/target']],
  ])('of %s is refused by field: %j', async (register, facts, expected) => {
    const before = await count();
    const answer = await enter(WHITFIELD, register, facts);
    expect([answer.status, pointers(answer)]).toEqual([400, expected]);
    expect(await count()).toBe(before);
  });

  it('names the register, the facts and the source when they are wrong', async () => {
    const path = `/api/v1/agreements/${idOf(WHITFIELD)}/register-entries`;
    const answer = await supervisor.post(path, { register: 'cars', facts: 'x', source: ' ' });
    expect(pointers(answer)).toEqual(['/register', '/facts', '/source']);
  });

  it('counts one of two who enter the same at once', async () => {
    const answers = await Promise.all(
      [1, 2].map(() => enter(WHITFIELD, 'officers', { reference: 'OFF-503' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400]);
  });

  it('is for the own field office', async () => {
    const facts = { reference: 'OFF-601' };
    expect((await enter(ROCKINGHAM, 'officers', facts)).status).toBe(404);
    const elsewhere = await aClient(moa, 'ero-supervisor', 'Washington');
    expect((await enter(ROCKINGHAM, 'officers', facts, elsewhere)).status).toBe(201);
    const { items } = (await supervisor.get(`${LIST}?limit=500`)).body as RegisterEntryListResponse;
    expect(new Set(items.map(({ agreement }) => agreement.fieldOffice))).toEqual(
      new Set(['Atlanta']),
    );
    const foreign = (await manager.get(`${LIST}?fieldOffice=Washington`))
      .body as RegisterEntryListResponse;
    expect((await supervisor.get(`${LIST}/${foreign.items[0]?.id}`)).status).toBe(404);
    expect(
      ((await supervisor.get(`${LIST}?fieldOffice=Washington`)).body as RegisterEntryListResponse)
        .total,
    ).toBe(0);
    for (const path of ['limits', 'registers'])
      expect((await supervisor.get(`/api/v1/agreements/${idOf(ROCKINGHAM)}/${path}`)).status).toBe(
        404,
      );
  });

  it.each(['team-leader', 'inspector', 'oig-liaison', 'administrator'] as const)(
    'is not for the %s',
    async (role) => {
      const client = await aClient(moa, role);
      const answer = await enter(WHITFIELD, 'officers', { reference: 'OFF-9' }, client);
      expect(answer.status).toBe(403);
      expect((await client.get(LIST)).status).toBe(role === 'oig-liaison' ? 403 : 200);
    },
  );
});

describe('a correction', () => {
  const correct = (
    { id, version }: Pick<RegisterEntryDetailResponse, 'id' | 'version'>,
    facts: object,
    reason = 'The certificate says so.',
  ): Promise<Answer> =>
    supervisor.post(
      `${LIST}/${id}/corrections`,
      { facts, reason },
      { 'if-match': `"${id}.${version}"` },
    );

  it('says what was before, who put it right, and why', async () => {
    const entry = await entered(WHITFIELD, 'officers', {
      ...{ reference: 'OFF-510', initialTrainingOn: '2012-03-09' },
    });
    const facts = { reference: 'OFF-510', initialTrainingOn: '2011-03-09' };
    const answer = await correct(entry, facts);
    expect(answer.headers['etag']).toBe(`"${entry.id}.2"`);
    expect(answer.body).toMatchObject({
      facts: { initialTrainingOn: '2011-03-09' },
      corrections: [
        {
          before: { initialTrainingOn: '2012-03-09' },
          after: { initialTrainingOn: '2011-03-09' },
          ...{ reason: 'The certificate says so.', correctedBy: 'test ero-supervisor' },
        },
      ],
    });
    expect((await correct(entry, facts)).status).toBe(412);
    expect((await correct({ id: entry.id, version: 2 }, facts)).status).toBe(409);
    const page = await browser.open(`/register-entries/${entry.id}`);
    expect(page.text).toContain('What was corrected');
    expect(page.text).toContain('9 Mar 2012');
    const audits = await reading().findBy(AuditEntry, { subjectId: entry.id });
    expect(audits.map(({ action }) => action)).toContain('register-entry.corrected');
  });

  it('needs the version that was read, a reason, and sound facts', async () => {
    const entry = await entered(WHITFIELD, 'officers', { reference: 'OFF-511' });
    const path = `${LIST}/${entry.id}/corrections`;
    expect((await supervisor.post(path, { facts: {}, reason: 'x' })).status).toBe(428);
    expect(pointers(await correct(entry, { reference: 'x' }))).toEqual(['/facts/reference']);
    expect(pointers(await correct(entry, { reference: 'OFF-512' }, ' '))).toEqual(['/reason']);
    expect(pointers(await correct(entry, { reference: 'OFF-501' }))).toEqual(['/facts/reference']);
  });

  it('leaves an officer the reference that trainings name', async () => {
    const entry = await entered(WHITFIELD, 'officers', { reference: 'OFF-520' });
    await entered(WHITFIELD, 'trainings', { officer: 'OFF-520', completedOn: '2012-05-04' });
    expect(pointers(await correct(entry, { reference: 'OFF-521' }))).toEqual(['/facts/reference']);
    const withdrawal = await supervisor.post(
      `${LIST}/${entry.id}/withdrawal`,
      { reason: 'x' },
      { 'if-match': `"${entry.id}.1"` },
    );
    expect(withdrawal).toMatchObject({
      status: 409,
      body: { type: 'urn:moa:problem:entry-in-use' },
    });
  });
});

it('a withdrawn entry counts no more, stays to be seen, and may be entered again', async () => {
  const entry = await entered(WHITFIELD, 'officers', { reference: 'OFF-530' });
  const before = await count(`agreement=${idOf(WHITFIELD)}`);
  const withdraw = (version: number, reason: string): Promise<Answer> =>
    supervisor.post(
      `${LIST}/${entry.id}/withdrawal`,
      { reason },
      { 'if-match': `"${entry.id}.${version}"` },
    );
  expect(pointers(await withdraw(1, ' '))).toEqual(['/reason']);
  expect((await withdraw(1, 'Entered for the wrong agency.')).body).toMatchObject({
    withdrawn: { reason: 'Entered for the wrong agency.', by: 'test ero-supervisor' },
  });
  expect(await count(`agreement=${idOf(WHITFIELD)}`)).toBe(before - 1);
  expect((await withdraw(1, 'Again.')).status).toBe(412);
  expect(await withdraw(2, 'Again.')).toMatchObject({
    status: 409,
    body: { type: 'urn:moa:problem:entry-withdrawn' },
  });
  const page = await browser.open(`/agreements/${idOf(WHITFIELD)}/registers`);
  expect(page.text).toContain('Entered for the wrong agency.');
  await entered(WHITFIELD, 'officers', { reference: 'OFF-530' });
});

describe('the limits', () => {
  it('are counted by the clock of the field office, weekends excluded', async () => {
    const limits = await limitsOf(HALL);
    // Friday 21 Sep, 16:00 in Georgia: due on Tuesday at the same hour, and nothing was noticed.
    expect(rowsOf(limits, 'CMP-01')).toEqual([
      ['CMPL-2012-01', '2012-04-05T13:15:00.000Z', 'late'],
      ['CMPL-2012-02', '2012-09-25T20:00:00.000Z', 'late'],
    ]);
    expect(rowsOf(limits, 'CMP-05')).toEqual([['CMPL-2012-01', '2012-09-09', 'late']]);
    expect(rowsOf(limits, 'CMP-02')).toEqual([
      ['CMPL-2012-01', '2012-07-02', 'late'],
      ['CMPL-2012-02', '2012-12-20', 'compliant'],
    ]);
    expect(rowsOf(limits, 'COM-01')).toEqual([['Meeting after 17 May 2011', '2012-05-17', 'late']]);
    expect(rowsOf(limits, 'CRT-02')).toEqual([
      ['OFF-011', '2012-10-18', 'due-soon'],
      ['OFF-012', '2012-04-05', 'late'],
    ]);
  });

  it('are what they were on an earlier day', async () => {
    const limits = await limitsOf(HALL, 'asOf=2012-04-04');
    expect(rowsOf(limits, 'CMP-01')).toEqual([
      ['CMPL-2012-01', '2012-04-05T13:15:00.000Z', 'due-soon'],
    ]);
    expect(rowsOf(limits, 'COM-01')).toEqual([
      ['Meeting after 17 May 2011', '2012-05-17', 'compliant'],
    ]);
  });

  it('never call compliant what is not known', async () => {
    const limits = await limitsOf("GA Gwinnett County Sheriff's Office");
    expect(rowsOf(limits, 'TRN-03')).toContainEqual(['OFF-022', null, 'no-data']);
    expect(limits.annualTraining).toMatchObject([
      { officer: 'OFF-021', dueOn: '2013-01-20', status: 'compliant', sample: true },
      { officer: 'OFF-022', lastOn: null, dueOn: null, status: 'no-data' },
    ]);
    const nothing = await limitsOf(DPS);
    expect(rowsOf(nothing, 'CRT-02')).toEqual([['Officers', null, 'no-data']]);
    expect(nothing.annualTraining).toEqual([]);
  });

  it('say for which requirements no register holds facts', async () => {
    const { requirements } = await limitsOf(COBB);
    const held = requirements.filter(({ register }) => register !== null).map(({ code }) => code);
    const notHeld = requirements.filter(({ register }) => register === null);
    expect(held).toEqual(['CMP-01', 'CMP-05', 'COM-01', 'TRN-03']);
    expect(notHeld.map(({ code }) => code)).toEqual(['DET-01', 'TRM-01', 'TRM-03']);
    expect(new Set(notHeld.map(({ reason }) => reason))).toEqual(
      new Set(['No register holds this.']),
    );
  });

  it('are those of the catalogue of the day', async () => {
    const path = '/api/v1/requirements/COM-01';
    const { headers, body } = await manager.get(path);
    const { text, clause, models, templates, source } = body as Record<string, unknown>;
    const version = await manager.post(
      `${path}/versions`,
      {
        ...{ text, clause, models, templates, source },
        holdsFrom: '2012-10-01',
        reason: 'Of the test.',
        standard: {
          ...{ kind: 'limit', what: 'from one meeting to the next', per: null },
          ...{ bound: 'at-most', amount: 6, unit: 'months' },
        },
      },
      { 'if-match': headers['etag'] ?? '' },
    );
    expect(version.status).toBe(201);
    expect(rowsOf(await limitsOf(COBB), 'COM-01').at(-1)).toEqual([
      ...['Meeting after 25 Oct 2011', '2012-10-25', 'due-soon'],
    ]);
    expect(rowsOf(await limitsOf(COBB, 'asOf=2012-10-01'), 'COM-01').at(-1)).toEqual([
      ...['Meeting after 25 Oct 2011', '2012-04-25', 'late'],
    ]);
  });
});

describe('the pages', () => {
  const page = (path: string): Promise<Answer> => browser.open(path);

  it('show the registers of an agreement, with samples marked, and lead to them', async () => {
    expect((await page(`/agreements/${idOf(HALL)}`)).text).toContain(
      `href="/agreements/${idOf(HALL)}/registers"`,
    );
    const { status, text } = await page(`/agreements/${idOf(HALL)}/registers`);
    expect(status).toBe(200);
    for (const words of ['Complaint CMPL-2012-01', 'sample', 'cannot be counted', 'ERO supervisor'])
      expect(text).toContain(words);
  });

  it('enter a fact by a form, which comes back with what was typed', async () => {
    const form = await page(`/agreements/${idOf(DPS)}/registers/new?register=communications`);
    expect(form.text).toContain('Annual review meeting');
    const path = `/agreements/${idOf(DPS)}/registers`;
    const typed = {
      ...{ register: 'communications', heldOn: '2012-08-01', kind: 'meeting' },
      ...{ about: 'Who is taken up first.', participants: '', source: '' },
    };
    const refused = await browser.submit(path, typed);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Who is taken up first.');
    expect(refused.text).toContain('href="#source"');
    const again = await browser.submit(path, { ...typed, source: 'Minutes' });
    expect(again.text).toContain('Who took part, by role is missing');
    const done = await browser.submit(path, {
      ...typed,
      ...{ participants: 'ero-supervisor', source: 'Minutes' },
    });
    expect([done.status, done.headers['location']]).toEqual([303, path]);
    expect((await page(path)).text).toContain('Who is taken up first.');
  });

  it('correct and withdraw an entry', async () => {
    const { id } = await entered(DPS, 'officers', { reference: 'OFF-701' });
    const path = `/register-entries/${id}`;
    expect((await page(path)).text).toContain('Correct it');
    const typed = { reference: 'OFF-702', initialTrainingOn: '2012-02-30', leftOn: '' };
    const refused = await browser.submit(`${path}/correct`, {
      ...typed,
      ...{ reason: 'x', version: '1' },
    });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('value="OFF-702"');
    const sound = { ...typed, initialTrainingOn: '', reason: 'Wrong code.' };
    const done = await browser.submit(`${path}/correct`, { ...sound, version: '1' });
    expect([done.status, done.headers['location']]).toEqual([303, path]);
    expect((await browser.submit(`${path}/correct`, { ...sound, version: '1' })).status).toBe(412);
    const unsaid = await browser.submit(`${path}/withdraw`, { withdrawalReason: '', version: '2' });
    expect(unsaid.text).toContain('Say why it is withdrawn.');
    const withdrawn = { withdrawalReason: 'No such officer.', version: '2' };
    expect((await browser.submit(`${path}/withdraw`, withdrawn)).status).toBe(303);
    expect((await page(path)).text).toContain('No such officer.');
    const twice = await browser.submit(`${path}/withdraw`, { ...withdrawn, version: '3' });
    expect(twice.text).toContain('The entry was withdrawn');
  });

  it('list a register of all agreements, and what a filter asks for', async () => {
    const list = await page('/registers?register=complaints');
    expect(list.text).toContain('Complaint CMPL-2012-02');
    expect((await page('/registers?register=complaints&state=TX')).text).toContain(
      'No entry matches.',
    );
    expect((await page('/registers?register=cars')).status).toBe(400);
  });
});

describe('a table', () => {
  const HEADER = 'agency,state,model,reference,initial_training_on,left_on,remark';
  const send = async (register: string, rows: string[], source = 'Table of the test') => {
    await browser.open(`/registers/import?register=${register}`);
    return browser.upload('/registers/import', rows.join('\n'), { register, source });
  };
  const officer = (reference: string, trained = ''): string =>
    `Whitfield County Sheriff's Office,GA,DETENTION,${reference},${trained},,x`;

  it('is recorded whole, with days as a spreadsheet writes them', async () => {
    const rows = [HEADER, officer('OFF-801', '3/9/2012'), officer('OFF-802', '2011-10-14')];
    const done = await send('officers', rows);
    expect([done.status, done.headers['location']]).toEqual([303, '/registers?register=officers']);
    const entries = await reading().findBy(RegisterEntry, { source: 'Table of the test' });
    expect(entries.map(({ facts }) => facts['initialTrainingOn']).sort()).toEqual([
      ...['2011-10-14', '2012-03-09'],
    ]);
    const before = await count();
    await send('officers', rows);
    expect(await count()).toBe(before);
  });

  it('is refused whole, naming each row and cell', async () => {
    const before = await count();
    const refused = await send('officers', [
      HEADER,
      officer('OFF-810'),
      officer('J. Smith', '2012-02-30'),
      "Nowhere Sheriff's Office,GA,DETENTION,OFF-811,,,",
      officer('OFF-810'),
      "Rockingham County Sheriff's Office,VA,JOINT,OFF-812,,,",
    ]);
    expect(refused.status).toBe(422);
    for (const words of [
      'Row 3, reference: Reference must be a code',
      'Row 3, initial_training_on: Initial training completed must be a day',
      'Row 4, agency: ',
      'Row 5: It is about the same agreement and officer as row 2.',
      'Row 6, state: &quot;VA&quot; has no agreement that you may see.',
      'Nothing was recorded.',
      'value="Table of the test"',
    ])
      expect(refused.text).toContain(words);
    expect(await count()).toBe(before);
  });

  it('is held to what the registers say already', async () => {
    const header = 'state,agency,model,officer,completed_on';
    const refused = await send('trainings', [
      header,
      "GA,Whitfield County Sheriff's Office,DETENTION,OFF-999,2012-05-04",
    ]);
    expect(refused.text).toContain('Row 2, officer: OFF-999 is not in the register of officers');
    const complaints = await send('complaints', [
      'state,agency,model,reference,received_at,noticed_at,resolved_on,reported_on',
      "GA,Whitfield County Sheriff's Office,DETENTION,CMPL-1,9/20/2012 9:30,2012-09-21 08:00,,",
    ]);
    expect(complaints.status).toBe(303);
    expect(rowsOf(await limitsOf(WHITFIELD), 'CMP-01')).toEqual([
      ['CMPL-1', '2012-09-24T13:30:00.000Z', 'compliant'],
    ]);
  });

  it('says what is missing', async () => {
    expect((await send('officers', [HEADER, officer('OFF-820')], ' ')).text).toContain(
      'Say where the facts come from.',
    );
    expect((await send('officers', ['state,agency'])).text).toContain(
      'no column &quot;model&quot;',
    );
  });

  it('that was exported comes back and changes nothing', async () => {
    const csv = await browser.open('/registers.csv?register=officers');
    const rows: string[][] = parse(csv.text, { bom: true });
    expect(rows[0]).toEqual(expect.arrayContaining(['reference', 'initial_training_on', 'sample']));
    const before = await count();
    await browser.open('/registers/import');
    const done = await browser.upload('/registers/import', csv.text.replace(/^\uFEFF/, ''), {
      ...{ register: 'officers', source: 'Again' },
    });
    expect(done.status).toBe(303);
    expect(await count()).toBe(before);
    const answer = await moa.app.inject({
      url: '/registers.xlsx?register=officers&fieldOffice=Atlanta',
      headers: { authorization: `Bearer ${await tokenFor(moa, 'program-manager')}` },
    });
    const book = new ExcelJs.Workbook();
    await book.xlsx.load(answer.rawPayload as unknown as ArrayBuffer);
    expect(book.getWorksheet('Table')!.rowCount).toBe(rows.length);
  });
});

it('reminds the supervisors of trainings, authorizations and meetings', async () => {
  await runJob(moa.app, 'reminders.plan');
  const { body } = await manager.get('/api/v1/reminders?limit=500');
  const texts = JSON.stringify(body);
  for (const kind of ['annual-training-due', 'authorization-ending', 'annual-meeting-due'])
    expect(texts).toContain(kind);
  // The officer whose last training is of June 2011 is late; the one who left is nobody's matter.
  expect(texts).toContain('OFF-011');
  expect(texts).not.toContain('OFF-004');
});

it('is asked before a mail about the agreement in question only', async () => {
  const sources = moa.app.get(ObligationSources);
  const entry = await reading().findOneByOrFail(RegisterEntry, {
    ...{ agreementId: idOf(HALL), register: 'officers', entryKey: 'OFF-011' },
  });
  const kindsOf = (obligations: Obligation[], agreement: string): Set<string> =>
    new Set(obligations.filter((one) => one.contextId === idOf(agreement)).map(({ kind }) => kind));
  const kinds = ['annual-training-due', 'authorization-ending', 'annual-meeting-due'];
  for (const about of [entry.id, idOf(HALL)]) {
    const asked = await sources.about([about], TODAY);
    expect([...kindsOf(asked, HALL)]).toEqual(expect.arrayContaining(kinds));
    expect(kinds.filter((kind) => kindsOf(asked, COBB).has(kind))).toEqual([]);
  }
  // Whoever was trained is reminded of the next year, and of nothing that is over.
  const hall = (await sources.about([entry.id], TODAY)).filter(
    ({ kind, contextId }) => kind === 'annual-training-due' && contextId === idOf(HALL),
  );
  expect(hall.map(({ subject, dueOn }) => [subject.label, dueOn]).sort()).toEqual([
    ['OFF-011', '2012-06-10'],
    ['OFF-012', '2013-05-04'],
  ]);
});

it('an agreement with entries is not taken back with the list that brought it', async () => {
  const [text] = await moa.app.get(RegisterDependents).describe([idOf(COBB)]);
  expect(text).toBeDefined();
  const all = await moa.app.get(RegisterDependents).describe([idOf(COBB)]);
  expect(all.join()).toContain('register records');
});

it('the samples leave when they are removed, and nothing else does', async () => {
  const own = await reading().countBy(RegisterEntry, { isSample: false });
  expect(await reading().countBy(RegisterEntry, { isSample: true })).toBeGreaterThan(40);
  await moa.app.get(InstallationSteps).removeSamples();
  expect(await reading().countBy(RegisterEntry, { isSample: true })).toBe(0);
  expect(await reading().countBy(RegisterEntry, { isSample: false })).toBe(own);
});
