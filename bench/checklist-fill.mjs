import 'reflect-metadata';
import { createContext } from '../dist/src/app.js';
import { ApiToken } from '../dist/src/identity/account.entity.js';
import { fingerprint } from '../dist/src/identity/secrets.js';
import { TokensService } from '../dist/src/identity/tokens/tokens.service.js';
import { ChecklistItem } from '../dist/src/inspections/checklist/checklist.entity.js';
import { Inspection, InspectionTeamMember } from '../dist/src/inspections/inspection.entity.js';
import { readSettings } from '../dist/src/platform/config/settings.js';
import { newId } from '../dist/src/platform/db/id.js';
import { UnitOfWork } from '../dist/src/platform/db/unit-of-work.js';
import { Occupancy, Position } from '../dist/src/workforce/position.entity.js';

/**
 * Gives a sample visit of a stopped demonstration whose checklist is open a checklist of so many items and a team of so many
 * people, and prints one JSON line: the visit and a token of each person. Usage: node bench/checklist-fill.mjs ITEMS PEOPLE
 */
const [items, people] = process.argv.slice(2).map(Number);
const app = await createContext(readSettings(process.env));
try {
  process.stdout.write(`${JSON.stringify(await app.get(UnitOfWork).run(fill))}\n`);
} finally {
  await app.close();
}

async function fill(manager) {
  const visit = await manager.findOneByOrFail(Inspection, { status: 'exit-interview' });
  const known = await manager.findBy(ChecklistItem, { inspectionId: visit.id });
  for (let made = known.length; made < items; made++)
    await manager.insert(ChecklistItem, {
      ...known[made % known.length],
      id: newId(),
      itemKey: `${known[made % known.length].itemKey} ${made}`,
      version: 1,
    });
  const { homeOfficeId } = await manager.findOneByOrFail(Position, { title: 'Inspector 1' });
  const tokens = [];
  for (let person = 1; person <= people; person++)
    tokens.push(await somebody(manager, visit, `Inspector of the bench ${person}`, homeOfficeId));
  return { visit: visit.id, tokens };
}

/** @returns the token of a person who is on the visit's team */
async function somebody(manager, visit, title, homeOfficeId) {
  const token = await app
    .get(TokensService)
    .createForService({ role: 'inspector', name: title, officeId: null, expiresOn: null });
  const { accountId } = await manager.findOneByOrFail(ApiToken, { tokenHash: fingerprint(token) });
  const positionId = newId();
  await manager.insert(Position, {
    ...{ id: positionId, title, role: 'inspector', qualifications: [], homeOfficeId },
    ...{ travelWeeksPerQuarter: null, isSample: true, establishedOn: '2012-01-01' },
  });
  await manager.insert(Occupancy, {
    ...{ id: newId(), positionId, accountId, holdsFrom: '2012-01-01', holdsUntil: null },
  });
  await manager.insert(InspectionTeamMember, {
    ...{ id: newId(), inspectionId: visit.id, positionId, role: 'inspector' },
  });
  return token;
}
