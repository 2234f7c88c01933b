import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { earliestStart } from '../../inspections/due.rules.js';
import { InspectionObligation } from '../../inspections/inspection-obligation.entity.js';
import { Inspection } from '../../inspections/inspection.entity.js';
import { type VisitPlace, VisitScheduling } from '../../inspections/visit-scheduling.service.js';
import { TAKING_DAYS } from '../../inspections/life-cycle/life-cycle.rules.js';
import { visitTeams } from '../../inspections/visit-teams.js';
import { fiscalYearSpan, laterOf, type Day } from '../../platform/clock/calendar.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Doorbell } from '../../platform/queue/doorbell.js';
import { type AgreementOnDay, RegistryReader } from '../../registry/registry-reader.js';
import {
  type FiscalWeeks,
  firstWeekFrom,
  fiscalWeeks,
  visitDates,
  weekOf,
} from '../fiscal-weeks.rules.js';
import {
  conflictsAt,
  type PlannedPeople,
  PlanPeople,
  type PlannedPosition,
} from '../instance/plan-people.js';
import { type ApprovedPlan, ApprovedPlans } from '../versions/approved-plans.js';
import { firstFreeMonday, whyPlaced, whyUnscheduled, yearsToPlan } from './plan-year.rules.js';
import { scheduleEarliestDueFirst } from './earliest-due-first.js';
import type { Assignment, FixedVisit, ScheduleInput, VisitToPlace } from './scheduling.js';

/** What a scheduling run did, or would do. */
export interface ScheduleReport {
  scheduled: { number: string | null; agency: string; startsOn: Day; endsOn: Day }[];
  unscheduled: { agency: string; dueOn: Day; reason: string }[];
  /** Years with an approved plan: nothing is placed into them beside it. */
  heldBack: { plan: string; fiscalYear: number; waiting: number }[];
  /** Whether the database differs from before. */
  hasChanged: boolean;
}

/** A visit that waits for its week and team. */
interface Waiting {
  task: VisitToPlace;
  /** Obligation id of a full inspection, inspection id of a focus review. */
  id: string;
  agreement: AgreementOnDay;
  dueOn: Day;
  version: number;
  previousReason: string | null;
}

/**
 * Places visits into the weeks of the fiscal years that are open for planning: today's, and the coming one from
 * `opensDaysBeforeYear` on. What has a date keeps it; only what waits is placed.
 */
@Injectable()
export class YearScheduler {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: RegistryReader,
    private readonly people: PlanPeople,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly doorbell: Doorbell,
    private readonly visits: VisitScheduling,
    private readonly approved: ApprovedPlans,
  ) {}

  /** Full inspections, out of the open obligations. */
  scheduleInspections(isDryRun: boolean): Promise<ScheduleReport> {
    return this.schedule(isDryRun, {
      waiting: (calendar, agreements) => this.waitingObligations(calendar, agreements),
      weeksKept: this.policy.planning.weeksKeptForFocusReviews,
      place: (_, waiting, visit) => this.createInspection(waiting, visit),
      leave: (manager, waiting, reason) =>
        manager.update(InspectionObligation, { id: waiting.id }, { unscheduledReason: reason }),
    });
  }

  /** Focus reviews that the rule has ordered. */
  scheduleFocusReviews(isDryRun: boolean): Promise<ScheduleReport> {
    return this.schedule(isDryRun, {
      waiting: (calendar, agreements) => this.waitingFocusReviews(calendar, agreements),
      weeksKept: 0,
      place: (manager, waiting, visit) => this.dateFocusReview(manager, waiting, visit),
      leave: (manager, waiting, reason) =>
        manager.update(
          Inspection,
          { id: waiting.id, version: waiting.version },
          { reason, version: waiting.version + 1 },
        ),
    });
  }

  private async schedule(isDryRun: boolean, kind: KindOfVisit): Promise<ScheduleReport> {
    return this.unitOfWork.run(async (manager) => {
      const today = this.clock.today(this.policy.timeZone);
      const agreements = new Map(
        (await this.registry.findInForce(today)).map((row) => [row.agreementId, row]),
      );
      const report: ScheduleReport = {
        ...{ scheduled: [], unscheduled: [], heldBack: [], hasChanged: false },
      };
      const years = yearsToPlan(today, this.policy);
      for (const year of years) {
        const calendar = fiscalWeeks(year);
        const waiting = await kind.waiting(calendar, agreements);
        const isLast = year === years.at(-1);
        const run = { manager, calendar, waiting, agreements, kind, report, isDryRun, isLast };
        const plan = await this.approved.find(year);
        if (plan) await this.holdBack(plan, run);
        else report.unscheduled = await this.placeInYear(run);
      }
      if (report.hasChanged) this.doorbell.ring('reminders.plan');
      return report;
    });
  }

  /** A year with an approved plan is changed by people alone: what came since is told to wait for a new version. */
  private async holdBack(plan: ApprovedPlan, run: YearRun): Promise<void> {
    const { waiting, report } = run;
    const { number, fiscalYear, tasks } = plan;
    report.heldBack.push({ plan: number, fiscalYear, waiting: waiting.length });
    for (const item of waiting) {
      const planned = tasks.get(item.id);
      // Its own reason was told when the plan was approved.
      if (planned === 'left-out' && item.previousReason !== null) continue;
      const reason =
        planned === 'placed'
          ? `Its visit of ${number} was cancelled or given back: replan the year.`
          : `It came after the approval of ${number}: replan the year.`;
      await this.leave(item, reason, run);
    }
  }

  /** What waits beyond an earlier year is told only why the last one open has no place for it. */
  private async leave(item: Waiting, reason: string, run: YearRun): Promise<void> {
    const { manager, kind, report, isDryRun, isLast } = run;
    if (isDryRun || !isLast || item.previousReason === reason) return;
    await kind.leave(manager, item, reason);
    report.hasChanged = true;
  }

  private async placeInYear(run: YearRun): Promise<ScheduleReport['unscheduled']> {
    const { manager, calendar, waiting, kind, report, isDryRun } = run;
    const today = this.clock.today(this.policy.timeZone);
    const staff = await this.people.find(calendar, today);
    const instance = await this.instanceOf(run, staff);
    const plan = await scheduleEarliestDueFirst(instance);
    const byId = new Map(waiting.map((item) => [item.task.id, item]));
    for (const assignment of plan.assignments) {
      const item = byId.get(assignment.task);
      if (!item) continue;
      const dates = visitDates(calendar, assignment.week, assignment.dayOffset, item.task.days);
      const visit: PlacedVisit = {
        ...dates,
        team: teamOf(assignment, staff.positions),
        reason: whyPlaced(item, dates.startsOn),
        isSample: staff.positions.some(
          (position) => position.isSample && isOnTeam(assignment, position.id),
        ),
      };
      const number = isDryRun ? null : await kind.place(manager, item, visit);
      report.hasChanged ||= !isDryRun;
      report.scheduled.push({ number, agency: item.agreement.agencyName, ...dates });
    }
    const left: ScheduleReport['unscheduled'] = [];
    for (const { task, limits } of plan.unscheduled) {
      const item = byId.get(task);
      if (!item) continue;
      const reason = whyUnscheduled(item.task, limits, calendar, this.policy);
      left.push({ agency: item.agreement.agencyName, dueOn: item.dueOn, reason });
      await this.leave(item, reason, run);
    }
    return left;
  }

  private async instanceOf(run: YearRun, staff: PlannedPeople): Promise<ScheduleInput> {
    const { calendar, waiting, agreements, kind } = run;
    return {
      weeks: calendar.weeks,
      weekDays: calendar.weekDays,
      quarterOf: calendar.quarterOf,
      tasks: waiting.map((item) => item.task),
      people: staff.people
        .filter(({ unavailable }) => unavailable.length < calendar.weeks)
        .map((person) => ({
          ...person,
          quarterCap: Math.max(0, person.quarterCap - kind.weeksKept),
        })),
      conflicts: conflictsAt(staff.conflicts, waiting),
      fixed: await this.fixedVisits(calendar, agreements),
    };
  }

  /** Visits that have their dates, whatever their kind: their people are taken in those weeks. */
  private async fixedVisits(
    calendar: FiscalWeeks,
    agreements: Map<string, AgreementOnDay>,
  ): Promise<FixedVisit[]> {
    const manager = this.unitOfWork.reading();
    const dated = await manager.find(Inspection, {
      where: { status: In([...TAKING_DAYS]) },
    });
    const visits = dated.filter((visit) => visit.startsOn && isInYear(calendar, visit.startsOn));
    const teams = await visitTeams(
      manager,
      visits.map(({ id }) => id),
    );
    return visits.flatMap(({ id, kind, startsOn, agreementId }) => {
      const team = teams.get(id);
      if (!startsOn || !team) return [];
      return [
        {
          task: id,
          week: weekOf(calendar, startsOn),
          days: this.policy[kind === 'full' ? 'inspections' : 'focusReviews'].team.workDays,
          region: agreements.get(agreementId)?.state ?? '',
          ...team,
        },
      ];
    });
  }

  private async waitingObligations(
    calendar: FiscalWeeks,
    agreements: Map<string, AgreementOnDay>,
  ): Promise<Waiting[]> {
    const manager = this.unitOfWork.reading();
    const open = await manager.find(InspectionObligation, { where: { status: 'open' } });
    const placed = await manager.find(Inspection, {
      where: { obligationId: In(open.map((obligation) => obligation.id)) },
    });
    const placedIds = new Set(placed.map((visit) => visit.obligationId));
    const { until } = fiscalYearSpan(calendar.fiscalYear);
    return open.flatMap((obligation) => {
      const agreement = agreements.get(obligation.agreementId);
      if (!agreement || placedIds.has(obligation.id) || obligation.dueOn > until) return [];
      return [
        {
          id: obligation.id,
          agreement,
          dueOn: obligation.dueOn,
          version: 0,
          previousReason: obligation.unscheduledReason,
          task: this.taskOf(
            calendar,
            'full',
            obligation.id,
            agreement,
            obligation.dueOn,
            earliestStart(obligation.dueOn, this.policy.inspections),
          ),
        },
      ];
    });
  }

  private async waitingFocusReviews(
    calendar: FiscalWeeks,
    agreements: Map<string, AgreementOnDay>,
  ): Promise<Waiting[]> {
    const reviews = await this.unitOfWork
      .reading()
      .find(Inspection, { where: { kind: 'focus', status: 'unscheduled' } });
    const { until } = fiscalYearSpan(calendar.fiscalYear);
    return reviews.flatMap((review) => {
      const agreement = agreements.get(review.agreementId);
      if (!agreement || !review.dueOn || review.dueOn > until) return [];
      return [
        {
          id: review.id,
          agreement,
          dueOn: review.dueOn,
          version: review.version,
          previousReason: review.reason,
          task: this.taskOf(
            calendar,
            'focus',
            review.id,
            agreement,
            review.dueOn,
            review.releaseOn ?? review.dueOn,
          ),
        },
      ];
    });
  }

  private taskOf(
    calendar: FiscalWeeks,
    kind: 'full' | 'focus',
    id: string,
    agreement: AgreementOnDay,
    dueOn: Day,
    releaseOn: Day,
  ): VisitToPlace {
    const { team } = this.policy[kind === 'full' ? 'inspections' : 'focusReviews'];
    const today = this.clock.today(this.policy.timeZone);
    const due = weekOf(calendar, dueOn);
    return {
      id,
      agreement: agreement.agreementId,
      kind,
      model: agreement.model,
      days: team.workDays,
      inspectors: team.inspectors,
      release: firstWeekFrom(calendar, laterOf(firstFreeMonday(today, this.policy), releaseOn)),
      due,
      weight: 1 + Math.max(0, -due),
      region: agreement.state,
    };
  }

  private async createInspection(waiting: Waiting, visit: PlacedVisit): Promise<string> {
    const { id, dueOn, agreement } = waiting;
    const { agreementId } = agreement;
    const of = { by: BY, isSample: visit.isSample };
    return (await this.visits.createInspection({ id, agreementId, dueOn }, visit, of)).number;
  }

  private async dateFocusReview(
    manager: EntityManager,
    waiting: Waiting,
    visit: PlacedVisit,
  ): Promise<string> {
    const review = await manager.findOneByOrFail(Inspection, { id: waiting.id });
    await this.visits.giveDates(review, visit, BY);
    return review.number;
  }
}

/** In the history of visits. */
const BY = 'the scheduling job';

interface PlacedVisit extends VisitPlace {
  isSample: boolean;
}

/** The scheduling of one kind of visit in one year. */
interface YearRun {
  manager: EntityManager;
  calendar: FiscalWeeks;
  waiting: Waiting[];
  agreements: Map<string, AgreementOnDay>;
  kind: KindOfVisit;
  report: ScheduleReport;
  isDryRun: boolean;
  /** No later year is open for planning. */
  isLast: boolean;
}

/** Where the visits of a kind come from and how an answer is written down. */
interface KindOfVisit {
  waiting(calendar: FiscalWeeks, agreements: Map<string, AgreementOnDay>): Promise<Waiting[]>;
  /** Travel weeks a quarter that visits of this kind leave free. */
  weeksKept: number;
  place(manager: EntityManager, waiting: Waiting, visit: PlacedVisit): Promise<string>;
  leave(manager: EntityManager, waiting: Waiting, reason: string): Promise<unknown>;
}

const isInYear = (calendar: FiscalWeeks, day: Day): boolean => {
  const week = weekOf(calendar, day);
  return week >= 0 && week < calendar.weeks;
};

const isOnTeam = (assignment: Assignment, positionId: string): boolean =>
  assignment.leader === positionId || assignment.inspectors.includes(positionId);

const teamOf = (assignment: Assignment, staff: PlannedPosition[]): PlacedVisit['team'] =>
  staff
    .filter((position) => isOnTeam(assignment, position.id))
    .map((position) => ({
      positionId: position.id,
      role: assignment.leader === position.id ? 'leader' : 'inspector',
    }));
