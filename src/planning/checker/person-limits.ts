import { counted } from '../../platform/counted.js';
import type { PlanInstance, PlanPerson } from '../solver/instance.js';
import { type Fault, listed, named } from './fault.js';
import { teamOf, type Visit } from './visits.js';

/** A person's visits of one week. */
interface PersonWeek {
  person: PlanPerson;
  week: number;
  visits: Visit[];
}

const daysOf = (visits: readonly Visit[]): number =>
  visits.reduce((sum, { task }) => sum + task.days, 0);

const tasksOf = (visits: readonly Visit[]): string => listed(visits.map(({ task }) => task.id));

const isPlanned = ({ isFixed }: Visit): boolean => !isFixed;

/** The limits that visits break together, through the people whom they share. */
export function personFaults(instance: PlanInstance, visits: readonly Visit[]): Fault[] {
  const personWeeks = personWeeksOf(visits);
  // A single visit that is longer than its week has a fault of its own.
  const tooLong = personWeeks.filter(
    ({ week, visits: mine }) =>
      mine.length > 1 &&
      mine.some(isPlanned) &&
      daysOf(mine) > (instance.weekDays[week] ?? Infinity),
  );
  return [
    ...tooLong.map((personWeek) => personDaysFault(instance, personWeek)),
    ...sharedDaysFaults(instance, personWeeks, tooLong),
    ...personWeeks.flatMap(regionFaults),
    ...quarterFaults(instance, personWeeks),
  ];
}

export function personWeeksOf(visits: readonly Visit[]): PersonWeek[] {
  const found = new Map<PlanPerson, Map<number, PersonWeek>>();
  for (const visit of visits)
    for (const person of teamOf(visit)) {
      const weeks = found.get(person) ?? new Map<number, PersonWeek>();
      found.set(person, weeks);
      const known = weeks.get(visit.week);
      if (known) known.visits.push(visit);
      else weeks.set(visit.week, { person, week: visit.week, visits: [visit] });
    }
  return [...found.values()].flatMap((weeks) => [...weeks.values()]);
}

function personDaysFault({ weekDays }: PlanInstance, { person, week, visits }: PersonWeek): Fault {
  const sentence = `${named(person.id)} in week ${week}: tasks ${tasksOf(visits)} take ${counted(daysOf(visits), 'day')}, the week has ${weekDays[week]}.`;
  return { kind: 'person-days', sentence, person: person.id, week };
}

/**
 * Visits that share somebody are done one after the other, and so are all that hang together in this way. Where one person
 * alone has too many days, that has been said.
 */
function sharedDaysFaults(
  { weekDays }: PlanInstance,
  personWeeks: readonly PersonWeek[],
  said: readonly PersonWeek[],
): Fault[] {
  const saidOf = new Set(said.flatMap((personWeek) => personWeek.visits));
  return chainsOf(personWeeks)
    .filter((chain) => chain.some(isPlanned) && !chain.some((visit) => saidOf.has(visit)))
    .flatMap((chain): Fault[] => {
      const week = chain[0]?.week ?? 0;
      const days = weekDays[week] ?? Infinity;
      if (chain.length === 1 || daysOf(chain) <= days) return [];
      const sentence = `Tasks ${tasksOf(chain)} in week ${week} share people and are done one after the other: they take ${counted(daysOf(chain), 'day')}, the week has ${days}.`;
      return [{ kind: 'shared-days', sentence, week }];
    });
}

/** The visits of a week that hang together through people: a tree of visits each, every one under another or a root. */
function chainsOf(personWeeks: readonly PersonWeek[]): Visit[][] {
  const above = new Map<Visit, Visit>();
  const rootOf = (visit: Visit): Visit => {
    let root = visit;
    for (let next = above.get(root); next; next = above.get(root)) root = next;
    // Whoever asks again is spared the way.
    for (let next = visit; next !== root;) {
      const further = above.get(next) ?? root;
      above.set(next, root);
      next = further;
    }
    return root;
  };
  for (const { visits } of personWeeks)
    for (const visit of visits) {
      const [root, other] = [rootOf(visits[0] ?? visit), rootOf(visit)];
      if (root !== other) above.set(other, root);
    }
  const chains = new Map<Visit, Visit[]>();
  for (const visit of new Set(personWeeks.flatMap(({ visits }) => visits))) {
    const root = rootOf(visit);
    const chain = chains.get(root);
    if (chain) chain.push(visit);
    else chains.set(root, [visit]);
  }
  return [...chains.values()];
}

function regionFaults({ person, week, visits }: PersonWeek): Fault[] {
  const regions = [...new Set(visits.map(({ task }) => task.region))];
  if (regions.length < 2 || !visits.some(isPlanned)) return [];
  const sentence = `${named(person.id)} in week ${week}: tasks ${tasksOf(visits)} are in ${regions.length} regions: ${listed(regions)}.`;
  return [{ kind: 'two-regions', sentence, person: person.id, week }];
}

/** Whoever has too many weeks by fixed visits alone gets no further one; a visit more in one of these is none. */
function quarterFaults({ quarterOf }: PlanInstance, personWeeks: readonly PersonWeek[]): Fault[] {
  const quarters = new Map<PlanPerson, Map<number, PersonWeek[]>>();
  for (const personWeek of personWeeks) {
    const quarter = quarterOf[personWeek.week];
    if (quarter === undefined) continue;
    const mine = quarters.get(personWeek.person) ?? new Map<number, PersonWeek[]>();
    quarters.set(personWeek.person, mine);
    mine.set(quarter, [...(mine.get(quarter) ?? []), personWeek]);
  }
  return [...quarters].flatMap(([person, mine]) =>
    [...mine].flatMap(([quarter, travelled]): Fault[] => {
      const isAdded = travelled.some(({ visits }) => visits.every(isPlanned));
      if (travelled.length <= person.quarterCap || !isAdded) return [];
      const weeks = travelled.map(({ week }) => week).sort((a, b) => a - b);
      const sentence = `${named(person.id)} in quarter ${quarter}: travels ${counted(weeks.length, 'week')} (${weeks.join(', ')}), at most ${person.quarterCap} allowed.`;
      return [{ kind: 'quarter-cap', sentence, person: person.id, week: weeks.at(-1) }];
    }),
  );
}
