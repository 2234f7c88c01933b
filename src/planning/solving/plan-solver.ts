import { Injectable } from '@nestjs/common';
import type { Plan } from '../solver/instance.js';
import { type SolveProgress, type SolveRequest, solveInThread } from './solve-in-thread.js';

/** Finds weeks and teams, beside the program's main thread. */
@Injectable()
export class PlanSolver {
  /** @param signal an aborted run answers with the best plan so far */
  solve(
    request: SolveRequest,
    onProgress?: (progress: SolveProgress) => void,
    signal?: AbortSignal,
  ): Promise<Plan> {
    return solveInThread(request, onProgress, signal);
  }
}
