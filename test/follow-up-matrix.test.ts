import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { roleMay, ROLES, type Role } from '../src/identity/permissions.js';
import {
  CorrectiveAction,
  CorrectiveActionDocument,
  CorrectiveActionEvent,
} from '../src/inspections/corrective-actions/corrective-action.entity.js';
import {
  ACTION_STATUSES,
  ACTION_STEPS,
  ACTION_TRANSITIONS,
  type ActionStatus,
  type ActionStep,
} from '../src/inspections/corrective-actions/corrective-action.rules.js';
import { Finding } from '../src/inspections/finding.entity.js';
import { FocusReviewsService } from '../src/inspections/focus-reviews/focus-reviews.service.js';
import { OUTCOMES } from '../src/inspections/focus-reviews/outcome.rules.js';
import { InspectionCancellation } from '../src/inspections/inspection-cancellation.js';
import { newId } from '../src/platform/db/id.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { aClient, type Answer, type Client } from './support/client.js';
import { isDeep, isTriedOn } from './support/deep.js';
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
import { startTestApp, type TestApp } from './support/test-app.js';

const TODAY = '2012-09-26';

let moa: TestApp;
/** Agreements of the supervisor's office without open findings. */
let free: string[];
const clients = new Map<Role, Client>();
let secondLeader: Client;

beforeAll(async () => {
  moa = await startTestApp();
  for (const role of ROLES)
    clients.set(role, await aClient(moa, role, role === 'ero-supervisor' ? 'Atlanta' : undefined));
  secondLeader = await aClient(moa, 'team-leader');
  free = await agreementsWithoutFindings(moa, clientOf('ero-supervisor'));
});

afterAll(() => moa.close());

const clientOf = (role: Role): Client => clients.get(role)!;
const reading = () => moa.app.get(UnitOfWork).reading();

interface Ids {
  findingId: string;
  actionId: string;
}

async function aReported(agreementId: string): Promise<Ids> {
  const visit = await aVisit(moa, { agreementId });
  const { id: findingId } = await aFinding(moa, visit);
  await report(moa, visit.id, '2012-08-01');
  const action = await reading().findOneByOrFail(CorrectiveAction, { findingId });
  return { findingId, actionId: action.id };
}

/** Everything that a step may ask for. */
const FACTS: Record<ActionStep, object> = {
  submitted: { plan: 'A plan.', owner: 'agency', plannedOn: '2012-10-15' },
  accepted: {},
  'sent-back': { reason: 'Not enough.' },
  implemented: { doneOn: TODAY, note: 'Done.' },
  verified: { reason: 'Seen.' },
};

/** A change of an action or of its finding, from the present version, which is the action's. */
async function change(
  client: Client,
  { findingId, actionId: id }: Ids,
  what: string,
  body: object,
): Promise<Answer> {
  const { version } = await reading().findOneByOrFail(CorrectiveAction, { id });
  const place = OF_FINDINGS.includes(what) ? `findings/${findingId}` : `corrective-actions/${id}`;
  return client.post(`/api/v1/${place}/${what}`, body, { 'if-match': `"${id}.${version}"` });
}

const OF_FINDINGS = ['outcomes', 'closure'];

describe('every step of a corrective action, from every state, by every role', () => {
  it('is answered as the tables say', async () => {
    const ids = await aReported(free[0]!);
    const { findingId, actionId } = ids;
    await moa.app.get(UnitOfWork).run((manager) =>
      manager.insert(CorrectiveActionDocument, {
        ...{ id: newId(), actionId, title: 'Of the matrix', sha256: 'a'.repeat(64) },
        ...{ byteCount: 1, fileName: 'a.txt', mediaType: 'text/plain' },
        ...{ uploadedAt: `${TODAY}T12:00:00.000Z`, uploadedBy: 'the matrix' },
      }),
    );
    const wrong: string[] = [];
    let tried = 0;
    for (const status of ACTION_STATUSES)
      for (const to of ACTION_STEPS)
        for (const role of ROLES) {
          await standAt(actionId, findingId, status);
          const answer = await change(clientOf(role), ids, 'transitions', { to, ...FACTS[to] });
          const expected = expectedOf(status, to, role);
          tried += 1;
          if (answer.status !== expected)
            wrong.push(`${role}: ${status} → ${to}: ${answer.status} instead of ${expected}`);
        }
    expect(wrong).toEqual([]);
    expect(tried).toBe(ACTION_STATUSES.length * ACTION_STEPS.length * ROLES.length);
    await standAt(actionId, findingId, 'opened');
  }, 300_000);
});

/** From the tables of transitions and of permissions alone. */
function expectedOf(status: ActionStatus, to: ActionStep, role: Role): number {
  if (!roleMay(role, 'corrective-actions.answer')) return 403;
  const transition = ACTION_TRANSITIONS.find((one) => one.to === to && one.from.includes(status));
  if (!transition) return 409;
  return roleMay(role, transition.permission) ? 200 : 403;
}

/** As if others had brought it there. */
async function standAt(actionId: string, findingId: string, status: ActionStatus): Promise<void> {
  await moa.app.get(UnitOfWork).run(async (manager) => {
    await manager.delete(CorrectiveActionEvent, { actionId });
    await manager.update(CorrectiveAction, { id: actionId }, { status });
    await manager.update(
      Finding,
      { id: findingId },
      { status: 'open', closedOn: null, closedReason: null },
    );
  });
}

/** One thing that happens to a finding; what does not fit is refused, and changes nothing. */
type Happening =
  | { does: 'step'; to: ActionStep; by: 'supervisor' | 'leader' | 'second leader' }
  | {
      does:
        'ask' | 'grant' | 'refuse' | 'close' | 'by hand' | 'rule' | 'begin' | 'cancel' | 'report';
    }
  | { does: 'outcome'; outcome: string };

const OTHER_DEEDS = ['ask', 'grant', 'refuse', 'close', 'by hand', 'cancel'] as const;

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('step' as const),
      to: fc.constantFrom(...ACTION_STEPS),
      by: fc.constantFrom('supervisor' as const, 'leader' as const, 'second leader' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom('rule' as const, 'begin' as const, 'report' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('outcome' as const),
      outcome: fc.constantFrom(...OUTCOMES),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constantFrom(...OTHER_DEEDS),
    }),
  },
);

async function happen(what: Happening, ids: Ids): Promise<Answer | undefined> {
  const { findingId } = ids;
  const leader = clientOf('team-leader');
  const by = { supervisor: clientOf('ero-supervisor'), leader, 'second leader': secondLeader };
  const visit = await liveVisitOf(moa, findingId);
  switch (what.does) {
    case 'step':
      return change(by[what.by], ids, 'transitions', { to: what.to, ...FACTS[what.to] });
    case 'ask':
      return change(by.supervisor, ids, 'extensions', { until: '2013-06-01', reason: 'x' });
    case 'grant':
      return change(leader, ids, 'extension-answer', { answer: 'approve', reason: 'x' });
    case 'refuse':
      return change(leader, ids, 'extension-answer', { answer: 'refuse', reason: 'x' });
    case 'close':
      return change(leader, ids, 'closure', { reason: 'Withdrawn.' });
    case 'outcome':
      return change(leader, ids, 'outcomes', { outcome: what.outcome, note: 'Seen.' });
    case 'by hand':
      return leader.post('/api/v1/focus-reviews', {
        ...{ agreementId: free[1], findingIds: [findingId], dueOn: '2012-12-14', reason: 'x' },
      });
    case 'rule':
      await moa.app.get(FocusReviewsService).orderByRule(false);
      expect(await uncovered(findingId)).toBe(false);
      return undefined;
    case 'begin':
      if (visit?.kind === 'focus') await beginVisit(moa, findingId, TODAY);
      return undefined;
    case 'cancel':
      if (visit) await moa.app.get(InspectionCancellation).cancel(visit, 'Of the test.');
      return undefined;
    case 'report':
      if (visit && (await objectionsTo(moa, visit.id)).length === 0)
        await report(moa, visit.id, TODAY);
      return undefined;
  }
}

/** Once the rule has run, everything that is open has its visit. */
async function uncovered(findingId: string): Promise<boolean> {
  const finding = await reading().findOneByOrFail(Finding, { id: findingId });
  return finding.status === 'open' && (await liveVisitOf(moa, findingId)) === null;
}

/** Each row of the history begins where the one before ended, and the last one is where the action stands. */
async function gapsIn(actionId: string): Promise<string[]> {
  const action = await reading().findOneByOrFail(CorrectiveAction, { id: actionId });
  const history = await reading().find(CorrectiveActionEvent, {
    where: { actionId },
    order: { id: 'ASC' },
  });
  const ends = history.map(({ toStatus, dueTo }) => `${toStatus} ${dueTo}`);
  const begins = history.map(({ fromStatus, dueFrom }) => `${fromStatus ?? ''} ${dueFrom ?? ''}`);
  return [
    ...begins.slice(1).flatMap((begin, index) => (begin === ends[index] ? [] : [begin])),
    ...(ends.at(-1) === `${action.status} ${action.dueOn}` ? [] : [`${action.status} is not told`]),
  ];
}

describe('whatever happens to a finding, in whatever order', () => {
  // The engine matters little for it.
  const numRuns = isDeep ? 150 : isTriedOn('sqlite') ? 15 : 3;

  it('it has an action, a visit or a reason why it is closed, and its history has no gap', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 4, maxLength: 25 }), async (happenings) => {
        const ids = await aReported(free[1]!);
        for (const what of happenings) {
          const answer = await happen(what, ids);
          if (answer && !ANSWERS.includes(answer.status))
            throw new Error(`${JSON.stringify(what)}: ${answer.status} ${answer.text}`);
          expect(await looseEnds(moa, ids.findingId)).toEqual([]);
          expect(await gapsIn(ids.actionId)).toEqual([]);
        }
        await putAside(ids);
      }),
      { numRuns },
    );
  }, 600_000);
});

const ANSWERS = [200, 201, 400, 403, 409];

/** So that the next one has its visits to itself. */
async function putAside(ids: Ids): Promise<void> {
  const { findingId } = ids;
  const finding = await reading().findOneByOrFail(Finding, { id: findingId });
  if (finding.status === 'open')
    await change(clientOf('team-leader'), ids, 'closure', { reason: 'The test is over.' });
  expect((await reading().findOneByOrFail(Finding, { id: findingId })).status).toBe('closed');
}
