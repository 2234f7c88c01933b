import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives work a folder for its data, which is thrown away afterwards. @returns what the work returned */
export async function inFolder(work) {
  const dataDir = mkdtempSync(join(tmpdir(), 'moa-bench-'));
  try {
    return await work(dataDir);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
