import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/** Ends the benchmark in a sentence where there is nothing to measure yet. */
export function requireBuild() {
  if (existsSync(join(projectRoot, 'dist/src/main.js'))) return;
  process.stderr.write('There is no build: run npm run build first.\n');
  process.exit(1);
}
