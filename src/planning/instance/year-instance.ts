import { Injectable } from '@nestjs/common';
import { type Day, fiscalYearSpan, laterOf } from '../../platform/clock/calendar.js';
import { OfficesService } from '../../offices/offices.service.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { type FiscalWeeks, firstWeekFrom, fiscalWeeks, weekOf } from '../fiscal-weeks.rules.js';
import { firstFreeMonday } from '../scheduler/plan-year.rules.js';
import type { PlanAssignment, PlanInstance, PlanPerson, PlanTask } from '../solver/instance.js';
import { conflictsAt, PlanPeople, type PlannedPosition } from './plan-people.js';
import { type Place, type Site, siteOf } from './places.rules.js';
import { RiskFactsReader } from './risk-facts.js';
import { type Risk, riskOf } from './risk.rules.js';
import { type DatedVisit, occupiedWeeks, whyFixed } from './visit-standing.rules.js';
import { type YearTask, YearTasks } from './year-tasks.js';

/** A task with all that planning adds to it. */
export interface PlannedTask extends YearTask {
  risk: Risk;
  /** Its week, team and days as they are now; null = it has none. */
  standing: (PlanAssignment & { startsOn: Day; endsOn: Day }) | null;
  /** Why it keeps them; null = a plan may move it. */
  fixedBecause: string | null;
}

/** The planning problem of a fiscal year as of a day, with the names behind its numbers. */
export interface YearInstance {
  calendar: FiscalWeeks;
  /** The day as of which it was put together. */
  plannedFrom: Day;
  instance: PlanInstance;
  /** Every position with the weeks in which it is really away, also the vacant ones. */
  everybody: PlanPerson[];
  tasks: PlannedTask[];
  positions: PlannedPosition[];
  /** What is not known and had to be assumed, in sentences. */
  assumptions: string[];
}

/** Puts the planning problem of a year together from what the register, the inspections and the workforce know today. */
@Injectable()
export class YearInstances {
  constructor(
    private readonly tasks: YearTasks,
    private readonly people: PlanPeople,
    private readonly risks: RiskFactsReader,
    private readonly offices: OfficesService,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  async build(fiscalYear: number): Promise<YearInstance> {
    const today = this.clock.today(this.policy.timeZone);
    const calendar = fiscalWeeks(fiscalYear);
    const factsOf = await this.risks.read();
    const begins = fiscalYearSpan(fiscalYear).from;
    const tasks = (await this.tasks.find(calendar, today)).flatMap((task) => {
      const facts = factsOf(task.agreement.agreementId);
      const risk = riskOf(task.dueOn, facts, begins, this.policy.planning.risk);
      return this.planned(task, risk, calendar, today);
    });
    const firstMonday = firstFreeMonday(today, this.policy);
    const workforce = await this.people.find(calendar, today);
    const people = travellers(workforce.people, tasks, calendar);
    const travels = new Set(people.map(({ id }) => id));
    const offices = await this.officePlaces();
    const sited = tasks.map((task) => ({ task, site: siteOf(task.agreement, offices) }));
    const fixed = tasks.flatMap(({ standing, fixedBecause }) =>
      standing && fixedBecause !== null ? [assignmentOf(standing)] : [],
    );
    const instance: PlanInstance = {
      weeks: calendar.weeks,
      weekDays: calendar.weekDays,
      quarterOf: calendar.quarterOf,
      tasks: sited.map(({ task, site }) => this.taskOf(task, site, calendar, firstMonday)),
      people,
      conflicts: conflictsAt(
        workforce.conflicts.filter(({ positionId }) => travels.has(positionId)),
        tasks,
      ),
      fixed,
    };
    const unknown = new Set(sited.flatMap(({ site }) => site.assumption ?? []));
    return {
      calendar,
      plannedFrom: today,
      instance,
      everybody: workforce.people,
      tasks,
      positions: workforce.positions,
      assumptions: [...workforce.assumptions, ...unknown],
    };
  }

  /** Where the field offices are, by name. */
  private async officePlaces(): Promise<Map<string, Place>> {
    const offices = await this.offices.list();
    return new Map(
      offices.flatMap(({ name, latitude: lat, longitude: lon }) =>
        lat === null || lon === null ? [] : [[name, { lat, lon }] as const],
      ),
    );
  }

  /** None for a visit that took place without anybody knowing who led it: it takes up nobody. */
  private planned(task: YearTask, risk: Risk, calendar: FiscalWeeks, today: Day): PlannedTask[] {
    const dated = datedVisit(task);
    if (!dated || !task.team) {
      const isMovable =
        !task.visit || ['unscheduled', 'scheduled', 'postponed'].includes(task.visit.status);
      return isMovable ? [{ ...task, risk, standing: null, fixedBecause: null }] : [];
    }
    const { startsOn, endsOn } = dated;
    return [
      {
        ...task,
        risk,
        standing: {
          task: task.id,
          week: weekOf(calendar, startsOn),
          startsOn,
          endsOn,
          ...task.team,
        },
        fixedBecause: whyFixed(dated, calendar, today, this.policy.planning.noticeDays),
      },
    ];
  }

  /** @param firstMonday nothing that is planned today begins before it */
  private taskOf(task: PlannedTask, site: Site, calendar: FiscalWeeks, firstMonday: Day): PlanTask {
    const { agreement, kind, standing, fixedBecause, risk } = task;
    const { team } = this.policy[kind === 'full' ? 'inspections' : 'focusReviews'];
    const earliest = laterOf(firstMonday, task.releaseOn);
    const release = firstWeekFrom(calendar, earliest);
    const dated = datedVisit(task);
    const isFixed = fixedBecause !== null && standing !== null && dated !== null;
    return {
      id: task.id,
      agreement: agreement.agreementId,
      kind,
      model: agreement.model,
      // A visit that keeps its days counts as it is, whatever the policy says by now.
      days: isFixed ? occupiedWeeks(dated, calendar).days : team.workDays,
      inspectors: isFixed ? standing.inspectors.length : team.inspectors,
      // Whoever was told of an earlier week by hand may keep it.
      release: Math.max(0, standing ? Math.min(release, standing.week) : release),
      due: weekOf(calendar, task.dueOn),
      weight: risk.weight,
      ...site.place,
      region: agreement.state,
      blackout: [],
    };
  }
}

/** Whoever holds a position, and whoever else is on a visit that keeps its team. */
function travellers(
  people: PlanPerson[],
  tasks: PlannedTask[],
  calendar: FiscalWeeks,
): PlanPerson[] {
  const closed = new Map<string, Set<number>>();
  for (const task of tasks) {
    const dated = datedVisit(task);
    if (!dated || !task.standing || task.fixedBecause === null) continue;
    const weeks = occupiedWeeks(dated, calendar).closed;
    for (const person of [task.standing.leader, ...task.standing.inspectors])
      closed.set(person, new Set([...(closed.get(person) ?? []), ...weeks]));
  }
  return people
    .filter((person) => person.unavailable.length < calendar.weeks || closed.has(person.id))
    .map((person) => ({
      ...person,
      unavailable: [...new Set([...person.unavailable, ...(closed.get(person.id) ?? [])])].sort(
        (a, b) => a - b,
      ),
    }));
}

function datedVisit({ visit }: YearTask): DatedVisit | null {
  if (!visit?.startsOn || !visit.endsOn) return null;
  const { number, status, startsOn, endsOn } = visit;
  return { number, status, startsOn, endsOn };
}

const assignmentOf = ({ task, week, leader, inspectors }: PlanAssignment): PlanAssignment => ({
  task,
  week,
  leader,
  inspectors,
});
