import { spawn } from 'node:child_process';

/**
 * Runs a program to its end, quietly.
 * @returns its exit code (1 if it could not be started or was killed) and all it said
 */
export function run([program, ...words], options = {}) {
  const child = spawn(program, words, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk) => (output += chunk);
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((done) => {
    child.on('error', (error) => done({ code: 1, output: error.message }));
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}

/** The npm that runs us, if one does. */
export function npmCommand() {
  const npm = process.env.npm_execpath ?? '';
  return npm.endsWith('npm-cli.js') ? [process.execPath, npm] : ['npm'];
}
