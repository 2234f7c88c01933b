import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notice, StartUpError } from './report.mjs';
import { npmCommand, run } from './run.mjs';

/** Lies in dist, which a build empties first: an interrupted build leaves none. */
const STAMP = 'dist/.built-from';
const SOURCES = [
  'src',
  'migrations',
  'package.json',
  'package-lock.json',
  'nest-cli.json',
  '.swcrc',
  'scripts/bundle.mjs',
];
const SETTINGS = ['tsconfig.json', 'tsconfig.build.json'];

/** Whether dist was built from the sources as they are now. */
export function isBuildCurrent(root) {
  const stamp = join(root, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root);
}

/** @throws StartUpError with what the compiler said */
export async function build(root) {
  notice('Building …');
  const builtFrom = fingerprint(root);
  const { code, output } = await run([...npmCommand(), 'run', '--silent', 'build'], { cwd: root });
  if (code !== 0) throw new StartUpError(`The build failed; it said:\n${output.trim()}`);
  writeFileSync(join(root, STAMP), builtFrom);
}

/** By content: a checkout gives files new times, and an edit within the same second may keep the size. */
function fingerprint(root) {
  const hash = createHash('sha256').update(process.versions.modules);
  for (const file of [...SOURCES, ...SETTINGS].flatMap((name) => filesIn(root, name)))
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

function filesIn(root, name) {
  if (!existsSync(join(root, name))) return [];
  if (/\.[a-z]+$/.test(name)) return [name];
  return readdirSync(join(root, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.spec\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort();
}
