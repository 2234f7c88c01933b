import { UnitOfWork } from '../../src/platform/db/unit-of-work.js';
import { newId } from '../../src/platform/db/id.js';
import { alikeAgencyName, normalizeAgencyName } from '../../src/registry/agency-name.rules.js';
import { recordEvent } from '../../src/registry/agreement-events.js';
import { Agency, Agreement } from '../../src/registry/agreement.entity.js';
import type { TestApp } from './test-app.js';

interface AgencyFacts {
  name: string;
  state: string;
  county: string | null;
  type: string | null;
  model: string;
  signedOn: string;
}

/** An agency with one agreement in force, which no field office answers for. */
export async function anAgency(
  moa: TestApp,
  facts: Partial<AgencyFacts> = {},
): Promise<{ agencyId: string; agreementId: string }> {
  const {
    name = 'Nowhere Police Department',
    state = 'TX',
    county = null,
    type = 'Municipality',
    model = 'TASK_FORCE',
    signedOn = '2012-03-01',
  } = facts;
  const [agencyId, agreementId] = [newId(), newId()];
  const recordedAt = moa.clock.moment();
  await moa.app.get(UnitOfWork).run(async (manager) => {
    await manager.insert(Agency, {
      ...{ id: agencyId, state, name, county, type },
      normalizedName: normalizeAgencyName(name),
      alikeName: alikeAgencyName(name),
      distinguisher: '',
      countyFips: null,
      latitude: null,
      longitude: null,
      placeBasis: null,
      source: 'the test',
    });
    const source = 'the test';
    await manager.insert(Agreement, {
      ...{ id: agreementId, agencyId, source, createdAt: recordedAt, version: 1 },
    });
    await recordEvent(manager, {
      ...{ agreementId, onDay: signedOn, event: 'signed', status: 'active', model },
      ...{ modelBasis: 'the test', signedOn, effectiveOn: signedOn, source, recordedAt },
      recordedBy: 'the test',
    });
  });
  return { agencyId, agreementId };
}
