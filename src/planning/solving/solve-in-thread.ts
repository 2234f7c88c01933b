import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Plan } from '../solver/instance.js';
import type { SolveProgress, SolveRequest } from './solve.js';

export type { SolveProgress, SolveRequest } from './solve.js';

type Message = { progress: SolveProgress } | { plan: Plan };

/** A thread that has solved something waits so long for more: to begin one, with HiGHS in it, takes longer than a small year. */
const IDLE_MS = 10_000;

/** The threads that wait, each with what will end it. */
const idle = new Map<Worker, NodeJS.Timeout>();

/**
 * Solves an instance in a thread beside this one, so that whoever asks goes on.
 * @param signal stops the run, which then answers with its best plan so far
 * @throws what the thread threw, and an Error when it ended without an answer
 */
export async function solveInThread(
  request: SolveRequest,
  onProgress?: (progress: SolveProgress) => void,
  signal?: AbortSignal,
): Promise<Plan> {
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const onAbort = (): void => {
    Atomics.store(stop, 0, 1);
  };
  if (signal?.aborted === true) onAbort();
  signal?.addEventListener('abort', onAbort);
  const worker = takeThread();
  try {
    const plan = await answerOf(worker, { request, stop }, onProgress);
    letWait(worker);
    return plan;
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}

async function answerOf(
  worker: Worker,
  question: { request: SolveRequest; stop: Int32Array },
  onProgress?: (progress: SolveProgress) => void,
): Promise<Plan> {
  const messages = on(worker, 'message', { close: ['exit'] }) as AsyncIterable<[Message]>;
  worker.postMessage(question);
  for await (const [message] of messages) {
    if ('plan' in message) return message.plan;
    onProgress?.(message.progress);
  }
  throw new Error('the solving thread ended without a plan');
}

function takeThread(): Worker {
  const [waiting] = idle;
  if (!waiting) return startThread();
  const [worker, end] = waiting;
  clearTimeout(end);
  idle.delete(worker);
  worker.ref();
  return worker;
}

function startThread(): Worker {
  const worker = new Worker(new URL('./solve-worker.js', import.meta.url));
  // Of one that waits, nobody else hears.
  worker.on('error', () => undefined);
  worker.on('exit', () => {
    clearTimeout(idle.get(worker));
    idle.delete(worker);
  });
  return worker;
}

/** It keeps no process alive meanwhile. */
function letWait(worker: Worker): void {
  worker.unref();
  const end = setTimeout(() => void worker.terminate(), IDLE_MS);
  idle.set(worker, end.unref());
}
