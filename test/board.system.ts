import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { TargetsResponse } from '../src/planning/board/board.dto.js';
import type { PlanDetailResponse, PlanItemResponse } from '../src/planning/versions/plan.dto.js';
import { aFreePort, eventually, OwnRedis, RunningProgram } from './support/running-app.js';

const axeSource = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

const redis = new OwnRedis();
const dataDir = mkdtempSync(join(tmpdir(), 'moa-board-'));
let program: RunningProgram;
let browser: Browser;
let page: Page;
let base: string;
let plan: string;
const complaints: string[] = [];

beforeAll(async () => {
  await redis.start();
  const port = await aFreePort();
  base = `http://127.0.0.1:${port}`;
  program = new RunningProgram({ MOA_DATA_DIR: dataDir, REDIS_URL: redis.url, PORT: String(port) });
  await eventually('ready', 60, async () =>
    (await fetch(`${base}/health/ready`)).status === 200 ? true : undefined,
  );
  const [, email = '', password = ''] = await eventually('an account', 10, () =>
    Promise.resolve(/team-leader\s+(\S+@demo\S+)\s+(\S+)/.exec(program.output) ?? undefined),
  );
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--headless', '--disable-gpu', '--no-first-run'],
  });
  page = await (await browser.newContext({ viewport: { width: 2400, height: 1000 } })).newPage();
  page.setDefaultTimeout(8000);
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${base}/sign-in`);
  await page.fill('#email', email);
  await page.fill('#password', password);
  await page.click('main button[type=submit]');
  plan = await aDraft();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await program.end();
  await redis.remove();
  rmSync(dataDir, { recursive: true, force: true });
});

/** @returns the id of a solved draft */
async function aDraft(): Promise<string> {
  await page.goto(`${base}/plans`);
  await page.fill('#name', 'Of the board');
  await page.fill('#seconds', '1');
  await page.click('main form[action="/plans"][method="post"] button');
  const id = new URL(page.url()).pathname.split('/').at(-1)!;
  // The plan's own page loads itself anew when the solving is over.
  await page.goto(`${base}/plans`);
  return eventually('solved', 30, async () => {
    const { solve } = await read<PlanDetailResponse>(`/api/v1/plans/${id}`);
    return solve?.solveState === 'solved' ? id : undefined;
  });
}

/** Asks as the page itself would. */
const read = <Answer>(path: string): Promise<Answer> =>
  page.evaluate(async (address) => (await (await fetch(address)).json()) as never, path);

interface Movable {
  visit: PlanItemResponse;
  /** Weeks of the same quarter. */
  possible: number;
  impossible: number;
}

/** A visit that could be in another week of its quarter, and could not in a third. */
async function aMovable(): Promise<Movable> {
  const { visits } = await read<PlanDetailResponse>(`/api/v1/plans/${plan}`);
  for (const visit of visits) {
    const { week } = visit;
    if (week === null || visit.isLocked || visit.fixedBecause !== null) continue;
    const { weeks } = await read<TargetsResponse>(
      `/api/v1/plans/${plan}/visits/${visit.taskId}/targets`,
    );
    const near = weeks.filter(
      (other) => other.week !== week && quarterOf(other.week) === quarterOf(week),
    );
    const possible = near.find(({ isPossible }) => isPossible)?.week;
    const impossible = near.find(({ isPossible }) => !isPossible)?.week;
    if (possible !== undefined && impossible !== undefined) return { visit, possible, impossible };
  }
  throw new Error('no visit of the plan can move');
}

const quarterOf = (week: number): number => Math.min(3, Math.floor(week / 13));

/** Opens the quarter of a visit, its leader's row alone. */
async function openRowOf({ week, leader }: PlanItemResponse): Promise<string> {
  const person = leader!.positionId;
  await page.goto(`${base}/plans/${plan}/board?quarter=${quarterOf(week!) + 1}&person=${person}`);
  await page.waitForSelector('.moa-board [data-visit][draggable=true]');
  return person;
}

const cell = (person: string, week: number): string =>
  `[data-row="${person}"] [data-cell="${week}"]`;
const inCell = (person: string, week: number, { taskId }: PlanItemResponse): string =>
  `${cell(person, week)} [data-visit="${taskId}"]`;

/** Waits until the board says this. */
async function heard(words: RegExp): Promise<void> {
  let last: string | null = null;
  const wait = eventually(`"${words.source}" is said`, 8, async () => {
    last = await page.textContent('[data-board-says]');
    return words.test(last ?? '') || undefined;
  });
  await wait.catch((error: unknown) => {
    throw new Error(`the last that was said: ${last ?? 'nothing'}`, { cause: error });
  });
}

/** Holds what lies at one place over another; a browser takes the second movement there for the drag's. */
async function holdOver(from: string, to: string): Promise<void> {
  await page.hover(from);
  await page.mouse.down();
  await page.hover(to);
  await page.hover(to, { position: { x: 5, y: 5 } });
  await page.waitForSelector(`${to}.moa-spot`);
}

async function drag(from: string, to: string): Promise<void> {
  await holdOver(from, to);
  await page.mouse.up();
}

const versionShown = (): Promise<string | null> =>
  page.getAttribute('[data-board]', 'data-version');

async function violations(): Promise<string[]> {
  return page.evaluate(
    `${axeSource};axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then((result) =>
      result.violations.map((found) => found.id + ': ' + found.nodes.map((node) => node.html.slice(0, 160)).join(' | ')))`,
  );
}

describe('the board by mouse', () => {
  it('shows which weeks are possible, refuses the others in words, and saves a drop without loading the page anew', async () => {
    const { visit, possible, impossible } = await aMovable();
    const person = await openRowOf(visit);
    const before = await versionShown();
    await page.evaluate('window.isStillHere = true');
    await drag(inCell(person, visit.week!, visit), cell(person, impossible));
    await heard(/^Nothing is changed\. .*not possible\./);
    expect(await versionShown()).toBe(before);
    await holdOver(inCell(person, visit.week!, visit), cell(person, possible));
    await heard(/: possible, lateness .+, travel /);
    expect(await page.$(`[data-column="${possible}"].moa-can`)).not.toBeNull();
    expect(await page.$(`[data-column="${impossible}"].moa-cannot`)).not.toBeNull();
    await page.mouse.up();
    await heard(/^Saved\./);
    expect(await page.$(inCell(person, possible, visit))).not.toBeNull();
    expect(Number(await versionShown())).toBeGreaterThan(Number(before));
    expect(await page.evaluate('window.isStillHere')).toBe(true);
    expect(await page.$('.moa-can, .moa-cannot, .moa-spot')).toBeNull();
  }, 30_000);

  it('takes a week away only with a reason, and gives one again out of the tray', async () => {
    const { visit } = await aMovable();
    const person = await openRowOf(visit);
    const at = inCell(person, visit.week!, visit);
    await drag(at, '[data-tray]');
    await page.waitForSelector('dialog[open]');
    expect(await violations()).toEqual([]);
    await page.click('dialog button[value=keep]');
    await heard(/keeps its week/);
    await drag(at, '[data-tray]');
    await page.fill('#removal-reason', 'The jail is being painted.');
    await page.click('dialog button[value=remove]');
    await heard(/^Saved\. Without a week/);
    const inTray = `[data-tray] [data-visit="${visit.taskId}"]`;
    expect(await page.textContent('[data-tray]')).toContain('The jail is being painted.');
    await drag(inTray, cell(person, visit.week!));
    await heard(/^Saved\. The week of/);
    expect(await page.$(at)).not.toBeNull();
    expect(await page.$(inTray)).toBeNull();
  }, 30_000);
});

describe('the board by keyboard', () => {
  it('picks up, says each week, gives up, puts down, and keeps the focus on the visit', async () => {
    const { visit, possible } = await aMovable();
    const person = await openRowOf(visit);
    await page.focus(inCell(person, visit.week!, visit));
    await page.keyboard.press('m');
    await heard(/^Picked up .+ of 52 weeks are possible/);
    expect(await violations()).toEqual([]);
    await page.keyboard.press('ArrowRight');
    await heard(/^The week of /);
    await page.keyboard.press('Escape');
    await heard(/stays where it was/);
    const before = await versionShown();
    await page.keyboard.press('m');
    const arrow = possible > visit.week! ? 'ArrowRight' : 'ArrowLeft';
    for (let step = 0; step < Math.abs(possible - visit.week!); step++)
      await page.keyboard.press(arrow);
    await page.keyboard.press('Enter');
    await heard(/^Saved\. The week of/);
    expect(await versionShown()).not.toBe(before);
    expect(await page.$(`${inCell(person, possible, visit)}:focus`)).not.toBeNull();
    await page.keyboard.press('u');
    await page.keyboard.press('m');
    await page.keyboard.press('u');
    await page.waitForSelector('dialog[open]');
    await page.keyboard.type('By keyboard.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await heard(/^Saved\. Without a week/);
    expect(await page.textContent('[data-tray]')).toContain('By keyboard.');
  }, 30_000);

  it('tells whoever comes too late that somebody else changed the plan, and shows it anew', async () => {
    const { visit, possible } = await aMovable();
    const person = await openRowOf(visit);
    const shown = await versionShown();
    await page.evaluate(
      async ([id, task, version]) => {
        const token = document.querySelector<HTMLInputElement>('input[name=_csrf]')!.value;
        await fetch(`/api/v1/plans/${id!}/visits/${task!}/lock`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'if-match': `"${id!}.${version!}"`,
            'x-csrf-token': token,
          },
          body: JSON.stringify({ isLocked: true }),
        });
      },
      [plan, visit.taskId, shown],
    );
    await drag(inCell(person, visit.week!, visit), cell(person, possible));
    await heard(/somebody else changed the plan/);
    expect(await page.textContent(inCell(person, visit.week!, visit))).toContain('locked');
  }, 30_000);
});

describe('the board', () => {
  it('has nothing for axe to find and nothing too wide, at 1280 and at 390 pixels', async () => {
    await page.goto(`${base}/plans/${plan}/board?quarter=1&week=3`);
    const found: string[] = [];
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      found.push(...(await violations()));
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      const isListed = await page.isVisible('.moa-board-list');
      expect(isListed).toBe(width === 390);
    }
    await page.setViewportSize({ width: 2400, height: 1000 });
    expect(found).toEqual([]);
  }, 30_000);

  it('shows how far the solving is, and stops it with the best so far', async () => {
    await page.goto(`${base}/plans/${plan}`);
    await page.click('main details:has(#solve-seconds) summary');
    await page.fill('#solve-seconds', '50');
    await page.click('main form[action$="/solving"] button');
    await page.goto(`${base}/plans/${plan}/board`);
    expect(await page.$('main progress')).not.toBeNull();
    expect(await page.$('.moa-board [data-visit][draggable=true]')).toBeNull();
    await page.click('main form[action$="/stop"] button');
    await eventually('at rest', 20, async () => {
      await page.goto(`${base}/plans/${plan}/board`);
      return (await page.$('main progress')) === null ? true : undefined;
    });
    expect(complaints).toEqual([]);
  }, 40_000);
});
