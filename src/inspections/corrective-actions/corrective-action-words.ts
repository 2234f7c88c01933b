import { OWNER_WORDS } from '../inspection-words.js';
import type { CorrectiveAction } from './corrective-action.entity.js';
import type { ActionStatus, ActionStep } from './corrective-action.rules.js';

/** What is asked, and of whom: it changes with where the action stands. */
export const WANTED_WORDS: Record<ActionStatus, string> = {
  opened: 'The field office submits a plan.',
  submitted: 'A team leader accepts the plan, or sends it back.',
  'sent-back': 'The field office submits a better plan.',
  accepted: 'What was planned is carried out, and the field office says so.',
  implemented: 'A visit verifies it, or a team leader on documents.',
  verified: 'Nothing more.',
  withdrawn: 'Nothing: the finding was closed otherwise.',
};

/** The button of each step. */
export const STEP_BUTTONS: Record<ActionStep, string> = {
  submitted: 'Submit the plan',
  accepted: 'Accept the plan',
  'sent-back': 'Send the plan back',
  implemented: 'Record as done',
  verified: 'Verified on documents',
};

const EVENT_WORDS: Record<string, string> = {
  opened: 'A plan was asked for',
  'carried-over': 'On record from before its steps were kept',
  submitted: 'A plan was submitted',
  accepted: 'The plan was accepted',
  'sent-back': 'The plan was sent back',
  implemented: 'It was recorded as done',
  verified: 'It was verified',
  withdrawn: 'The finding was closed otherwise',
  'extension-requested': 'More time was asked for',
  extended: 'More time was granted',
  'extension-refused': 'More time was refused',
  escalated: 'It was reported one step up, because it is late',
  'found-partly': 'A visit found it partly corrected',
  'found-not-corrected': 'A visit found it not corrected: a new plan is asked for',
};

export const eventWords = (event: string): string => EVENT_WORDS[event] ?? event;

export const ownerWords = ({ owner }: Pick<CorrectiveAction, 'owner'>): string =>
  OWNER_WORDS[owner] ?? owner;
