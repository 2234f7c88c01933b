import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsArray, IsString, MaxLength } from 'class-validator';
import { Requires } from '../../identity/requires.js';
import { InvalidRequest, type ProblemItem } from '../../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { Csv } from '../../platform/pages/csv.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { FocusReviewOrderPage } from './focus-review-order.page.js';
import { SavingQuery } from './focus-review.dto.js';
import { FocusReviewOrders } from './focus-review-orders.service.js';
import { SavingPage } from './saving.page.js';
import type { Effort, SavingYear } from './saving.rules.js';
import { SavingService } from './saving.service.js';

class OrderForm {
  /** One box that is ticked comes as a text, several as a list. */
  @Transform(({ value }: { value: unknown }): unknown =>
    typeof value === 'string' ? [value] : value,
  )
  @IsArray()
  @IsString({ each: true })
  findingIds: string[] = [];

  @IsString() @MaxLength(40) dueOn = '';
  @IsString() @MaxLength(4000) reason = '';
}

@ApiExcludeController()
@Controller()
export class FocusReviewsPages {
  constructor(
    private readonly orders: FocusReviewOrders,
    private readonly saving: SavingService,
  ) {}

  @Get('focus-reviews/saving')
  @Requires('inspections.read')
  async saved(
    @Query() { fiscalYear }: SavingQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page> {
    const saving = await this.saving.byYear(fiscalYear, viewer);
    return new Page(
      'What focus reviews take, beside full inspections',
      <SavingPage {...saving} fiscalYear={fiscalYear} scope={viewer.officeName} />,
    );
  }

  @Get('focus-reviews/saving.csv')
  @Requires('inspections.read')
  async savedAsCsv(
    @Query() { fiscalYear }: SavingQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Csv> {
    const { asOf, years } = await this.saving.byYear(fiscalYear, viewer);
    return new Csv(`focus-review-saving-${asOf}`, CSV_COLUMNS, years.map(csvRow));
  }

  @Get('agreements/:id/focus-review')
  @Requires('focus-reviews.order')
  openOrder(@Param('id') agreementId: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.orderPage(agreementId, viewer, { findingIds: [], dueOn: '', reason: '' }, []);
  }

  @Post('agreements/:id/focus-review')
  @Requires('focus-reviews.order')
  async order(
    @Param('id') agreementId: string,
    @Body() form: OrderForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    try {
      const visit = await this.orders.orderByHand(
        { agreementId, findingIds: form.findingIds, dueOn: form.dueOn, reason: form.reason },
        viewer,
      );
      return new GoTo(
        `/inspections/${visit.id}`,
        `${visit.number} is ordered. The next run of the scheduler gives it a week and a team.`,
      );
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.orderPage(agreementId, viewer, form, error.errors);
    }
  }

  private async orderPage(
    agreementId: string,
    viewer: Viewer,
    typed: OrderForm,
    problems: ProblemItem[],
  ): Promise<Page> {
    const { agreement, findings } = await this.orders.findOrderable(agreementId, viewer);
    return new Page(
      `Order a focus review of ${agreement.agencyName}`,
      <FocusReviewOrderPage {...{ agreement, findings, typed, problems }} />,
      { status: problems.length > 0 ? 422 : 200 },
    );
  }
}

const EFFORTS = ['focusDone', 'focusPlanned', 'fullDone', 'fullPlanned'] as const;

const CSV_NAMES: Record<(typeof EFFORTS)[number], string> = {
  focusDone: 'focus_done',
  focusPlanned: 'focus_planned',
  fullDone: 'full_done',
  fullPlanned: 'full_planned',
};

const CSV_COLUMNS = [
  'fiscal_year',
  'agreements',
  ...EFFORTS.flatMap((effort) => [
    `${CSV_NAMES[effort]}_visits`,
    `${CSV_NAMES[effort]}_person_days`,
    `${CSV_NAMES[effort]}_without_team`,
  ]),
];

const csvRow = (year: SavingYear): number[] => [
  year.fiscalYear,
  year.agreements,
  ...EFFORTS.flatMap((effort) => figuresOf(year[effort])),
];

const figuresOf = ({ visits, personDays, withoutTeam }: Effort): number[] => [
  visits,
  personDays,
  withoutTeam,
];
