import { Account } from '../dist/src/identity/account.entity.js';
import { unusedAccount } from '../dist/src/identity/accounts/unused-account.js';
import { FieldOffice } from '../dist/src/offices/office.entity.js';
import { insertAll } from '../dist/src/platform/db/insert-once.js';
import { newId } from '../dist/src/platform/db/id.js';
import { UnitOfWork } from '../dist/src/platform/db/unit-of-work.js';
import { BusinessClock } from '../dist/src/platform/clock/clock.js';
import { Occupancy, Position } from '../dist/src/workforce/position.entity.js';
import { Qualification } from '../dist/src/workforce/service-record.entity.js';

/** Of so many people one leads. */
const TEAM = 4;
const MODELS = ['DETENTION', 'TASK_FORCE'];
const SINCE = '2002-07-02';

/** Adds filled positions in every field office by turns: each fourth a leader's, all qualified for every model. */
export async function fillStaff(app, people) {
  const offices = await app
    .get(UnitOfWork)
    .reading()
    .find(FieldOffice, { order: { name: 'ASC' } });
  const recordedAt = app.get(BusinessClock).moment();
  const rows = { accounts: [], positions: [], occupancies: [], qualifications: [] };
  for (let number = 0; number < people; number++) {
    const isLeader = number % TEAM === 0;
    const account = anAccount(number, isLeader, recordedAt);
    const [accountId, positionId] = [account.id, newId()];
    rows.accounts.push(account);
    rows.positions.push({
      id: positionId,
      title: `Benchmark ${isLeader ? 'leader' : 'inspector'} ${number + 1}`,
      role: isLeader ? 'leader' : 'inspector',
      qualifications: MODELS,
      // Four in a row share a home, so that a team can.
      homeOfficeId: offices[Math.floor(number / TEAM) % offices.length].id,
      travelWeeksPerQuarter: null,
      isSample: false,
      establishedOn: SINCE,
      abolishedOn: null,
      version: 1,
    });
    rows.occupancies.push({
      id: newId(),
      positionId,
      accountId,
      holdsFrom: SINCE,
      holdsUntil: null,
    });
    rows.qualifications.push(
      ...MODELS.map((model) => aQualification(accountId, model, recordedAt)),
    );
  }
  await app.get(UnitOfWork).run(async (manager) => {
    await insertAll(manager, Account, rows.accounts);
    await insertAll(manager, Position, rows.positions);
    await insertAll(manager, Occupancy, rows.occupancies);
    await insertAll(manager, Qualification, rows.qualifications);
  });
}

const anAccount = (number, isLeader, createdAt) =>
  unusedAccount({
    kind: 'person',
    email: `benchmark-${number + 1}@example.test`,
    displayName: `Benchmark person ${number + 1}`,
    role: isLeader ? 'team-leader' : 'inspector',
    officeId: null,
    ownerId: null,
    isSample: false,
    createdAt,
  });

function aQualification(accountId, model, recordedAt) {
  return {
    id: newId(),
    accountId,
    isSample: false,
    recordedAt,
    recordedBy: 'benchmark',
    withdrawnAt: null,
    withdrawnBy: null,
    withdrawnBecause: null,
    version: 1,
    model,
    holdsFrom: SINCE,
    holdsUntil: null,
    basis: 'made for the benchmark',
    trainingId: null,
  };
}
