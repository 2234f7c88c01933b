import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { isBuildCurrent } from '../../scripts/compile.mjs';
import { projectRoot } from '../../scripts/setup.mjs';

/**
 * `test/support` as JavaScript beside the compiled application: a process that a test starts loads that in half of the time
 * that the sources take. Where dist was not built from the sources as they are now, the sources are run themselves.
 * @returns the folder, and `stop`, which removes it
 */
export function compileSupport() {
  if (!isBuildCurrent(projectRoot)) return { url: '', stop: () => undefined };
  const root = join(projectRoot, `var/test-support-${process.pid}`);
  const folder = join(root, 'test/support');
  mkdirSync(folder, { recursive: true });
  symlinkSync(join(projectRoot, 'dist/src'), join(root, 'src'));
  symlinkSync(join(projectRoot, 'scripts'), join(root, 'scripts'));
  for (const file of readdirSync('test/support').filter((name) => name.endsWith('.ts')))
    writeFileSync(join(folder, file.replace(/\.ts$/, '.js')), compile(join('test/support', file)));
  return { url: folder, stop: () => rmSync(root, { recursive: true, force: true }) };
}

function compile(filename) {
  const options = { ...JSON.parse(readFileSync('.swcrc', 'utf8')), swcrc: false, filename };
  return transformSync(readFileSync(filename, 'utf8'), options).code;
}
