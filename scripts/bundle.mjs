import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

/** What the browser runs: each `*.client.ts` beside its page becomes one file, named after its content. */
const FOLDER = 'dist/assets';

const scripts = readdirSync('src', { recursive: true })
  .filter((file) => file.endsWith('.client.ts'))
  .map((file) => join('src', file))
  .sort();

const { metafile } = await build({
  entryPoints: scripts,
  outdir: FOLDER,
  entryNames: '[name].[hash]',
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  metafile: true,
});

// The pages look here for the name that a script has today.
const names = Object.entries(metafile.outputs).map(([file, { entryPoint }]) => [
  basename(entryPoint ?? file, '.client.ts'),
  basename(file),
]);
mkdirSync(FOLDER, { recursive: true });
writeFileSync(
  join(FOLDER, 'manifest.json'),
  `${JSON.stringify(Object.fromEntries(names), null, 2)}\n`,
);
