import { parentPort, workerData } from 'node:worker_threads';
import { solve, type SolveRequest } from './solve.js';

/** The thread's side of `solveInThread`: a 1 in the shared word stops the run, also while HiGHS holds the thread. */
const port = parentPort;
if (port) {
  const { request, stop } = workerData as { request: SolveRequest; stop: Int32Array };
  const plan = await solve(request, {
    onProgress: (progress) => {
      port.postMessage({ progress });
    },
    isStopped: () => Atomics.load(stop, 0) === 1,
  });
  port.postMessage({ plan });
  port.close();
}
