import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { projectRoot } from '../project-root.js';

/** Our own few files; they are not compiled, so both src/ and dist/ read them from here. */
export const publicFolder = join(projectRoot, 'public');

/** USWDS's built stylesheet, fonts and images. Its `exports` hide the folder, but not its entry. */
export const uswdsFolder = join(
  dirname(createRequire(import.meta.url).resolve('@uswds/uswds')),
  '..',
);

const versions = new Map<string, string>();

/** The address of one of our own files; it changes with the file's content, so that browsers may keep it. */
export function assetPath(name: string): string {
  const version = versions.get(name) ?? contentVersion(name);
  versions.set(name, version);
  return `/assets/moa/${name}?v=${version}`;
}

const contentVersion = (name: string): string =>
  createHash('sha256')
    .update(readFileSync(join(publicFolder, name)))
    .digest('hex')
    .slice(0, 10);
