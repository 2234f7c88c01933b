import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FindingListResponse } from '../src/inspections/finding.dto.js';
import type { InspectionListResponse } from '../src/inspections/inspection.dto.js';
import type { AgreementListResponse } from '../src/registry/agreement.dto.js';
import type { ReminderListResponse } from '../src/reminders/reminder.dto.js';
import { aClient, type Client } from './support/client.js';
import { runJob } from './support/reminders.js';
import { routesOf } from './support/routes.js';
import { startTestApp, type TestApp } from './support/test-app.js';

const OFFICE = 'Atlanta';
const NOBODYS_ID = '00000000-0000-7000-8000-000000000000';

let moa: TestApp;
let everywhere: Client;
let supervisor: Client;
/** Agreements of the supervisor's office, and of all others, on the demonstration's first day. */
let own: AgreementListResponse['items'];
let foreign: AgreementListResponse['items'];

const items = async <List extends { items: object[] }>(
  client: Client,
  path: string,
): Promise<List['items']> => {
  const answer = await client.get(`${path}${path.includes('?') ? '&' : '?'}limit=500`);
  expect(answer.status).toBe(200);
  const list = answer.body as List & { total: number };
  expect(list.items).toHaveLength(list.total);
  return list.items;
};

beforeAll(async () => {
  moa = await startTestApp();
  everywhere = await aClient(moa, 'program-manager');
  supervisor = await aClient(moa, 'ero-supervisor', OFFICE);
  for (const job of [
    'obligations.reconcile',
    'inspections.schedule',
    'focus-reviews.schedule',
    'reminders.plan',
  ])
    await runJob(moa.app, job);
  const all = await items<AgreementListResponse>(everywhere, '/api/v1/agreements');
  own = all.filter((agreement) => agreement.fieldOffice === OFFICE);
  foreign = all.filter((agreement) => agreement.fieldOffice !== OFFICE);
});

afterAll(() => moa.close());

const idsOf = (list: { id: string | null }[]): string[] => list.flatMap(({ id }) => id ?? []);
const isOwn = (agreementId: string): boolean => idsOf(own).includes(agreementId);

describe('an ERO supervisor', () => {
  it('lists exactly the agreements of the own field office', async () => {
    const seen = await items<AgreementListResponse>(supervisor, '/api/v1/agreements');
    expect(idsOf(seen)).toEqual(idsOf(own));
    expect(own.length).toBeGreaterThan(1);
    expect(foreign.length).toBeGreaterThan(40);
  });

  it('lists exactly the visits to them, and the reasons where there is none', async () => {
    const year = '/api/v1/inspections?fiscalYear=2013';
    const all = await items<InspectionListResponse>(everywhere, year);
    const seen = await items<InspectionListResponse>(supervisor, year);
    expect(seen).toEqual(all.filter(({ agreementId }) => isOwn(agreementId)));
    expect(seen.length).toBeGreaterThanOrEqual(own.length);
  });

  it('lists exactly their findings', async () => {
    const all = await items<FindingListResponse>(everywhere, '/api/v1/findings');
    const seen = await items<FindingListResponse>(supervisor, '/api/v1/findings');
    // What is a draft is not theirs yet.
    const told = all.filter(({ status }) => status !== 'draft');
    expect(seen).toEqual(told.filter(({ agreementId }) => isOwn(agreementId)));
    expect(seen).not.toHaveLength(0);
    expect(seen.length).toBeLessThan(all.length);
  });

  it('lists exactly their reminders', async () => {
    const all = await items<ReminderListResponse>(everywhere, '/api/v1/reminders');
    const seen = await items<ReminderListResponse>(supervisor, '/api/v1/reminders');
    const ofOwn = await Promise.all(
      own.map(({ id }) =>
        items<ReminderListResponse>(everywhere, `/api/v1/reminders?subject=${id}`),
      ),
    );
    expect(new Set(idsOf(seen))).toEqual(new Set(idsOf(ofOwn.flat())));
    expect(seen).not.toHaveLength(0);
    expect(seen.length).toBeLessThan(all.length);
  });

  it('finds nothing more by filters that name the others', async () => {
    const other = foreign[0]!;
    const q = encodeURIComponent(other.agency.name);
    for (const path of [
      `/api/v1/agreements?fieldOffice=${encodeURIComponent(other.fieldOffice!)}`,
      `/api/v1/agreements?q=${q}&state=${other.agency.state}`,
      `/api/v1/inspections?fiscalYear=2013&q=${q}`,
      `/api/v1/findings?agreementId=${other.id}`,
      `/api/v1/reminders?subject=${other.id}`,
      `/api/v1/reminders?subject=agreement:${other.id}`,
    ])
      expect({ path, items: await items(supervisor, path) }).toEqual({ path, items: [] });
  });

  it('opens the own ones and does not find the others, by API and by page', async () => {
    const visits = '/api/v1/inspections?fiscalYear=2013';
    const things = [
      ...(await items<AgreementListResponse>(everywhere, '/api/v1/agreements')).map(({ id }) => ({
        place: 'agreements',
        id,
        agreementId: id,
      })),
      ...(await items<InspectionListResponse>(everywhere, visits)).flatMap(({ id, agreementId }) =>
        id ? { place: 'inspections', id, agreementId } : [],
      ),
      ...(await items<FindingListResponse>(everywhere, '/api/v1/findings')).map(
        ({ id, agreementId }) => ({ place: 'findings', id, agreementId }),
      ),
    ];
    const wrong: string[] = [];
    for (const { place, id, agreementId } of [...ofEach(things, true), ...ofEach(things, false)])
      for (const path of [`/api/v1/${place}/${id}`, `/${place}/${id}`]) {
        const { status } = await supervisor.get(path);
        if (status !== (isOwn(agreementId) ? 200 : 404)) wrong.push(`${path}: ${status}`);
      }
    expect(wrong).toEqual([]);
  });

  it('changes nothing of the others, which are not found', async () => {
    const findings = await items<FindingListResponse>(everywhere, '/api/v1/findings');
    const { actionId } = findings.find(
      ({ agreementId, status }) => status === 'open' && !isOwn(agreementId),
    )!;
    const path = `/api/v1/corrective-actions/${actionId}`;
    const before = await everywhere.get(path);
    const answer = await supervisor.post(
      `${path}/transitions`,
      { to: 'implemented', doneOn: '2012-09-26', note: 'Done.' },
      { 'if-match': before.headers['etag']! },
    );
    expect(answer.status).toBe(404);
    expect((await everywhere.get(path)).body).toEqual(before.body);
  });

  it('reads no name of another office’s agency on any page or in any export', async () => {
    const ownNames = new Set(own.map(({ agency }) => agency.name));
    const names = [...new Set(foreign.map(({ agency }) => agency.name))].filter(
      (name) => ![...ownNames].some((ownName) => ownName.includes(name)),
    );
    const allAgreements = (await everywhere.get('/agreements.csv')).text;
    expect(names.filter((name) => allAgreements.includes(name)).length).toBeGreaterThan(40);
    const told: string[] = [];
    for (const { path } of routesOf(moa.app).filter(
      (route) => route.method === 'GET' && !route.path.includes(NOBODYS_ID),
    )) {
      const { status, text } = await supervisor.get(path);
      const plain = text.replace(/&#39;|&#x27;/g, "'").replace(/&amp;/g, '&');
      if (status === 200)
        told.push(
          ...names.filter((name) => plain.includes(name)).map((name) => `${path}: ${name}`),
        );
    }
    expect(told).toEqual([]);
  });
});

/** Two of each kind: opening every single one would only take time. */
function ofEach<Thing extends { place: string; agreementId: string }>(
  things: Thing[],
  wanted: boolean,
): Thing[] {
  return ['agreements', 'inspections', 'findings'].flatMap((place) => {
    const chosen = things.filter(
      (thing) => thing.place === place && isOwn(thing.agreementId) === wanted,
    );
    expect(chosen).not.toHaveLength(0);
    return chosen.slice(0, 2);
  });
}
