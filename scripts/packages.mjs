import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { canInstall, findProgram, installPackages } from './programs.mjs';
import { lastLines, notice, StartUpError } from './report.mjs';
import { npmCommand, run } from './run.mjs';

const STAMP = 'node_modules/.installed-for';

/** Whether node_modules holds what package-lock.json says, compiled for this Node.js. */
export function arePackagesCurrent(root) {
  const wanted = fingerprint(root);
  if (read(join(root, STAMP)) === wanted) return true;
  if (!holdsWhatTheLockSays(root) || !loadsNativeCode(root)) return false;
  writeFileSync(join(root, STAMP), wanted);
  return true;
}

/**
 * Installs exactly what package-lock.json says.
 * @throws StartUpError with the end of npm's own words
 */
export async function installNodePackages(root) {
  notice('Installing the packages with npm ci (the first time this takes some minutes) …');
  let result = await npmCi(root);
  if (result.code !== 0 && missingTools().length > 0) {
    await bringTools(result.output);
    result = await npmCi(root);
  }
  if (result.code !== 0)
    throw new StartUpError(
      `npm ci could not install the packages; it said:\n${lastLines(withoutUsage(result.output), 25)}`,
    );
  writeFileSync(join(root, STAMP), fingerprint(root));
}

/** Of a lock file that does not fit, npm says so and then prints its help. */
function withoutUsage(output) {
  return output.split(/^npm error Clean install a project$/m)[0];
}

/** A native addon compiled for one version of Node.js does not load in another. */
function fingerprint(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update([process.platform, process.arch, process.versions.modules].join(' '))
    .digest('hex');
}

/** After `npm install` by hand: npm keeps in this file what it put there; packages for other platforms are left out. */
function holdsWhatTheLockSays(root) {
  const installed = lockedPackages(join(root, 'node_modules/.package-lock.json'));
  const locked = lockedPackages(join(root, 'package-lock.json'));
  if (!installed || !locked) return false;
  const names = Object.keys(locked).filter((name) => name !== '');
  return (
    names.every((name) => isSame(installed[name], locked[name])) &&
    Object.keys(installed).every((name) => name in locked)
  );
}

function isSame(installed, locked) {
  if (!installed) return locked.optional === true;
  return installed.version === locked.version && installed.integrity === locked.integrity;
}

function lockedPackages(file) {
  const text = read(file);
  return text && JSON.parse(text).packages;
}

function loadsNativeCode(root) {
  try {
    const Database = createRequire(join(root, 'package.json'))('better-sqlite3');
    new Database(':memory:').close();
    return true;
  } catch {
    return false;
  }
}

/** The build needs the development packages too, whatever NODE_ENV says; and npm's words, however quiet the outer npm is. */
const npmCi = (root) =>
  run([...npmCommand(), 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=warn'], {
    cwd: root,
  });

/** What better-sqlite3 needs where no prebuilt binary can be had. */
function missingTools() {
  return [
    ['make', 'make'],
    ['g++', 'g++', 'c++', 'clang++'],
    ['python3', 'python3'],
  ]
    .filter(([, ...programs]) => !findProgram(...programs))
    .map(([name]) => name);
}

async function bringTools(npmOutput) {
  if (canInstall()) return installPackages(...missingTools());
  throw new StartUpError(
    `npm ci failed, and ${missingTools().join(', ')}, with which better-sqlite3 is compiled, is missing: install g++, make and python3 and run the command again. npm said:\n${lastLines(npmOutput, 25)}`,
  );
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
