import { Controller, Get, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../identity/requires.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { Navigation } from '../platform/pages/navigation.js';
import { Page } from '../platform/pages/page.js';
import { ReportSections } from '../platform/pages/report-sections.js';
import { asFile, type TableFile, type TableFormat } from '../platform/pages/table-file.js';
import { ProgramModels } from '../registry/program-models.js';
import { CensusSeriesService } from './census-series.service.js';
import { ComplianceService } from './compliance.service.js';
import { ReportDayQuery } from './report.dto.js';
import { complianceTable, seriesTable } from './report-export.js';
import { ReportsPage } from './reports.page.js';

@ApiExcludeController()
@Controller()
export class ReportsPages {
  constructor(
    navigation: Navigation,
    private readonly compliance: ComplianceService,
    private readonly series: CensusSeriesService,
    private readonly sections: ReportSections,
    private readonly models: ProgramModels,
    private readonly clock: BusinessClock,
  ) {
    navigation.register({
      label: 'Reports',
      path: '/reports',
      permission: 'reports.read',
      order: 60,
    });
  }

  @Get('reports')
  @Requires('reports.read')
  async show(@Query() query: ReportDayQuery, @CurrentViewer() viewer: Viewer): Promise<Page> {
    const asOf = query.asOf ?? this.compliance.today();
    const view = {
      asOf,
      report: await this.compliance.measure(asOf, viewer),
      series: await this.series.upTo(asOf),
      sections: await this.sections.renderAll(asOf, viewer),
      models: await this.models.all(),
      mayReadRegisters: viewer.permissions.has('registers.read'),
    };
    return new Page('Reports', <ReportsPage {...view} />);
  }

  @Get('reports/compliance.csv')
  @Requires('reports.read')
  complianceCsv(
    @Query() query: ReportDayQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<TableFile> {
    return this.exportCompliance(query, 'csv', viewer);
  }

  @Get('reports/compliance.xlsx')
  @Requires('reports.read')
  complianceXlsx(
    @Query() query: ReportDayQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<TableFile> {
    return this.exportCompliance(query, 'xlsx', viewer);
  }

  @Get('reports/census-series.csv')
  @Requires('reports.read')
  seriesCsv(@Query() query: ReportDayQuery): Promise<TableFile> {
    return this.exportSeries(query, 'csv');
  }

  @Get('reports/census-series.xlsx')
  @Requires('reports.read')
  seriesXlsx(@Query() query: ReportDayQuery): Promise<TableFile> {
    return this.exportSeries(query, 'xlsx');
  }

  private async exportCompliance(
    { asOf }: ReportDayQuery,
    format: TableFormat,
    viewer: Viewer,
  ): Promise<TableFile> {
    const report = await this.compliance.measure(asOf ?? this.compliance.today(), viewer);
    return asFile(complianceTable(report, this.clock.moment()), format);
  }

  private async exportSeries({ asOf }: ReportDayQuery, format: TableFormat): Promise<TableFile> {
    const until = asOf ?? this.compliance.today();
    const series = await this.series.upTo(until);
    return asFile(seriesTable(until, series, this.clock.moment()), format);
  }
}
