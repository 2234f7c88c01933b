import 'reflect-metadata';
import { createContext } from '../../src/app.js';
import { readSettings } from '../../src/platform/config/settings.js';
import { UnitOfWork } from '../../src/platform/db/unit-of-work.js';
import { countOn } from './count-on.js';

/** Another process on the same database: counts on until it is killed, and says so after every commit. */
const context = await createContext(readSettings(process.env));
const unitOfWork = context.get(UnitOfWork);
for (;;) {
  await unitOfWork.run(async (manager) => {
    await countOn(manager, 'child');
    await countOn(manager, 'shared');
  });
  process.stdout.write('.');
}
