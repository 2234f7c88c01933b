import type { AgreementStatus } from '../agreement-status.rules.js';
import { TRANSITIONS } from './transition-table.rules.js';
import type { Transition } from './transition.js';

export type { TransitionName } from './transition.js';

/** What decides which ways are open. */
export interface Standing {
  status: AgreementStatus;
  /** Whether a notice of termination was given and not withdrawn. */
  hasNotice: boolean;
}

/** The ways that lead on from where an agreement stands, in the order in which they are shown. */
export const transitionsFrom = ({ status, hasNotice }: Standing): Transition[] =>
  TRANSITIONS.filter(
    ({ from, notice }) =>
      from.includes(status) && (notice === undefined || (notice === 'stands') === hasNotice),
  );

/** The way of that name, if it is open. */
export const findTransition = (name: string, standing: Standing): Transition | undefined =>
  transitionsFrom(standing).find(({ to }) => to === name);

/** Whether a transition moves the agreement along its life cycle; the others change what it says. */
export const movesStatus = ({ status, event }: Transition): boolean =>
  status !== null || event === 'notice-given' || event === 'notice-withdrawn';
