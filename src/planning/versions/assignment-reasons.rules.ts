import { counted } from '../../platform/counted.js';
import type { Day } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import { coversModel, modelWords } from '../../workforce/qualification.rules.js';
import type { PlanAssignment, PlanInstance, PlanPerson, PlanTask } from '../solver/instance.js';
import type { PlanNames } from './limits.rules.js';

/** Says of every assignment of a plan why it is when it is: from who travels when in that plan. */
export class AssignmentReasons {
  private readonly travelling = new Map<string, Set<number>>();
  private readonly conflicts: Set<string>;

  constructor(
    private readonly instance: PlanInstance,
    assignments: readonly PlanAssignment[],
    private readonly names: PlanNames,
  ) {
    this.conflicts = new Set(instance.conflicts.map((pair) => pair.join('|')));
    for (const { week, leader, inspectors } of assignments)
      for (const person of [leader, ...inspectors])
        this.travelling.set(person, (this.travelling.get(person) ?? new Set()).add(week));
  }

  /** `Due 12 Oct 2012, 2 weeks late: in the 2 weeks before it …. Of 3 team leaders qualified for detention, 1 more could have led it that week.` */
  why(task: PlanTask, week: number, dueOn: Day): string {
    return `${this.timing(task, week, dueOn)} ${this.whoWasFree(task, week)}`;
  }

  private timing(task: PlanTask, week: number, dueOn: Day): string {
    const late = week - task.due;
    if (late <= 0) return `On time: due ${dayText(dueOn)}.`;
    const lateness = `Due ${dayText(dueOn)}, ${counted(late, 'week')} late`;
    if (week <= task.release)
      return `${lateness}: it may not begin before ${this.names.week(task.release)}.`;
    const limits = this.limitsBefore(task, week);
    return limits.length > 0 ? `${lateness}: ${limits.join('; ')}.` : `${lateness}.`;
  }

  /** What stood in the way in the weeks that it might have had before, counted. */
  private limitsBefore(task: PlanTask, week: number): string[] {
    const model = modelWords(task.model);
    const counts = { short: 0, leader: 0, inspectors: 0, specialist: 0, none: 0 };
    for (let earlier = Math.max(0, task.release, task.due); earlier < week; earlier++) {
      if ((this.instance.weekDays[earlier] ?? 0) < task.days || task.blackout.includes(earlier))
        counts.short++;
      else if (this.free(task, earlier, 'leader').length === 0) counts.leader++;
      else if (this.free(task, earlier, 'inspector').length < task.inspectors) counts.inspectors++;
      else if (task.inspectors > 0 && !this.hasSpecialist(task, earlier)) counts.specialist++;
      else counts.none++;
    }
    const sentence = (weeks: number, words: string): string[] =>
      weeks > 0 ? [`in ${counted(weeks, 'week')} ${words}`] : [];
    return [
      ...sentence(counts.leader, `no team leader qualified for ${model} was free`),
      ...sentence(
        counts.inspectors,
        `fewer than ${counted(task.inspectors, 'inspector')} were free`,
      ),
      ...sentence(counts.specialist, `no inspector qualified for ${model} was free`),
      ...sentence(counts.short, `there were fewer than ${task.days} work days`),
      ...sentence(counts.none, 'a team could have been found, at the cost of others'),
    ];
  }

  private whoWasFree(task: PlanTask, week: number): string {
    const qualified = this.instance.people.filter(
      (person) => person.role === 'leader' && coversModel(person.models, task.model),
    );
    const others = this.free(task, week, 'leader').length;
    const free = others === 0 ? 'nobody else' : `${others} more`;
    return `Of ${counted(qualified.length, 'team leader')} qualified for ${modelWords(task.model)}, ${free} could have led it that week.`;
  }

  /** Who could travel that week and does not. */
  private free(task: PlanTask, week: number, role: PlanPerson['role']): PlanPerson[] {
    return this.instance.people.filter(
      (person) =>
        person.role === role &&
        (role === 'inspector' || coversModel(person.models, task.model)) &&
        !person.unavailable.includes(week) &&
        !this.conflicts.has(`${task.id}|${person.id}`) &&
        !this.travelling.get(person.id)?.has(week) &&
        this.weeksInQuarter(person.id, week) < person.quarterCap,
    );
  }

  private hasSpecialist(task: PlanTask, week: number): boolean {
    return this.free(task, week, 'inspector').some((person) =>
      coversModel(person.models, task.model),
    );
  }

  private weeksInQuarter(person: string, week: number): number {
    const { quarterOf } = this.instance;
    const weeks = [...(this.travelling.get(person) ?? [])];
    return weeks.filter((other) => quarterOf[other] === quarterOf[week]).length;
  }
}
