import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SystemClock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Conflict } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { Doorbell } from '../../platform/queue/doorbell.js';
import { isBeingSolved } from '../versions/solve-requests.js';
import { type RunKind, StaffingRun } from './staffing.entity.js';

/** The job that computes scenarios and answers. */
export const RUN_STAFFING = 'planning.staffing';

/** What people ask of the computing: that it begins, and that it stops. Whoever calls keeps the audit. */
@Injectable()
export class StaffingRunRequests {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
    private readonly doorbell: Doorbell,
  ) {}

  /** The latest run of a scenario or an advice; null when there is none. */
  find(subjectId: string): Promise<StaffingRun | null> {
    return this.unitOfWork.reading().findOneBy(StaffingRun, { subjectId });
  }

  /** In the caller's unit of work. */
  async ask(
    manager: EntityManager,
    kind: RunKind,
    subjectId: string,
    viewer: Viewer,
  ): Promise<void> {
    await this.forget(manager, subjectId);
    await manager.insert(StaffingRun, {
      ...{ subjectId, kind, state: 'waiting' },
      ...{ leaseUntil: null, claimedBy: null, isStopAsked: false, attempts: 0 },
      ...{ progress: null, ready: null, failure: null, endedAt: null },
      requestedAt: this.clock.moment(),
      requestedBy: viewer.name,
    });
    this.doorbell.ring(RUN_STAFFING);
  }

  async forget(manager: EntityManager, subjectId: string): Promise<void> {
    await manager.delete(StaffingRun, { subjectId });
  }

  /**
   * Stops a run within a second or two; one that has not begun ends at once. In the caller's unit of work.
   * @throws Conflict (409) when it is not under way
   */
  async stop(manager: EntityManager, subjectId: string): Promise<void> {
    const run = await this.find(subjectId);
    if (!run || !isBeingSolved(run.state))
      throw new Conflict('not-being-solved', 'It is not being computed.');
    await manager.update(
      StaffingRun,
      { subjectId },
      run.state === 'waiting'
        ? { state: 'stopped', endedAt: this.clock.moment() }
        : { isStopAsked: true },
    );
    this.doorbell.ring(RUN_STAFFING);
  }
}
