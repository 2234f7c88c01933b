import type { AbsenceResolution } from './list-import.entity.js';

export const ABSENCES_PATH = '/imports/absences';

/** What may have become of an agreement that a list lacks, as one chooses it. */
export const RESOLUTION_NAMES: Record<AbsenceResolution, string> = {
  'left-list': 'Left the list',
  superseded: 'Superseded',
  terminated: 'Terminated',
  expired: 'Expired',
  'list-error': 'Error of the list',
};

/** What follows from each. */
export const RESOLUTION_HINTS: Record<AbsenceResolution, string> = {
  'left-list': 'It is not in force from the day of that list. How it ended is not known.',
  superseded: 'Another agreement of the agency has taken its place.',
  terminated: 'One side ended it. No later list brings it back by itself.',
  expired: 'Its term ended, and it was not renewed. No later list brings it back by itself.',
  'list-error': 'It is in force although that list lacks it.',
};
