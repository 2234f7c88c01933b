import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { transform } from '@swc/core';

/**
 * Lets the workers and child processes of tests run the sources as they are:
 * `node --import ./test/support/typescript-hooks.mjs child.ts`.
 * Node asks for hooks in a thread of their own, so this file is loaded twice.
 */
if (isMainThread) register(import.meta.url);

const swcOptions = {
  ...JSON.parse(readFileSync(new URL('../../.swcrc', import.meta.url), 'utf8')),
  swcrc: false,
};

const jestGlobals = new URL('./jest-globals.mjs', import.meta.url).href;

/** An import ends in .js, the source in .ts or .tsx. */
export async function resolve(specifier, context, next) {
  if (specifier === '@jest/globals') return { url: jestGlobals, shortCircuit: true };
  if (specifier.startsWith('.') && specifier.endsWith('.js'))
    for (const ending of ['.ts', '.tsx']) {
      const url = new URL(specifier.replace(/\.js$/, ending), context.parentURL);
      if (existsSync(url)) return { url: url.href, shortCircuit: true };
    }
  return next(specifier, context);
}

export async function load(url, context, next) {
  const filename = url.startsWith('file:') ? fileURLToPath(url) : '';
  if (!/\.tsx?$/.test(filename)) return next(url, context);
  const { code } = await transform(await readFile(filename, 'utf8'), { ...swcOptions, filename });
  return { format: 'module', source: code, shortCircuit: true };
}
