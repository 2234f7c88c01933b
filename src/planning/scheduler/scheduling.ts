import { coversModel } from '../../workforce/qualification.rules.js';
import {
  modelsIn,
  modelsOverYear,
  type PlanInstance,
  type PlanPerson,
  type PlanTask,
} from '../solver/instance.js';

/**
 * What the daily scheduler looks at and answers. It knows neither places nor travel: whole plans of a year, with both,
 * are made from `solver/instance.ts`. Weeks are 0 … weeks−1, Monday to Sunday; week 0 holds 1 October.
 */
export interface ScheduleInput extends Pick<
  PlanInstance,
  'weeks' | 'weekDays' | 'quarterOf' | 'conflicts'
> {
  tasks: VisitToPlace[];
  people: Traveller[];
  /** Visits that have their week and team already. */
  fixed: FixedVisit[];
}

export type VisitToPlace = Omit<PlanTask, 'lat' | 'lon' | 'blackout'>;

export type Traveller = Omit<PlanPerson, 'lat' | 'lon'>;

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
  | 'leaders-in-conflict'
  | 'leaders-busy'
  | 'leaders-at-quarter-cap'
  | 'no-qualified-inspector'
  | 'inspectors-in-conflict'
  | 'inspectors-busy';

export interface Schedule {
  assignments: Assignment[];
  unscheduled: Unscheduled[];
}

/** Whether somebody may inspect a model in a week. */
export const isQualified = (person: Traveller, model: string, week: number): boolean =>
  coversModel(modelsIn(person, week), model);

/** Whether somebody may inspect a model in any week of the year. */
export const isEverQualified = (person: Traveller, model: string): boolean =>
  modelsOverYear(person).some((known) => coversModel(known, model));
