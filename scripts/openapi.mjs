import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { register } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { projectRoot } from './setup.mjs';

/** Writes openapi.json, and the table of permissions in docs/security.md, from the sources as they are. */
register('../test/support/typescript-hooks.mjs', import.meta.url);
await import('reflect-metadata');
const { createApp } = await import('../src/app.ts');
const { readSettings } = await import('../src/platform/config/settings.ts');
const { migrate } = await import('../src/platform/db/migrator.ts');
const { describeApi } = await import('../src/platform/http/api-document.tsx');

const { permissionTable, TABLE_BEGINS, TABLE_ENDS } =
  await import('../test/support/permission-table.ts');

await writeTable(join(projectRoot, 'docs/security.md'));

// On a database that is thrown away.
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

async function writeTable(file) {
  const text = readFileSync(file, 'utf8');
  const before = text.slice(0, text.indexOf(TABLE_BEGINS) + TABLE_BEGINS.length);
  const after = text.slice(text.indexOf(TABLE_ENDS));
  const whole = `${before}\n\n${permissionTable()}\n\n${after}`;
  writeFileSync(file, await format(whole, { ...(await resolveConfig(file)), filepath: file }));
}
