import { Worker } from 'node:worker_threads';
import type { Plan } from '../solver/instance.js';
import type { SolveProgress, SolveRequest } from './solve.js';

export type { SolveProgress, SolveRequest } from './solve.js';

type Message = { progress: SolveProgress } | { plan: Plan };

/**
 * Solves an instance in a thread of its own, so that whoever asks goes on.
 * @param signal stops the run, which then answers with its best plan so far
 * @throws what the thread threw, and an Error when it ended without an answer
 */
export function solveInThread(
  request: SolveRequest,
  onProgress?: (progress: SolveProgress) => void,
  signal?: AbortSignal,
): Promise<Plan> {
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(new URL('./solve-worker.js', import.meta.url), {
    workerData: { request, stop },
  });
  const onAbort = (): void => {
    Atomics.store(stop, 0, 1);
  };
  if (signal?.aborted === true) onAbort();
  signal?.addEventListener('abort', onAbort);
  return new Promise<Plan>((resolve, reject) => {
    worker.on('message', (message: Message) => {
      if ('plan' in message) resolve(message.plan);
      else onProgress?.(message.progress);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      reject(new Error(`the solving thread ended with ${code} and no plan`));
    });
  }).finally(() => {
    signal?.removeEventListener('abort', onAbort);
    void worker.terminate();
  });
}
