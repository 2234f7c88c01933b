import { Controller, Get, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../identity/requires.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Page } from '../platform/pages/page.js';
import { asFile, type TableFile, type TableFormat } from '../platform/pages/table-file.js';
import { CatalogueService } from './catalogue.service.js';
import { MeasurabilityPage } from './measurability.page.js';
import { ReportQuery } from './requirement.dto.js';
import { measurabilityTable } from './requirement-export.js';

@ApiExcludeController()
@Controller()
export class MeasurabilityPages {
  constructor(
    private readonly catalogue: CatalogueService,
    private readonly clock: BusinessClock,
  ) {}

  @Get('requirements/measurability')
  @Requires('requirements.read')
  async show(@Query() query: ReportQuery): Promise<Page> {
    const asOf = query.asOf ?? this.catalogue.today();
    const assessments = await this.catalogue.assess(asOf, query.template);
    return new Page(
      'Requirement measurability',
      <MeasurabilityPage query={query} asOf={asOf} assessments={assessments} />,
    );
  }

  @Get('requirements/measurability.csv')
  @Requires('requirements.read')
  csv(@Query() query: ReportQuery): Promise<TableFile> {
    return this.export(query, 'csv');
  }

  @Get('requirements/measurability.xlsx')
  @Requires('requirements.read')
  xlsx(@Query() query: ReportQuery): Promise<TableFile> {
    return this.export(query, 'xlsx');
  }

  private async export(query: ReportQuery, format: TableFormat): Promise<TableFile> {
    const asOf = query.asOf ?? this.catalogue.today();
    const assessments = await this.catalogue.assess(asOf, query.template);
    return asFile(measurabilityTable(asOf, assessments, this.clock.moment()), format);
  }
}
