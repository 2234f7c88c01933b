import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJs from '@protobi/exceljs';
import { parse } from 'csv-parse/sync';
import { AuditEntry } from '../src/audit/audit-entry.entity.js';
import { Finding } from '../src/inspections/finding.entity.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import type { MeasurabilityResponse } from '../src/requirements/measurability.dto.js';
import type {
  RequirementDetailResponse,
  RequirementListResponse,
} from '../src/requirements/requirement.dto.js';
import { RequirementVersion } from '../src/requirements/requirement.entity.js';
import { InstallRequirements } from '../src/requirements/requirements.install.js';
import { aPerson, type BrowserSession, signIn } from './support/browser-session.js';
import { aClient, type Answer, type Client, type ProblemBody, tokenFor } from './support/client.js';
import { moaCommand } from './support/command.js';
import { startTestApp, type TestApp } from './support/test-app.js';

const TODAY = '2012-09-26';
const LIST = '/api/v1/requirements';

let moa: TestApp;
let manager: Client;
let administrator: Client;
let browser: BrowserSession;

beforeAll(async () => {
  moa = await startTestApp();
  manager = await aClient(moa, 'program-manager');
  administrator = await aClient(moa, 'administrator');
  browser = await signIn(moa, await aPerson(moa, 'program-manager'));
}, 60_000);

afterAll(() => moa.close());

const reading = () => moa.app.get(UnitOfWork).reading();

const list = async (query = ''): Promise<RequirementListResponse> =>
  (await manager.get(`${LIST}?${query}`)).body as RequirementListResponse;

const codes = async (query: string): Promise<string[]> =>
  (await list(query)).items.map(({ code }) => code);

const detail = async (code: string, query = ''): Promise<RequirementDetailResponse> =>
  (await manager.get(`${LIST}/${code}?${query}`)).body as RequirementDetailResponse;

const report = async (query = ''): Promise<MeasurabilityResponse> =>
  (await manager.get(`${LIST}/report?${query}`)).body as MeasurabilityResponse;

const aVersion = (changes: object = {}): Record<string, unknown> => ({
  holdsFrom: '2012-10-01',
  text: 'The agency tells the ICE officer of a complaint within 24 hours.',
  clause: 'JEM Appendix B',
  models: ['DETENTION', 'JOINT'],
  templates: ['JEM 2020'],
  standard: {
    ...{ kind: 'limit', what: 'from the complaint to the notice', per: 'complaint' },
    ...{ bound: 'at-most', amount: 24, unit: 'hours', weekends: 'counted' },
  },
  source: 'Amendment 2',
  reason: 'The text was amended.',
  ...changes,
});

/** Adds a version as whoever has read the present one. */
async function add(code: string, body: object, client = manager): Promise<Answer> {
  const { headers } = await manager.get(`${LIST}/${code}`);
  return client.post(`${LIST}/${code}/versions`, body, { 'if-match': headers['etag'] ?? '' });
}

describe('the catalogue', () => {
  it('has thirty requirements, by code, each with its standard', async () => {
    const { items, total } = await list();
    expect(total).toBe(30);
    expect(items.map(({ code }) => code)).toEqual(items.map(({ code }) => code).sort());
    expect(items.find(({ code }) => code === 'CMP-01')).toMatchObject({
      category: 'Complaint procedures',
      models: ['DETENTION', 'TASK_FORCE', 'JOINT', 'WARRANT_SERVICE_OFFICER'],
      standard: {
        ...{ kind: 'limit', isMeasurable: true, bound: 'at-most', amount: 48, unit: 'hours' },
        ...{ weekends: 'excluded', per: 'complaint', inference: null },
      },
      deviations: [{ template: 'TFM 2025', standard: { isMeasurable: false } }],
      holdsFrom: '1996-09-30',
      holdsUntil: null,
    });
  });

  it('is narrowed by template, model and measurability', async () => {
    expect(await codes('template=TFM+2025')).toHaveLength(20);
    expect(await codes('template=TFM+2025&measurable=false')).toEqual([
      ...['CIV-01', 'CMP-01', 'INT-01', 'SUP-01', 'TRM-01'],
    ]);
    expect(await codes('template=WSO+2025&measurable=false')).toEqual(['SUP-01']);
    expect(await codes('measurable=false')).toHaveLength(6);
    expect(await codes('measurable=true')).toHaveLength(24);
    expect(await codes('model=WARRANT_SERVICE_OFFICER&template=WSO+2019')).toHaveLength(13);
    expect(await codes('model=DETENTION&template=TFM+2025&measurable=')).not.toContain('NOM-02');
  });

  it('says nothing of a day before the program', async () => {
    expect(await list('asOf=1996-09-29')).toMatchObject({ items: [], total: 0 });
    expect(await list('asOf=1996-09-30')).toMatchObject({ total: 30 });
    expect((await manager.get(`${LIST}/CMP-01?asOf=1996-09-29`)).status).toBe(404);
  });

  it.each([
    ['template', 'template=JEM+2021'],
    ['model', 'model=JAIL'],
    ['measurable', 'measurable=perhaps'],
    ['asOf', 'asOf=2012-02-30'],
  ])('refuses a wrong %s: %s', async (parameter, query) => {
    const { status, body } = await manager.get(`${LIST}?${query}`);
    expect(status).toBe(400);
    expect((body as ProblemBody).errors.map((error) => error.parameter)).toEqual([parameter]);
  });

  it.each(['CMP-99', 'cmp-01', '00000000-0000-7000-8000-000000000000', '%00', "'--"])(
    'has no %s',
    async (code) => {
      expect((await manager.get(`${LIST}/${code}`)).status).toBe(404);
      expect((await manager.get(`/requirements/${code}`)).status).toBe(404);
    },
  );
});

describe('a new version', () => {
  it('holds from its day on, and every earlier day says what it said', async () => {
    const before = await detail('CMP-02');
    const answer = await add('CMP-02', aVersion({ clause: 'TFM Appendix B' }));
    expect(answer).toMatchObject({
      status: 201,
      body: { code: 'CMP-02', holdsFrom: '2012-10-01', standard: { amount: 24 } },
    });
    expect(await detail('CMP-02')).toMatchObject({
      text: before.text,
      standard: before.standard,
      holdsUntil: '2012-10-01',
    });
    expect(await detail('CMP-02', 'asOf=2012-09-30')).toMatchObject({ text: before.text });
    expect(await detail('CMP-02', 'asOf=2012-10-01')).toMatchObject({
      text: 'The agency tells the ICE officer of a complaint within 24 hours.',
      versions: [{ holdsFrom: '2012-10-01', holdsUntil: null }, { holdsFrom: '1996-09-30' }],
    });
    expect(await codes('template=TFM+2025&asOf=2012-09-30')).toContain('CMP-02');
    expect(await codes('template=TFM+2025&asOf=2012-10-01')).not.toContain('CMP-02');
  });

  it('changes what can be measured from its day on', async () => {
    const notMeasurable = async (asOf: string): Promise<string[]> =>
      (await report(`template=WSO+2025&asOf=${asOf}`)).templates[0]!.notMeasurable.map(
        ({ code }) => code,
      );
    const answer = await add(
      'SUP-01',
      aVersion({
        ...{ holdsFrom: '2012-11-01', models: ['all'], templates: ['all'] },
        standard: {
          kind: 'share',
          what: 'of actions',
          bound: 'at-least',
          amount: 5,
          unit: 'percent',
        },
      }),
    );
    expect(answer.status).toBe(201);
    expect(await notMeasurable('2012-10-31')).toEqual(['SUP-01']);
    expect(await notMeasurable('2012-11-01')).toEqual([]);
  });

  it('leaves a finding with what was required on the day of its visit', async () => {
    const finding = await reading().findOneByOrFail(Finding, { requirementCode: 'CMP-01' });
    const { text } = await detail('CMP-01');
    await add('CMP-01', aVersion({ holdsFrom: TODAY, text: 'Something else.' }));
    const page = await browser.open(`/findings/${finding.id}`);
    expect(page.text).toContain(text);
    expect(page.text).toMatch(/href="\/requirements\/CMP-01\?asOf=20\d\d-\d\d-\d\d"/);
    expect(page.text).not.toContain('Something else.');
    expect((await detail('CMP-01')).text).toBe('Something else.');
  });

  it('is in the audit, with its reason and what it changed', async () => {
    await add('TRN-02', aVersion(), administrator);
    const entries = await reading().findBy(AuditEntry, { subjectId: 'TRN-02' });
    expect(entries).toMatchObject([
      { action: 'requirement.version-added', reason: 'The text was amended.' },
    ]);
    const changes = JSON.parse(entries[0]!.changes) as { field: string; after: string }[];
    expect(changes.find(({ field }) => field === 'standard')?.after).toBe(
      'At most 24 hours, for each complaint: from the complaint to the notice.',
    );
    expect((await browser.open('/audit/requirement/TRN-02')).text).toContain(
      'The text was amended.',
    );
  });

  it('needs the version that was read', async () => {
    const path = `${LIST}/NOM-01/versions`;
    expect((await manager.post(path, aVersion())).status).toBe(428);
    for (const tag of ['"NOM-01.9"', '"NOM-02.1"', '*'])
      expect(await manager.post(path, aVersion(), { 'if-match': tag })).toMatchObject({
        status: 412,
        body: { type: 'urn:moa:problem:stale', current: { version: 1 } },
      });
    expect((await detail('NOM-01')).versions).toHaveLength(1);
    const nowhere = await manager.post(`${LIST}/NOM-99/versions`, aVersion(), {
      'if-match': '"NOM-99.1"',
    });
    expect(nowhere.status).toBe(404);
  });

  it('is added once when two people add one at the same time', async () => {
    const { headers } = await manager.get(`${LIST}/NOM-02`);
    const answers = await Promise.all(
      [manager, administrator].map((client) =>
        client.post(`${LIST}/NOM-02/versions`, aVersion(), { 'if-match': headers['etag'] ?? '' }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 412]);
    expect((await detail('NOM-02')).versions).toHaveLength(2);
  });

  it.each([
    ['/holdsFrom', { holdsFrom: '2012-09-25' }],
    ['/models', { models: ['JAIL'] }],
    ['/models', { models: ['TASK_FORCE'] }],
    ['/templates', { templates: [] }],
    [
      '/standard/amount',
      { standard: { kind: 'limit', what: 'x', bound: 'at-most', unit: 'years' } },
    ],
    ['/standard/bound', { standard: { kind: 'yes-no', what: 'Is it?', bound: 'at-most' } }],
    ['/standard/kind', { standard: { kind: 'guess', what: 'Is it?' } }],
    [
      '/deviations',
      { deviations: [{ template: 'TFM 2025', standard: { kind: 'not-measurable', what: 'No.' } }] },
    ],
    ['/reason', { reason: ' ' }],
  ])('is refused for its %s: %j', async (pointer, changes) => {
    const { status, body } = await add('NOM-03', aVersion(changes));
    expect(status).toBe(400);
    expect((body as ProblemBody).errors.map((error) => error.pointer)).toContain(pointer);
    expect((await detail('NOM-03')).versions).toHaveLength(1);
  });

  it('cannot begin before one that was added already', async () => {
    expect((await add('COO-01', aVersion())).status).toBe(201);
    expect((await add('COO-01', aVersion())).status).toBe(400);
    expect((await add('COO-01', aVersion({ holdsFrom: '2012-10-02' }))).status).toBe(201);
    expect((await detail('COO-01')).versions.map(({ holdsUntil }) => holdsUntil)).toEqual([
      ...[null, '2012-10-02', '2012-10-01'],
    ]);
  });

  it.each(['team-leader', 'inspector', 'oig-liaison'] as const)(
    'is nothing that the %s may add, though they read the catalogue',
    async (role) => {
      const client = await aClient(moa, role);
      expect((await client.get(`${LIST}/CRT-01`)).status).toBe(200);
      expect((await add('CRT-01', aVersion(), client)).status).toBe(403);
      expect((await client.get('/requirements/CRT-01/versions/new')).status).toBe(403);
      expect((await client.get('/requirements/CRT-01')).text).not.toContain('Add a version');
    },
  );

  it('stays when the product’s own catalogue is installed again', async () => {
    const all = () =>
      reading().find(RequirementVersion, { order: { requirementCode: 'ASC', holdsFrom: 'ASC' } });
    const before = await all();
    expect(before.length).toBeGreaterThan(33);
    await moa.app.get(InstallRequirements).install();
    expect(await all()).toEqual(before);
  });
});

describe('the pages', () => {
  it('show the catalogue by category, and what a filter asks for', async () => {
    const whole = await browser.open('/requirements');
    expect(whole.status).toBe(200);
    expect(whole.text).toContain('<h2>Complaint procedures</h2>');
    expect(whole.text).toContain('Our reading, not the text’s.');
    const narrowed = await browser.open('/requirements?template=JEM+2020&measurable=false');
    expect(narrowed.text).toContain('href="/requirements/OUT-01"');
    expect(narrowed.text).not.toContain('href="/requirements/INT-01"');
    expect((await browser.open('/requirements?asOf=1990-01-01')).text).toContain(
      'No requirement matches.',
    );
  });

  it('show a requirement with its versions, and lead on from the search', async () => {
    const page = await browser.open('/requirements/TRM-01');
    expect(page.text).toContain('What a template asks differently');
    expect(page.text).toContain('from the beginning of the program');
    expect((await browser.open('/search?q=trm-01')).headers['location']).toBe(
      '/requirements/TRM-01',
    );
  });

  it('show what cannot be measured, by template', async () => {
    const page = await browser.open('/requirements/measurability?asOf=2012-09-25');
    expect(page.text).toContain('TFM 2025: 5 of 20 cannot be measured');
    expect(page.text).toContain('The text of the 2009 template was not found');
    const reports = await browser.open('/reports?asOf=2012-09-25');
    expect(reports.text).toContain('TFM 2025: 5 of 20 requirements cannot be measured');
  });

  const FORM = {
    ...{ holdsFrom: '2012-12-01', text: 'Candidates are citizens.', clause: 'JEM IV.B' },
    ...{ models: 'all', templates: 'all', kind: 'yes-no', what: 'Is the candidate a citizen?' },
    ...{ per: 'candidate', bound: '', amount: '', unit: '', weekends: '', inference: '' },
    ...{ source: 'A new text', reason: 'It is asked of all now.', version: '1' },
  };

  it('add a version by a form, and show beside its fields what is wrong', async () => {
    const form = await browser.open('/requirements/NOM-01/versions/new');
    expect(form.text).toContain('Candidates must be U.S. citizens');
    const refused = await browser.submit('/requirements/NOM-01/versions', {
      ...FORM,
      ...{ holdsFrom: '2012-09-01', amount: 'some', reason: '' },
    });
    expect(refused.status).toBe(422);
    for (const words of ['today or later', 'amount belongs to a limit', 'reason must say why'])
      expect(refused.text).toContain(words);
    expect(refused.text).toContain('Candidates are citizens.');
    const added = await browser.submit('/requirements/NOM-01/versions', FORM);
    expect([added.status, added.headers['location']]).toEqual([
      303,
      '/requirements/NOM-01?asOf=2012-12-01',
    ]);
    expect(await detail('NOM-01', 'asOf=2012-12-01')).toMatchObject({ templates: ['all'] });
  });

  it('show both versions to the second of two who add one', async () => {
    await browser.open('/requirements/NOM-01/versions/new');
    const stale = await browser.submit('/requirements/NOM-01/versions', {
      ...FORM,
      holdsFrom: '2013-01-01',
    });
    expect(stale.status).toBe(412);
    expect(stale.text).toContain('Somebody else changed this');
  });

  it('keep what a template asks differently as long as it is ticked', async () => {
    await browser.open('/requirements/INT-01/versions/new');
    await browser.submit('/requirements/INT-01/versions', FORM);
    expect((await detail('INT-01', 'asOf=2012-12-01')).deviations).toHaveLength(1);
  });
});

describe('the exports', () => {
  it('hold a row for each template and requirement, in either format', async () => {
    const asOf = '2012-09-26';
    const { templates } = await report(`asOf=${asOf}`);
    const csv: string[][] = parse(
      (await manager.get(`/requirements/measurability.csv?asOf=${asOf}`)).text,
      { bom: true },
    );
    const [header = [], ...rows] = csv;
    const at = (name: string): number => header.indexOf(name);
    for (const { template, requirements, notMeasurable } of templates) {
      const own = rows.filter((row) => row[at('template')] === template);
      expect(own).toHaveLength(requirements);
      expect(
        own.filter((row) => row[at('measurable')] === 'no').map((row) => row[at('code')]),
      ).toEqual(notMeasurable.map(({ code }) => code));
    }
    const book = await workbook(`/requirements/measurability.xlsx?asOf=${asOf}`);
    expect(book.getWorksheet('Table')!.rowCount).toBe(csv.length);
    const about = new Map<string, string>();
    book
      .getWorksheet('About')!
      .eachRow((row) => about.set(row.getCell(1).text, row.getCell(2).text));
    expect(about.get('JEM 2020')).toMatch(/^\d+ requirements, \d+ of them not measurable$/);
    expect(about.get('Not found')).toContain('2009');
  });

  it('hold the catalogue as a filter shows it, and are in the audit', async () => {
    const answer = await manager.get('/requirements.csv?template=TFM+2025&measurable=false');
    const rows: string[][] = parse(answer.text, { bom: true });
    expect(rows).toHaveLength((await codes('template=TFM+2025&measurable=false')).length + 1);
    const book = await workbook('/requirements.xlsx');
    expect(book.getWorksheet('Table')!.rowCount).toBe(31);
    const exported = await reading().findBy(AuditEntry, { action: 'export' });
    expect(exported.map(({ subjectLabel }) => subjectLabel)).toContain(
      'requirements-2012-09-26.csv',
    );
  });

  async function workbook(path: string): Promise<ExcelJs.Workbook> {
    const token = await tokenFor(moa, 'program-manager');
    const answer = await moa.app.inject({
      url: path,
      headers: { authorization: `Bearer ${token}` },
    });
    const book = new ExcelJs.Workbook();
    await book.xlsx.load(answer.rawPayload as unknown as ArrayBuffer);
    return book;
  }
});

describe('moa requirements report', () => {
  /** A command's clock is the machine's: it is told the day. */
  const DAY = ['--as-of', TODAY];

  it('prints what the API answers', async () => {
    const json = await moaCommand(moa, 'requirements', 'report', ...DAY, '--json');
    expect([json.code, JSON.parse(json.out)]).toEqual([0, await report()]);
    const one = await moaCommand(
      moa,
      ...['requirements', 'report', '--template', 'TFM 2025', ...DAY, '--json'],
    );
    expect(JSON.parse(one.out)).toEqual(await report('template=TFM+2025'));
  });

  it('prints a text that names each requirement and why', async () => {
    const { out } = await moaCommand(moa, 'requirements', 'report', ...DAY);
    expect(out).toContain('as of 26 Sep 2012');
    expect(out).toMatch(
      /^WSO 2019 \(WARRANT_SERVICE_OFFICER\): \d+ requirements, 2 not measurable/m,
    );
    expect(out).toMatch(/^ {2}OUT-01 {2}“As necessary”/m);
  });

  it.each([
    [['--template', 'JEM 2021'], /--template is JEM 2021; the templates are WSO 2019, JEM 2020/],
    [['--as-of', '2012-02-30'], /--as-of must be a day/],
  ])('refuses %j in one sentence', async (options, sentence) => {
    const { code, out, err } = await moaCommand(moa, 'requirements', 'report', ...options);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(sentence);
  });
});
