import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { In, Not } from 'typeorm';
import { AccountsService } from '../src/identity/accounts/accounts.service.js';
import { Account, ApiToken } from '../src/identity/account.entity.js';
import {
  type Permission,
  PERMISSIONS,
  ROLE_SCOPES,
  type Role,
  roleMay,
  ROLES,
} from '../src/identity/permissions.js';
import { fingerprint } from '../src/identity/secrets.js';
import {
  CorrectiveAction,
  CorrectiveActionDocument,
} from '../src/inspections/corrective-actions/corrective-action.entity.js';
import { Finding, FindingCoverage } from '../src/inspections/finding.entity.js';
import { InspectionTeamMember } from '../src/inspections/inspection.entity.js';
import { OfficesService } from '../src/offices/offices.service.js';
import { newId } from '../src/platform/db/id.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { FileStore } from '../src/platform/files/file-store.js';
import type { ViewerScope } from '../src/platform/http/viewer.js';
import { AgreementEvent } from '../src/registry/agreement.entity.js';
import { AgreementDocument } from '../src/registry/documents/document.entity.js';
import { RegisterChanges } from '../src/registers/register-changes.service.js';
import { registerOf } from '../src/registers/registers.rules.js';
import { RegistryReader } from '../src/registry/registry-reader.js';
import { RenewalReview } from '../src/renewals/renewal.entity.js';
import { Occupancy, Position } from '../src/workforce/position.entity.js';
import { aPerson, BrowserSession, type Person, signIn } from './support/browser-session.js';
import { tokenFor } from './support/client.js';
import { isTriedOn } from './support/deep.js';
import { runJob } from './support/reminders.js';
import { type Route, routesOf } from './support/routes.js';
import { startTestApp, type TestApp } from './support/test-app.js';

const OFFICE = 'Atlanta';
const TODAY = '2012-09-26';

type Thing =
  | 'agreement'
  | 'inspection'
  | 'finding'
  | 'renewal'
  | 'document'
  | 'corrective-action'
  | 'register-entry';
type Place = 'inside' | 'outside';

/** One thing of each kind within the supervisor's office and the inspector's visits, and one outside of both. */
type Things = Record<Place, Record<Thing, string>>;

/** Whoever asks, by one of the ways in which one can. */
interface Asker {
  role: Role;
  means: 'session' | 'token';
  ask(route: Route, path: string, body?: object): Promise<{ status: number }>;
}

let moa: TestApp;
let things: Things;
let routes: Route[];
const askers: Asker[] = [];

beforeAll(async () => {
  moa = await startTestApp();
  for (const job of [
    'obligations.reconcile',
    'inspections.schedule',
    'focus-reviews.schedule',
    'renewals.reconcile',
  ])
    await runJob(moa.app, job);
  const chosen = await chooseThings();
  things = chosen.things;
  // What ends the asker's own session comes last.
  const endsSession = ({ template }: Route): number =>
    Number(template === '/account/sign-out-everywhere');
  routes = routesOf(moa.app)
    .filter((route) => route.permission)
    .sort((a, b) => endsSession(a) - endsSession(b));
  for (const role of ROLES) {
    // Of the means the database sees nothing.
    if (isTriedOn('sqlite')) askers.push(await bySession(role, chosen.inspector));
    askers.push(await byToken(role, chosen.inspector));
  }
}, 60_000);

afterAll(() => moa.close());

/** The kind of thing whose id a route's address holds. */
const thingOf = ({ template }: Route): Thing | undefined => {
  if (/^(\/api\/v1)?\/register-entries\/:id/.test(template)) return 'register-entry';
  const [, kind] =
    /^(?:\/api\/v1)?\/(agreement|inspection|finding|renewal|document|corrective-action)s\/:id/.exec(
      template,
    ) ?? [];
  return kind as Thing | undefined;
};

/** What else an address may hold besides the id of its thing: the entry of an agreement's history, by the agreement. */
const entries = new Map<string, string>();

/** The address of a route for a thing. */
const pathOf = ({ template }: Route, id: string): string =>
  template
    .replace(':id', id)
    .replace(':name', 'suspended')
    .replace(':eventId', entries.get(id) ?? ':eventId')
    .replace(':documentId', entries.get(`document of ${id}`) ?? ':documentId');

/** What an inspector sees of every agreement. */
const OF_EVERY_AGREEMENT: readonly Thing[] = ['agreement', 'document', 'register-entry'];

/** What is expected of scope, by the two tables in permissions.ts. */
function isFound(scope: ViewerScope, thing: Thing, place: Place): boolean {
  if (place === 'inside' || scope === 'everywhere') return true;
  return scope === 'own-visits' && OF_EVERY_AGREEMENT.includes(thing);
}

/** What a change needs in order to be looked at: only then is it told apart from one that is out of scope. */
const BODIES: Record<string, object> = {
  extension: { endsOn: '2019-01-01', reason: 'Of the matrix.', version: '1' },
  'field-office': { fieldOffice: 'Dallas', from: TODAY, reason: 'Of the matrix.' },
  office: { fieldOffice: 'Dallas', from: TODAY, moveReason: 'Of the matrix.', version: '1' },
  reschedule: { startsOn: '2013-03-04', reason: 'Of the matrix.', version: '1' },
  ':itemId': { rating: 'compliant', version: '1' },
  evidence: {},
  transitions: { to: 'implemented', doneOn: TODAY, note: 'Of the matrix.', version: '1' },
  extensions: { until: '2019-01-01', reason: 'Of the matrix.', version: '1' },
  'extension-answer': { answer: 'refuse', reason: 'Of the matrix.', version: '1' },
  outcomes: { outcome: 'corrected', note: 'Of the matrix.', version: '1' },
  closure: { reason: 'Of the matrix.', version: '1' },
  documents: { title: 'Of the matrix' },
  'focus-review': { findingIds: [], dueOn: TODAY, reason: 'Of the matrix.' },
  figures: {
    ...{ measure: 'encounters', from: '2011-10-01', until: '2012-09-25', value: '1' },
    source: 'Of the matrix.',
  },
  'register-entries': {
    ...{ register: 'officers', facts: { reference: 'OFF-999' }, source: 'Of the matrix.' },
  },
  registers: { register: 'officers', reference: 'OFF-999', source: 'Of the matrix.' },
  corrections: { facts: { reference: 'OFF-999' }, reason: 'Of the matrix.' },
  correct: { reference: 'OFF-999', reason: 'Of the matrix.', version: '1' },
  withdrawal: { reason: 'Of the matrix.' },
  withdraw: { withdrawalReason: 'Of the matrix.', version: '1' },
};

const bodyOf = ({ template }: Route): object => {
  const body = BODIES[template.split('/').at(-1) ?? ''];
  if (!body) throw new Error(`the matrix knows no body for ${template}`);
  const isForm = !template.startsWith('/api/');
  return isForm
    ? body
    : Object.fromEntries(Object.entries(body).filter(([key]) => key !== 'version'));
};

describe('the matrix of permissions', () => {
  it('has a route for every permission, and a permission for every route', () => {
    const used = new Set(routes.map(({ permission }) => permission));
    const unused = (Object.keys(PERMISSIONS) as Permission[]).filter((name) => !used.has(name));
    expect(unused).toEqual([]);
  });

  it('holds for every route, role and means, inside and outside the scope', async () => {
    const wrong: string[] = [];
    let tried = 0;
    for (const asker of askers)
      for (const route of routes) {
        const thing = thingOf(route);
        const may = roleMay(asker.role, route.permission!);
        for (const place of thing ? (['inside', 'outside'] as const) : [undefined]) {
          const path = thing && place ? pathOf(route, things[place][thing]) : route.path;
          const isChange = route.method !== 'GET';
          const isLookedAt = isChange && thing !== undefined && place === 'outside' && may;
          const isOutside =
            thing !== undefined &&
            place === 'outside' &&
            !isFound(ROLE_SCOPES[asker.role], thing, place);
          // A change within the scope is sent without its facts: it is let in, and refused for what it lacks.
          if (isLookedAt && !isOutside) continue;
          const { status } = await asker.ask(route, path, isLookedAt ? bodyOf(route) : {});
          tried += 1;
          const isRight = !may
            ? status === 403
            : isOutside
              ? status === 404
              : status < 500 &&
                ![401, 403].includes(status) &&
                (isChange || !thing || status === 200);
          if (!isRight)
            wrong.push(
              `${asker.role} by ${asker.means}: ${route.method} ${route.template} ${place ?? ''}: ${status}`,
            );
        }
      }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(500);
  }, 300_000);

  it('lets nobody in who says nothing of who they are', async () => {
    const wrong: string[] = [];
    for (const route of routes) {
      const { statusCode } = await moa.app.inject({
        method: route.method as 'GET',
        url: route.path,
      });
      if (![303, 401].includes(statusCode)) wrong.push(`${route.template}: ${statusCode}`);
    }
    expect(wrong).toEqual([]);
  });
});

async function bySession(role: Role, inspector: Person): Promise<Asker> {
  const person =
    role === 'inspector'
      ? inspector
      : await aPerson(moa, role, role === 'ero-supervisor' ? OFFICE : undefined);
  const browser: BrowserSession = await signIn(moa, person);
  await browser.open('/help/roles');
  return {
    role,
    means: 'session',
    ask: async (route, path, body) => {
      const answer =
        route.method === 'GET'
          ? await browser.open(path)
          : await browser.postJson(path, body ?? {}, false, anEtag(path), route.method as 'POST');
      // A page sends whoever it does not know to the sign-in.
      const isTurnedAway = answer.headers['location']?.startsWith('/sign-in?next=') === true;
      return { status: isTurnedAway ? 401 : answer.status };
    },
  };
}

async function byToken(role: Role, inspector: Person): Promise<Asker> {
  const token = await tokenFor(moa, role, role === 'ero-supervisor' ? OFFICE : undefined);
  if (role === 'inspector') await giveToken(token, inspector.accountId);
  return {
    role,
    means: 'token',
    ask: async (route, path, body) => {
      const { statusCode } = await moa.app.inject({
        method: route.method as 'GET',
        url: path,
        headers: { authorization: `Bearer ${token}`, ...anEtag(path) },
        ...(route.method !== 'GET' && { payload: body ?? {} }),
      });
      return { status: statusCode };
    },
  };
}

/** An ETag of the thing in an address; whether it is the present one does not matter here. */
function anEtag(path: string): Record<string, string> {
  const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(path)?.[0];
  return id ? { 'if-match': `"${id}.1"` } : {};
}

/** Makes a token that of another account. */
async function giveToken(token: string, accountId: string): Promise<void> {
  await moa.app
    .get(UnitOfWork)
    .run((manager) => manager.update(ApiToken, { tokenHash: fingerprint(token) }, { accountId }));
}

/** A finding of the office whose visit an inspector took part in, and one that has nothing to do with either. */
async function chooseThings(): Promise<{ things: Things; inspector: Person }> {
  const manager = moa.app.get(UnitOfWork).reading();
  const office = await moa.app.get(OfficesService).find(OFFICE);
  const inForce = await moa.app.get(RegistryReader).findInForce(TODAY);
  const ofOffice = new Set(
    inForce.filter(({ officeId }) => officeId === office?.id).map((row) => row.agreementId),
  );
  // A draft is seen by the people of the inspection only: it is tried in inspection-life-cycle.
  const findings = await manager.find(Finding, {
    where: { status: Not('draft') },
    order: { number: 'ASC' },
  });
  const own = findings.find(({ agreementId }) => ofOffice.has(agreementId))!;
  const position = await manager.findOneByOrFail(Position, { title: 'Inspector 1' });
  await moa.app.get(UnitOfWork).run((writing) =>
    writing.insert(InspectionTeamMember, {
      id: newId(),
      inspectionId: own.inspectionId,
      positionId: position.id,
      role: 'inspector',
    }),
  );
  const holder = await manager.findOneByOrFail(Occupancy, { positionId: position.id });
  const account = await manager.findOneByOrFail(Account, { id: holder.accountId });
  const visits = await manager.findBy(InspectionTeamMember, { positionId: position.id });
  const ownVisits = visits.map(({ inspectionId }) => inspectionId);
  const verified = await manager.findBy(FindingCoverage, { inspectionId: In(ownVisits) });
  const ownFindings = new Set(verified.map(({ findingId }) => findingId));
  const finding = findings.find(
    ({ id, agreementId, inspectionId }) =>
      inForce.some((row) => row.agreementId === agreementId) &&
      !ofOffice.has(agreementId) &&
      !ownVisits.includes(inspectionId) &&
      !ownFindings.has(id),
  )!;
  const reviews = await manager.find(RenewalReview, { order: { number: 'ASC' } });
  for (const agreementId of [own.agreementId, finding.agreementId]) {
    const first = await manager.findOneOrFail(AgreementEvent, {
      where: { agreementId },
      order: { onDay: 'ASC' },
    });
    entries.set(agreementId, first.id);
  }
  const ofOwn = ({ agreementId }: RenewalReview): boolean => ofOffice.has(agreementId);
  return {
    things: {
      inside: {
        agreement: own.agreementId,
        inspection: own.inspectionId,
        finding: own.id,
        renewal: reviews.find(ofOwn)!.id,
        document: await aDocument(own.agreementId),
        'corrective-action': await actionOf(own.id),
        'register-entry': await anEntry(own.agreementId),
      },
      outside: {
        agreement: finding.agreementId,
        inspection: finding.inspectionId,
        finding: finding.id,
        renewal: reviews.find((review) => !ofOwn(review))!.id,
        document: await aDocument(finding.agreementId),
        'corrective-action': await actionOf(finding.id),
        'register-entry': await anEntry(finding.agreementId),
      },
    },
    inspector: {
      accountId: account.id,
      email: account.email ?? '',
      password: await moa.app.get(AccountsService).resetPassword(account.id),
    },
  };
}

/** The corrective action of a finding, with a document. */
async function actionOf(findingId: string): Promise<string> {
  const { id } = await moa.app
    .get(UnitOfWork)
    .reading()
    .findOneByOrFail(CorrectiveAction, { findingId });
  const content = await moa.app.get(FileStore).put(Buffer.from('Of the matrix.'));
  const documentId = newId();
  await moa.app.get(UnitOfWork).run((writing) =>
    writing.insert(CorrectiveActionDocument, {
      ...{ id: documentId, actionId: id, title: 'Of the matrix', ...content },
      ...{ fileName: 'a.txt', mediaType: 'text/plain; charset=utf-8' },
      ...{ uploadedAt: `${TODAY}T12:00:00.000Z`, uploadedBy: 'the matrix' },
    }),
  );
  entries.set(`document of ${id}`, documentId);
  return id;
}

/** A document of an agreement, of a day on which its present office answered. */
async function aDocument(agreementId: string): Promise<string> {
  const id = newId();
  const content = await moa.app.get(FileStore).put(Buffer.from('Of the matrix.'));
  await moa.app.get(UnitOfWork).run((writing) =>
    writing.insert(AgreementDocument, {
      ...{ id, agreementId, seriesId: id, revisesId: null, version: 1 },
      ...{ kind: 'other', title: 'Of the matrix', holdsFrom: TODAY, ...content },
      ...{ fileName: 'a.txt', mediaType: 'text/plain; charset=utf-8' },
      ...{ uploadedAt: `${TODAY}T12:00:00.000Z`, uploadedBy: 'the matrix' },
      ...{ withdrawnAt: null, withdrawnBy: null, withdrawnBecause: null },
    }),
  );
  return id;
}

/** An entry in the register of officers of an agreement. */
async function anEntry(agreementId: string): Promise<string> {
  const entry = {
    agreementId,
    facts: { reference: 'OFF-998', initialTrainingOn: null, leftOn: null },
  };
  const [id = ''] = await moa.app
    .get(RegisterChanges)
    .recordSound(registerOf('officers'), [entry], 'Of the matrix.', 'the matrix');
  return id;
}
