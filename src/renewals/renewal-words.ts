import type { Decision } from './proposal.rules.js';
import type { ProposalState, ReviewState } from './renewal.entity.js';
import type { ReviewCause } from './review.rules.js';

export const CAUSE_WORDS: Record<ReviewCause, string> = {
  end: 'End of the term',
  suspension: 'Suspension',
  'by-hand': 'Opened by hand',
};

export const STATE_WORDS: Record<ReviewState | 'undecided', string> = {
  undecided: 'undecided',
  open: 'open',
  proposed: 'proposed',
  decided: 'decided',
  closed: 'closed',
};

/** As a link and as a page's title. */
export const DECISION_WORDS: Record<Decision, string> = {
  extend: 'Extend it',
  modify: 'Modify it',
  lapse: 'Let it lapse',
  'give-notice': 'Give notice of termination',
  terminate: 'Terminate it',
};

export const PROPOSAL_WORDS: Record<ProposalState, string> = {
  waiting: 'Proposed',
  approved: 'Approved',
  returned: 'Sent back',
  withdrawn: 'Withdrawn',
};
