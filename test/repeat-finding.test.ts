import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actionText } from '../src/admin/audit-words.rules.js';
import type { AuditListResponse } from '../src/admin/audit.dto.js';
import { AccountsService } from '../src/identity/accounts/accounts.service.js';
import type { Role } from '../src/identity/permissions.js';
import type { ChecklistResponse } from '../src/inspections/checklist/checklist.dto.js';
import type { CorrectiveActionDetailResponse } from '../src/inspections/corrective-actions/corrective-action.dto.js';
import type { FindingDetailResponse } from '../src/inspections/finding.dto.js';
import { Finding, FindingCoverage } from '../src/inspections/finding.entity.js';
import { InspectionObligation } from '../src/inspections/inspection-obligation.entity.js';
import type { InspectionDetailResponse } from '../src/inspections/inspection.dto.js';
import { Inspection } from '../src/inspections/inspection.entity.js';
import { addDays, addMonths, type Day, mondayOf } from '../src/platform/clock/calendar.js';
import { dayText } from '../src/platform/clock/day-text.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { RegistryReader } from '../src/registry/registry-reader.js';
import { aPerson, type BrowserSession, signIn } from './support/browser-session.js';
import { aClient, aClientOf, type Answer, type Client } from './support/client.js';
import { runJob } from './support/reminders.js';
import { startTestApp, type TestApp } from './support/test-app.js';
import {
  officeOf,
  type PlannedVisit,
  plannedVisits,
  PLANNING_JOBS,
  planTheYear,
} from './support/visits.js';

/** Somebody of the scenario. */
interface Somebody {
  role: Role;
  accountId: string;
  email: string;
  /** The field office that limits a supervisor. */
  office?: string;
}

interface Item {
  id: string;
  requirement: string;
  /** The finding that a focus review looks at. */
  follows: string | null;
}

/** A finding as somebody is shown it. */
interface SeenFinding {
  status: string;
  isRepeated: boolean;
  plan: string | null;
  actionId: string;
  /** What is asked now, in words, and until when. */
  asked: string;
  dueOn: string;
  closedReason: string | null;
  rounds: { round: number; visit: string; outcome: string | null; note: string }[];
}

/** What somebody can do; each by the means that one way into the application gives. */
interface Hands {
  /** @returns what stands against the step; null when it was taken */
  step(visitId: string, to: string, on: Day): Promise<string | null>;
  checklist(visitId: string): Promise<Item[]>;
  rate(visitId: string, itemId: string, rating: string, observation?: string): Promise<void>;
  /** The ids of what the report of a visit finds. */
  found(visitId: string): Promise<string[]>;
  judge(visitId: string, findingId: string, severity: string): Promise<void>;
  /** Answers a corrective action, or decides on it. */
  answer(actionId: string, to: string, facts: Record<string, string>): Promise<void>;
  recordOutcome(findingId: string, outcome: string, note: string): Promise<void>;
  see(findingId: string): Promise<SeenFinding>;
  /** The text of a visit's report; null when it is not shown. */
  report(visitId: string): Promise<string | null>;
  /** What was done to a thing, the first first, as the audit words it. */
  trail(type: string, id: string): Promise<string[]>;
}

/** A way into the application: what somebody does through it. */
type WayIn = (moa: TestApp) => (who: Somebody) => Promise<Hands>;

const mustBe = (status: number, answer: Answer): Answer => {
  if (answer.status !== status)
    throw new Error(`${answer.status} instead of ${status}: ${textOf(answer.text)}`);
  return answer;
};

/** Programs that ask the JSON API; they know only what it told them. */
const throughTheApi: WayIn = (moa) => async (who) => {
  const client: Client =
    who.office === undefined
      ? await aClientOf(moa, who.role, who.accountId)
      : await aClient(moa, who.role, who.office);
  const read = async (path: string): Promise<{ body: unknown; etag: string }> => {
    const { body, headers } = mustBe(200, await client.get(`/api/v1/${path}`));
    return { body, etag: headers['etag'] ?? '' };
  };
  /** Sends a change with the version of a thing that was read just before. */
  const change = async (thing: string, what: string, body: object): Promise<Answer> => {
    const { etag } = await read(thing);
    return client.post(`/api/v1/${what}`, body, { 'if-match': etag });
  };
  const checklist = async (visitId: string): Promise<ChecklistResponse['items']> =>
    ((await read(`inspections/${visitId}/checklist`)).body as ChecklistResponse).items;
  return {
    step: async (visitId, to, on) => {
      const visit = `inspections/${visitId}`;
      const answer = await change(visit, `${visit}/transitions`, { to, on });
      return answer.status === 409 ? answer.text : (mustBe(200, answer), null);
    },
    checklist: async (visitId) =>
      (await checklist(visitId)).map(({ id, requirementCode, followsFindingId }) => ({
        ...{ id, requirement: requirementCode, follows: followsFindingId },
      })),
    rate: async (visitId, itemId, rating, observation = '') => {
      const etag = (await checklist(visitId)).find(({ id }) => id === itemId)?.etag ?? '';
      const path = `/api/v1/inspections/${visitId}/checklist/${itemId}`;
      mustBe(200, await client.patch(path, { rating, observation }, { 'if-match': etag }));
    },
    found: async (visitId) =>
      ((await read(`inspections/${visitId}`)).body as InspectionDetailResponse).raised.map(
        ({ id }) => id,
      ),
    judge: async (visitId, findingId, severity) => {
      const finding = `findings/${findingId}`;
      const path = `inspections/${visitId}/${finding}/judgement`;
      mustBe(200, await change(finding, path, { severity }));
    },
    answer: async (actionId, to, facts) => {
      const action = `corrective-actions/${actionId}`;
      mustBe(200, await change(action, `${action}/transitions`, { to, ...facts }));
    },
    recordOutcome: async (findingId, outcome, note) => {
      const finding = `findings/${findingId}`;
      mustBe(200, await change(finding, `${finding}/outcomes`, { outcome, note }));
    },
    see: async (findingId) => {
      const { status, isRepeated, closedReason, coveredBy, actionId } = (
        await read(`findings/${findingId}`)
      ).body as FindingDetailResponse;
      const action = (await read(`corrective-actions/${actionId}`))
        .body as CorrectiveActionDetailResponse;
      return {
        ...{ status, isRepeated, closedReason },
        ...{ actionId: action.id, plan: action.plan, asked: action.wanted, dueOn: action.dueOn },
        rounds: coveredBy.map(({ round, number, outcome, note }) => ({
          ...{ round, visit: number, outcome, note: note ?? '' },
        })),
      };
    },
    report: async (visitId) => paperOf(await client.get(`/inspections/${visitId}/papers/report`)),
    trail: async (type, id) => {
      // Of an agreement also what belongs to it.
      const subject = type === 'agreement' ? id : `${type}:${id}`;
      const { body } = await read(`audit?limit=500&subject=${subject}`);
      const { items } = body as AuditListResponse;
      return items.map(({ action }) => actionText(action)).reverse();
    },
  };
};

/** People at a browser without JavaScript: they fill in the forms that a page offers them, field by field. */
const throughThePages: WayIn = (moa) => {
  const sessions = new Map<string, { browser: BrowserSession; at: number }>();
  const passwords = new Map<string, string>();
  /** A session ends while the clock moves on, so everybody signs in on each day. */
  async function browserOf({ accountId, email }: Somebody): Promise<BrowserSession> {
    const at = moa.clock.millis();
    const session = sessions.get(accountId);
    if (session?.at === at) return session.browser;
    const password =
      passwords.get(accountId) ??
      (await moa.app.get(AccountsService).resetPassword(accountId, false));
    passwords.set(accountId, password);
    const browser = await signIn(moa, { email, password });
    sessions.set(accountId, { browser, at });
    return browser;
  }
  return async (who) => {
    const browser = await browserOf(who);
    const open = async (path: string): Promise<string> =>
      mustBe(200, await browser.open(path)).text;
    /** Fills in the form of a page that goes to an address, with a status to go to where it has several. */
    const fillIn = async (
      page: string,
      address: string,
      typed: Record<string, string>,
      to?: string,
    ): Promise<Answer> => {
      const form = formsOf(await open(page)).find(
        (one) =>
          one.address === address &&
          (to === undefined || one.html.includes(`name="to" value="${to}"`)),
      );
      if (!form) throw new Error(`${page} offers no form to ${address} ${to ?? ''}`);
      const missing = Object.keys(typed).filter((field) => !(field in form.fields));
      if (missing.length > 0) throw new Error(`${address} asks for no ${missing.join(', ')}`);
      return browser.submit(address, { ...form.fields, ...typed, ...(to !== undefined && { to }) });
    };
    const articles = async (visitId: string, what: 'item' | 'finding'): Promise<Article[]> =>
      articlesOf(await open(`/inspections/${visitId}/checklist`), what);
    return {
      step: async (visitId, to, on) => {
        const page = `/inspections/${visitId}`;
        const answer = await fillIn(page, `${page}/transitions`, { on }, to);
        return answer.status === 409 ? textOf(answer.text) : (mustBe(303, answer), null);
      },
      checklist: async (visitId) =>
        (await articles(visitId, 'item')).map(({ id, html }) => ({
          id,
          requirement: /\b[A-Z]{3}-\d\d\b/.exec(textOf(html))?.[0] ?? '',
          follows: /Follows up <a href="\/findings\/([^"]+)"/.exec(html)?.[1] ?? null,
        })),
      rate: async (visitId, itemId, rating, observation = '') => {
        const page = `/inspections/${visitId}/checklist`;
        mustBe(303, await fillIn(page, `${page}/${itemId}`, { rating, observation }));
      },
      found: async (visitId) => (await articles(visitId, 'finding')).map(({ id }) => id),
      judge: async (visitId, findingId, severity) => {
        const visit = `/inspections/${visitId}`;
        const address = `${visit}/findings/${findingId}/judgement`;
        mustBe(303, await fillIn(`${visit}/checklist`, address, { severity }));
      },
      answer: async (actionId, to, facts) => {
        const page = `/corrective-actions/${actionId}`;
        mustBe(303, await fillIn(page, `${page}/transitions`, facts, to));
      },
      recordOutcome: async (findingId, outcome, note) => {
        const page = `/findings/${findingId}`;
        mustBe(303, await fillIn(page, `${page}/outcomes`, { outcome, note }));
      },
      see: async (findingId) => seenOn(await open(`/findings/${findingId}`)),
      report: async (visitId) =>
        paperOf(await browser.open(`/inspections/${visitId}/papers/report`)),
      trail: async (type, id) =>
        [...(await open(`/audit/${type}/${id}?limit=500`)).matchAll(/<div><strong>([^<]+)</g)]
          .map(([, words]) => words!)
          .reverse(),
    };
  };
};

const paperOf = ({ status, text }: Answer): string | null => (status === 200 ? textOf(text) : null);

const decoded = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** What one reads of a page. */
const textOf = (html: string): string =>
  decoded(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();

interface Article {
  id: string;
  html: string;
}

const articlesOf = (html: string, what: 'item' | 'finding'): Article[] =>
  [...html.matchAll(new RegExp(`<article[^>]* id="${what}-([^"]+)".*?</article>`, 'gs'))].map(
    ([article, id]) => ({ id: id!, html: article }),
  );

/** The forms of a page, each with its fields as they would be sent untouched. */
const formsOf = (
  page: string,
): { address: string; html: string; fields: Record<string, string> }[] =>
  [...page.matchAll(/<form[^>]* action="([^"]+)".*?<\/form>/gs)].map(([html, address]) => ({
    address: address!,
    html,
    fields: Object.fromEntries([
      ...[...html.matchAll(/<input[^>]*>/g)].map(([input]) => [
        attributeOf(input, 'name'),
        attributeOf(input, 'value'),
      ]),
      ...[...html.matchAll(/(<select[^>]*>)(.*?)<\/select>/gs)].map(([, select, options]) => [
        attributeOf(select!, 'name'),
        attributeOf(/<option[^>]* selected[^>]*>/.exec(options!)?.[0] ?? '', 'value'),
      ]),
      ...[...html.matchAll(/(<textarea[^>]*>)(.*?)<\/textarea>/gs)].map(([, area, text]) => [
        attributeOf(area!, 'name'),
        decoded(text!),
      ]),
    ]) as Record<string, string>,
  }));

const attributeOf = (tag: string, name: string): string =>
  decoded(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

/** A finding, read off its page. */
function seenOn(html: string): SeenFinding {
  const [head = ''] = html.split('<h2>Corrective action</h2>');
  const tagsOf = (part: string): string[] =>
    [...part.matchAll(/<span class="moa-tag[^>]*><span[^>]*>[^<]*<\/span> ([^<]+)<\/span>/g)].map(
      ([, words]) => words!,
    );
  const fact = (name: string): string | undefined =>
    new RegExp(`<dt>${name}</dt><dd>(.*?)</dd>`, 's').exec(html)?.[1];
  return {
    status: tagsOf(head)[0] ?? '',
    isRepeated: tagsOf(head).includes('repeated'),
    plan: /<h2>Corrective action<\/h2><p>([^<]*)</.exec(html)?.[1] ?? null,
    actionId: /href="\/corrective-actions\/([^"]+)"/.exec(html)?.[1] ?? '',
    asked: textOf(fact('What is asked') ?? ''),
    dueOn: /datetime="([^"]+)"/i.exec(fact('Due') ?? '')?.[1] ?? '',
    closedReason: textOf(fact('Why it is closed') ?? '') || null,
    rounds: [...html.matchAll(/<li>Round (\d+): (.*?)<\/li>/gs)].map(([, round, line]) => ({
      round: Number(round),
      visit: /href="\/inspections\/[^"]+">([^<]+)</.exec(line!)?.[1] ?? '',
      outcome: tagsOf(line!)[0]?.replaceAll(' ', '-') ?? null,
      note: textOf(/<\/span> [^<]+<\/span>([^<]*)<small>/.exec(line!)?.[1] ?? ''),
    })),
  };
}

const TODAY = '2012-09-26';
const NOT_CORRECTED = 'The log stops after two weeks.';
const CORRECTED = 'The log has every day since the second plan.';

describe.each([
  // After the report: days until the action is due, and until the focus review is (config/policy.yaml).
  { way: 'the JSON API', wayIn: throughTheApi, severity: 'high', actionDays: 30, reviewDays: 60 },
  { way: 'the pages', wayIn: throughThePages, severity: 'medium', actionDays: 60, reviewDays: 120 },
])(
  'a finding of $severity severity that is corrected only the second time, through $way',
  ({ wayIn, severity, actionDays, reviewDays }) => {
    let moa: TestApp;
    let as: (who: Somebody) => Promise<Hands>;
    let inspection: PlannedVisit;
    let supervisor: Somebody;
    let findingId: string;
    let actionId: string;
    /** The items of the inspection's own checklist. */
    let itemCount: number;
    let today: Day = TODAY;
    const reviews: PlannedVisit[] = [];
    /** The days of the three final reports. */
    const reportedOn: Day[] = [];

    const reading = () => moa.app.get(UnitOfWork).reading();
    const leaderOf = ({ leader }: PlannedVisit): Somebody => ({ role: 'team-leader', ...leader });
    const inspectorOf = ({ inspector }: PlannedVisit): Somebody => ({
      ...{ role: 'inspector', ...inspector },
    });

    beforeAll(async () => {
      moa = await startTestApp({ prepared: PLANNING_JOBS });
      as = wayIn(moa);
      const open = await reading().findBy(Finding, { status: 'open' });
      const inForce = await moa.app.get(RegistryReader).findInForce('2013-12-31');
      const isOf = (agreementId: string) => (one: { agreementId: string }) =>
        one.agreementId === agreementId;
      inspection = (await plannedVisits(moa, 'full')).find(
        ({ agreementId }) => inForce.some(isOf(agreementId)) && !open.some(isOf(agreementId)),
      )!;
      const office = await officeOf(moa, inspection.agreementId, TODAY);
      const person = await aPerson(moa, 'ero-supervisor', office);
      supervisor = { role: 'ero-supervisor', ...person, office };
    });
    afterAll(() => moa.close());

    /** Noon of a day, in Washington. */
    function on(day: Day): Day {
      moa.clock.set(`${day}T17:00:00.000Z`);
      today = day;
      return day;
    }
    const after = (days: number): Day => on(addDays(today, days));

    /** Takes a visit to a status; nothing may stand against it. */
    async function step(visit: PlannedVisit, to: string): Promise<void> {
      expect([to, await (await as(leaderOf(visit))).step(visit.id, to, today)]).toEqual([to, null]);
    }

    const seen = async (): Promise<SeenFinding> => (await as(supervisor)).see(findingId);

    it('is found by a planned inspection, judged, reported and distributed', async () => {
      await step(inspection, 'notified');
      on(inspection.startsOn);
      await step(inspection, 'in-field');
      const inspector = await as(inspectorOf(inspection));
      const [first, ...others] = await inspector.checklist(inspection.id);
      itemCount = 1 + others.length;
      expect(itemCount).toBeGreaterThan(10);
      expect(first!.follows).toBeNull();
      await inspector.rate(inspection.id, first!.id, 'deficiency', 'No log is kept.');
      for (const { id } of others) await inspector.rate(inspection.id, id, 'compliant');

      on(inspection.endsOn);
      await step(inspection, 'exit-interview');
      after(10);
      await step(inspection, 'draft-report');
      const leader = await as(leaderOf(inspection));
      const found = await leader.found(inspection.id);
      expect(found).toHaveLength(1);
      findingId = found[0]!;
      const unjudged = await leader.step(inspection.id, 'final-report', today);
      expect(unjudged).toContain('its severity is not chosen');
      await leader.judge(inspection.id, findingId, severity);
      reportedOn.push(after(5));
      await step(inspection, 'final-report');
      expect(await (await as(supervisor)).report(inspection.id)).toBeNull();
      after(1);
      await step(inspection, 'distributed');
      expect(await (await as(supervisor)).report(inspection.id)).toContain('No log is kept.');
    });

    /** The field office plans, a leader accepts, the field office says that it is done. */
    async function planAndCarryOut(plan: string): Promise<void> {
      after(3);
      const office = await as(supervisor);
      const plannedOn = addDays(today, 10);
      await office.answer(actionId, 'submitted', { plan, owner: 'agency', plannedOn });
      expect((await seen()).asked).toContain('A team leader accepts the plan');
      after(1);
      await (await as(leaderOf(inspection))).answer(actionId, 'accepted', { reason: 'Good.' });
      on(plannedOn);
      const done = { doneOn: today, note: `Done: ${plan}` };
      await (await as(supervisor)).answer(actionId, 'implemented', done);
      expect((await seen()).asked).toBe('A visit verifies it, or a team leader on documents.');
    }

    it('asks the field office for a plan by its severity, which is accepted and carried out', async () => {
      const finding = await seen();
      expect(finding).toMatchObject({
        ...{ status: 'open', isRepeated: false, rounds: [] },
        ...{ asked: 'The field office submits a plan.', plan: null },
        dueOn: addDays(reportedOn[0]!, actionDays),
      });
      actionId = finding.actionId;
      await planAndCarryOut('A log is kept.');
    });

    /** Orders what the rule asks for; it is the next round, due by the rule, and has its days and team. */
    async function focusReviewByRule(round: number): Promise<PlannedVisit> {
      await runJob(moa.app, 'focus-reviews.schedule');
      const coverage = await reading().find(FindingCoverage, {
        where: { findingId },
        order: { round: 'ASC' },
      });
      expect(coverage.map((one) => one.round)).toEqual(
        Array.from({ length: round }, (_, i) => i + 1),
      );
      const { inspectionId, basis } = coverage.at(-1)!;
      const ordered = await reading().findOneByOrFail(Inspection, { id: inspectionId });
      const lastReport = reportedOn.at(-1)!;
      expect(ordered).toMatchObject({
        ...{ kind: 'focus', status: 'scheduled', agreementId: inspection.agreementId },
        dueOn: addDays(lastReport, reviewDays),
      });
      expect(basis).toContain('Follows up');
      // Planning counts in weeks: not before the week that holds the day after the action's due date.
      expect(ordered.startsOn! >= mondayOf(addDays(lastReport, actionDays + 1))).toBe(true);
      expect(ordered.reason).toContain(`Due ${dayText(ordered.dueOn!)}`);
      const visit = (await plannedVisits(moa, 'focus')).find(({ id }) => id === inspectionId)!;
      reviews.push(visit);
      return visit;
    }

    /** A focus review from its notification to the distribution of its report. */
    async function hold(
      visit: PlannedVisit,
      seenThere: { rating: string; outcome: string; note: string; recordedBy: Somebody },
    ): Promise<void> {
      const { rating, outcome, note, recordedBy } = seenThere;
      after(1);
      await step(visit, 'notified');
      const items = await (await as(inspectorOf(visit))).checklist(visit.id);
      const { requirementCode } = await reading().findOneByOrFail(Finding, { id: findingId });
      expect(items).toEqual([
        { id: items[0]!.id, requirement: requirementCode, follows: findingId },
      ]);
      on(visit.startsOn);
      await step(visit, 'in-field');
      await (await as(inspectorOf(visit))).rate(visit.id, items[0]!.id, rating, note);
      on(visit.endsOn);
      await step(visit, 'exit-interview');
      await step(visit, 'draft-report');
      const silent = await (await as(leaderOf(visit))).step(visit.id, 'final-report', today);
      expect(silent).toContain('has no outcome');
      await (await as(recordedBy)).recordOutcome(findingId, outcome, note);
      // What a visit verifies is no second finding.
      expect(await (await as(leaderOf(visit))).found(visit.id)).toEqual([]);
      reportedOn.push(after(5));
      await step(visit, 'final-report');
      await step(visit, 'distributed');
      expect(await (await as(supervisor)).report(visit.id)).toContain(note);
    }

    it('is not corrected when a focus review by rule comes: it is repeated, and asks anew', async () => {
      const visit = await focusReviewByRule(1);
      await hold(visit, {
        ...{ rating: 'deficiency', outcome: 'not-corrected', note: NOT_CORRECTED },
        recordedBy: inspectorOf(visit),
      });
      expect(await seen()).toEqual({
        ...{ status: 'open', isRepeated: true, closedReason: null, actionId },
        ...{ asked: 'The field office submits a plan.', plan: null },
        dueOn: addDays(reportedOn[1]!, actionDays),
        rounds: [{ round: 1, visit: visit.number, outcome: 'not-corrected', note: NOT_CORRECTED }],
      });
      await step(visit, 'closed');
      const leader = await as(leaderOf(inspection));
      expect(await leader.step(inspection.id, 'closed', today)).toContain('is open');
    });

    it('is corrected when the second one comes: closed by that visit, and its action verified', async () => {
      await planAndCarryOut('The watch commander signs the log.');
      const visit = await focusReviewByRule(2);
      expect(visit.id).not.toBe(reviews[0]!.id);
      await hold(visit, {
        ...{ rating: 'compliant', outcome: 'corrected', note: CORRECTED },
        recordedBy: leaderOf(visit),
      });
      expect(await seen()).toEqual({
        ...{ status: 'closed', isRepeated: true, actionId, asked: 'Nothing more.' },
        plan: 'The watch commander signs the log.',
        dueOn: addDays(reportedOn[1]!, actionDays),
        closedReason: `Corrected, ${visit.number}, round 2: ${CORRECTED}`,
        rounds: [
          { round: 1, visit: reviews[0]!.number, outcome: 'not-corrected', note: NOT_CORRECTED },
          { round: 2, visit: visit.number, outcome: 'corrected', note: CORRECTED },
        ],
      });
    });

    it('leaves all three visits closed, with every step, and nothing to be done', async () => {
      await step(reviews[1]!, 'closed');
      await step(inspection, 'closed');
      const manager = await aClient(moa, 'program-manager');
      for (const { id, number } of [inspection, ...reviews]) {
        const { body } = await manager.get(`/api/v1/inspections/${id}`);
        const { status, history } = body as InspectionDetailResponse;
        const steps = history.filter((event) => event.on !== null).map(({ to }) => to);
        expect([number, status, steps]).toEqual([
          ...[number, 'closed'],
          [
            ...['notified', 'in-field', 'exit-interview', 'draft-report', 'final-report'],
            ...['distributed', 'closed'],
          ],
        ]);
      }
      await planTheYear(moa);
      const coverage = await reading().findBy(FindingCoverage, { findingId });
      expect(coverage.map(({ inspectionId }) => inspectionId).sort()).toEqual(
        reviews.map(({ id }) => id).sort(),
      );
    });

    it('is told by the audit from the draft to the closing', async () => {
      const plannedAndDone = [
        ...['corrective-action.submitted', 'corrective-action.accepted'],
        'corrective-action.implemented',
      ];
      const verified = [
        ...['finding.follow-up-ordered', 'finding.outcome-recorded', 'finding.outcome-effective'],
      ];
      const auditor: Somebody = {
        role: 'program-manager',
        ...(await aPerson(moa, 'program-manager')),
      };
      const hands = await as(auditor);
      expect(await hands.trail('finding', findingId)).toEqual(
        [
          ...['finding.drafted', 'finding.judged', 'finding.opened', 'corrective-action.opened'],
          ...[...plannedAndDone, ...verified, 'corrective-action.found-not-corrected'],
          ...[...plannedAndDone, ...verified, 'corrective-action.verified', 'finding.closed'],
        ].map(actionText),
      );
      const ofAgreement = await hands.trail('agreement', inspection.agreementId);
      const ofVisits = ofAgreement.filter((words) => /^(Inspection|Obligation):/.test(words));
      const ordered = 'inspection.ordered';
      const reported = [
        ...['inspection.scheduled', 'inspection.notified', 'inspection.letter-issued'],
        ...['inspection.in-field', 'inspection.exit-interview', 'inspection.draft-report'],
        ...['inspection.final-report', 'inspection.report-issued', 'inspection.distributed'],
      ];
      expect(ofVisits).toEqual(
        [
          ...['obligation.created', ...reported],
          ...[ordered, ...reported, 'inspection.closed'],
          ...[ordered, ...reported, 'inspection.closed', 'inspection.closed'],
          ...['obligation.created', 'obligation.closed'],
        ].map(actionText),
      );
      const saved = ofAgreement.filter((words) => words === actionText('checklist.item-saved'));
      expect(saved).toHaveLength(itemCount + reviews.length);
    });

    it('does not put off the next full inspection, which is counted from the first', async () => {
      const open = await reading().findBy(InspectionObligation, {
        ...{ agreementId: inspection.agreementId, status: 'open' },
      });
      const dueOn = addMonths(inspection.endsOn, 24);
      expect(open).toMatchObject([{ anchorKey: `inspection:${inspection.id}`, dueOn }]);
      const manager = await aClient(moa, 'program-manager');
      const { text } = await manager.get(`/agreements/${inspection.agreementId}`);
      expect(textOf(text)).toContain(`Next full inspection due ${dayText(dueOn)}`);
    });
  },
);
