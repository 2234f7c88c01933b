import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { register } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './setup.mjs';

/** Writes openapi.json from the sources as they are, on a database that is thrown away. */
register('../test/support/typescript-hooks.mjs', import.meta.url);
await import('reflect-metadata');
const { createApp } = await import('../src/app.ts');
const { readSettings } = await import('../src/platform/config/settings.ts');
const { migrate } = await import('../src/platform/db/migrator.ts');
const { describeApi } = await import('../src/platform/http/api-document.tsx');

const dataDir = mkdtempSync(join(tmpdir(), 'moa-openapi-'));
try {
  const settings = readSettings({ MOA_DATA_DIR: dataDir, MOA_LOG_LEVEL: 'fatal' });
  await migrate(settings);
  const app = await createApp(settings);
  writeFileSync(
    join(projectRoot, 'openapi.json'),
    `${JSON.stringify(describeApi(app), null, 2)}\n`,
  );
  await app.close();
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
