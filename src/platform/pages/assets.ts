import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../project-root.js';

/** Our own few files. They are not compiled and lie beside src/, so that src/ (tests) and dist/ both read them from here. */
const publicFolder = join(projectRoot, 'public');

/** USWDS's built stylesheet, fonts and images. Its `exports` hide the folder, but not its entry. */
const uswdsFolder = join(dirname(fileURLToPath(import.meta.resolve('@uswds/uswds'))), '..');

/** A package's version is part of the address of its files, so that browsers may keep them for good. */
const uswdsVersion = (
  JSON.parse(readFileSync(join(uswdsFolder, '..', 'package.json'), 'utf8')) as { version: string }
).version;

const USWDS = `/assets/uswds/${uswdsVersion}/`;
const OWN = '/assets/moa/';

/** Scripts as `npm run build` bundles them. In tests, which run from src/, there may be none: pages work without. */
const scriptFolder = join(projectRoot, 'dist', 'assets');
const SCRIPTS = '/assets/scripts/';

/** What is served as it lies there, to everybody. */
export const ASSET_FOLDERS = [
  { prefix: OWN, root: publicFolder },
  ...(existsSync(scriptFolder) ? [{ prefix: SCRIPTS, root: scriptFolder }] : []),
  { prefix: USWDS, root: uswdsFolder },
];

const versions = new Map<string, string>();

/** The address of one of our own files; it changes with the file's content, so that browsers may keep it. */
export function assetPath(name: string): string {
  const version = versions.get(name) ?? contentVersion(name);
  versions.set(name, version);
  return `${OWN}${name}?v=${version}`;
}

const manifestFile = join(scriptFolder, 'manifest.json');

const scriptNames = existsSync(manifestFile)
  ? (JSON.parse(readFileSync(manifestFile, 'utf8')) as Record<string, string>)
  : {};

/** The address of a script, `x` for `x.client.ts`; nothing where the build has not run. */
export function scriptPath(name: string): string | undefined {
  const file = scriptNames[name];
  return file === undefined ? undefined : `${SCRIPTS}${file}`;
}

export const uswdsPath = (name: string): string => `${USWDS}${name}`;

const contentVersion = (name: string): string =>
  createHash('sha256')
    .update(readFileSync(join(publicFolder, name)))
    .digest('hex')
    .slice(0, 10);
