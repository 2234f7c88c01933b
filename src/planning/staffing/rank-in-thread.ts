import { Worker } from 'node:worker_threads';
import type { RankRequest } from './rank.js';

/**
 * Ranks people in a thread of its own, since the prices take a linear program.
 * @returns what each is worth, in their order; nothing for anybody when the signal ended it
 * @throws what the thread threw
 */
export function rankInThread(request: RankRequest, signal: AbortSignal): Promise<number[]> {
  if (signal.aborted) return Promise.resolve([]);
  const worker = new Worker(new URL('./rank-worker.js', import.meta.url), { workerData: request });
  return new Promise<number[]>((resolve, reject) => {
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', (code) => {
      reject(new Error(`the ranking thread ended with ${code} and no answer`));
    });
    signal.addEventListener('abort', () => {
      resolve([]);
    });
  }).finally(() => {
    void worker.terminate();
  });
}
