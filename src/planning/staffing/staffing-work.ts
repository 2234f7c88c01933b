import type { EntityManager } from 'typeorm';
import type { AdviceReady, RunProgress, StaffingRun } from './staffing.entity.js';

/** What a worker learns while it is at a run; what is `ready` need not be done again by another. */
export type RunNews = (news: { progress?: RunProgress; ready?: AdviceReady }) => void;

/** A kind of run: how it is computed, and where its result is kept. */
export interface StaffingWork<Result> {
  /** @returns null when the signal ended it before it was ready */
  perform(run: StaffingRun, tell: RunNews, signal: AbortSignal): Promise<Result | null>;
  keep(manager: EntityManager, run: StaffingRun, result: Result): Promise<void>;
}
