import { Controller, Get, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../../identity/requires.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { Page } from '../../platform/pages/page.js';
import { asFile, type TableFile, type TableFormat } from '../../platform/pages/table-file.js';
import { ProgramModels } from '../../registry/program-models.js';
import { capacityTable } from './capacity-year-export.js';
import { CapacityQuery } from './capacity-year.dto.js';
import { CapacityYearPage } from './capacity-year.page.js';
import { CapacityYearService } from './capacity-year.service.js';

@ApiExcludeController()
@Controller()
export class CapacityYearPages {
  constructor(
    private readonly capacity: CapacityYearService,
    private readonly models: ProgramModels,
    private readonly clock: SystemClock,
  ) {}

  @Get('workforce/capacity')
  @Requires('workforce.read')
  async ofYear(
    @Query() { fiscalYear }: CapacityQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page> {
    const view = {
      year: await this.capacity.findYear(fiscalYear, viewer),
      models: await this.models.all(),
      scope: viewer.officeId === null ? null : viewer.officeName,
    };
    return new Page(
      `Capacity of fiscal year ${view.year.fiscalYear}`,
      <CapacityYearPage {...view} />,
    );
  }

  @Get('workforce/capacity.csv')
  @Requires('workforce.read')
  csv(@Query() query: CapacityQuery, @CurrentViewer() viewer: Viewer): Promise<TableFile> {
    return this.export(query, 'csv', viewer);
  }

  @Get('workforce/capacity.xlsx')
  @Requires('workforce.read')
  xlsx(@Query() query: CapacityQuery, @CurrentViewer() viewer: Viewer): Promise<TableFile> {
    return this.export(query, 'xlsx', viewer);
  }

  private async export(
    { fiscalYear }: CapacityQuery,
    format: TableFormat,
    viewer: Viewer,
  ): Promise<TableFile> {
    const table = capacityTable(await this.capacity.findYear(fiscalYear, viewer), {
      madeAt: this.clock.moment(),
      scope: viewer.officeId === null ? null : viewer.officeName,
    });
    return asFile(table, format);
  }
}
