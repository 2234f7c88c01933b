import { Injectable } from '@nestjs/common';
import { FocusReviewsService } from '../../inspections/focus-reviews/focus-reviews.service.js';
import { type Job, JobRegistry, type JobReport } from '../../platform/queue/job-registry.js';
import { type ScheduleReport, YearScheduler } from './year-scheduler.js';

/** `inspections.schedule`: weeks and teams for the full inspections that are due. */
@Injectable()
export class ScheduleInspectionsJob implements Job {
  readonly name = 'inspections.schedule';
  readonly description =
    'Places the full inspections that fall due in the fiscal years open for planning, earliest due first, within the capacity of the teams.';
  readonly hasDryRun = true;

  constructor(
    registry: JobRegistry,
    private readonly planner: YearScheduler,
  ) {
    registry.register(this);
  }

  async run({ isDryRun }: { isDryRun: boolean }): Promise<JobReport> {
    const report = await this.planner.scheduleInspections(isDryRun);
    return describe(report, 'full inspection', isDryRun);
  }
}

/** `focus-reviews.schedule`: a focus review for each agreement with open findings, with its week and team. */
@Injectable()
export class ScheduleFocusReviewsJob implements Job {
  readonly name = 'focus-reviews.schedule';
  readonly description =
    'Orders a focus review for the open findings of each agreement, or hands them to the full inspection that comes soon, and places the reviews.';
  readonly hasDryRun = true;

  constructor(
    registry: JobRegistry,
    private readonly focusReviews: FocusReviewsService,
    private readonly planner: YearScheduler,
  ) {
    registry.register(this);
  }

  async run({ isDryRun }: { isDryRun: boolean }): Promise<JobReport> {
    const ordered = await this.focusReviews.orderByRule(isDryRun);
    const placed = describe(
      await this.planner.scheduleFocusReviews(isDryRun),
      'focus review',
      isDryRun,
    );
    const reviews = ordered.filter((followUp) => followUp.by === 'focus-review').length;
    const absorbed = ordered.length - reviews;
    const orders = `${isDryRun ? 'Would order' : 'Ordered'} ${reviews} by rule, ${absorbed} absorbed by full inspections.`;
    return {
      summary: ordered.length > 0 ? `${orders} ${placed.summary}` : placed.summary,
      result: { ordered, ...placed.result },
      hasChanged: placed.hasChanged || (!isDryRun && ordered.length > 0),
    };
  }
}

function describe(report: ScheduleReport, what: string, isDryRun: boolean): JobReport {
  const { scheduled, unscheduled, heldBack, hasChanged } = report;
  const placed =
    scheduled.length === 0
      ? `No ${what} waits for a week that can be had.`
      : `${isDryRun ? 'Would place' : 'Placed'} ${count(scheduled.length, what)}.`;
  const left =
    unscheduled.length > 0 ? ` ${count(unscheduled.length, what)} could not be placed.` : '';
  const held = heldBack
    .map(
      ({ plan, fiscalYear, waiting }) =>
        ` FY ${fiscalYear} goes by ${plan}: ${count(waiting, what)} without a week ${waiting === 1 ? 'waits' : 'wait'} for a new version.`,
    )
    .join('');
  return {
    summary: placed + left + held,
    result: { scheduled, unscheduled, heldBack },
    hasChanged,
  };
}

const count = (number: number, what: string): string =>
  `${number} ${what}${number === 1 ? '' : 's'}`;
