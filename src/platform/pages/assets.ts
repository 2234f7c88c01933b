import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
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

/** What is served as it lies there, to everybody. */
export const ASSET_FOLDERS = [
  { prefix: OWN, root: publicFolder },
  { prefix: USWDS, root: uswdsFolder },
];

const versions = new Map<string, string>();

/** The address of one of our own files; it changes with the file's content, so that browsers may keep it. */
export function assetPath(name: string): string {
  const version = versions.get(name) ?? contentVersion(name);
  versions.set(name, version);
  return `${OWN}${name}?v=${version}`;
}

export const uswdsPath = (name: string): string => `${USWDS}${name}`;

const contentVersion = (name: string): string =>
  createHash('sha256')
    .update(readFileSync(join(publicFolder, name)))
    .digest('hex')
    .slice(0, 10);
