/** What kind of limit a plan breaks, or what it states wrongly. */
export type FaultKind =
  | 'unknown-task'
  | 'unknown-person'
  | 'left-out'
  | 'planned-twice'
  | 'planned-and-unscheduled'
  | 'fixed-moved'
  | 'outside-year'
  | 'before-release'
  | 'blackout'
  | 'week-too-short'
  | 'no-leader'
  | 'leader-unqualified'
  | 'no-inspector'
  | 'inspector-twice'
  | 'inspector-count'
  | 'inspectors-unqualified'
  | 'unavailable'
  | 'conflict'
  | 'person-days'
  | 'shared-days'
  | 'two-regions'
  | 'quarter-cap'
  | 'stated-lateness'
  | 'stated-travel'
  | 'stated-imbalance'
  | 'stated-bound'
  | 'stated-gap';

/** One thing that is wrong with a plan, as a sentence that names the task, the person and the week concerned. */
export interface Fault {
  kind: FaultKind;
  sentence: string;
  task?: string;
  person?: string;
  week?: number;
}

/** An id as a sentence shows it: anything that could be mistaken for the sentence's own words is quoted. */
export const named = (id: string): string => (/^[\w.:/-]+$/.test(id) ? id : JSON.stringify(id));

export const listed = (ids: readonly string[]): string => ids.map(named).join(', ');
