import type {
  Plan,
  PlanAssignment,
  PlanInstance,
  PlanPerson,
  PlanTask,
} from '../../src/planning/solver/instance.js';

/** What the people of a week have done so far. */
interface WeekState {
  /** Bits of the tasks that are visited. */
  tasks: number;
  visits: PlanAssignment[];
  /** For each person the days of all visits that hang together with theirs; 0 = at home. */
  chain: number[];
  days: number[];
  region: string[];
  /** Kilometres to the farthest site. */
  farthest: number[];
  /** Whether the plan, not a fact, lets the person travel that week. */
  isAdded: boolean[];
}

/** One way to spend a week: which tasks it does, who travels for it, and how far. */
interface WeekWay {
  tasks: number;
  visits: PlanAssignment[];
  added: boolean[];
  travelKm: number;
}

/**
 * The plan of least lateness, and of those the one of least travel, by going through every plan of a small instance. A
 * week's teams touch those of other weeks through the quarter caps alone: all ways to spend each week are listed, and
 * joined week by week by what is done and who has travelled. Imbalance is left to chance.
 * @throws Error for more than 8 tasks
 */
export function bestPlan(instance: PlanInstance): Plan {
  if (instance.tasks.length > 8) throw new Error('Exhaustive search ends at 8 tasks.');
  let reached: Reached[] = [{ tasks: 0, visits: [], used: new Map(), lateness: 0, travelKm: 0 }];
  for (let week = 0; week < instance.weeks; week += 1) {
    const ways = waysOf(instance, week);
    const next = new Map<string, Reached>();
    for (const state of reached)
      for (const way of ways) {
        const joined = join(instance, week, state, way);
        if (!joined) continue;
        const key = keyOf(joined, instance, week + 1);
        const known = next.get(key);
        if (!known || isBetter(joined, known)) next.set(key, joined);
      }
    reached = [...next.values()];
  }
  const ends = reached.map((state) => ({
    ...state,
    lateness: state.lateness + latenessOf(leftOver(instance, state.tasks), instance.weeks + 13),
  }));
  const best = ends.reduce((found, end) => (isBetter(end, found) ? end : found));
  return {
    assignments: best.visits,
    unscheduled: leftOver(instance, best.tasks).map(({ id }) => ({ task: id, reason: '' })),
    lateness: best.lateness,
    travelKm: best.travelKm,
    imbalance: imbalanceOf(instance, best.visits),
    bound: best.lateness,
    gap: 0,
    seconds: 0,
    iterations: 0,
    seed: 0,
  };
}

/** What was done in the weeks so far, at what cost, and the travel weeks that it took from each person's quarter. */
interface Reached {
  tasks: number;
  visits: PlanAssignment[];
  /** By quarter, for each person. */
  used: Map<number, number[]>;
  lateness: number;
  travelKm: number;
}

function join(
  instance: PlanInstance,
  week: number,
  state: Reached,
  way: WeekWay,
): Reached | undefined {
  if (state.tasks & way.tasks) return undefined;
  const quarter = instance.quarterOf[week]!;
  const before = state.used.get(quarter) ?? instance.people.map(() => 0);
  const used = before.map((weeks, person) => weeks + Number(way.added[person]));
  if (
    used.some(
      (weeks, person) => weeks > before[person]! && weeks > freeWeeks(instance, person, quarter),
    )
  )
    return undefined;
  const done = instance.tasks.filter((_, index) => way.tasks & (1 << index));
  return {
    tasks: state.tasks | way.tasks,
    visits: [...state.visits, ...way.visits],
    used: new Map(state.used).set(quarter, used),
    lateness: state.lateness + latenessOf(done, week),
    travelKm: state.travelKm + way.travelKm,
  };
}

/** Two states that leave the same tasks and the same weeks of travel have the same future. */
function keyOf({ tasks, used }: Reached, { quarterOf }: PlanInstance, from: number): string {
  const ahead = new Set(quarterOf.slice(from));
  return JSON.stringify([tasks, [...used].filter(([quarter]) => ahead.has(quarter))]);
}

const isBetter = (one: Reached, other: Reached): boolean =>
  Math.abs(one.lateness - other.lateness) > 1e-9
    ? one.lateness < other.lateness
    : one.travelKm < other.travelKm;

const latenessOf = (tasks: readonly PlanTask[], week: number): number =>
  tasks.reduce((sum, { weight, due }) => sum + weight * Math.max(0, week - due), 0);

const leftOver = ({ tasks }: PlanInstance, done: number): PlanTask[] =>
  tasks.filter((_, index) => !(done & (1 << index)));

function imbalanceOf({ people }: PlanInstance, visits: readonly PlanAssignment[]): number {
  const weeksOf = ({ id }: PlanPerson): number =>
    new Set(
      visits
        .filter(({ leader, inspectors }) => [leader, ...inspectors].includes(id))
        .map(({ week }) => week),
    ).size;
  return people.reduce((sum, person) => sum + weeksOf(person) ** 2, 0);
}

/** What a person's fixed visits leave of the quarter. */
function freeWeeks(
  { people, fixed, quarterOf }: PlanInstance,
  index: number,
  quarter: number,
): number {
  const person = people[index]!;
  const gone = new Set(
    fixed
      .filter((visit) => quarterOf[visit.week] === quarter)
      .filter(({ leader, inspectors }) => [leader, ...inspectors].includes(person.id))
      .map(({ week }) => week),
  );
  return person.quarterCap - gone.size;
}

/** Every set of tasks that a week can hold with every set of people for it, each with its least travel. */
function waysOf(instance: PlanInstance, week: number): WeekWay[] {
  let states = [factsOf(instance, week)];
  instance.tasks.forEach((task, index) => {
    if (instance.fixed.some((visit) => visit.task === task.id)) return;
    const teams = teamsFor(instance, task, week);
    const found = new Map<string, WeekState>();
    const keep = (state: WeekState) =>
      found.set(
        JSON.stringify([
          state.tasks,
          state.chain,
          state.days,
          state.isAdded,
          state.region,
          state.farthest,
        ]),
        state,
      );
    for (const state of states) {
      keep(state);
      for (const team of teams) {
        const visited = visit(instance, week, state, index, team, false);
        if (visited) keep(visited);
      }
    }
    states = [...found.values()];
  });
  const ways = new Map<string, WeekWay>();
  for (const { tasks, visits, isAdded, farthest } of states) {
    const travelKm = 2 * farthest.reduce((sum, km) => sum + km, 0);
    const key = JSON.stringify([tasks, isAdded]);
    const known = ways.get(key);
    if (!known || travelKm < known.travelKm)
      ways.set(key, { tasks, visits, added: isAdded, travelKm });
  }
  return [...ways.values()];
}

/** The week as its fixed visits leave it, whatever limits they break. */
function factsOf(instance: PlanInstance, week: number): WeekState {
  const nobody = instance.people.map(() => 0);
  const start: WeekState = {
    tasks: 0,
    visits: [],
    chain: nobody,
    days: nobody,
    region: instance.people.map(() => ''),
    farthest: nobody,
    isAdded: instance.people.map(() => false),
  };
  return instance.fixed
    .filter((fact) => fact.week === week)
    .reduce((state, { task, leader, inspectors }) => {
      const index = instance.tasks.findIndex(({ id }) => id === task);
      const team = [leader, ...inspectors].map((id) =>
        instance.people.findIndex((person) => person.id === id),
      );
      return visit(instance, week, state, index, team, true)!;
    }, start);
}

/** The week with one more visit; undefined when that breaks a limit. */
function visit(
  instance: PlanInstance,
  week: number,
  state: WeekState,
  index: number,
  team: readonly number[],
  isFact: boolean,
): WeekState | undefined {
  const task = instance.tasks[index]!;
  const chains = new Set(team.map((person) => state.chain[person]!).filter((chain) => chain > 0));
  const daysOfChain = (chain: number): number => state.days[state.chain.indexOf(chain)]!;
  const days = [...chains].reduce((sum, chain) => sum + daysOfChain(chain), task.days);
  const isElsewhere = team.some((person) => !['', task.region].includes(state.region[person]!));
  if (!isFact && (days > instance.weekDays[week]! || isElsewhere)) return undefined;
  const [leader, ...inspectors] = team.map((person) => instance.people[person]!.id);
  // A chain is called after the first task that began it, 1 for the first of the instance.
  const name = Math.min(index + 1, ...chains);
  const isInChain = (person: number): boolean =>
    team.includes(person) || chains.has(state.chain[person]!);
  return {
    tasks: state.tasks | (1 << index),
    visits: [...state.visits, { task: task.id, week, leader: leader!, inspectors }],
    chain: state.chain.map((chain, person) => (isInChain(person) ? name : chain)),
    days: state.days.map((before, person) => (isInChain(person) ? days : before)),
    region: state.region.map((before, person) =>
      !team.includes(person)
        ? before
        : ['', task.region].includes(before)
          ? task.region
          : 'several',
    ),
    farthest: state.farthest.map((before, person) =>
      team.includes(person) ? Math.max(before, kilometres(instance.people[person]!, task)) : before,
    ),
    isAdded: state.isAdded.map(
      (before, person) => before || (!isFact && team.includes(person) && state.chain[person] === 0),
    ),
  };
}

/** Everybody who may go together, by their places in the instance: the leader first. */
function teamsFor(instance: PlanInstance, task: PlanTask, week: number): number[][] {
  const { people, conflicts } = instance;
  if (week < task.release || task.blackout.includes(week)) return [];
  const mayGo = (index: number): boolean => {
    const { id, unavailable } = people[index]!;
    const isExcluded = conflicts.some(
      ([of, person, weeks]) =>
        of === task.id && person === id && (weeks === undefined || weeks.includes(week)),
    );
    return !unavailable.includes(week) && !isExcluded;
  };
  const free = people.map((_, index) => index).filter(mayGo);
  const knows = (index: number): boolean =>
    (task.model === 'JOINT' ? ['DETENTION', 'TASK_FORCE'] : [task.model]).every((model) =>
      knownBy(people[index]!, week).includes(model),
    );
  const crews = subsets(
    free.filter((index) => people[index]!.role === 'inspector'),
    task.inspectors,
  ).filter((crew) => crew.length === 0 || crew.some(knows));
  return free
    .filter((index) => people[index]!.role === 'leader' && knows(index))
    .flatMap((leader) => crews.map((crew) => [leader, ...crew]));
}

function knownBy({ models, later }: PlanPerson, week: number): string[] {
  let known = models;
  for (const change of later ?? []) if (change.from <= week) known = change.models;
  return known;
}

function subsets(items: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, index) =>
    subsets(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]),
  );
}

/** Great-circle distance, by the angle between the two positions as vectors. */
function kilometres(
  from: Pick<PlanPerson, 'lat' | 'lon'>,
  to: Pick<PlanTask, 'lat' | 'lon'>,
): number {
  const vector = ({ lat, lon }: { lat: number; lon: number }): [number, number, number] => {
    const [phi, lambda] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180];
    return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
  };
  const [[a, b, c], [x, y, z]] = [vector(from), vector(to)];
  const cross = Math.hypot(b * z - c * y, c * x - a * z, a * y - b * x);
  return 6371.0088 * Math.atan2(cross, a * x + b * y + c * z);
}
