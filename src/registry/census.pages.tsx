import { Controller, Get, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../identity/requires.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Page } from '../platform/pages/page.js';
import { asFile, type TableFile, type TableFormat } from '../platform/pages/table-file.js';
import { StandpointQuery } from './agreement-query.dto.js';
import { CensusPage } from './census.page.js';
import { censusTable } from './census-export.js';
import { CensusService } from './census.service.js';
import { ProgramModels } from './program-models.js';
import { Standpoints } from './standpoints.js';

@ApiExcludeController()
@Controller()
export class CensusPages {
  constructor(
    private readonly census: CensusService,
    private readonly models: ProgramModels,
    private readonly standpoints: Standpoints,
    private readonly clock: BusinessClock,
  ) {}

  @Get('census')
  @Requires('census.read')
  async show(@Query() query: StandpointQuery): Promise<Page> {
    const standpoint = this.standpoints.of(query);
    const view = {
      query,
      census: await this.census.take(standpoint),
      models: await this.models.all(),
      totals: await this.census.compareTotals(standpoint.knownAt),
    };
    return new Page('Census', <CensusPage {...view} />);
  }

  @Get('census.csv')
  @Requires('census.read')
  csv(@Query() query: StandpointQuery): Promise<TableFile> {
    return this.export(query, 'csv');
  }

  @Get('census.xlsx')
  @Requires('census.read')
  xlsx(@Query() query: StandpointQuery): Promise<TableFile> {
    return this.export(query, 'xlsx');
  }

  private async export(query: StandpointQuery, format: TableFormat): Promise<TableFile> {
    const census = await this.census.take(this.standpoints.of(query));
    const table = censusTable(census, await this.models.all(), this.clock.moment());
    return asFile(table, format);
  }
}
