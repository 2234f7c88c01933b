import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsNumberString } from 'class-validator';
import { Requires } from '../identity/requires.js';
import { weekdayText } from '../platform/clock/day-text.js';
import { pageOf } from '../platform/http/paging.js';
import { InvalidRequest } from '../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { Csv } from '../platform/pages/csv.js';
import { Navigation } from '../platform/pages/navigation.js';
import { GoTo, Page } from '../platform/pages/page.js';
import { RemindersOf } from '../reminders/reminders-of.js';
import { InspectionPageQuery, InspectionQuery, RescheduleRequest } from './inspection.dto.js';
import { InspectionPage, type RescheduleForm } from './inspection.page.js';
import { InspectionYearPage, type YearView } from './inspection-year.page.js';
import {
  InspectionYearService,
  narrow,
  sortKey,
  type YearItem,
} from './inspection-year.service.js';
import { InspectionsService } from './inspections.service.js';

class RescheduleFormBody extends RescheduleRequest {
  /** The version that the form was made from. */
  @IsNumberString() version!: string;
}

@ApiExcludeController()
@Controller()
export class InspectionsPages {
  constructor(
    navigation: Navigation,
    private readonly year: InspectionYearService,
    private readonly inspections: InspectionsService,
    private readonly reminders: RemindersOf,
  ) {
    navigation.register({
      label: 'Inspections',
      path: '/inspections',
      permission: 'inspections.read',
      order: 20,
    });
  }

  @Get('inspections')
  @Requires('inspections.read')
  async list(@Query() query: InspectionPageQuery, @CurrentViewer() viewer: Viewer): Promise<Page> {
    const fiscalYear = query.fiscalYear ?? this.year.currentYear();
    const whole = await this.year.findItems({ fiscalYear }, viewer);
    const items = narrow(whole, query);
    const view = query.view ?? 'list';
    const page =
      view === 'calendar'
        ? { items, total: items.length, nextCursor: null }
        : pageOf(items, sortKey, query);
    const { limit, ...filters } = query;
    return new Page(
      `Inspections of fiscal year ${fiscalYear}`,
      <InspectionYearPage
        {...page}
        fiscalYear={fiscalYear}
        view={view}
        query={{ ...filters, fiscalYear, view, limit: limit === 50 ? undefined : limit }}
        counts={countsOf(whole)}
      />,
    );
  }

  @Get('inspections.csv')
  @Requires('inspections.read')
  async export(@Query() query: InspectionQuery, @CurrentViewer() viewer: Viewer): Promise<Csv> {
    const fiscalYear = query.fiscalYear ?? this.year.currentYear();
    const { kind, status, q } = query;
    const items = await this.year.findItems({ fiscalYear, kind, status, q }, viewer);
    return new Csv(`inspections-fy-${fiscalYear}`, CSV_COLUMNS, items.map(csvRow));
  }

  @Get('inspections/:id')
  @Requires('inspections.read')
  async one(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.page(id, viewer, {});
  }

  @Post('inspections/:id/reschedule')
  @Requires('inspections.reschedule')
  async reschedule(
    @Param('id') id: string,
    @Body() form: RescheduleFormBody,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const { version, ...move } = form;
    try {
      const moved = await this.inspections.reschedule(id, move, Number(version), viewer);
      return new GoTo(
        `/inspections/${id}`,
        `${moved.number} now starts on ${weekdayText(move.startsOn)}.`,
      );
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.page(id, viewer, { ...move, problem: error.detail });
    }
  }

  private async page(id: string, viewer: Viewer, form: RescheduleForm): Promise<Page> {
    const detail = await this.inspections.find(id, viewer);
    const mayMove =
      viewer.permissions.has('inspections.reschedule') &&
      detail.answersToday &&
      detail.inspection.status === 'scheduled';
    return new Page(
      `${detail.inspection.number}, ${detail.agreement.agencyName}`,
      <InspectionPage
        detail={detail}
        form={mayMove ? form : null}
        reminders={await this.reminders.render(id, viewer)}
      />,
      { status: form.problem ? 422 : 200 },
    );
  }
}

function countsOf(items: YearItem[]): YearView['counts'] {
  const count = (fits: (item: YearItem) => boolean): number => items.filter(fits).length;
  const hasPlace = (item: YearItem): boolean =>
    item.startsOn !== null && item.status !== 'cancelled';
  return {
    visits: count((item) => item.kind === 'full' && hasPlace(item)),
    focusReviews: count((item) => item.kind === 'focus' && hasPlace(item)),
    unscheduled: count((item) => item.status === 'unscheduled'),
    notDue: count((item) => item.status === 'not-due'),
  };
}

const CSV_COLUMNS = [
  'number',
  'kind',
  'agency',
  'state',
  'model',
  'field_office',
  'status',
  'due_on',
  'starts_on',
  'ends_on',
  'team',
  'findings_to_verify',
  'reason',
  'sample',
];

const csvRow = (item: YearItem): (string | null)[] => [
  item.number,
  item.kind,
  item.agreement.agencyName,
  item.agreement.state,
  item.agreement.model,
  item.agreement.officeName,
  item.status,
  item.dueOn,
  item.startsOn,
  item.endsOn,
  item.team.map((member) => member.position).join('; '),
  item.findings.map((finding) => finding.number).join('; '),
  item.reason,
  item.isSample ? 'sample' : '',
];
