import { Controller, Get, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../../identity/requires.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { Page } from '../../platform/pages/page.js';
import { ProgramModels } from '../../registry/program-models.js';
import { CapacityQuery } from './capacity-year.dto.js';
import { CapacityYearPage } from './capacity-year.page.js';
import { CapacityYearService } from './capacity-year.service.js';

@ApiExcludeController()
@Controller('workforce/capacity')
export class CapacityYearPages {
  constructor(
    private readonly capacity: CapacityYearService,
    private readonly models: ProgramModels,
  ) {}

  @Get()
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
}
