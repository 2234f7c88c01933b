import 'reflect-metadata';
import { once } from 'node:events';
import { readSettings } from '../../src/platform/config/settings.js';
import { migrate } from '../../src/platform/db/migrator.js';

/** A process that migrates when it is told to, and says how many migrations it applied. */
process.stdout.write('ready\n');
await once(process.stdin, 'data');
process.stdin.destroy();
process.stdout.write(`${(await migrate(readSettings(process.env))).length}\n`);
