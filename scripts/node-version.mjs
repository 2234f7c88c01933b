import { StartUpError } from './report.mjs';

/**
 * better-sqlite3 12 and typescript-eslint set the floor; `require()` of ES modules, which Nest 12 needs, came in 20.19.
 * @throws StartUpError on an older Node.js
 */
export function requireNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new StartUpError(
    `This needs Node.js 20.19 or newer and was started with ${version}: install a newer Node.js and run the command again.`,
  );
}
