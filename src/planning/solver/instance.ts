/**
 * The planning problem of one fiscal year and its answer, as plain data: the boundary between the database, files, and
 * whoever solves or checks. docs/plan-format.md describes it for others. Weeks are 0 … weeks−1, Monday to Sunday; week 0
 * holds 1 October. Distances are great-circle kilometres.
 */
export interface PlanInstance {
  weeks: number;
  /** Work days of each week: 4 in a week with a federal holiday. */
  weekDays: number[];
  /** The quarter (0-3) of each week. */
  quarterOf: number[];
  tasks: PlanTask[];
  people: PlanPerson[];
  conflicts: PlanConflict[];
  /** Tasks that have their week and team, and keep them. */
  fixed: PlanAssignment[];
}

/** Who must not visit what, by ids; with weeks, in these only. */
export type PlanConflict = [task: string, person: string, weeks?: number[]];

/** Whether a conflict counts in a week. */
export const isConflictIn = ([, , weeks]: PlanConflict, week: number): boolean =>
  weeks === undefined || weeks.includes(week);

/** A full inspection or a focus review that wants a week and a team. */
export interface PlanTask {
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
  lat: number;
  lon: number;
  /** Tasks of one person in one week lie in one region. */
  region: string;
  /** Weeks in which it cannot be visited. */
  blackout: number[];
}

/** What somebody may inspect from a week on. */
export interface LaterModels {
  from: number;
  models: string[];
}

/** Somebody who travels. */
export interface PlanPerson {
  id: string;
  role: 'leader' | 'inspector';
  /** Models that the person may inspect. JOINT asks for DETENTION and TASK_FORCE. */
  models: string[];
  /**
   * What counts instead of `models` from a week on, the earliest first: somebody else holds the position by then, or a
   * qualification begins or ends. It stays one person: those who hold a position one after the other share its travel
   * weeks of a quarter as they need them, and a plan names the position, whoever holds it by then.
   */
  later?: LaterModels[];
  /** Home. */
  lat: number;
  lon: number;
  /** Weeks in which the person does not travel. */
  unavailable: number[];
  /** Most travel weeks in a quarter. */
  quarterCap: number;
}

/** What somebody may inspect in a week. */
export const modelsIn = (
  { models, later = [] }: Pick<PlanPerson, 'models' | 'later'>,
  week: number,
): readonly string[] => later.findLast(({ from }) => from <= week)?.models ?? models;

/** What somebody may inspect at some time of the year: a set for each time with sets of its own. */
export const modelsOverYear = ({
  models,
  later = [],
}: Pick<PlanPerson, 'models' | 'later'>): readonly string[][] => [
  models,
  ...later.map((then) => then.models),
];

/** A task's week and team. */
export interface PlanAssignment {
  task: string;
  week: number;
  leader: string;
  inspectors: string[];
}

/** The answer. What it costs is stated by whoever made it and recomputed by whoever checks it. */
export interface Plan {
  assignments: PlanAssignment[];
  unscheduled: { task: string; reason: string }[];
  /** Weeks of lateness times weight; what has no week counts as later than the year by a quarter. */
  lateness: number;
  /** There and back for every person and week. */
  travelKm: number;
  /** Sum of the squares of the weeks that each person travels. */
  imbalance: number;
  /** No plan can be less late than this; null when none was computed. */
  bound: number | null;
  /** (lateness − bound) / max(1, bound). */
  gap: number | null;
  seconds: number;
  iterations: number;
  seed: number;
}

/** Where the gap is less than this, what is missing is an error of rounding. */
const ROUNDING = 1e-6;

/** Whether it is proved that no plan is less late. */
export const isProved = ({ gap }: Pick<Plan, 'gap'>): boolean => gap !== null && gap < ROUNDING;

/** How late a task in no week counts: this many weeks after the year's last. */
export const WEEKS_BEYOND_YEAR = 13;

/** What a task costs in a week: its weight for every week after the one in which it is due. */
export const latenessIn = (task: PlanTask, week: number): number =>
  task.weight * Math.max(0, week - task.due);

/** What a task costs that has no week. */
export const latenessUnscheduled = (task: PlanTask, weeks: number): number =>
  task.weight * Math.max(0, weeks + WEEKS_BEYOND_YEAR - task.due);
