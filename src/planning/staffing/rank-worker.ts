import { parentPort, workerData } from 'node:worker_threads';
import { rank, type RankRequest } from './rank.js';

/** The thread's side of `rankInThread`. */
parentPort?.postMessage(await rank(workerData as RankRequest));
