import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { transform } from '@swc/core';

/**
 * Lets a child process of a test run the sources as they are: `node --import ./test/support/typescript-hooks.mjs child.ts`.
 * Node asks for hooks in a thread of their own, so this file is loaded twice.
 */
if (isMainThread) register(import.meta.url);

const KEPT = new URL('../../var/compiled-for-children/', import.meta.url);
mkdirSync(KEPT, { recursive: true });

const swcOptions = {
  ...JSON.parse(readFileSync(new URL('../../.swcrc', import.meta.url), 'utf8')),
  swcrc: false,
};

/** An import ends in .js, the source in .ts or .tsx. */
export async function resolve(specifier, context, next) {
  if (specifier.startsWith('.') && specifier.endsWith('.js'))
    for (const ending of ['.ts', '.tsx']) {
      const url = new URL(specifier.replace(/\.js$/, ending), context.parentURL);
      if (existsSync(url)) return { url: url.href, shortCircuit: true };
    }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!/\.tsx?$/.test(url)) return next(url, context);
  return { format: 'module', source: await compiled(fileURLToPath(url)), shortCircuit: true };
}

/** What a file compiles to, kept by what it says: the next child does not compile some 700 of them anew. */
async function compiled(filename) {
  const source = await readFile(filename, 'utf8');
  const hash = createHash('sha256');
  for (const part of [JSON.stringify(swcOptions), filename, source]) hash.update(part).update('\0');
  const kept = fileURLToPath(new URL(`${hash.digest('hex')}.mjs`, KEPT));
  try {
    return await readFile(kept, 'utf8');
  } catch {
    const { code } = await transform(source, { ...swcOptions, filename });
    // Several children may write the same at once; none may read the half of it.
    const half = `${kept}.${process.pid}`;
    await writeFile(half, code);
    await rename(half, kept);
    return code;
  }
}
