import { setBit } from './bits.js';
import type { Guild } from './guilds.js';
import type { Prices } from './prices.js';
import type { Problem } from './problem.js';
import { NO_WEEK } from './timetable.js';

/** Weeks of each task that the first program considers: the cheapest at the prices so far. */
const FIRST_WEEKS = 10;

/** What a solver of linear programs says. */
export interface ProgramAnswer {
  isOptimal: boolean;
  value: number;
  /** Row name → dual value: at most 0 for a "≤" row of a minimisation. */
  duals: ReadonlyMap<string, number>;
}

/** What the program in whole weeks says of a plan: the weeks of all tasks and who travels in each, without teams. */
export interface Sketch {
  /** Week of each task; NO_WEEK = none. */
  weekOf: Int16Array;
  /** Week → who travels. */
  travellers: Uint32Array[];
}

/** How a program is written. */
interface Form {
  /** Each person's caps and leave, or those of a guild together. */
  byPerson: boolean;
  /** Only whole weeks. */
  isWhole: boolean;
}

/**
 * Up to so many tasks the program counts each person by themselves: beyond, that takes longer and says the same but for a
 * fraction of a per cent.
 */
const MOST_TASKS_BY_PERSON = 1_500;

/**
 * The linear program of weeks and guilds with only those weeks of each task that can matter: its duals are prices, at
 * which more weeks are found, until none is missing (column generation, "sifting"). In CPLEX' LP format:
 * `x` a task's week, `u` a task without one, `h` people of a guild who meet a need, `b` weeks that a guild fills in one
 * way, `f` who travels.
 */
export class MasterProgram {
  /** task × week: whether the program has it. */
  private readonly isIn: Uint8Array;

  constructor(
    private readonly problem: Problem,
    private readonly prices: Prices,
  ) {
    this.isIn = new Uint8Array(problem.taskCount * problem.weeks);
    const typePrice = prices.classes.priceTypes(prices.best);
    for (let task = 0; task < problem.taskCount; task++)
      for (const { week } of this.ranked(task, typePrice).slice(0, FIRST_WEEKS))
        this.isIn[task * problem.weeks + week] = 1;
  }

  /** The linear program. */
  write(): string {
    const byPerson = this.problem.taskCount <= MOST_TASKS_BY_PERSON;
    return this.text({ byPerson, isWhole: false });
  }

  /**
   * The program in whole weeks, with every week of each task and each person's caps: with the weeks chosen, what is left is
   * a flow, which has whole numbers by itself. Only conflicts and who shares a trip with whom are left out.
   */
  writeWhole(): string {
    const { taskCount, weeks } = this.problem;
    const free = this.prices.classes.priceTypes(this.prices.best);
    for (let task = 0; task < taskCount; task++)
      for (const { week } of this.ranked(task, free)) this.isIn[task * weeks + week] = 1;
    return this.text({ byPerson: true, isWhole: true });
  }

  /**
   * The plan that an answer to the program in whole weeks means.
   * @param columns names of the columns that are not 0
   */
  readWhole(columns: Iterable<string>): Sketch {
    const { taskCount, weeks, words } = this.problem;
    const weekOf = new Int16Array(taskCount).fill(NO_WEEK);
    const travellers = Array.from({ length: weeks }, () => new Uint32Array(words));
    for (const column of columns) {
      const numbers = column.slice(1).split('_').map(Number);
      if (column.startsWith('x')) weekOf[numbers[0]!] = numbers[1]!;
      if (!column.startsWith('f')) continue;
      const [guild, party, week] = numbers;
      setBit(travellers[week!]!, 0, this.prices.guilds.all[guild!]!.people[party!]!);
    }
    return { weekOf, travellers };
  }

  private text(form: Form): string {
    const objective: string[] = [];
    const taskRows: string[] = [];
    const needRows = new Map<string, string[]>();
    const { taskCount, weeks } = this.problem;
    for (let task = 0; task < taskCount; task++) {
      const columns = [`u${task}`];
      objective.push(`+ ${this.problem.costIn(task, weeks)} u${task}`);
      for (let week = 0; week < weeks; week++) {
        if (this.isIn[task * weeks + week] === 0) continue;
        const column = `x${task}_${week}`;
        columns.push(column);
        if (this.problem.costIn(task, week) > 0)
          objective.push(`+ ${this.problem.costIn(task, week)} ${column}`);
        for (const { need, count } of this.prices.classes.needsOf(
          this.prices.classes.typeOf[task]!,
        ))
          termsOf(needRows, `n${need}_${week}`).push(`+ ${count} ${column}`);
      }
      taskRows.push(` t${task}: ${columns.join(' + ')} = 1`.replaceAll(' + ', '\n + '));
    }
    const bounds: string[] = [];
    const guildRows = this.prices.guilds.all.flatMap((guild, number) =>
      this.guildRows(guild, number, needRows, bounds, form),
    );
    const rows = [...needRows].map(([row, terms]) => ` ${row}: ${terms.join('\n ')} <= 0`);
    return [
      ...['Minimize', ' late:', ...objective],
      ...['Subject To', ...taskRows, ...rows, ...guildRows],
      ...['Bounds', ...bounds],
      ...(form.isWhole ? ['Binary', ...this.weekColumns()] : []),
      ...['End', ''],
    ].join('\n');
  }

  /**
   * Takes prices from an answer, and the weeks that they show to be missing.
   * @returns how many weeks were missing; after 0 the answer is that of the whole program
   */
  learn(answer: ProgramAnswer): number {
    const { weeks, taskCount } = this.problem;
    const { classes } = this.prices;
    const price = new Float64Array(classes.count * weeks);
    for (let need = 0; need < classes.count; need++)
      for (let week = 0; week < weeks; week++)
        price[need * weeks + week] = Math.max(0, -(answer.duals.get(`n${need}_${week}`) ?? 0));
    this.prices.propose(price);
    const typePrice = classes.priceTypes(price);
    let missing = 0;
    for (let task = 0; task < taskCount; task++) {
      const worth = answer.duals.get(`t${task}`) ?? 0;
      for (const { week, sum } of this.ranked(task, typePrice)) {
        if (sum >= worth - 1e-6) break;
        if (this.isIn[task * weeks + week] === 1) continue;
        this.isIn[task * weeks + week] = 1;
        missing++;
      }
    }
    return missing;
  }

  /** The weeks of a task that are better than none, the cheapest first. */
  private ranked(task: number, typePrice: Float64Array): { week: number; sum: number }[] {
    const { weeks } = this.problem;
    const row = this.prices.classes.typeOf[task]! * weeks;
    const none = this.problem.costIn(task, weeks);
    const ranked: { week: number; sum: number }[] = [];
    for (let week = 0; week < weeks; week++) {
      if (!this.problem.isAllowed(task, week) || this.problem.costIn(task, week) >= none) continue;
      ranked.push({ week, sum: this.problem.costIn(task, week) + typePrice[row + week]! });
    }
    return ranked.sort((a, b) => a.sum - b.sum || a.week - b.week);
  }

  private weekColumns(): string[] {
    const { taskCount, weeks } = this.problem;
    const columns: string[] = [];
    for (let task = 0; task < taskCount; task++)
      for (let week = 0; week < weeks; week++)
        if (this.isIn[task * weeks + week] === 1) columns.push(`x${task}_${week}`);
    return columns;
  }

  private guildRows(
    guild: Guild,
    number: number,
    needRows: Map<string, string[]>,
    bounds: string[],
    form: Form,
  ): string[] {
    const rows: string[] = [];
    // Who travels: the guild as a whole, or each person.
    const parties = form.byPerson ? guild.people.map((person) => [person]) : [guild.people];
    const quarters = new Map<string, { travels: string[]; most: number }>();
    for (let week = 0; week < this.problem.weeks; week++) {
      const offers = this.weekOffers(guild, number, week, needRows, rows);
      if (offers.length === 0) continue;
      const travels = parties.flatMap((people, party) => {
        const travel = `f${number}_${party}_${week}`;
        const most = this.peopleOn(people, week);
        if (most === 0) return [];
        bounds.push(` 0 <= ${travel} <= ${most}`);
        this.noteTravel(quarters, people, party, week, travel);
        return [` - ${travel}`];
      });
      rows.push(` g${number}_${week}: ${offers.join(' + ')}${travels.join('')} <= 0`);
    }
    for (const [quarter, { travels, most }] of quarters)
      rows.push(` q${number}_${quarter}: ${travels.join(' + ')} <= ${most}`);
    return rows;
  }

  private noteTravel(
    quarters: Map<string, { travels: string[]; most: number }>,
    people: readonly number[],
    party: number,
    week: number,
    travel: string,
  ): void {
    const quarter = this.problem.quarterOf[week]!;
    const known = quarters.get(`${party}_${quarter}`);
    if (known) known.travels.push(travel);
    else
      quarters.set(`${party}_${quarter}`, {
        travels: [travel],
        most: this.weeksIn(people, quarter),
      });
  }

  /** The ways in which a guild can fill a week, as columns; their rows limit what they supply. */
  private weekOffers(
    guild: Guild,
    number: number,
    week: number,
    needRows: Map<string, string[]>,
    rows: string[],
  ): string[] {
    const supplied = new Map<number, string[]>();
    for (const need of guild.needs) {
      const row = needRows.get(`n${need}_${week}`);
      if (!row) continue;
      row.push(`- h${number}_${need}_${week}`);
      termsOf(supplied, this.prices.classes.roomOf(need)).push(`h${number}_${need}_${week}`);
    }
    if (supplied.size === 0) return [];
    const ways: string[] = [];
    const filled = new Map<number, string[]>();
    this.prices.guilds.patterns(week).forEach((pattern, index) => {
      const wanted = pattern.filter(({ room }) => supplied.has(room));
      if (wanted.length === 0) return;
      const way = `b${number}_${index}_${week}`;
      ways.push(way);
      for (const { room, count } of wanted) termsOf(filled, room).push(`- ${count} ${way}`);
    });
    for (const [room, helps] of supplied)
      rows.push(
        ` s${number}_${room}_${week}: ${helps.join(' + ')} ${(filled.get(room) ?? []).join(' ')} <= 0`,
      );
    return ways;
  }

  private peopleOn(people: readonly number[], week: number): number {
    const { weeks } = this.problem;
    return people.filter((person) => this.prices.guilds.isOffered[person * weeks + week] === 1)
      .length;
  }

  /** Weeks that people can travel in a quarter: of each the cap, or the weeks that leave allows. */
  private weeksIn(people: readonly number[], quarter: number): number {
    const { weeks, quarterOf } = this.problem;
    const { isOffered, quarterWeeks } = this.prices.guilds;
    let sum = 0;
    for (const person of people) {
      let offered = 0;
      for (let week = 0; week < weeks; week++)
        if (quarterOf[week] === quarter) offered += isOffered[person * weeks + week]!;
      sum += Math.min(quarterWeeks[person * 4 + quarter]!, offered);
    }
    return sum;
  }
}

function termsOf<Key>(rows: Map<Key, string[]>, key: Key): string[] {
  let terms = rows.get(key);
  if (!terms) rows.set(key, (terms = []));
  return terms;
}
