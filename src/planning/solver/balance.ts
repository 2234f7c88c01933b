import { hasBit } from './bits.js';
import type { Crews } from './crews.js';
import type { Problem } from './problem.js';
import { NO_WEEK, type Timetable } from './timetable.js';

/** Hands trips from who travels more to who travels less and lives at the same place: nothing is later, no way longer. */
export function evenOut(problem: Problem, timetable: Timetable, crews: Crews): void {
  const neighbours = neighboursOf(problem);
  for (let task = 0; task < problem.taskCount; task++) {
    const week = timetable.weekOf[task]!;
    if (week === NO_WEEK || problem.isFixed[task] === 1) continue;
    for (let seat = 0; seat <= problem.inspectors[task]!; seat++)
      handOver(problem, timetable, crews, task, seat, neighbours);
  }
}

function handOver(
  problem: Problem,
  timetable: Timetable,
  crews: Crews,
  task: number,
  seat: number,
  neighbours: ReadonlyMap<number, number[]>,
): void {
  const { crewSize, weeks, words } = problem;
  const { roster } = timetable;
  const crew = timetable.crewOf.slice(task * crewSize, (task + 1) * crewSize);
  const person = crew[seat]!;
  const week = timetable.weekOf[task]!;
  if (roster.tasks[person * weeks + week]! > 1) return;
  for (const other of neighbours.get(person) ?? []) {
    const isRelief = roster.yearWeeks[other]! + 1 < roster.yearWeeks[person]!;
    if (!isRelief || !hasBit(roster.free, week * words, other)) continue;
    const before = timetable.cost;
    timetable.lift(task);
    crew[seat] = other;
    if (crews.isLegal(task, week, crew)) {
      timetable.place(task, week, crew);
      if (timetable.cost <= before) return;
      timetable.lift(task);
    }
    crew[seat] = person;
    timetable.place(task, week, crew);
  }
}

/** For each person the others of the role who live at the same place. */
function neighboursOf(problem: Problem): Map<number, number[]> {
  const households = new Map<string, number[]>();
  for (let number = 0; number < problem.personCount; number++) {
    if (!problem.isSomebody(number)) continue;
    const { role, lat, lon } = problem.person(number);
    const key = `${role} ${lat} ${lon}`;
    const household = households.get(key);
    if (household) household.push(number);
    else households.set(key, [number]);
  }
  const neighbours = new Map<number, number[]>();
  for (const household of households.values())
    for (const person of household)
      neighbours.set(
        person,
        household.filter((other) => other !== person),
      );
  return neighbours;
}
