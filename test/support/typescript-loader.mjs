import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

/** Reads the sources as they are; registered by typescript-hooks.mjs, and run in a thread of its own. */
const swcOptions = {
  ...JSON.parse(readFileSync(new URL('../../.swcrc', import.meta.url), 'utf8')),
  swcrc: false,
};

const jestGlobals = new URL('./jest-globals.mjs', import.meta.url).href;

/** An import ends in .js, the source in .ts or .tsx. */
export async function resolve(specifier, context, next) {
  if (specifier === '@jest/globals') return { url: jestGlobals, shortCircuit: true };
  // A thread is named by the whole address of its file.
  const isOwn = specifier.startsWith('.') || specifier.startsWith('file:');
  if (isOwn && specifier.endsWith('.js') && !existsSync(new URL(specifier, context.parentURL)))
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
