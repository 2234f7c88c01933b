import type { TeamRole } from '../../workforce/position.entity.js';
import type { Plan, PlanAssignment, PlanInstance, PlanPerson } from '../solver/instance.js';
import { loadsOf } from '../versions/plan-cost.rules.js';

/** Travel weeks of a role. */
export interface TravelWeeks {
  used: number;
  /** Within the limit a quarter of each person, and the weeks in which they are there. */
  allowed: number;
}

export interface RoleMeasures extends TravelWeeks {
  /** Who can travel in some week. */
  people: number;
  byQuarter: TravelWeeks[];
}

/** How a year goes with the people of an instance. */
export interface StaffingMeasures {
  visits: number;
  /** In the week in which it is due, or before. */
  onTime: number;
  /** Of all visits, 0 to 1; 1 for a year without any. */
  onTimeShare: number;
  /** After the week in which it is due, but in the year. */
  late: number;
  unscheduled: number;
  /** Due before the first week in which they may take place: late whoever is there. */
  tooLateAlready: number;
  /** Weeks of lateness times weight; what has no week counts as later than the year by a quarter. */
  lateness: number;
  /** No plan with these people can be less late; null = not known. */
  bound: number | null;
  gap: number | null;
  travelKm: number;
  byRole: Record<TeamRole, RoleMeasures>;
}

type MeasuredPlan = Pick<
  Plan,
  'assignments' | 'unscheduled' | 'lateness' | 'bound' | 'gap' | 'travelKm'
>;

/** What a plan says of the people it was made with. Its sums are taken as it states them; they are the solver's. */
export function measure(instance: PlanInstance, plan: MeasuredPlan): StaffingMeasures {
  const dueOf = new Map(instance.tasks.map(({ id, due }) => [id, due]));
  const onTime = plan.assignments.filter(({ task, week }) => week <= (dueOf.get(task) ?? -1));
  const visits = instance.tasks.length;
  return {
    visits,
    onTime: onTime.length,
    onTimeShare: visits === 0 ? 1 : onTime.length / visits,
    late: plan.assignments.length - onTime.length,
    unscheduled: visits - plan.assignments.length,
    tooLateAlready: instance.tasks.filter(({ due, release }) => due < release).length,
    lateness: plan.lateness,
    bound: plan.bound,
    gap: plan.gap,
    travelKm: plan.travelKm,
    byRole: {
      leader: ofRole(instance, plan.assignments, 'leader'),
      inspector: ofRole(instance, plan.assignments, 'inspector'),
    },
  };
}

function ofRole(
  instance: PlanInstance,
  assignments: readonly PlanAssignment[],
  role: TeamRole,
): RoleMeasures {
  const people = instance.people.filter((person) => person.role === role);
  const isOfRole = new Set(people.map(({ id }) => id));
  const loads = loadsOf(instance, assignments).filter(({ person }) => isOfRole.has(person));
  const byQuarter = [0, 1, 2, 3].map((quarter) => ({
    used: sum(loads.map((load) => load.byQuarter[quarter] ?? 0)),
    allowed: sum(people.map((person) => weeksAllowed(instance, person, quarter))),
  }));
  return {
    people: people.filter(({ unavailable }) => unavailable.length < instance.weeks).length,
    used: sum(byQuarter.map(({ used }) => used)),
    allowed: sum(byQuarter.map(({ allowed }) => allowed)),
    byQuarter,
  };
}

function weeksAllowed(
  { quarterOf }: PlanInstance,
  { unavailable, quarterCap }: PlanPerson,
  quarter: number,
): number {
  const away = new Set(unavailable);
  const there = quarterOf.filter((of, week) => of === quarter && !away.has(week)).length;
  return Math.min(quarterCap, there);
}

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);
