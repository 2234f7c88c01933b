import { latenessIn, latenessUnscheduled, type PlanTask } from '../solver/instance.js';
import { type BrokenLimit, type PlanNames, YearLoad } from '../versions/limits.rules.js';
import { costOf, type PlanCost } from '../versions/plan-cost.rules.js';
import { kmText, latenessText } from '../versions/plan-words.js';
import {
  assignmentsOf,
  namesOf,
  type PlanContent,
  type PlannedItem,
} from '../versions/planned-items.rules.js';
import { proposeTeam, type Team } from './team-proposal.rules.js';

/** Where somebody would like to put a visit. */
export interface Wish {
  /** Null takes its week from it. */
  week: number | null;
  /** Null leaves the team to the board. */
  team: Team | null;
  /** Who must be of a team that is left to the board. */
  person: string | undefined;
}

/** What would come of a move. */
export interface MovePreview {
  /** Who would go; null without a week, or when nobody can. */
  team: Team | null;
  broken: BrokenLimit[];
  /** Of the whole plan, now and then. */
  before: PlanCost;
  after: PlanCost;
  /** All of it in a sentence or two. */
  words: string;
}

/** A week to which a visit could be moved, or the limits against it. */
export interface TargetWeek {
  week: number;
  broken: BrokenLimit[];
  /** Weighted weeks of lateness, against where the visit is now. */
  lateness: number;
}

/** Says of a plan's visits what moving them would mean. Nothing is changed. */
export class BoardMoves {
  private readonly names: PlanNames;

  constructor(private readonly content: PlanContent) {
    this.names = namesOf(content);
  }

  preview(item: PlannedItem, task: PlanTask, { week, team: wanted, person }: Wish): MovePreview {
    const { instance, items } = this.content;
    const others = assignmentsOf(items).filter(({ task: id }) => id !== item.taskId);
    const load = new YearLoad(instance, others, this.names);
    const found = this.place(task, load, { week, team: wanted, person });
    const moved =
      week === null || found.team === null ? [] : [{ task: item.taskId, week, ...found.team }];
    const before = costOf(instance, assignmentsOf(items));
    const after = costOf(instance, [...others, ...moved]);
    return { ...found, before, after, words: this.tell(week, found, before, after) };
  }

  /** Every week of the year: with the team that a visit has, or with whoever could go when it has none. */
  targets(item: PlannedItem, task: PlanTask): TargetWeek[] {
    const { instance, items } = this.content;
    const others = assignmentsOf(items).filter(({ task: id }) => id !== item.taskId);
    const load = new YearLoad(instance, others, this.names);
    const { leaderId: leader, inspectors } = item;
    const team = leader === null ? null : { leader, inspectors };
    const now =
      item.week === null ? latenessUnscheduled(task, instance.weeks) : latenessIn(task, item.week);
    return Array.from({ length: instance.weeks }, (_, week) => ({
      week,
      broken: this.place(task, load, { week, team, person: undefined }).broken,
      lateness: latenessIn(task, week) - now,
    }));
  }

  private place(
    task: PlanTask,
    load: YearLoad,
    { week, team, person }: Wish,
  ): Pick<MovePreview, 'team' | 'broken'> {
    if (week === null) return { team: null, broken: [] };
    if (team) return { team, broken: load.brokenBy({ task: task.id, week, ...team }) };
    const search = { instance: this.content.instance, load, names: this.names };
    const proposal = proposeTeam(search, task, week, person);
    if ('broken' in proposal) return { team: null, broken: proposal.broken };
    const broken = load.brokenBy({ task: task.id, week, ...proposal.team });
    return { team: proposal.team, broken };
  }

  private tell(
    week: number | null,
    { team, broken }: Pick<MovePreview, 'team' | 'broken'>,
    before: PlanCost,
    after: PlanCost,
  ): string {
    const when = week === null ? 'Without a week' : capitalised(this.names.week(week));
    if (broken.length > 0)
      return `${when}: not possible. ${broken.map(({ words }) => `${capitalised(words)}.`).join(' ')}`;
    const people = team ? [team.leader, ...team.inspectors].map(this.names.person).join(', ') : '';
    const cost = `lateness ${signed(after.lateness - before.lateness, latenessText)}, travel ${signed(after.travelKm - before.travelKm, kmText)}`;
    return `${when}${people === '' ? '' : `, ${people}`}: possible, ${cost}.`;
  }
}

/** `+2.5`, `−310 km`, `unchanged` */
function signed(change: number, text: (amount: number) => string): string {
  const amount = text(Math.abs(change));
  if (amount === text(0)) return 'unchanged';
  return `${change < 0 ? '−' : '+'}${amount}`;
}

const capitalised = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
