import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsNumberString, IsString, MaxLength } from 'class-validator';
import { Requires } from '../identity/requires.js';
import { weekdayText } from '../platform/clock/day-text.js';
import type { Paged } from '../platform/http/paging.js';
import { InvalidRequest } from '../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { Csv } from '../platform/pages/csv.js';
import { Navigation } from '../platform/pages/navigation.js';
import { GoTo, Page } from '../platform/pages/page.js';
import { RemindersOf } from '../reminders/reminders-of.js';
import { InspectionPageQuery, InspectionQuery, RescheduleRequest } from './inspection.dto.js';
import { InspectionPage, type RescheduleForm } from './inspection.page.js';
import { InspectionYearPage, type YearView } from './inspection-year.page.js';
import { byDate, countsOf, narrow, type YearFilter } from './inspection-year.rules.js';
import { InspectionYearService, type YearItem } from './inspection-year.service.js';
import { InspectionsService } from './inspections.service.js';
import { LifeCycleService, StepRefused } from './life-cycle/life-cycle.service.js';
import { STATUS_NAMES } from './life-cycle/life-cycle-words.js';
import { MilestonesService } from './life-cycle/milestones.service.js';
import type { TypedStep } from './life-cycle/step-forms.js';
import { PapersService } from './papers/papers.service.js';

class RescheduleFormBody extends RescheduleRequest {
  /** The version that the form was made from. */
  @IsNumberString() version!: string;
}

/** Said of each field by the life cycle, so that the page comes back with what was typed. */
class TransitionFormBody {
  @IsString() @MaxLength(40) to = '';
  @IsString() @MaxLength(40) on = '';
  @IsString() @MaxLength(1000) reason = '';
  @IsString() @MaxLength(40) startsOn = '';
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
    private readonly lifeCycle: LifeCycleService,
    private readonly milestones: MilestonesService,
    private readonly papers: PapersService,
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
    const view = query.view ?? 'list';
    const filter = { fiscalYear, kind: query.kind, status: query.status, q: query.q };
    const found =
      view === 'calendar'
        ? await this.calendar(filter, viewer)
        : await this.year.findPage(filter, query, viewer);
    const { limit, ...filters } = query;
    return new Page(
      `Inspections of fiscal year ${fiscalYear}`,
      <InspectionYearPage
        {...found.page}
        fiscalYear={fiscalYear}
        view={view}
        query={{ ...filters, fiscalYear, view, limit: limit === 50 ? undefined : limit }}
        counts={found.counts}
      />,
    );
  }

  /** All of the year at once. */
  private async calendar(
    filter: YearFilter,
    viewer: Viewer,
  ): Promise<Pick<YearView, 'counts'> & { page: Paged<YearItem> }> {
    const lines = await this.year.findLines(filter.fiscalYear, viewer);
    const items = await this.year.complete(
      filter.fiscalYear,
      byDate(narrow(lines, filter)),
      viewer,
    );
    return { page: { items, total: items.length, nextCursor: null }, counts: countsOf(lines) };
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
    return this.page(id, viewer, {}, {});
  }

  @Post('inspections/:id/transitions')
  @Requires('inspections.step')
  async take(
    @Param('id') id: string,
    @Body() form: TransitionFormBody,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const { version, ...typed } = form;
    const step = {
      to: typed.to,
      on: typed.on,
      reason: typed.reason.trim() || undefined,
      startsOn: typed.startsOn || undefined,
    };
    try {
      const visit = await this.lifeCycle.takeStep(id, step, Number(version), viewer);
      const name = STATUS_NAMES[visit.status]?.toLowerCase() ?? visit.status;
      return new GoTo(`/inspections/${id}`, `${visit.number}: ${name}.`);
    } catch (error) {
      if (error instanceof StepRefused)
        return this.page(id, viewer, {}, { ...typed, objections: error.objections });
      if (!(error instanceof InvalidRequest)) throw error;
      const problems = error.errors.map(({ parameter, detail }) => ({ field: parameter, detail }));
      return this.page(id, viewer, {}, { ...typed, problems });
    }
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
      return this.page(id, viewer, { ...move, problem: error.detail }, {});
    }
  }

  private async page(
    id: string,
    viewer: Viewer,
    form: RescheduleForm,
    typed: TypedStep,
  ): Promise<Page> {
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
        steps={this.lifeCycle.possibleSteps(detail.inspection, viewer)}
        typed={typed}
        next={this.milestones.nextOf(detail.inspection)}
        issued={await this.papers.issuedOf(id)}
      />,
      { status: statusOf(form, typed) },
    );
  }
}

/** A step that something stands against is a conflict; a field that is wrong, a form that was refused. */
function statusOf(form: RescheduleForm, typed: TypedStep): number {
  if (typed.objections) return 409;
  return form.problem || typed.problems ? 422 : 200;
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
