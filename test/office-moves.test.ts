import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Finding } from '../src/inspections/finding.entity.js';
import { Inspection } from '../src/inspections/inspection.entity.js';
import { isFieldWorkDone } from '../src/inspections/life-cycle/life-cycle.rules.js';
import { OfficesService } from '../src/offices/offices.service.js';
import { addDays } from '../src/platform/clock/calendar.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import type {
  AgreementDetailResponse,
  AgreementListResponse,
} from '../src/registry/agreement.dto.js';
import { RegistryReader } from '../src/registry/registry-reader.js';
import { aPerson, signIn } from './support/browser-session.js';
import { aClient, type Client, type ProblemBody } from './support/client.js';
import { runJob } from './support/reminders.js';
import { startTestApp, type TestApp } from './support/test-app.js';

const TODAY = '2012-09-26';
const OFFICES = ['Atlanta', 'Dallas', 'Phoenix'] as const;
type Office = (typeof OFFICES)[number];

let moa: TestApp;
let manager: Client;
const supervisors = new Map<Office, Client>();

beforeAll(async () => {
  moa = await startTestApp();
  manager = await aClient(moa, 'program-manager');
  for (const office of OFFICES)
    supervisors.set(office, await aClient(moa, 'ero-supervisor', office));
});

afterAll(() => moa.close());

const supervisorOf = (office: Office): Client => supervisors.get(office)!;

/** Agreements that Atlanta answers for today and that nothing else in this file moves. */
let taken = 0;
async function anAgreementOfAtlanta(): Promise<string> {
  const answer = await manager.get(
    '/api/v1/agreements?fieldOffice=Atlanta&status=in-force&limit=500',
  );
  const { items } = answer.body as AgreementListResponse;
  taken += 1;
  return items[taken - 1]!.id;
}

async function move(id: string, fieldOffice: string, from: string): Promise<number> {
  const { headers } = await manager.get(`/api/v1/agreements/${id}`);
  const { status } = await manager.post(
    `/api/v1/agreements/${id}/field-office`,
    { fieldOffice, from, reason: 'The areas were divided anew.' },
    { 'if-match': headers['etag'] ?? '' },
  );
  return status;
}

const seenOn = async (office: Office, id: string, day: string): Promise<boolean> =>
  (await supervisorOf(office).get(`/api/v1/agreements/${id}?asOf=${day}`)).status === 200;

describe('an agency that moves to another field office', () => {
  it('is seen by each office in its own time', async () => {
    const id = await anAgreementOfAtlanta();
    expect(await move(id, 'Dallas', '2012-09-01')).toBe(200);
    expect(await seenOn('Atlanta', id, '2012-08-31')).toBe(true);
    expect(await seenOn('Atlanta', id, '2012-09-01')).toBe(false);
    expect(await seenOn('Dallas', id, '2012-08-31')).toBe(false);
    expect(await seenOn('Dallas', id, '2012-09-01')).toBe(true);
    expect((await supervisorOf('Dallas').get(`/api/v1/agreements/${id}`)).status).toBe(200);
    expect((await supervisorOf('Atlanta').get(`/api/v1/agreements/${id}`)).status).toBe(404);
  });

  it('tells the office before nothing of what came later', async () => {
    const id = await anAgreementOfAtlanta();
    const day = '2011-03-01';
    const before = await supervisorOf('Atlanta').get(`/api/v1/agreements/${id}?asOf=${day}`);
    await move(id, 'Dallas', '2011-04-01');
    const after = await supervisorOf('Atlanta').get(`/api/v1/agreements/${id}?asOf=${day}`);
    const historyOf = (answer: { body: unknown }): AgreementDetailResponse['history'] =>
      (answer.body as AgreementDetailResponse).history;
    expect(historyOf(after)).toEqual(historyOf(before).filter(({ on }) => on < '2011-04-01'));
    const page = await supervisorOf('Atlanta').get(`/agreements/${id}?asOf=${day}`);
    expect(page.text).not.toContain('Dallas');
  });

  it('takes its findings along; the office before sees those of its time and can change none', async () => {
    const { finding, visit } = await aFindingOfAtlanta();
    await move(finding.agreementId, 'Dallas', addDays(visit.endsOn!, 1));
    const path = `/api/v1/findings/${finding.id}`;
    const seen = await supervisorOf('Atlanta').get(path);
    expect(seen.status).toBe(200);
    const extension = { until: '2013-01-15', reason: 'Until the next course.' };
    const { actionId } = seen.body as { actionId: string };
    const address = `/api/v1/corrective-actions/${actionId}/extensions`;
    const header = { 'if-match': seen.headers['etag'] ?? '' };
    const refused = await supervisorOf('Atlanta').post(address, extension, header);
    expect(refused.status).toBe(403);
    expect((refused.body as ProblemBody).detail).toContain('Another field office');
    const done = await supervisorOf('Dallas').post(address, extension, header);
    expect(done.status).toBe(200);
  });

  it('before it had findings there shows the office before none of them', async () => {
    const { finding, visit } = await aFindingOfAtlanta();
    await move(finding.agreementId, 'Dallas', addDays(visit.startsOn!, -30));
    for (const path of [`/api/v1/findings/${finding.id}`, `/api/v1/inspections/${visit.id}`])
      expect((await supervisorOf('Atlanta').get(path)).status).toBe(404);
    const q = `/search?q=${encodeURIComponent(finding.number)}`;
    expect((await supervisorOf('Atlanta').get(q)).headers['location']).toMatch(/^\/agreements/);
  });

  it('names each field of the form that is wrong, and moves nothing', async () => {
    const id = await anAgreementOfAtlanta();
    const { headers } = await manager.get(`/api/v1/agreements/${id}`);
    const post = (body: object, etag = headers['etag'] ?? '') =>
      manager.post(`/api/v1/agreements/${id}/field-office`, body, { 'if-match': etag });
    const right = { fieldOffice: 'Dallas', from: TODAY, reason: 'Divided anew.' };
    for (const [wrong, pointer] of [
      [{ fieldOffice: 'Atlantis' }, '/fieldOffice'],
      [{ fieldOffice: 'Atlanta' }, '/fieldOffice'],
      [{ from: '2012-02-30' }, '/from'],
      [{ from: '0212-02-03' }, '/from'],
      [{ reason: ' ' }, '/reason'],
    ] as const) {
      const answer = await post({ ...right, ...wrong });
      expect(answer.status).toBe(400);
      expect((answer.body as ProblemBody).errors[0]?.pointer).toBe(pointer);
    }
    expect((await post(right, `"${id}.99"`)).status).toBe(412);
    expect(await seenOn('Atlanta', id, TODAY)).toBe(true);
  });

  it('is moved on its page, which keeps what was typed where something is wrong', async () => {
    const id = await anAgreementOfAtlanta();
    const browser = await signIn(moa, await aPerson(moa, 'program-manager'));
    const page = await browser.open(`/agreements/${id}`);
    const version = /office"[^]*?name="version" value="(\d+)"/.exec(page.text)?.[1] ?? '';
    const fields = { version, fieldOffice: 'Dallas', from: '2012-10-01', moveReason: '' };
    const refused = await browser.submit(`/agreements/${id}/office`, fields);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('href="#moveReason"');
    expect(refused.text).toContain('value="2012-10-01"');
    const moved = await browser.submit(`/agreements/${id}/office`, {
      ...fields,
      moveReason: 'Divided anew.',
    });
    expect(moved.headers['location']).toBe(`/agreements/${id}`);
    expect(await seenOn('Dallas', id, '2012-10-01')).toBe(true);
    expect(await seenOn('Atlanta', id, TODAY)).toBe(true);
  });

  it('shows no office an agreement on a day that was not its own, whatever moved when', async () => {
    const id = await anAgreementOfAtlanta();
    const from = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2012-07-01', days));
    /** The model: every day's office, as the moves so far have made it. */
    const officeOn = new Map<string, Office>();
    const days = Array.from({ length: 61 }, (_, index) => addDays('2012-07-01', index));
    for (const day of days) officeOn.set(day, 'Atlanta');
    await fc.assert(
      fc.asyncProperty(
        fc.record({ office: fc.constantFrom(...OFFICES), from }),
        fc.array(from, { minLength: 2, maxLength: 3 }),
        async (moved, asked) => {
          const until = endOfRun(moved.from, await startsOf(id));
          if ((await move(id, moved.office, moved.from)) === 200)
            for (const day of days)
              if (day >= moved.from && day < until) officeOn.set(day, moved.office);
          for (const day of asked)
            for (const office of OFFICES)
              expect([office, day, await seenOn(office, id, day)]).toEqual([
                office,
                day,
                officeOn.get(day) === office,
              ]);
        },
      ),
      { numRuns: process.env['MOA_TEST_DEEP'] ? 200 : 20 },
    );
  });

  it('takes planned visits along, and leaves those that were made with the office before', async () => {
    for (const job of ['obligations.reconcile', 'inspections.schedule']) await runJob(moa.app, job);
    const { made, planned } = await visitsOfAtlanta();
    expect(await move(made.agreementId, 'Dallas', TODAY)).toBe(200);
    const sees = async (office: Office, { id }: Inspection): Promise<boolean> =>
      (await supervisorOf(office).get(`/api/v1/inspections/${id}`)).status === 200;
    expect([await sees('Atlanta', made), await sees('Atlanta', planned)]).toEqual([true, false]);
    expect([await sees('Dallas', made), await sees('Dallas', planned)]).toEqual([true, true]);
  });
});

/** A visit that was made to an agreement of Atlanta, and the one that is planned there. */
async function visitsOfAtlanta(): Promise<{ made: Inspection; planned: Inspection }> {
  const reading = moa.app.get(UnitOfWork).reading();
  const inForce = await moa.app.get(RegistryReader).findInForce(TODAY);
  for (const { agreementId, officeName } of inForce) {
    if (officeName !== 'Atlanta') continue;
    const visits = await reading.findBy(Inspection, { agreementId });
    const made = visits.find(({ status, endsOn }) => isFieldWorkDone(status) && endsOn! < TODAY);
    const planned = visits.find(({ status }) => status === 'scheduled');
    if (made && planned) return { made, planned };
  }
  throw new Error('Atlanta has no agreement with a visit that was made and one that is planned');
}

/** The days on which an assignment of the agreement's agency begins, as the register tells. */
async function startsOf(id: string): Promise<string[]> {
  const agreement = await moa.app.get(RegistryReader).describeAgreement(id, TODAY);
  const assignments = await moa.app.get(OfficesService).assignmentsOf(agreement?.agencyId ?? '');
  return assignments.map(({ holdsFrom }) => holdsFrom);
}

/** A move holds until the next known assignment begins. */
const endOfRun = (from: string, starts: string[]): string =>
  starts.filter((start) => start > from).sort()[0] ?? '9999-12-31';

/** An open finding of an agreement of Atlanta, and the visit that found it; another one at each call. */
const used = new Set<string>();
async function aFindingOfAtlanta(): Promise<{ finding: Finding; visit: Inspection }> {
  const reading = moa.app.get(UnitOfWork).reading();
  const inForce = await moa.app.get(RegistryReader).findInForce(TODAY);
  const ofAtlanta = new Set(
    inForce.filter((row) => row.officeName === 'Atlanta').map((row) => row.agreementId),
  );
  const findings = await reading.find(Finding, {
    where: { status: 'open' },
    order: { number: 'ASC' },
  });
  const finding = findings.find(
    ({ agreementId }) => ofAtlanta.has(agreementId) && !used.has(agreementId),
  )!;
  used.add(finding.agreementId);
  const visit = await reading.findOneByOrFail(Inspection, { id: finding.inspectionId });
  return { finding, visit };
}
