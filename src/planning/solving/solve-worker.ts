import { parentPort, workerData } from 'node:worker_threads';
import { solve, type SolveRequest } from './solve.js';

/** The thread's side of `solveInThread`: a message from outside stops the run. */
const port = parentPort;
if (port) {
  let isStopped = false;
  port.once('message', () => {
    isStopped = true;
  });
  const plan = await solve(workerData as SolveRequest, {
    onProgress: (progress) => {
      port.postMessage({ progress });
    },
    isStopped: () => isStopped,
  });
  port.postMessage({ plan });
  port.close();
}
