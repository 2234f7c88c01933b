import type { Day } from '../../platform/clock/calendar.js';
import { grouped } from '../../platform/grouped.js';
import type { Unavailability } from '../../workforce/capacity.rules.js';
import { modelWords } from '../../workforce/qualification.rules.js';
import { fiscalWeeks, mondayOfWeek, weekOf } from '../fiscal-weeks.rules.js';
import type { PlannedPosition } from '../instance/plan-people.js';
import { loadsOf, type PersonLoad } from '../versions/plan-cost.rules.js';
import {
  assignmentsOf,
  namesOf,
  type PlanContent,
  type PlannedItem,
} from '../versions/planned-items.rules.js';
import {
  type PeoplePage,
  peoplePage,
  type Quarter,
  QUARTERS,
  usualQuarter,
} from './board-filter.rules.js';

/** What the workforce knows of a position beside the plan. */
export interface Post {
  office: string;
  /** Why whoever holds it cannot travel, by week. */
  away: ReadonlyMap<number, Unavailability>;
}

export interface BoardFilter {
  quarter?: Quarter | undefined;
  office?: string | undefined;
  person?: string | undefined;
  /** Of the people, from 1. */
  page?: number | undefined;
}

export interface BoardWeek {
  week: number;
  monday: Day;
  /** 0-3 */
  quarter: number;
  workDays: number;
  isPast: boolean;
}

/** A visit as the board shows it. */
export interface BoardVisit {
  item: PlannedItem;
  name: string;
  model: string;
  /** Null without a week. */
  weeksLate: number | null;
}

export interface BoardCell {
  week: number;
  /** Why the person cannot travel, in a word. */
  away: string | null;
  visits: BoardVisit[];
}

export interface BoardRow {
  position: PlannedPosition;
  office: string;
  cells: BoardCell[];
  /** Null for a position that nobody holds all year. */
  load: (PersonLoad & { quarterCap: number }) | null;
}

/** A plan by people and weeks. */
export interface Board {
  quarter: Quarter;
  /** Of the filter: every office and person that there is. */
  offices: string[];
  people: PlannedPosition[];
  weeks: BoardWeek[];
  /** Leaders first, by office; of many people office by office, so that a page has whole teams. */
  rows: BoardRow[];
  /** Which of the people that the filter lets through the rows are. */
  shown: PeoplePage;
  /** What the rows show, by week and then by agency. */
  visits: BoardVisit[];
  unscheduled: BoardVisit[];
}

const AWAY_WORDS: Record<Unavailability, string> = {
  vacant: 'vacant',
  leave: 'leave',
  'not-established': 'not yet',
  abolished: 'abolished',
};

/** Puts a plan's visits into the rows of its people and the columns of its weeks. */
export function boardOf(
  content: PlanContent,
  posts: ReadonlyMap<string, Post>,
  filter: BoardFilter,
  today: Day,
): Board {
  const { instance, positions } = content;
  const all = weeksOf(content, today);
  const current = weekOf(fiscalWeeks(content.plan.fiscalYear), today);
  const quarter = filter.quarter ?? usualQuarter(positions.length, current, instance.quarterOf);
  const weeks = all.filter((week) => quarter === 'year' || QUARTERS[week.quarter] === quarter);
  const officeOf = ({ id }: PlannedPosition): string => posts.get(id)?.office ?? '';
  const compare = new Intl.Collator('en', { numeric: true }).compare;
  const byRole = (a: PlannedPosition, b: PlannedPosition): number =>
    Number(b.role === 'leader') - Number(a.role === 'leader');
  const byOffice = (a: PlannedPosition, b: PlannedPosition): number =>
    compare(officeOf(a), officeOf(b));
  const isPaged = peoplePage(positions.length).pages > 1;
  const [first, second] = isPaged ? [byOffice, byRole] : [byRole, byOffice];
  const people = positions.toSorted(
    (a, b) => first(a, b) || second(a, b) || compare(a.title, b.title),
  );
  const visits = visitsOf(content);
  const chosen = people.filter(
    (position) =>
      (filter.office === undefined || officeOf(position) === filter.office) &&
      (filter.person === undefined || position.id === filter.person),
  );
  const shown = peoplePage(chosen.length, filter.page);
  const rows = rowsOf(
    content,
    chosen.slice(Math.max(0, shown.from - 1), shown.until),
    posts,
    weeks,
    visits,
  );
  const onBoard = new Set(rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.visits)));
  return {
    quarter,
    offices: [...new Set(people.map(officeOf))].filter((office) => office !== '').sort(),
    people,
    weeks,
    rows,
    shown,
    visits: visits.filter((visit) => onBoard.has(visit)),
    unscheduled: visits.filter(({ item }) => item.week === null),
  };
}

function weeksOf({ plan, instance }: PlanContent, today: Day): BoardWeek[] {
  const calendar = fiscalWeeks(plan.fiscalYear);
  const current = weekOf(calendar, today);
  return instance.weekDays.map((workDays, week) => ({
    week,
    monday: mondayOfWeek(calendar, week),
    quarter: instance.quarterOf[week] ?? 0,
    workDays,
    isPast: week < current,
  }));
}

function visitsOf(content: PlanContent): BoardVisit[] {
  const names = namesOf(content);
  const tasks = new Map(content.instance.tasks.map((task) => [task.id, task]));
  return content.items.map((item) => {
    const task = tasks.get(item.taskId);
    return {
      item,
      name: names.task(item.taskId),
      model: task ? modelWords(task.model) : '',
      weeksLate: item.week === null || !task ? null : Math.max(0, item.week - task.due),
    };
  });
}

function rowsOf(
  content: PlanContent,
  shown: readonly PlannedPosition[],
  posts: ReadonlyMap<string, Post>,
  weeks: readonly BoardWeek[],
  visits: readonly BoardVisit[],
): BoardRow[] {
  const { instance, items } = content;
  const people = new Map(instance.people.map((person) => [person.id, person]));
  const loads = new Map(loadsOf(instance, assignmentsOf(items)).map((load) => [load.person, load]));
  const places = visits.flatMap((visit) => {
    const { week, leaderId, inspectors } = visit.item;
    if (week === null || leaderId === null) return [];
    return [leaderId, ...inspectors].map((person) => ({ key: `${person}|${week}`, visit }));
  });
  const byPlace = grouped(
    places,
    ({ key }) => key,
    ({ visit }) => visit,
  );
  return shown.map((position) => {
    const person = people.get(position.id);
    const load = loads.get(position.id);
    const post = posts.get(position.id);
    const gone = new Set(person?.unavailable);
    const wordOf = (week: number): string | null => {
      const reason = post?.away.get(week);
      if (!person) return reason ? AWAY_WORDS[reason] : 'vacant';
      if (!gone.has(week)) return null;
      return reason ? AWAY_WORDS[reason] : 'away';
    };
    return {
      position,
      office: post?.office ?? '',
      cells: weeks.map(({ week }) => ({
        week,
        away: wordOf(week),
        visits: byPlace.get(`${position.id}|${week}`) ?? [],
      })),
      load: person && load ? { ...load, quarterCap: person.quarterCap } : null,
    };
  });
}
