import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { ProgressEvents } from '../../platform/http/progress-events.js';
import type { SolveFacts, SolveState } from '../versions/plan.entity.js';
import { PlansService } from '../versions/plans.service.js';
import { isBeingSolved } from '../versions/solve-requests.js';

/** How far the solving of a plan is. */
interface Progress {
  /** Null when none was ever asked for. */
  state: SolveState | null;
  progress: SolveFacts | null;
}

/** Tells a browser how far the solving of a plan is. */
@Injectable()
export class SolveProgressEvents {
  constructor(
    private readonly plans: PlansService,
    private readonly events: ProgressEvents,
  ) {}

  /** @throws NotFound before anything is sent */
  follow(planId: string): Promise<Readable> {
    return this.events.follow<Progress>({
      lookAt: async () => {
        const solve = await this.plans.findSolve(planId);
        return { state: solve?.state ?? null, progress: solve?.progress ?? null };
      },
      isOver: ({ state }) => !isBeingSolved(state ?? undefined),
    });
  }
}
