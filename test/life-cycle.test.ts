import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../src/audit/audit-entry.entity.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import type { AgreementDetailResponse } from '../src/registry/agreement.dto.js';
import { Agreement } from '../src/registry/agreement.entity.js';
import { recordEvent } from '../src/registry/agreement-events.js';
import { agreementsOn, fetchAgreements } from '../src/registry/agreements-on-day.js';
import { LifeCycleService } from '../src/registry/life-cycle/life-cycle.service.js';
import { TRANSITIONS } from '../src/registry/life-cycle/transition-table.rules.js';
import { TRANSITION_NAMES } from '../src/registry/life-cycle/transition.js';
import type { TransitionsResponse } from '../src/registry/life-cycle/life-cycle.dto.js';
import { aPerson, signIn } from './support/browser-session.js';
import { aClient, type Client, type ProblemBody } from './support/client.js';
import { anAgreement, detailOf, etagOf, goThrough, transition } from './support/life-cycle.js';
import { startTestApp, type TestApp } from './support/test-app.js';

const TODAY = '2012-09-26';

let moa: TestApp;
let manager: Client;

beforeAll(async () => {
  moa = await startTestApp({ data: ['reference'] });
  manager = await aClient(moa, 'program-manager');
});

afterAll(() => moa.close());

const problemOf = (answer: { body: unknown }): ProblemBody => answer.body as ProblemBody;

const fieldsOf = (answer: { body: unknown }): (string | undefined)[] =>
  problemOf(answer).errors.map(({ parameter }) => parameter);

describe('entering an agreement', () => {
  it('enters an agency with its county and field office, and the agreement in force', async () => {
    const id = await anAgreement(manager, { endsOn: '2014-03-01', template: 'JEM 2020' });
    const detail = await detailOf(manager, id);
    expect(detail).toMatchObject({
      status: 'active',
      model: 'TASK_FORCE',
      signedOn: '2011-03-01',
      effectiveOn: '2011-03-01',
      endsOn: '2014-03-01',
      endsOnBasis: 'stated',
      fieldOffice: 'Miami',
      agency: { state: 'FL', county: 'Lake County', type: 'County' },
      history: [{ event: 'signed', details: { template: 'JEM 2020' } }],
    });
  });

  it('names each field that is wrong, and enters nothing', async () => {
    const before = await moa.app.get(UnitOfWork).reading().count(Agreement);
    const answer = await manager.post('/api/v1/agreements', {
      state: 'ZZ',
      model: 'PATROL',
      status: 'asleep',
      on: '2012-09-27',
      endsOn: '2012-09-01',
    });
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer).sort()).toEqual(
      ['agencyName', 'agencyType', 'endsOn', 'model', 'on', 'source', 'state', 'status'].sort(),
    );
    expect(await moa.app.get(UnitOfWork).reading().count(Agreement)).toBe(before);
  });

  it('refuses a second agreement in force of one model, and takes one of another', async () => {
    const id = await anAgreement(manager);
    const { agency } = await detailOf(manager, id);
    const second = {
      agencyId: agency.id,
      model: 'TASK_FORCE',
      status: 'active',
      on: '2012-01-01',
      source: 'the test',
    };
    const refused = await manager.post('/api/v1/agreements', second);
    expect(refused).toMatchObject({
      status: 409,
      body: { type: 'urn:moa:problem:second-agreement' },
    });
    await anAgreement(manager, { agencyId: agency.id, model: 'DETENTION' });
    const pending = await anAgreement(manager, { agencyId: agency.id, status: 'pending' });
    const signing = { to: 'active', signedOn: TODAY };
    expect((await transition(manager, pending, signing)).status).toBe(409);
    await goThrough(manager, id, { to: 'terminated' });
    expect((await transition(manager, pending, signing)).status).toBe(200);
  });

  it('knows an agency by its name', async () => {
    await anAgreement(manager, { agencyName: "St. Mary's Parish Sheriff" });
    const twin = {
      agencyName: 'ST. MARY’S  PARISH SHERIFF',
      state: 'FL',
      agencyType: 'County',
      model: 'DETENTION',
      status: 'active',
      on: TODAY,
      source: 'the test',
    };
    const answer = await manager.post('/api/v1/agreements', twin);
    expect([answer.status, fieldsOf(answer)]).toEqual([400, ['agencyName']]);
  });
});

/** Brings a new agreement to where it stands. */
const SITUATIONS: Record<string, () => Promise<string>> = {
  pending: () => anAgreement(manager, { status: 'pending' }),
  active: () => anAgreement(manager, { endsOn: '2012-08-01' }),
  suspended: () => through({ to: 'suspended', on: '2012-05-01' }),
  'suspended with notice': () =>
    through({ to: 'suspended', on: '2012-05-01' }, { to: 'notice-given', on: '2012-05-02' }),
  'under-notice': () => through({ to: 'under-notice', on: '2012-05-01' }),
  terminated: () => through({ to: 'terminated' }),
  expired: () => through({ to: 'expired' }),
  superseded: async () => {
    const { id, successor } = await withSuccessor();
    await goThrough(manager, id, { to: 'superseded', successor });
    return id;
  },
  absent: () => asListsSay('absent'),
  'left-list': () => asListsSay('left-list'),
};

async function through(...steps: Parameters<typeof goThrough>[2][]): Promise<string> {
  const id = await anAgreement(manager, { endsOn: '2012-08-01' });
  await goThrough(manager, id, ...steps);
  return id;
}

async function withSuccessor(): Promise<{ id: string; successor: string }> {
  const id = await anAgreement(manager);
  const { agency } = await detailOf(manager, id);
  return { id, successor: await anAgreement(manager, { agencyId: agency.id, model: 'JOINT' }) };
}

async function asListsSay(status: 'absent' | 'left-list'): Promise<string> {
  const id = await anAgreement(manager);
  await moa.app.get(UnitOfWork).run((writing) =>
    recordEvent(writing, {
      agreementId: id,
      onDay: '2012-06-01',
      event: 'left-list',
      status,
      source: 'a list',
      recordedAt: '2012-09-26T12:00:00.000Z',
      recordedBy: 'the test',
    }),
  );
  return id;
}

describe.each(Object.keys(SITUATIONS))('an agreement that is %s', (situation) => {
  const status = situation.replace(' with notice', '');
  const hasNotice = situation === 'suspended with notice' || situation === 'under-notice';
  const open = TRANSITIONS.filter(
    ({ from, notice }) =>
      (from as readonly string[]).includes(status) &&
      (notice === undefined || (notice === 'stands') === hasNotice),
  );

  let standing: string;
  beforeAll(async () => {
    standing = await SITUATIONS[situation]!();
  });

  it('tells what can be done with it', async () => {
    const answer = await manager.get(`/api/v1/agreements/${standing}/transitions`);
    const { status: told, transitions } = answer.body as TransitionsResponse;
    expect(told).toBe(status);
    expect(transitions.map(({ to }) => to)).toEqual(open.map(({ to }) => to));
    expect(answer.headers['etag']).toBe(await etagOf(manager, standing));
  });

  it.each(TRANSITION_NAMES.filter((name) => !open.some(({ to }) => to === name)))(
    'does not become %s',
    async (to) => {
      const before = await detailOf(manager, standing);
      const answer = await transition(manager, standing, { to });
      expect(answer).toMatchObject({
        status: 409,
        body: { type: 'urn:moa:problem:no-such-transition' },
      });
      expect(await detailOf(manager, standing)).toEqual(before);
    },
  );

  if (open.length > 0)
    it.each(open)('goes on to $to', async (way) => {
      const { to } = way;
      const id = await SITUATIONS[situation]!();
      const { agency } = await detailOf(manager, id);
      const answer = await transition(manager, id, {
        to,
        ...(to === 'superseded' && {
          successor: await anAgreement(manager, { agencyId: agency.id, model: 'JOINT' }),
        }),
        ...(status === 'pending' && { signedOn: TODAY }),
        ...(way.event === 'suspension-vacated' && { givenBy: '', noticeEndsOn: '' }),
      });
      const detail = await detailOf(manager, id);
      // The way is there, and the notice that must lie on it is not.
      if (situation === 'suspended' && to === 'terminated') {
        expect([answer.status, detail.status]).toEqual([400, 'suspended']);
        return;
      }
      expect([answer.status, detail.status]).toEqual([200, way.status ?? status]);
      expect(detail.history.at(-1)).toMatchObject({ event: way.event, on: TODAY });
      const entry = await lastAudited(id);
      expect(entry?.action).toBe(`agreement.${to === 're-signed' ? to : way.event}`);
    });
});

const lastAudited = (id: string): Promise<AuditEntry | null> =>
  moa.app
    .get(UnitOfWork)
    .reading()
    .findOne(AuditEntry, { where: { subjectId: id }, order: { sequence: 'DESC' } });

describe('a suspension', () => {
  it('asks for what its notice states, and shows it in the history', async () => {
    const id = await anAgreement(manager);
    const refused = await transition(manager, id, { to: 'suspended', length: '', response: '' });
    expect([refused.status, fieldsOf(refused)]).toEqual([400, ['length', 'response']]);
    const unasked = await transition(manager, id, { to: 'suspended', givenBy: 'ice' });
    expect([unasked.status, fieldsOf(unasked)]).toEqual([400, ['givenBy']]);
    const suspended = await transition(manager, id, {
      to: 'suspended',
      on: '2012-09-01',
      length: 'Until further notice',
      source: 'Letter of 31 August',
    });
    expect((suspended.body as AgreementDetailResponse).history.at(-1)).toMatchObject({
      event: 'suspended',
      from: 'active',
      to: 'suspended',
      on: '2012-09-01',
      source: 'Letter of 31 August',
      details: { length: 'until further notice', response: 'By a plan within 30 days.' },
    });
    expect((await lastAudited(id))?.changes).toContain(
      '{"field":"status","before":"active","after":"suspended"}',
    );
  });

  it('is followed by a termination no earlier than 90 days after a notice, leap years counted', async () => {
    const id = await anAgreement(manager);
    await goThrough(manager, id, { to: 'suspended', on: '2011-11-20' });
    expect(fieldsOf(await transition(manager, id, { to: 'terminated' }))).toEqual(['on']);
    const notice = { to: 'notice-given', on: '2011-12-01', noticeEndsOn: '2012-02-28' };
    expect(fieldsOf(await transition(manager, id, notice))).toEqual(['noticeEndsOn']);
    await goThrough(manager, id, { ...notice, noticeEndsOn: '2012-02-29' });
    const early = await transition(manager, id, { to: 'terminated', on: '2012-02-28' });
    expect(problemOf(early).errors[0]?.detail).toContain('29 Feb 2012');
    await goThrough(manager, id, { to: 'terminated', on: '2012-02-29' });
    expect((await statusOn(id, '2012-02-28'))[0]).toBe('suspended');
    expect((await statusOn(id, '2012-02-29'))[0]).toBe('terminated');
  });
});

describe('a warrant service agreement', () => {
  const model = 'WARRANT_SERVICE_OFFICER';

  it('ends on 90 days’ notice by either side, or with the reason of an exigency', async () => {
    const id = await anAgreement(manager, { model });
    expect(fieldsOf(await transition(manager, id, { to: 'terminated' }))).toEqual(['on']);
    await goThrough(manager, id, {
      to: 'under-notice',
      on: '2012-06-28',
      givenBy: 'agency',
      noticeEndsOn: '2012-09-26',
    });
    expect(fieldsOf(await transition(manager, id, { to: 'terminated', on: '2012-09-25' }))).toEqual(
      ['on'],
    );
    await goThrough(manager, id, { to: 'terminated' });
    const exigent = await anAgreement(manager, { model });
    const exigency = 'The jail has no guards left.';
    await goThrough(manager, exigent, { to: 'terminated', exigency });
    expect((await detailOf(manager, exigent)).history.at(-1)?.details).toEqual({ exigency });
  });
});

describe('an announced end', () => {
  it('holds from its day, and is taken back before something else is recorded', async () => {
    const id = await anAgreement(manager);
    await goThrough(manager, id, { to: 'terminated', on: '2012-12-01' });
    expect((await detailOf(manager, id)).status).toBe('active');
    expect((await statusOn(id, '2012-12-01'))[0]).toBe('terminated');
    expect(fieldsOf(await transition(manager, id, { to: 'suspended' }))).toEqual(['on']);
    const announced = (await detailOf(manager, id)).history.at(-1)!;
    const taken = await manager.post(
      `/api/v1/agreements/${id}/events/${announced.id}/retraction`,
      { reason: 'The sheriff changed his mind.' },
      { 'if-match': await etagOf(manager, id) },
    );
    expect(taken.status).toBe(200);
    await goThrough(manager, id, { to: 'suspended' });
  });
});

it('keeps both dates of an agreement that was signed again, and an end that may be absent', async () => {
  const id = await anAgreement(manager);
  await goThrough(manager, id, { to: 're-signed', on: '2012-03-01' });
  const detail = await detailOf(manager, id);
  expect(detail).toMatchObject({ signedOn: '2012-03-01', effectiveOn: '2011-03-01', endsOn: null });
  expect(detail.history.at(-1)).toMatchObject({ from: '2011-03-01', to: '2012-03-01' });
});

/** What the register says of a day, now or at an earlier moment. */
async function statusOn(id: string, day: string, knownAt?: string): Promise<string[]> {
  const rows = await fetchAgreements(
    agreementsOn(moa.app.get(UnitOfWork).reading(), day, knownAt).andWhere('agreement.id = :id', {
      id,
    }),
  );
  return rows.map(({ status }) => status);
}

describe('a correction', () => {
  const correct = async (id: string, eventId: string, body: object, ifMatch?: string) =>
    manager.post(`/api/v1/agreements/${id}/events/${eventId}/correction`, body, {
      'if-match': ifMatch ?? (await etagOf(manager, id)),
    });

  it('changes what is said of the past, and not what was said', async () => {
    const id = await anAgreement(manager);
    await goThrough(manager, id, { to: 'suspended', on: '2012-09-10' });
    const before = moa.clock.moment();
    moa.clock.advance({ minutes: 5 });
    const [, suspension] = (await detailOf(manager, id)).history;
    const answer = await correct(id, suspension!.id, {
      on: '2012-09-03',
      length: '90',
      reason: 'The letter is of the 3rd.',
    });
    expect(answer.status).toBe(200);
    expect(await statusOn(id, '2012-09-05')).toEqual(['suspended']);
    expect(await statusOn(id, '2012-09-05', before)).toEqual(['active']);
    expect(await statusOn(id, '2012-09-05', moa.clock.moment())).toEqual(['suspended']);
    const [, corrected, ...others] = (answer.body as AgreementDetailResponse).history;
    expect(others).toEqual([]);
    expect(corrected).toMatchObject({
      on: '2012-09-03',
      event: 'suspended',
      details: { length: '90', correction: 'The letter is of the 3rd.' },
      corrected: [{ id: suspension!.id, on: '2012-09-10' }],
    });
    expect((await lastAudited(id))?.action).toBe('agreement.entry-corrected');
    const again = await correct(id, suspension!.id, { on: '2012-09-02', reason: 'Once more.' });
    expect(again).toMatchObject({
      status: 409,
      body: { type: 'urn:moa:problem:corrected-already' },
    });
    moa.clock.advance({ minutes: -5 });
  });

  it('refuses what it cannot say, field by field, and what would break the history', async () => {
    const id = await anAgreement(manager);
    await goThrough(
      manager,
      id,
      { to: 'suspended', on: '2012-05-01' },
      { to: 'active', on: '2012-06-01' },
    );
    const [signed, suspended] = (await detailOf(manager, id)).history;
    const objected = async (eventId: string, body: object) =>
      fieldsOf(await correct(id, eventId, { reason: 'Why not.', ...body }));
    expect(await objected(suspended!.id, {})).toEqual(['on']);
    expect(await objected(suspended!.id, { on: '2012-06-02' })).toEqual(['on']);
    expect(await objected(suspended!.id, { on: '2012-02-30', length: 'soon' })).toEqual([
      'on',
      'length',
    ]);
    expect(await objected(suspended!.id, { model: 'JOINT' })).toEqual(['model']);
    expect(await objected(signed!.id, { model: null })).toEqual(['model']);
  });

  it('that takes back an entry leaves the day as if it had not been', async () => {
    const id = await anAgreement(manager);
    await goThrough(
      manager,
      id,
      { to: 'suspended', on: '2012-05-01' },
      { to: 'active', on: '2012-06-01' },
    );
    const retract = async (index: number) => {
      const { history } = await detailOf(manager, id);
      return manager.post(
        `/api/v1/agreements/${id}/events/${history[index]!.id}/retraction`,
        { reason: 'It was another agency.' },
        { 'if-match': await etagOf(manager, id) },
      );
    };
    expect((await retract(0)).status).toBe(409);
    expect(problemOf(await retract(1)).detail).toContain('Suspension vacated');
    expect((await retract(2)).status).toBe(200);
    expect((await retract(1)).status).toBe(200);
    expect(await statusOn(id, '2012-05-15')).toEqual(['active']);
    const { history } = await detailOf(manager, id);
    expect(history.map(({ event }) => event)).toEqual(['signed', 'retracted', 'retracted']);
    expect(history[1]?.corrected[0]).toMatchObject({ event: 'suspended' });
  });

  it('needs the present version, and an entry of this agreement', async () => {
    const id = await anAgreement(manager);
    const other = await anAgreement(manager);
    const [entry] = (await detailOf(manager, id)).history;
    const [foreign] = (await detailOf(manager, other)).history;
    const body = { source: 'the text', reason: 'It was found.' };
    expect((await correct(id, entry!.id, body, `"${id}.9"`)).status).toBe(412);
    expect((await correct(id, foreign!.id, body)).status).toBe(404);
  });
});

describe('two who change an agreement at the same time', () => {
  it('do not both succeed', async () => {
    const id = await anAgreement(manager);
    const ifMatch = await etagOf(manager, id);
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => transition(manager, id, { to: 'suspended' }, { 'if-match': ifMatch })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    const stale = answers.find(({ status }) => status === 412)!;
    expect(problemOf(stale).current).toMatchObject({ status: 'suspended', version: 2 });
    expect((await detailOf(manager, id)).history).toHaveLength(2);
  });
});

describe('an Idempotency-Key', () => {
  it('lets a change be sent again, with the first answer', async () => {
    const id = await anAgreement(manager);
    const headers = { 'if-match': await etagOf(manager, id), 'idempotency-key': 'suspend-1' };
    const first = await transition(manager, id, { to: 'suspended' }, headers);
    const again = await transition(manager, id, { to: 'suspended' }, headers);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
    expect(again.headers).toMatchObject({
      etag: first.headers['etag'],
      'idempotent-replayed': 'true',
    });
    expect((await detailOf(manager, id)).history).toHaveLength(2);
    const other = await transition(manager, id, { to: 'terminated' }, headers);
    expect(other.status).toBe(422);
    const nobodys = await aClient(moa, 'program-manager');
    expect((await transition(nobodys, id, { to: 'suspended' }, headers)).status).toBe(412);
    moa.clock.advance({ hours: 25 });
    expect((await transition(manager, id, { to: 'suspended' }, headers)).status).toBe(412);
    moa.clock.advance({ hours: -25 });
  });

  it('makes one of several that arrive at the same time', async () => {
    const body = {
      agencyName: 'Agency of one key',
      state: 'GA',
      agencyType: 'County',
      model: 'DETENTION',
      status: 'active',
      on: TODAY,
      source: 'the test',
    };
    const answers = await Promise.all(
      [1, 2, 3].map(() =>
        manager.post('/api/v1/agreements', body, { 'idempotency-key': 'enter-1' }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ headers }) => headers['location'])).size).toBe(1);
  });

  it('keeps no refusal, and refuses what is no key', async () => {
    const id = await anAgreement(manager);
    const headers = { 'idempotency-key': 'suspend-2' };
    expect((await transition(manager, id, { to: 'active' }, headers)).status).toBe(409);
    expect((await transition(manager, id, { to: 'suspended' }, headers)).status).toBe(200);
    const wrong = { 'idempotency-key': 'a key' };
    expect((await transition(manager, id, { to: 'active' }, wrong)).status).toBe(400);
  });
});

describe('the pages', () => {
  it('lead from the agreement to a form that says what is wrong beside its fields', async () => {
    const id = await anAgreement(manager);
    const browser = await signIn(moa, await aPerson(moa, 'program-manager'));
    const page = await browser.open(`/agreements/${id}`);
    expect(page.text).toContain('What can be done');
    expect(page.text).toContain(`href="/agreements/${id}/transitions/suspended"`);
    const path = `/agreements/${id}/transitions/suspended`;
    const form = await browser.open(path);
    expect(form.text).toContain('How the agency can respond');
    const version = /name="version" value="(\d+)"/.exec(form.text)?.[1] ?? '';
    const refused = await browser.submit(path, { version, on: TODAY, length: 'soon', reason: '' });
    expect(refused.status).toBe(422);
    for (const field of ['length', 'response', 'reason'])
      expect(refused.text).toContain(`href="#${field}"`);
    const fields = { on: TODAY, length: '30', response: 'By letter.', reason: 'Complaints.' };
    const done = await browser.submit(path, { version, ...fields });
    expect(done.headers['location']).toBe(`/agreements/${id}`);
    expect((await browser.open(`/agreements/${id}`)).text).toContain('Length: 30 days');
    const stale = await browser.submit(`/agreements/${id}/transitions/terminated`, {
      version,
      on: TODAY,
      reason: 'Too late.',
    });
    expect(stale.status).toBe(412);
    expect(stale.text).toContain('Both versions');
  });

  it('put an entry right, and show what it said before', async () => {
    const id = await anAgreement(manager);
    const browser = await signIn(moa, await aPerson(moa, 'program-manager'));
    const [entry] = (await detailOf(manager, id)).history;
    const path = `/agreements/${id}/events/${entry!.id}`;
    const form = await browser.open(`${path}/correction`);
    expect(form.text).toContain('value="2011-03-01"');
    const version = /name="version" value="(\d+)"/.exec(form.text)?.[1] ?? '';
    const back = await browser.submit(`${path}/retraction`, { version, retractionReason: 'No.' });
    expect([back.status, back.text.includes('href="#retractionReason"')]).toEqual([422, true]);
    const done = await browser.submit(`${path}/correction`, {
      version,
      on: '2011-04-01',
      signedOn: '2011-04-01',
      effectiveOn: '2011-04-01',
      eventReason: '',
      source: 'the test',
      model: 'TASK_FORCE',
      reason: 'A month later.',
    });
    expect(done.status).toBe(303);
    const page = await browser.open(`/agreements/${id}`);
    expect(page.text).toContain('Corrected on');
    expect(page.text).toMatch(/<s>Signed as of 1 Mar 2011/);
  });

  it('enter an agreement, and keep what was typed where something is wrong', async () => {
    const browser = await signIn(moa, await aPerson(moa, 'program-manager'));
    await browser.open('/agreements/new');
    const fields = {
      agencyId: '',
      state: 'GA',
      agencyName: 'Typed County Sheriff',
      agencyType: 'County',
      county: 'Atlantis County',
      model: 'DETENTION',
      status: 'active',
      on: '2012-09-01',
      endsOn: '',
      template: '',
      source: 'the text',
    };
    const refused = await browser.submit('/agreements/new', fields);
    expect([refused.status, refused.text.includes('href="#county"')]).toEqual([422, true]);
    expect(refused.text).toContain('value="Typed County Sheriff"');
    const done = await browser.submit('/agreements/new', { ...fields, county: 'Cobb' });
    expect(done.headers['location']).toMatch(/^\/agreements\/[0-9a-f-]{36}$/);
  });

  it('are shut for whoever only reads', async () => {
    const id = await anAgreement(manager);
    const browser = await signIn(moa, await aPerson(moa, 'ero-supervisor', 'Miami'));
    const page = await browser.open(`/agreements/${id}`);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('What can be done');
    expect(page.text).not.toContain('Put right');
    expect((await browser.open(`/agreements/${id}/transitions/suspended`)).status).toBe(403);
    const other = await signIn(moa, await aPerson(moa, 'ero-supervisor', 'Dallas'));
    expect((await other.open(`/api/v1/agreements/${id}/transitions`)).status).toBe(404);
  });
});

it('is for other features to call', () => {
  expect(moa.app.get(LifeCycleService, { strict: false })).toBeInstanceOf(LifeCycleService);
});
