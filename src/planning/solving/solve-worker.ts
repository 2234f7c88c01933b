import { parentPort } from 'node:worker_threads';
import { solve, type SolveRequest } from './solve.js';

/** The thread's side of `solveInThread`: a 1 in the shared word stops the run, also while HiGHS holds the thread. */
const port = parentPort;
port?.on('message', ({ request, stop }: { request: SolveRequest; stop: Int32Array }) => {
  // What it throws ends the thread, and is thrown by `solveInThread`.
  void solve(request, {
    onProgress: (progress) => {
      port.postMessage({ progress });
    },
    isStopped: () => Atomics.load(stop, 0) === 1,
  }).then((plan) => {
    port.postMessage({ plan });
  });
});
