import { counted } from '../../platform/counted.js';
import { SOLVE_WORDS } from '../versions/plan-words.js';
import type { StaffingMeasures } from './measures.rules.js';
import type { StaffingBasis, StaffingRun } from './staffing.entity.js';

export const shareText = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** `31 of 42` */
export const weeksText = ({ used, allowed }: { used: number; allowed: number }): string =>
  `${used} of ${allowed}`;

export const headCount = ({ byRole }: StaffingMeasures): number =>
  byRole.leader.people + byRole.inspector.people;

/** How far a run is, in a line; empty when it is over. */
export function runWords(run: StaffingRun | null): string {
  if (!run || run.state === 'solved') return '';
  const { state, progress, isStopAsked, failure } = run;
  if (state === 'failed') return `could not be computed: ${failure ?? 'not known why'}`;
  if (state === 'stopped') return 'stopped before it was ready';
  if (isStopAsked) return 'stopping';
  if (state === 'waiting' || !progress) return SOLVE_WORDS[state];
  const step = progress.of > 1 ? `plan ${progress.done + 1} of ${progress.of}, ` : '';
  return `${step}${counted(progress.iterations, 'iteration')} so far`;
}

/** For how long each scenario of a basis is solved. */
export const budgetWords = ({
  iterations,
  seed,
}: Pick<StaffingBasis, 'iterations' | 'seed'>): string =>
  `${counted(iterations, 'iteration')} and seed ${seed}`;
