import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { MovePreviewResponse, TargetsResponse } from '../src/planning/board/board.dto.js';
import type { PlanDetailResponse, PlanItemResponse } from '../src/planning/versions/plan.dto.js';
import { aPerson, type BrowserSession, signIn } from './support/browser-session.js';
import { aClient, type Client } from './support/client.js';
import { aSolvedDraft, postTo, readPlan } from './support/plans.js';
import { startTestApp, type TestApp } from './support/test-app.js';

let moa: TestApp;
let planner: Client;
let leader: BrowserSession;

/** Found once; whoever changes a plan drafts one of their own. */
let shared: PlanDetailResponse;
let plan: PlanDetailResponse;

const WISH = { iterations: 20 };

beforeAll(async () => {
  moa = await startTestApp({ prepared: ['obligations.reconcile'] });
  planner = await aClient(moa, 'team-leader');
  shared = await aSolvedDraft(moa, planner, WISH);
  leader = await signIn(moa, await aPerson(moa, 'team-leader'));
});

beforeEach(() => {
  plan = shared;
});

afterAll(() => moa.close());

const columnsOf = (text: string): number => text.match(/data-column="/g)?.length ?? 0;
const rowsOf = (text: string): string[] =>
  [...text.matchAll(/data-row="[^"]+" data-role="\w+" data-title="([^"]+)"/g)].map(
    ([, title = '']) => title,
  );

/** A visit that may move and has a week. */
const aMovable = (): PlanItemResponse =>
  plan.visits.find(({ week, fixedBecause }) => week !== null && fixedBecause === null)!;

const visitPath = ({ taskId }: PlanItemResponse): string =>
  `/api/v1/plans/${plan.id}/visits/${taskId}`;

async function preview(item: PlanItemResponse, query: string): Promise<MovePreviewResponse> {
  const answer = await planner.get(`${visitPath(item)}/preview?${query}`);
  expect(answer.status).toBe(200);
  return answer.body as MovePreviewResponse;
}

const targets = async (item: PlanItemResponse): Promise<TargetsResponse> =>
  (await planner.get(`${visitPath(item)}/targets`)).body as TargetsResponse;

const teamOf = ({ leader: leads, inspectors }: PlanItemResponse): string =>
  [
    `leader=${leads?.positionId ?? ''}`,
    ...inspectors.map(({ positionId }) => `inspectors=${positionId}`),
  ].join('&');

describe('the board of a plan', () => {
  it('has a row for each position, leaders first, a column for each week, and links to the forms', async () => {
    const { status, text } = await leader.open(`/plans/${plan.id}/board`);
    expect(status).toBe(200);
    expect(columnsOf(text)).toBe(52);
    const titles = rowsOf(text);
    for (const { position } of plan.loads) expect(titles).toContain(position);
    expect(titles.length).toBeGreaterThan(plan.loads.length);
    expect(text).toContain('<small>vacant</small>');
    const lastLeader = titles.findLastIndex((title) => title.startsWith('Team leader'));
    const firstInspector = titles.findIndex((title) => title.startsWith('Inspector'));
    expect(lastLeader).toBeLessThan(firstInspector);
    for (const { taskId } of plan.visits)
      expect(text).toContain(`href="/plans/${plan.id}/visits/${taskId}"`);
    expect(text).toContain('role="region" aria-label="People by week, fiscal year 2013"');
    expect(text).toMatch(/holiday, 4 days/);
    expect(text).not.toContain('style=');
  });

  it('shows one quarter, one office or one person, as the address says', async () => {
    const quarter = await leader.open(`/plans/${plan.id}/board?quarter=2`);
    expect(columnsOf(quarter.text)).toBe(13);
    const [load] = plan.loads;
    const one = await leader.open(`/plans/${plan.id}/board?person=${load!.positionId}`);
    expect(rowsOf(one.text)).toEqual([load!.position]);
    const nobody = await leader.open(`/plans/${plan.id}/board?office=Nowhere`);
    expect(nobody.text).toContain('Nobody is shown.');
    expect((await leader.open(`/plans/${plan.id}/board?quarter=9`)).status).toBe(400);
  });

  it('prints a table for each quarter', async () => {
    const { text } = await leader.open(`/plans/${plan.id}/board?layout=quarters`);
    expect(text.match(/<table/g)).toHaveLength(4);
    expect(text).toContain('People by week, quarter 4 of fiscal year 2013');
  });

  it('draws who travels in a week, with a table of the same', async () => {
    const { week } = aMovable();
    const { text } = await leader.open(`/plans/${plan.id}/board?week=${week!}`);
    expect(text).toContain('Who travels in the week of');
    const map = /<svg[^>]*moa-map__plot.*?<\/svg>/s.exec(text)?.[0] ?? '';
    const travellers = plan.visits
      .filter((visit) => visit.week === week)
      .flatMap(({ inspectors }) => inspectors.length + 1)
      .reduce((sum, people) => sum + people, 0);
    expect(map.match(/<title>/g)?.length).toBeGreaterThanOrEqual(travellers);
    expect(map).not.toContain('style');
  });

  it('puts what has no week into the tray, with its reason', async () => {
    plan = await aSolvedDraft(moa, planner, WISH);
    const item = aMovable();
    await postTo(planner, plan.id, `/visits/${item.taskId}/removal`, { reason: 'The jail moves.' });
    const { text } = await leader.open(`/plans/${plan.id}/board`);
    const tray = text.slice(text.indexOf('data-tray'));
    expect(tray).toContain(`data-visit="${item.taskId}"`);
    expect(tray).toContain('The jail moves.');
  });

  it('is for reading to whoever may not edit, and to nobody who may not read plans', async () => {
    const manager = await signIn(moa, await aPerson(moa, 'program-manager'));
    const { status, text } = await manager.open(`/plans/${plan.id}/board`);
    expect(status).toBe(200);
    expect(text).not.toContain('data-visit=');
    expect(text).not.toContain(`/plans/${plan.id}/visits/${aMovable().taskId}`);
    const inspector = await signIn(moa, await aPerson(moa, 'inspector'));
    expect((await inspector.open(`/plans/${plan.id}/board`)).status).toBe(403);
    const reader = await aClient(moa, 'program-manager');
    expect((await reader.get(`${visitPath(aMovable())}/targets`)).status).toBe(403);
  });
});

describe('what a move would mean', () => {
  it('is told week by week for the team that the visit has', async () => {
    const item = aMovable();
    const { weeks, version } = await targets(item);
    expect(weeks).toHaveLength(52);
    expect(weeks.find(({ week }) => week === item.week)).toMatchObject({
      ...{ isPossible: true, lateness: 0 },
    });
    expect(weeks.some(({ isPossible }) => !isPossible)).toBe(true);
    for (const { isPossible, limits } of weeks) expect(isPossible).toBe(limits.length === 0);
    expect(version).toBeGreaterThan(0);
  });

  it('is what saving then does: the same limits, and the same cost', async () => {
    plan = await aSolvedDraft(moa, planner, WISH);
    const item = aMovable();
    const { weeks } = await targets(item);
    const bad = weeks.find(({ isPossible }) => !isPossible)!;
    const foretold = await preview(item, `week=${bad.week}&${teamOf(item)}`);
    expect(foretold.isPossible).toBe(false);
    const place = {
      leader: item.leader!.positionId,
      inspectors: item.inspectors.map(({ positionId }) => positionId),
    };
    const move = `/visits/${item.taskId}/move`;
    const refused = await postTo(planner, plan.id, move, { week: bad.week, ...place });
    expect(refused.status).toBe(409);
    for (const { words } of foretold.limits) expect(refused.text).toContain(words);
    const good = weeks.find(({ week, isPossible }) => isPossible && week !== item.week)!;
    const hoped = await preview(item, `week=${good.week}&${teamOf(item)}`);
    expect(hoped.words).toMatch(/: possible, lateness .+, travel .+\.$/);
    const before = await readPlan(planner, plan.id);
    expect(hoped.before.lateness).toBeCloseTo(before.lateness, 6);
    const moved = await postTo(planner, plan.id, move, { week: good.week, ...place });
    expect(moved.status).toBe(200);
    const after = moved.body as PlanDetailResponse;
    expect(hoped.after.lateness).toBeCloseTo(after.lateness, 6);
    expect(hoped.after.travelKm).toBeCloseTo(after.travelKm, 3);
  });

  it('proposes a team for a visit without one, with whoever is wanted among them', async () => {
    plan = await aSolvedDraft(moa, planner, WISH);
    const item = aMovable();
    await postTo(planner, plan.id, `/visits/${item.taskId}/removal`, { reason: 'For the test.' });
    const { weeks } = await targets(item);
    const possible = weeks.find(({ isPossible }) => isPossible)!;
    expect(possible.lateness).toBeLessThan(0);
    const { team, isPossible } = await preview(item, `week=${possible.week}`);
    expect(isPossible).toBe(true);
    expect(team!.inspectors).toHaveLength(item.inspectors.length);
    const wanted = await preview(item, `week=${possible.week}&person=${team!.inspectors[0]!}`);
    expect(wanted.team!.inspectors).toContain(team!.inspectors[0]);
    const placed = await postTo(planner, plan.id, `/visits/${item.taskId}/move`, {
      week: possible.week,
      leader: team!.leader,
      inspectors: team!.inspectors,
    });
    expect(placed.status).toBe(200);
  });

  it('costs lateness to be without a week', async () => {
    const { after, before, team } = await preview(aMovable(), '');
    expect(team).toBeNull();
    expect(after.lateness).toBeGreaterThan(before.lateness);
  });

  it('is not told of what is no draft any more, or is not there', async () => {
    plan = await aSolvedDraft(moa, planner, WISH);
    const item = aMovable();
    expect((await planner.get(`/api/v1/plans/${plan.id}/visits/none/targets`)).status).toBe(404);
    expect((await planner.get(`${visitPath(item)}/preview?week=x`)).status).toBe(400);
    await postTo(planner, plan.id, '/proposal');
    expect((await planner.get(`${visitPath(item)}/targets`)).status).toBe(409);
  });
});

describe('the calendar file', () => {
  it('has a whole-day event for each visit that ends the day after its last, and keeps its id', async () => {
    const { headers, text } = await leader.open(`/plans/${plan.id}/visits.ics`);
    expect(headers['content-type']).toContain('text/calendar');
    const unfolded = text.replace(/\r\n[ \t]/g, '');
    const dated = plan.visits.filter(({ startsOn }) => startsOn !== null);
    expect(unfolded.match(/BEGIN:VEVENT/g)).toHaveLength(dated.length);
    const { taskId, startsOn, endsOn } = dated[0]!;
    const event = unfolded.split('BEGIN:VEVENT').find((part) => part.includes(taskId)) ?? '';
    const next = new Date(Date.parse(endsOn!) + 86_400_000).toISOString().slice(0, 10);
    expect(event).toContain(`UID:${taskId}@moa-287g`);
    expect(event).toContain(`DTSTART;VALUE=DATE:${startsOn!.replaceAll('-', '')}`);
    expect(event).toContain(`DTEND;VALUE=DATE:${next.replaceAll('-', '')}`);
    expect(event).toContain('(sample)');
  });
});
