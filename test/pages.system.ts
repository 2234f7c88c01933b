import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { ROLES } from '../src/identity/permissions.js';
import { isDeep } from './support/deep.js';
import { aFreePort, eventually, OwnRedis, RunningProgram } from './support/running-app.js';

const axeSource = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

const FLAGS = [
  '--no-sandbox',
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** WCAG 2.1 A and AA, and axe's own good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

const redis = new OwnRedis();
const dataDir = mkdtempSync(join(tmpdir(), 'moa-pages-'));
let program: RunningProgram;
let browser: Browser;
let base: string;
const accounts = new Map<string, { email: string; password: string }>();

beforeAll(async () => {
  await redis.start();
  const port = await aFreePort();
  base = `http://127.0.0.1:${port}`;
  program = new RunningProgram({ MOA_DATA_DIR: dataDir, REDIS_URL: redis.url, PORT: String(port) });
  await eventually('ready', 60, async () =>
    (await fetch(`${base}/health/ready`)).status === 200 ? true : undefined,
  );
  await eventually('accounts', 10, () => {
    for (const line of program.output.split('\n')) {
      const [role = '', email = '', password = ''] = line.trim().split(/\s+/);
      if (email.includes('@demo')) accounts.set(role, { email, password });
    }
    return Promise.resolve(accounts.size === 6 || undefined);
  });
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: FLAGS,
  });
}, 120_000);

afterAll(async () => {
  await browser.close();
  await program.end();
  await redis.remove();
  rmSync(dataDir, { recursive: true, force: true });
});

/** A signed-in window, by mouse. */
async function signedIn(
  role: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    // The browser itself says of every error page that it could not be loaded; the pages' status is checked apart.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  const account = accounts.get(role)!;
  await page.goto(`${base}/sign-in`);
  await page.fill('#email', account.email);
  await page.fill('#password', account.password);
  await page.click('main button[type=submit]');
  return { context, page, complaints };
}

/** Of very many sections that are alike, all but the first and the last twenty; none when the run is deep. */
const LEFT_OUT = isDeep ? [] : ['main section:nth-of-type(n+21):nth-last-of-type(n+21)'];

/** What axe finds on the page as it stands. */
async function violations(page: Page): Promise<string[]> {
  const context = JSON.stringify({ exclude: LEFT_OUT });
  return page.evaluate(
    `${axeSource};axe.run(${context}, { runOnly: ${JSON.stringify(RULES)} }).then((result) =>
      result.violations.map((found) => found.id + ': ' + found.nodes.map((node) => node.html.slice(0, 160)).join(' | ')))`,
  );
}

/** Looked at whole; of the others, unless the run is deep, the pages that differ for them. */
const WHOLE = isDeep ? [...ROLES] : ['program-manager'];

/** Lists, and how the address of a thing begins that each leads to. */
const COMMON_LISTS = [
  ['/inspections', '/inspections/'],
  ['/findings', '/findings/'],
  ['/corrective-actions', '/corrective-actions/'],
  ['/renewals', '/renewals/'],
];
const OWN_LISTS: Record<string, string[][]> = {
  'oig-liaison': [...COMMON_LISTS, ['/recommendations', '/recommendations/']],
  administrator: [
    ['/admin/jobs', '/admin/jobs/'],
    ['/admin/accounts', '/admin/accounts/'],
    ['/admin/hand-over', '/admin/accounts/'],
    ['/admin/audit', '/audit/'],
  ],
  'team-leader': [...COMMON_LISTS, ['/admin/jobs', '/admin/jobs/']],
  inspector: [...COMMON_LISTS, ['/inspections/milestones', '/inspections/']],
};

/** What only an administrator opens. */
const ADMINISTRATION = [
  '/admin/accounts',
  '/admin/accounts/invite',
  '/admin/service-accounts',
  '/admin/service-accounts/new',
  '/account/tokens',
  '/account/tokens/new',
  '/account/password',
];

/** The pages whose content or forms depend on the role. */
async function ownPathsOf(page: Page, role: string): Promise<string[]> {
  const paths = ['/', '/account'];
  for (const [list = '', beginning = ''] of OWN_LISTS[role] ?? COMMON_LISTS) {
    await page.goto(base + list);
    const path = await (await page.$(`main table a[href^="${beginning}"]`))?.getAttribute('href');
    if (path) paths.push(path);
  }
  if (role === 'team-leader') paths.push(...(await pathsOfAReport(page)));
  if (role === 'oig-liaison') paths.push(...(await pathsOfARecommendation(page)));
  if (role === 'team-leader') paths.push(...(await pathsOfAFocusReview(page)));
  if (role === 'team-leader') paths.push('/workforce', ...(await pathsOfAPerson(page)));
  if (['team-leader', 'inspector'].includes(role))
    paths.push('/my-record', '/my-record/leaves/new');
  if (role === 'team-leader')
    paths.push(...(await pathsOfAPlan(page)), ...(await pathsOfStaffing(page)));
  return role === 'administrator' ? [...paths, ...ADMINISTRATION] : paths;
}

/** The form by which a leader orders a focus review by hand. */
async function pathsOfAFocusReview(page: Page): Promise<string[]> {
  await page.goto(`${base}/findings?status=open`);
  await page.click('main table a[href^="/findings/"]');
  const order = await page.getAttribute('main a[href$="/focus-review"]', 'href');
  return order ? [order] : [];
}

/** A plan that is drafted on the way, the form for one of its visits, and a second version to compare it with. */
async function pathsOfAPlan(page: Page): Promise<string[]> {
  const draft = async (): Promise<string> => {
    await page.goto(`${base}/plans`);
    await page.fill('#name', 'Of the browser');
    await page.fill('#seconds', '1');
    await page.click('main form[action="/plans"][method="post"] button');
    await page.waitForSelector('main a[href*="/visits/"]', { timeout: 30_000 });
    return new URL(page.url()).pathname;
  };
  await draft();
  const second = await draft();
  await page.goto(base + second);
  const visit = await page.getAttribute('main table a[href*="/visits/"]', 'href');
  const comparison = await page.getAttribute('main a[href*="/comparison"]', 'href');
  return [
    ...['/plans', second, `${second}?show=unscheduled`, visit, comparison].flatMap(
      (path) => path ?? [],
    ),
    `${second}/board`,
    `${second}/what-would-it-take`,
  ];
}

/** Scenarios of a head count series, with its charts, one of them, and two side by side. */
async function pathsOfStaffing(page: Page): Promise<string[]> {
  await page.goto(`${base}/staffing?fiscalYear=2013`);
  await page.click('main button:has-text("Inspectors: 2 fewer to 4 more")');
  const deadline = Date.now() + 180_000;
  while (/waits for a worker|being/.test(await page.innerText('main'))) {
    if (Date.now() > deadline) throw new Error('the scenarios are not computed');
    await page.waitForTimeout(1_000);
    await page.goto(`${base}/staffing?fiscalYear=2013`);
  }
  const scenario = await page.getAttribute('main table a[href^="/staffing/"]', 'href');
  await page.click('main label[for^="compare-"]');
  await page.click('main form[action="/staffing/comparison"] button');
  const comparison = page.url().slice(base.length);
  return ['/staffing', '/staffing/new?fiscalYear=2013', scenario ?? '', comparison];
}

/** A visit whose report is late: its steps, its checklist with draft findings, and its papers. */
async function pathsOfAReport(page: Page): Promise<string[]> {
  await page.goto(`${base}/inspections/milestones?step=final-report&standing=late`);
  const visit = await page.getAttribute('main table a[href^="/inspections/"]', 'href');
  const papers = ['letter', 'plan', 'report'].map((paper) => `${visit}/papers/${paper}`);
  return ['/inspections/milestones', ...(visit ? [visit, `${visit}/checklist`, ...papers] : [])];
}

/** What the OIG liaison does with a recommendation that is open, and the ledger of the report's own day. */
async function pathsOfARecommendation(page: Page): Promise<string[]> {
  await page.goto(`${base}/recommendations?asOf=2012-09-25&status=unresolved-open`);
  const open = await page.getAttribute('main article a[href^="/recommendations/"]', 'href');
  const steps = ['response', 'analysis', 'resolved-open'].map((step) => `${open}/steps/${step}`);
  return ['/recommendations?asOf=2012-09-25', ...(open ? [open, ...steps] : [])];
}

/** Every page that the role's navigation leads to, one thing of each list, and the pages of the footer. */
async function pathsOf(page: Page): Promise<string[]> {
  const navigation = await page.$$eval('.moa-nav a', (links) =>
    links.map((link) => link.getAttribute('href') ?? ''),
  );
  await page.goto(`${base}/admin`);
  const administration = await page.$$eval('.moa-contents a', (links) =>
    links.map((link) => link.getAttribute('href') ?? ''),
  );
  const paths = [
    ...navigation,
    ...administration,
    '/account',
    '/census?asOf=2012-10-16',
    '/census?knownAt=2012-09-26T00:00:00Z',
    '/agreements/map?status=in-force',
    '/agreements?columns=county,type,source&agencyType=County&endsWithinDays=30',
    '/agencies',
    '/offices',
    '/offices/unplaced',
    '/states/VA',
    '/lists',
    '/reminders',
    '/help/roles',
    '/help/data',
    '/api/docs',
    '/nothing-here',
    '/inspections?fiscalYear=2013&view=calendar',
    '/focus-reviews/saving',
    '/corrective-actions?overdue=true',
    '/agreements?q=nobody-is-called-so',
    '/renewals?reviewState=undecided',
    '/figures/import',
    '/requirements',
    '/requirements?template=TFM+2025&measurable=false',
    '/requirements?asOf=1990-01-01',
    '/requirements/INT-01',
    '/requirements/INT-01/versions/new',
    '/requirements/measurability?template=WSO+2025',
    '/reports?asOf=2011-06-01',
    '/registers',
    '/registers?register=goals&state=TX',
    '/registers/import',
    '/workforce?asOf=2012-09-26&role=leader',
    '/workforce?qualification=WARRANT_SERVICE_OFFICER',
    '/workforce/capacity?fiscalYear=2013',
    '/workforce/positions/new',
  ];
  for (const list of [
    ...new Set([...navigation, ...administration].map((path) => path.split('?')[0] ?? '')),
    '/corrective-actions',
    '/lists',
    '/agencies',
    '/offices',
  ]) {
    await page.goto(base + list);
    const link = await page.$(`main table a[href^="${list}/"]`);
    const path = await link?.getAttribute('href');
    if (path) paths.push(path);
  }
  return [
    ...paths,
    ...(await pathsOfAReview(page)),
    ...(await pathsOfRegisters(page)),
    ...(await pathsOfAPerson(page)),
  ];
}

/** Where a link of the page as it stands leads; null for a role that has none. */
async function addressOf(page: Page, selector: string): Promise<string | null> {
  return (await (await page.$(selector))?.getAttribute('href')) ?? null;
}

/** Things that whoever runs the program must be led to. */
const OF_THE_PROGRAM = ['/renewals/', '/register-entries/', '/workforce/positions/'];

/** Somebody's record, a fact of it, the forms that the role has for it, and the position that they hold. */
async function pathsOfAPerson(page: Page): Promise<string[]> {
  await page.goto(`${base}/workforce?role=inspector`);
  const position = await addressOf(page, 'main table a[href^="/workforce/positions/"]');
  const person = await addressOf(page, 'main table a[href^="/workforce/people/"]');
  if (!position || !person) return [];
  await page.goto(base + person);
  const fact = await addressOf(page, 'main a[href^="/workforce/records/"]');
  const forms = await page.$$eval(`main a[href^="${person}/"]`, (links) =>
    links.map((link) => link.getAttribute('href') ?? ''),
  );
  const change = await page.goto(base + position).then(() => page.$('main a[href$="/change"]'));
  return [
    position,
    person,
    ...forms,
    ...(fact ? [fact] : []),
    ...(change ? [`${position}/change`] : []),
  ];
}

/** A review of whether to keep an agreement, a form to propose something, and the agreement's figures. */
async function pathsOfAReview(page: Page): Promise<string[]> {
  await page.goto(`${base}/renewals?reviewState=undecided`);
  const review = await addressOf(page, 'main table a[href^="/renewals/"]');
  const agreement = await addressOf(page, 'main table a[href^="/agreements/"]');
  if (!review || !agreement) return [];
  return [
    review,
    ...['modify', 'give-notice'].map((decision) => `${review}/proposal?decision=${decision}`),
    `${agreement}/figures`,
  ];
}

/** An entry, the registers of its agreement, and the form for a new one with boxes to tick. */
async function pathsOfRegisters(page: Page): Promise<string[]> {
  await page.goto(`${base}/registers?register=complaints`);
  const entry = await addressOf(page, 'main table a[href^="/register-entries/"]');
  const registers = await addressOf(page, 'main table a[href^="/agreements/"]');
  if (!entry || !registers) return [];
  return [entry, registers, `${registers}/new?register=communications`];
}

describe('every page of every role', () => {
  it.each([...ROLES])(
    'for the %s: axe finds nothing, nothing overflows at 390 pixels, no console error',
    async (role) => {
      const { context, page, complaints } = await signedIn(role);
      const found: string[] = [];
      const paths = WHOLE.includes(role) ? await pathsOf(page) : await ownPathsOf(page, role);
      if (role === 'program-manager')
        for (const beginning of OF_THE_PROGRAM)
          expect(paths.some((path) => path.startsWith(beginning))).toBe(true);
      for (const [index, path] of paths.entries()) {
        // Each page begins as wide as the one before ended. Not deep: axe looks at it only as it ends.
        const widths = index % 2 === 0 ? [1280, 390] : [390, 1280];
        const asked = isDeep ? widths : widths.slice(1);
        const answer = await page.goto(base + path);
        const status = answer?.status() ?? 0;
        if (![200, 403, 404].includes(status)) found.push(`${path}: ${status}`);
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 });
          if (asked.includes(width))
            for (const violation of await violations(page))
              found.push(`${path} at ${width}: ${violation}`);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          if (wide > width) found.push(`${path} is ${wide} wide at ${width}`);
        }
      }
      await context.close();
      expect(found).toEqual([]);
      expect(complaints).toEqual([]);
    },
    180_000,
  );

  it('the sign-in page as well, also after a wrong password', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${base}/agreements`);
    expect(page.url()).toBe(`${base}/sign-in?next=%2Fagreements`);
    expect(await violations(page)).toEqual([]);
    await page.fill('#email', 'nobody@demo.example');
    await page.fill('#password', 'wrong');
    await page.click('main button[type=submit]');
    expect(await page.textContent('[role=alert]')).toContain('is not right');
    expect(await violations(page)).toEqual([]);
    await context.close();
  });
});

describe('the core flows', () => {
  it('work by keyboard: skip link, sign-in, and the way to an agreement', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const { email, password } = accounts.get('program-manager')!;
    await page.goto(`${base}/sign-in`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain(
      'Skip to main content',
    );
    await page.focus('#email');
    await page.keyboard.type(email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.waitForSelector('h1');
    await page.focus('#site-search');
    await page.keyboard.type('Rockingham');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=Rockingham/);
    await page.focus('main tbody a');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/agreements\/[0-9a-f-]{36}/);
    expect(await page.textContent('h1')).toContain('Rockingham');
    await context.close();
  });

  it('work without JavaScript: filter, move a visit, and read the notice once', async () => {
    const { context, page } = await signedIn('team-leader', { javaScriptEnabled: false });
    await page.goto(`${base}/inspections?fiscalYear=2013`);
    await page.selectOption('#kind', 'full');
    await page.selectOption('#status', 'scheduled');
    await page.click('.moa-filters button');
    await page.click('main table tbody tr:last-child a[href^="/inspections/"]');
    const number = (await page.textContent('h1'))?.split(':')[0];
    await page.fill('#startsOn', '2013-08-26');
    await page.fill('#reason', 'The jail is being painted that week.');
    await page.click('main form[action$="/reschedule"] button');
    expect(await page.textContent('main [role=status]')).toBe(
      `${number} now starts on Mon 26 Aug 2013.`,
    );
    expect(await page.textContent('.moa-timeline')).toContain(
      'The jail is being painted that week.',
    );
    await page.reload();
    expect(await page.$('main [role=status]')).toBeNull();
    await context.close();
  });

  it('keep what was typed when a form is refused, and say why', async () => {
    const { context, page } = await signedIn('team-leader');
    await page.goto(`${base}/inspections?fiscalYear=2013&kind=full&status=scheduled`);
    await page.click('main table a[href^="/inspections/"]');
    await page.fill('#startsOn', '2013-09-02');
    await page.fill('#reason', 'A long story.');
    await page.click('main form[action$="/reschedule"] button');
    expect(await page.textContent('[role=alert]')).toContain('2 Sep 2013 is not a work day.');
    expect(await page.inputValue('#reason')).toBe('A long story.');
    expect(await page.inputValue('#startsOn')).toBe('2013-09-02');
    await context.close();
  });

  it('show the second of two who edit the same visit both versions', async () => {
    const first = await signedIn('team-leader');
    const second = await signedIn('team-leader');
    await first.page.goto(`${base}/inspections?fiscalYear=2013&kind=full&status=scheduled`);
    const path = await first.page.getAttribute(
      'main table tbody tr:nth-child(3) a[href^="/inspections/"]',
      'href',
    );
    for (const { page } of [first, second]) await page.goto(`${base}${path ?? ''}`);
    for (const [{ page }, day] of [
      [first, '2013-08-19'],
      [second, '2013-08-12'],
    ] as const) {
      await page.fill('#startsOn', day);
      await page.fill('#reason', `moved to ${day}`);
      await page.click('main form[action$="/reschedule"] button');
    }
    expect(await second.page.textContent('h1')).toContain('Somebody else changed this');
    expect(await second.page.textContent('main')).toContain('2013-08-19');
    await first.context.close();
    await second.context.close();
  });

  it('save a checklist as one types: what could not be sent is kept and sent, and two versions are shown', async () => {
    const { context, page, complaints } = await signedIn('team-leader');
    await page.goto(`${base}/inspections/milestones?step=final-report&standing=late`);
    const visit = await page.getAttribute('main table a[href^="/inspections/"]', 'href');
    const checklist = `${base}${visit ?? ''}/checklist`;
    await page.goto(checklist);
    const id = await page.getAttribute('[data-item]', 'data-item');
    const item = `[data-item="${id ?? ''}"]`;
    const type = async (window: Page, words: string): Promise<void> => {
      await window.fill(`${item} textarea`, words);
      await window.locator(`${item} textarea`).dispatchEvent('change');
    };
    const says = (window: Page, words: string): Promise<unknown> =>
      window.waitForSelector(`${item} >> text=${words}`, { timeout: 20_000 });
    await context.setOffline(true);
    await type(page, 'Typed without a connection.');
    await says(page, 'It is kept on this device');
    await context.setOffline(false);
    await says(page, 'Saved.');
    await page.reload();
    expect(await page.inputValue(`${item} textarea`)).toBe('Typed without a connection.');
    const second = await context.newPage();
    await second.goto(checklist);
    await type(second, 'Of the second window.');
    await says(second, 'Saved.');
    await type(page, 'Of the first window.');
    await says(page, 'Somebody else saved this item meanwhile');
    expect(await page.textContent(item)).toContain('Of the second window.');
    expect(await violations(page)).toEqual([]);
    await page.click(`${item} >> text=Keep mine`);
    await says(page, 'Saved.');
    await second.reload();
    expect(await second.inputValue(`${item} textarea`)).toBe('Of the first window.');
    expect(complaints.filter((words) => !words.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
    await context.close();
  });

  it('show the HTML part of a mail in a frame that may run nothing', async () => {
    const { context, page, complaints } = await signedIn('program-manager');
    await page.goto(`${base}/mailbox`);
    await page.click('main table a[href^="/mailbox/"]');
    const frame = page.frameLocator('iframe');
    expect(await frame.locator('body').textContent()).toContain('Hello');
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('an official list', () => {
  const LIST = [
    'STATE,LAW ENFORCEMENT AGENCY,TYPE,COUNTY,SUPPORT TYPE,SIGNED,MOA',
    'ALABAMA,Autauga County Sheriff’s Office,County,Autauga County,Task Force Model,7/72025,link pending',
    'FLORIDA,Bay County Sherif’s Office,County,Bay County,Warrant Services Officer,3/6/2025,',
    'GEORGIA,Cobb County Sheriff’s Office,Municipality,Cobb County,Jail Enforcement Model,,',
    'GEORGIA,Cobb County Sheriff’s Office,County,Cobb County,Task Force Model,3/6/2025,',
  ].join('\n');

  it('is sent, asked about and applied in the browser; axe finds nothing on the way', async () => {
    const { context, page, complaints } = await signedIn('program-manager');
    const found: string[] = [];
    const look = async (step: string): Promise<void> => {
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 });
        for (const violation of await violations(page))
          found.push(`${step} at ${width}: ${violation}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        if (wide > width) found.push(`${step} is ${wide} wide at ${width}`);
      }
    };
    await page.goto(`${base}/imports`);
    await look('the form');
    await page.setInputFiles('input[type=file]', {
      name: 'participatingAgencies07182025.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(LIST),
    });
    await page.click('main form button[type=submit]');
    // The page shows itself anew when the worker has read the file.
    await page.waitForSelector('fieldset.moa-question', { timeout: 60_000 });
    const path = new URL(page.url()).pathname;
    await look('its questions');
    await page.click('text=Accept all proposals');
    await look('the summary');
    for (const [step, end] of [
      ['the new ones', '/diff?kind=new'],
      ['the odd cells', '/problems'],
    ] as const) {
      await page.goto(base + path + end);
      await look(step);
    }
    await page.goto(base + path);
    await page.click('main button:has-text("Apply")');
    expect(await page.textContent('main [role=status]')).toContain('is in the register');
    await look('the applied one');
    await page.goto(`${base}/imports/absences`);
    await look('what it lacks');
    await page.click('main table a[href^="/imports/absences/"]');
    await look('what became of one');
    await page.goto(`${base}/lists`);
    await page.click('main table a[href^="/lists/"]');
    await look('the list beside the register');
    await context.close();
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
  }, 180_000);
});
