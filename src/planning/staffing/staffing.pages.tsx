import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsNumberString, IsString, MaxLength } from 'class-validator';
import { Requires } from '../../identity/requires.js';
import { counted } from '../../platform/counted.js';
import { Policy } from '../../platform/config/policy.js';
import { Trimmed } from '../../platform/http/form-values.js';
import { InvalidRequest } from '../../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { asFile, type TableFile } from '../../platform/pages/table-file.js';
import { isBeingSolved } from '../versions/solve-requests.js';
import { curvesOf } from './head-count-curves.js';
import { ScenarioPage } from './scenario.page.js';
import { ScenariosService } from './scenarios.service.js';
import { StaffingBases } from './staffing-bases.service.js';
import { StaffingComparisonPage } from './staffing-comparison.page.js';
import { staffingTable } from './staffing-export.js';
import { StaffingListPage } from './staffing-list.page.js';
import {
  CreateSeriesRequest,
  ScenarioComparisonQuery,
  StaffingQuery,
} from './staffing-requests.dto.js';
import { type ScenarioDetail, StaffingReader } from './staffing-reader.service.js';
import { scenarioPath } from './staffing-subject.js';

class VersionForm {
  @IsNumberString() version!: string;
}

/** Looked at by the page, so that what was typed stands on the one that refuses it. */
class RenameForm extends VersionForm {
  @Trimmed() @IsString() @MaxLength(200) name = '';
  @Trimmed() @IsString() @MaxLength(2000) note = '';
}

/** Seconds after which a page without JavaScript asks again how far a run is. */
const REFRESH_SECONDS = 5;

const refreshing = (details: readonly ScenarioDetail[]): { refreshSeconds?: number } =>
  details.some(({ run }) => isBeingSolved(run?.state)) ? { refreshSeconds: REFRESH_SECONDS } : {};

/** The scenarios of a year, and one of them. */
@ApiExcludeController()
@Controller('staffing')
export class StaffingPages {
  constructor(
    private readonly reader: StaffingReader,
    private readonly scenarios: ScenariosService,
    private readonly bases: StaffingBases,
    private readonly policy: Policy,
  ) {}

  @Get()
  @Requires('staffing.read')
  async list(@Query() query: StaffingQuery, @CurrentViewer() viewer: Viewer): Promise<Page> {
    const open = this.bases.openYears();
    const years = [...new Set([...open, ...(await this.reader.findYears())])].sort((a, b) => b - a);
    const fiscalYear = query.fiscalYear ?? this.bases.comingYear();
    const bases = await this.reader.findOfYear(fiscalYear);
    const mayTry = viewer.permissions.has('staffing.edit') && open.includes(fiscalYear);
    const view = {
      ...{ fiscalYear, bases },
      years: years.includes(fiscalYear) ? years : [fiscalYear, ...years],
      curves: await curvesOf(bases[0]?.rows ?? []),
      series: mayTry ? this.policy.planning.staffing.series : null,
    };
    return new Page(
      `Staffing of fiscal year ${fiscalYear}`,
      <StaffingListPage {...view} />,
      refreshing(bases.flatMap(({ rows }) => rows)),
    );
  }

  @Get('scenarios.csv')
  @Requires('staffing.read')
  async csv(@Query() query: StaffingQuery): Promise<TableFile> {
    return asFile(await this.table(query), 'csv');
  }

  @Get('scenarios.xlsx')
  @Requires('staffing.read')
  async xlsx(@Query() query: StaffingQuery): Promise<TableFile> {
    return asFile(await this.table(query), 'xlsx');
  }

  @Get('comparison')
  @Requires('staffing.read')
  async compare(@Query() { scenario }: ScenarioComparisonQuery): Promise<Page> {
    const [first, ...others] = await Promise.all(
      [...new Set(scenario)].map((id) => this.reader.find(id)),
    );
    if (!first)
      throw new InvalidRequest([
        { parameter: 'scenario', detail: 'Choose at least one scenario to compare.' },
      ]);
    if (others.some(({ basis }) => basis.id !== first.basis.id))
      throw new InvalidRequest([
        {
          parameter: 'scenario',
          detail:
            'These scenarios rest on different facts. Plan the older ones again, then compare.',
        },
      ]);
    const baseline = await this.reader.findBaseline(first.basis.id);
    const chosen = [first, ...others].filter((one) => !one.scenario.isBaseline);
    const rows: [ScenarioDetail, ...ScenarioDetail[]] = [baseline, ...chosen];
    return new Page(
      'Scenarios side by side',
      <StaffingComparisonPage rows={rows} />,
      refreshing(rows),
    );
  }

  @Post('series')
  @Requires('staffing.edit')
  async series(
    @Body() { fiscalYear, role }: CreateSeriesRequest,
    @CurrentViewer() viewer: Viewer,
  ): Promise<GoTo> {
    const made = await this.scenarios.createSeries(fiscalYear, role, viewer);
    return new GoTo(
      `/staffing?fiscalYear=${fiscalYear}`,
      `${counted(made.length, 'scenario')} saved: their years are planned one after the other.`,
    );
  }

  @Get(':id')
  @Requires('staffing.read')
  async one(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    const { title, view, details } = await this.viewOf(id, viewer);
    return new Page(title, <ScenarioPage {...view} errors={[]} />, refreshing(details));
  }

  @Post(':id/name')
  @Requires('staffing.edit')
  async rename(
    @Param('id') id: string,
    @Body() { version, name, note }: RenameForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    if (name === '') {
      const { title, view } = await this.viewOf(id, viewer);
      const errors = [{ field: 'name', message: 'Say what this scenario tries.' }];
      const page = <ScenarioPage {...view} typed={{ name, note }} errors={errors} />;
      return new Page(title, page, { status: 422 });
    }
    await this.scenarios.renameScenario(id, { name, note }, Number(version));
    return new GoTo(scenarioPath(id), 'It has its new name.');
  }

  @Post(':id/run')
  @Requires('staffing.edit')
  async run(
    @Param('id') id: string,
    @Body() { version }: VersionForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<GoTo> {
    await this.scenarios.runAgain(id, Number(version), viewer);
    return new GoTo(scenarioPath(id), 'Its year is planned again, on today’s facts.');
  }

  @Post(':id/stop')
  @Requires('staffing.edit')
  async stop(@Param('id') id: string): Promise<GoTo> {
    await this.scenarios.stopRun(id);
    return new GoTo(scenarioPath(id), 'It stops within a second or two; nothing is kept of it.');
  }

  @Post(':id/withdrawal')
  @Requires('staffing.edit')
  async withdraw(@Param('id') id: string, @Body() { version }: VersionForm): Promise<GoTo> {
    await this.scenarios.withdrawScenario(id, Number(version));
    const { fiscalYear } = await this.reader.findScenario(id);
    return new GoTo(`/staffing?fiscalYear=${fiscalYear}`, 'It is off the list.');
  }

  private async viewOf(id: string, viewer: Viewer) {
    const detail = await this.reader.find(id);
    const baseline = await this.reader.findBaseline(detail.basis.id);
    const mayEdit = viewer.permissions.has('staffing.edit');
    return {
      title: `${detail.scenario.number}, ${detail.scenario.name}`,
      view: { detail, baseline, mayEdit },
      details: [detail, baseline],
    };
  }

  private async table({ fiscalYear }: StaffingQuery): Promise<ReturnType<typeof staffingTable>> {
    const year = fiscalYear ?? this.bases.comingYear();
    const bases = await this.reader.findOfYear(year);
    return staffingTable(
      year,
      bases.flatMap(({ rows }) => rows),
    );
  }
}
