import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { FieldOffice, OfficeAssignment } from '../src/offices/office.entity.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import {
  Agency,
  Agreement,
  AgreementEvent,
  AgreementPeriod,
  ProgramModel,
} from '../src/registry/agreement.entity.js';
import { InstallFieldOffices } from '../src/offices/field-offices.install.js';
import { ListEntry, OfficialList, PublishedTotal } from '../src/registry/official-list.entity.js';
import { InstallProgramModels } from '../src/registry/program-models.install.js';
import { InstallRegister2012 } from '../src/registry/register-2012.install.js';
import { RegistryReader } from '../src/registry/registry-reader.js';
import { startTestApp, type TestApp } from './support/test-app.js';

let moa: TestApp;
let manager: EntityManager;

beforeAll(async () => {
  moa = await startTestApp({ data: ['reference', 'register'] });
  manager = moa.app.get(UnitOfWork).reading();
});

afterAll(() => moa.close());

describe('the register of 2012', () => {
  it('has 71 agencies with one agreement each', async () => {
    expect(await manager.count(Agency)).toBe(71);
    expect(await manager.count(Agreement)).toBe(71);
    const agencyIds = (await manager.find(Agreement)).map((agreement) => agreement.agencyId);
    expect(new Set(agencyIds).size).toBe(71);
  });

  it('places every agency in a county', async () => {
    const agencies = await manager.find(Agency);
    for (const agency of agencies) {
      expect(agency.county).toBeTruthy();
      expect(agency.countyFips).toMatch(/^\d{5}$/);
      expect(typeof agency.latitude).toBe('number');
    }
  });

  it('knows what each of the six lists shows, and the totals in their captions', async () => {
    const lists = await manager.find(OfficialList, { order: { asOf: 'ASC' } });
    expect(lists.map(({ asOf, rowCount, captionCount }) => [asOf, rowCount, captionCount])).toEqual(
      [
        ['2010-10-29', 71, 71],
        ['2012-01-20', 68, 69],
        ['2012-08-01', 68, null],
        ['2012-10-02', 64, 63],
        ['2012-10-16', 57, 57],
        ['2012-12-31', 39, 39],
      ],
    );
    for (const list of lists)
      expect(await manager.countBy(ListEntry, { listId: list.id })).toBe(list.rowCount);
    expect(lists[2]?.title).toMatch(/stale/);
  });

  it('keeps how each model is known: nine of the Joint of August 2012 are inferred and say so', async () => {
    const august = await moa.app.get(RegistryReader).findInForce('2012-08-15');
    const joint = august.filter((agreement) => agreement.model === 'JOINT');
    expect(joint).toHaveLength(9);
    for (const agreement of joint) expect(agreement.modelBasis).toMatch(/^INFERRED: /);
    const others = august.filter((agreement) => agreement.model !== 'JOINT');
    for (const agreement of others) expect(agreement.modelBasis).toMatch(/^ICE table says /);
  });

  it('names a source, a moment and a recorder for every event', async () => {
    for (const event of await manager.find(AgreementEvent)) {
      expect(event.source).not.toBe('');
      expect(event.recordedAt).toBe('2012-09-26T16:00:00.000Z');
      expect(event.recordedBy).toBe('installation');
    }
  });

  it('dates a leaving by the first list without it and says that the reason was not recorded', async () => {
    const leavings = await manager.findBy(AgreementEvent, { event: 'left-list' });
    const intervals = leavings.map(({ happenedAfter, onDay }) => `${happenedAfter ?? ''}/${onDay}`);
    expect(countOf(intervals)).toEqual({
      '2010-10-29/2011-06-01': 2,
      '2011-06-01/2012-01-20': 1,
      '2012-10-02/2012-10-16': 7,
      '2012-10-16/2012-12-31': 18,
    });
    for (const leaving of leavings) expect(leaving.reason).toBe('reason not recorded by ICE');
  });

  it('ends four agreements in Arizona on 25 June 2012 and leaves three their jail authority', async () => {
    const rescinded = await manager.findBy(AgreementEvent, { onDay: '2012-06-25' });
    expect(countOf(rescinded.map((event) => event.event))).toEqual({
      terminated: 4,
      'model-changed': 3,
    });
    for (const event of rescinded) expect(event.source).toMatch(/OIG-12-130/);
  });

  it('infers every end from the text or the signing, since no end of 2012 is known', async () => {
    for (const period of await manager.find(AgreementPeriod))
      expect(period).toMatchObject({ endsOnBasis: 'inferred' });
    const inForce = await moa.app.get(RegistryReader).findInForce('2012-09-26');
    const endOf = new Map(inForce.map(({ agencyName, endsOn }) => [agencyName, endsOn]));
    expect(endOf.get("Cobb County Sheriff's Office")).toBe('2012-10-15');
    expect(endOf.get("Los Angeles County Sheriff's Office")).toBe('2008-02-01');
    expect(endOf.get("Lexington County Sheriff's Office")).toBe('2013-08-19');
  });

  it('assigns a field office to every agency, as a dated fact with its basis', async () => {
    const assignments = await manager.find(OfficeAssignment);
    expect(assignments).toHaveLength(71);
    for (const assignment of assignments) expect(assignment.basis).toMatch(/today's map/);
    const inForce = await moa.app.get(RegistryReader).findInForce('2012-09-26');
    const officeOf = new Map(inForce.map((row) => [`${row.agencyName} ${row.state}`, row]));
    expect(officeOf.get("Harris County Sheriff's Office TX")?.officeName).toBe('Houston');
    expect(officeOf.get('Carrollton Police Department TX')?.officeName).toBe('Dallas');
    expect(officeOf.get("Orange County Sheriff's Office CA")?.officeName).toBe('Los Angeles');
    expect(officeOf.get("Benton County Sheriff's Office AR")).toMatchObject({
      officeName: 'New Orleans',
      officeTimeZone: 'America/Chicago',
    });
  });

  it('is installed twice without a trace', async () => {
    const before = await everything();
    for (const step of [InstallFieldOffices, InstallProgramModels, InstallRegister2012])
      await moa.app.get(step).install();
    expect(await everything()).toEqual(before);
  });
});

describe('what the business sees of it on 26 September 2012', () => {
  it('is 64 agreements in force, though the register knows who leaves in October', async () => {
    const registry = moa.app.get(RegistryReader);
    const today = await registry.findInForce('2012-09-26');
    expect(today).toHaveLength(64);
    expect(await registry.findInForce('2012-10-16')).toHaveLength(57);
    const leaving = today.find((row) => row.agencyName === "Rockingham County Sheriff's Office");
    expect(leaving).toMatchObject({ status: 'active', model: 'JOINT', endsOn: '2012-10-15' });
    expect(await registry.describeAgreement(leaving!.agreementId, '2012-10-16')).toMatchObject({
      status: 'left-list',
    });
  });
});

async function everything(): Promise<unknown[]> {
  const rows = [];
  for (const entity of [
    ProgramModel,
    FieldOffice,
    Agency,
    Agreement,
    AgreementEvent,
    AgreementPeriod,
    OfficeAssignment,
    OfficialList,
    ListEntry,
    PublishedTotal,
  ])
    rows.push(...(await manager.find<object>(entity)).map((row) => JSON.stringify(row)).sort());
  return rows;
}

function countOf(values: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
