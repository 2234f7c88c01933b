import { coversModel } from '../../workforce/qualification.rules.js';

/**
 * What the daily scheduler looks at and answers. It knows neither places nor travel: whole plans of a year, with both,
 * are made from `solver/instance.ts`. Weeks are 0 … weeks−1, Monday to Sunday; week 0 holds 1 October.
 */
export interface ScheduleInput {
  weeks: number;
  /** Work days of each week: 4 in a week with a federal holiday. */
  weekDays: number[];
  /** The quarter (0-3) of each week. */
  quarterOf: number[];
  tasks: VisitToPlace[];
  people: Traveller[];
  /** Visits that have their week and team already. */
  fixed: FixedVisit[];
}

export interface VisitToPlace {
  id: string;
  agreement: string;
  kind: 'full' | 'focus';
  model: string;
  /** Work days in the field. */
  days: number;
  /** Inspectors besides the one leader. */
  inspectors: number;
  /** First week allowed. */
  release: number;
  /** Week in which it falls due; negative = overdue when the year begins. */
  due: number;
  /** What a week of lateness costs against other tasks. */
  weight: number;
  /** Tasks of one person in one week lie in one region. */
  region: string;
}

export interface Traveller {
  id: string;
  role: 'leader' | 'inspector';
  /** Models that the person may inspect. */
  models: string[];
  /** Weeks in which the person does not travel. */
  unavailable: number[];
  /** Most travel weeks in a quarter. */
  quarterCap: number;
}

export interface FixedVisit {
  task: string;
  week: number;
  days: number;
  region: string;
  leader: string;
  inspectors: string[];
}

export interface Assignment {
  task: string;
  week: number;
  /** Work days of the week that are taken by the team's earlier visit: the visit starts after them. */
  dayOffset: number;
  leader: string;
  inspectors: string[];
}

/** What kept a task out of every week it was allowed in, and in how many weeks each limit was the first to bind. */
export interface Unscheduled {
  task: string;
  limits: { limit: Limit; weeks: number }[];
}

export type Limit =
  | 'no-week-left'
  | 'week-too-short'
  | 'no-qualified-leader'
  | 'leaders-busy'
  | 'leaders-at-quarter-cap'
  | 'no-qualified-inspector'
  | 'inspectors-busy';

export interface Schedule {
  assignments: Assignment[];
  unscheduled: Unscheduled[];
}

export const isQualified = (person: Traveller, model: string): boolean =>
  coversModel(person.models, model);
