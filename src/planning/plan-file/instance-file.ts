import type {
  LaterModels,
  PlanAssignment,
  PlanConflict,
  PlanInstance,
  PlanPerson,
  PlanTask,
} from '../solver/instance.js';
import { type FilePlace, readWhole } from './file-problems.js';

/**
 * Reads a planning problem from a file of the format that docs/plan-format.md describes. Further fields are passed over;
 * of weeks that somebody or something is not free, those outside the year say nothing and are left out.
 * @param json what `JSON.parse` made of the file
 * @throws FileRefused with everything that is wrong, each with its place
 */
export function readInstance(json: unknown): PlanInstance {
  return readWhole(json, 'an instance: an object with weeks, tasks and people', (root) => {
    const year = root.field('weeks');
    const given = year.wholeNumber('a whole number of weeks, at least 1', 1);
    // Where the file does not say how long its year is, no week lies outside it.
    const weeks = year.isTaken ? given : Infinity;
    const tasks = withOwnIds(root.field('tasks').list(), (place) => taskOf(place, weeks));
    const people = withOwnIds(root.field('people').list(), (place) => personOf(place, weeks));
    const known: KnownIds = { tasks: byId(tasks), people: byId(people) };
    return {
      weeks,
      weekDays: forEachWeek(root.field('weekDays'), weeks, (place) =>
        place.wholeNumber('a whole number of work days, 0 to 7', 0, 7),
      ),
      quarterOf: forEachWeek(root.field('quarterOf'), weeks, (place) =>
        place.wholeNumber('a quarter, 0 to 3', 0, 3),
      ),
      tasks,
      people,
      conflicts: root
        .field('conflicts')
        .optionalList()
        .map((place) => conflictOf(place, known, weeks)),
      fixed: fixedOf(root.field('fixed'), weeks, known),
    };
  });
}

/** The ids that a file may refer to. */
export interface KnownIds {
  tasks: ReadonlyMap<string, PlanTask>;
  people: ReadonlyMap<string, PlanPerson>;
}

export const byId = <Item extends { id: string }>(items: readonly Item[]): Map<string, Item> =>
  new Map(items.map((item) => [item.id, item]));

/** A task's week and team. Whether the week is one of the year is for the reader or the checker to say. */
export function assignmentOf(place: FilePlace, known: KnownIds): PlanAssignment {
  return {
    task: place.field('task').reference(known.tasks, 'tasks'),
    week: place.field('week').wholeNumber('a whole number of weeks'),
    leader: place.field('leader').reference(known.people, 'people'),
    inspectors: place
      .field('inspectors')
      .list()
      .map((inspector) => inspector.reference(known.people, 'people')),
  };
}

function taskOf(place: FilePlace, weeks: number): PlanTask {
  return {
    id: place.field('id').text(),
    agreement: place.field('agreement').text(),
    kind: place.field('kind').oneOf(['full', 'focus']),
    model: place.field('model').text(),
    days: place.field('days').wholeNumber('a whole number of work days, at least 1', 1),
    inspectors: place.field('inspectors').wholeNumber('a whole number of people, at least 0', 0),
    release: place.field('release').wholeNumber('a whole number of weeks'),
    due: place.field('due').wholeNumber('a whole number of weeks'),
    weight: place.field('weight').number('a number, at least 0', 0),
    ...positionOf(place),
    region: place.field('region').text(),
    blackout: weeksOf(place.field('blackout'), weeks),
  };
}

function personOf(place: FilePlace, weeks: number): PlanPerson {
  const later = place.field('later').optionalList().map(laterModelsOf);
  return {
    id: place.field('id').text(),
    role: place.field('role').oneOf(['leader', 'inspector']),
    models: modelsOf(place),
    ...(later.length > 0 && { later: later.sort((a, b) => a.from - b.from) }),
    ...positionOf(place),
    unavailable: weeksOf(place.field('unavailable'), weeks),
    quarterCap: place.field('quarterCap').wholeNumber('a whole number of weeks, at least 0', 0),
  };
}

const modelsOf = (place: FilePlace): string[] =>
  place
    .field('models')
    .list()
    .map((model) => model.text());

const laterModelsOf = (place: FilePlace): LaterModels => ({
  from: place.field('from').wholeNumber('a whole number of weeks'),
  models: modelsOf(place),
});

const positionOf = (place: FilePlace): { lat: number; lon: number } => ({
  lat: place.field('lat').number('degrees of latitude, -90 to 90', -90, 90),
  lon: place.field('lon').number('degrees of longitude, -180 to 180', -180, 180),
});

function weeksOf(place: FilePlace, weeks: number): number[] {
  const given = place.optionalList().map((week) => week.wholeNumber('a whole number of weeks'));
  return [...new Set(given)].filter((week) => week >= 0 && week < weeks);
}

/** A list that has one entry for each week of the year. */
function forEachWeek(
  place: FilePlace,
  weeks: number,
  read: (place: FilePlace) => number,
): number[] {
  const entries = place.list();
  if (entries.length !== weeks && weeks !== Infinity)
    place.refuse(`has ${entries.length} entries; the year has ${weeks} weeks`);
  return entries.map(read);
}

/** Reads the entries of a list and refuses an id that an earlier one has. */
function withOwnIds<Item extends { id: string }>(
  places: readonly FilePlace[],
  read: (place: FilePlace) => Item,
): Item[] {
  const first = new Map<string, FilePlace>();
  return places.map((place) => {
    const item = read(place);
    const earlier = first.get(item.id);
    if (earlier) place.field('id').refuse(`is the id of ${earlier.pointer} as well`);
    else if (place.field('id').isPresent) first.set(item.id, place);
    return item;
  });
}

function conflictOf(place: FilePlace, known: KnownIds, inYear: number): PlanConflict {
  const [task, person, weeks, ...further] = place.list();
  if (!task || !person || further.length > 0) {
    place.refuse('must be the id of a task, that of a person and, if need be, a list of weeks');
    return ['', ''];
  }
  const pair = [
    task.reference(known.tasks, 'tasks'),
    person.reference(known.people, 'people'),
  ] as const;
  return weeks?.isPresent ? [...pair, weeksOf(weeks, inYear)] : [...pair];
}

/** Visits that have their week and team. They may break limits: they are facts. */
function fixedOf(place: FilePlace, weeks: number, known: KnownIds): PlanAssignment[] {
  const first = new Map<string, FilePlace>();
  return place.optionalList().map((entry) => {
    const fixed = assignmentOf(entry, known);
    entry.field('week').wholeNumber(`a week of the year, 0 to ${weeks - 1}`, 0, weeks - 1);
    const earlier = first.get(fixed.task);
    if (earlier) entry.refuse(`fixes the task of ${earlier.pointer} once more`);
    else if (known.tasks.has(fixed.task)) first.set(fixed.task, entry);
    const team = [fixed.leader, ...fixed.inspectors].filter((person) => known.people.has(person));
    const twice = team.find((person, index) => team.indexOf(person) !== index);
    if (twice !== undefined) entry.refuse(`names ${JSON.stringify(twice)} twice`);
    return fixed;
  });
}
