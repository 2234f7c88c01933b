import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './setup.mjs';

/** Of this run: two may go on in one folder. */
const RESULT = join(projectRoot, `var/test-result-${process.pid}.json`);

const words = process.argv.slice(2).filter((word) => word !== '--deep');
if (words.length < process.argv.length - 2) process.env.MOA_TEST_DEEP = '1';

mkdirSync(join(projectRoot, 'var'), { recursive: true });
const startedAt = new Date();
const code = await runJest();
if (process.env.MOA_TEST_DEEP) recordDeepRun();
process.stdout.write(`${closingLine()}\n`);
rmSync(RESULT, { force: true });
process.exit(code);

function runJest() {
  const child = spawn(process.execPath, jestCommand(), { cwd: projectRoot, stdio: 'inherit' });
  // Jest ends first, with its servers; the closing line is still ours to print.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((done) => child.on('close', (exitCode) => done(exitCode ?? 1)));
}

function jestCommand() {
  return [
    '--import',
    './test/support/typescript-hooks.mjs',
    '--import',
    './test/support/worker-data.mjs',
    'node_modules/jest/bin/jest.js',
    ...(words.some(isAboutWorkers) ? [] : ['--maxWorkers=2']),
    '--json',
    `--outputFile=${RESULT}`,
    ...words,
  ];
}

function isAboutWorkers(word) {
  return /^(-w|-i|--maxWorkers|--runInBand)/.test(word);
}

/** A file that could not run has failed, whatever it holds. */
function closingLine() {
  const result = readResult();
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  const skipped = result.numPendingTests + result.numTodoTests;
  return `${result.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function readResult() {
  try {
    return JSON.parse(readFileSync(RESULT, 'utf8'));
  } catch {
    const nothing = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
    return { ...nothing, numRuntimeErrorTestSuites: 1 };
  }
}

/** The last run of everything, committed with the code that it was run on. */
function recordDeepRun() {
  const minutes = Math.round((Date.now() - startedAt.getTime()) / 60_000);
  const only = words.length > 0 ? ` (\`${words.join(' ')}\` only)` : '';
  writeFileSync(
    join(projectRoot, 'docs/test-deep.md'),
    `# The last run of \`npm run test:deep\`

${startedAt.toISOString().slice(0, 10)}, Node ${process.versions.node}, ${minutes} minutes${only}: ${closingLine()}.

The deep run does in full what \`npm test\` does a part of: 10,000 random planning instances, 5,000 small ones against the
best plan of all, 300 series of official lists, 2,000 random reminder ledgers a property, 10,000 obligations in one tick,
200 moves between field offices, floods of 1,000 wrong passwords, half a minute without Redis, and every page of every
role, looked at in whole by axe at both widths.
`,
  );
}
