/** What somebody does to take a visit to a status. */
export const STEP_WORDS: Record<string, string> = {
  unscheduled: 'Give it back to planning',
  scheduled: 'Schedule it again',
  notified: 'Notify the agency and the field office',
  'in-field': 'Begin field work',
  'exit-interview': 'Hold the exit interview',
  'draft-report': 'Write the draft report',
  'final-report': 'Make the report final',
  distributed: 'Distribute the report to the field office',
  closed: 'Close it',
  postponed: 'Postpone it',
  cancelled: 'Cancel it',
};

/** What follows, for whoever is about to do it. */
export const STEP_HINTS: Record<string, string> = {
  unscheduled: 'Its team is let go; planning finds a new week and team.',
  scheduled: 'The team comes along.',
  notified: 'The letter is issued as it is now, and the checklist is made.',
  'in-field': 'The team is on site.',
  'exit-interview': 'Field work ends on this day; the clocks of the report run from here.',
  'draft-report': 'What the checklist rates as wanting becomes the draft findings.',
  'final-report':
    'Findings are opened and the report is issued; neither it nor the checklist changes after.',
  distributed: 'The field office sees the report.',
  closed: 'Nothing of it is left to be done.',
  postponed: 'It keeps its team and lets go of its days.',
  cancelled: 'Planning meets what it was for with another visit.',
};

/** The names of the statuses, on the way. */
export const STATUS_NAMES: Record<string, string> = {
  unscheduled: 'Unscheduled',
  scheduled: 'Scheduled',
  notified: 'Notified',
  'in-field': 'In the field',
  'exit-interview': 'Exit interview',
  'draft-report': 'Draft report',
  'final-report': 'Final report',
  distributed: 'Distributed',
  closed: 'Closed',
  postponed: 'Postponed',
  cancelled: 'Cancelled',
};
