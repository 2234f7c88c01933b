import { Controller, Get, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../identity/requires.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { Page } from '../platform/pages/page.js';
import { AsOfQuery } from './agreement.dto.js';
import { CensusPage } from './census.page.js';
import { CensusService } from './census.service.js';
import { ProgramModels } from './program-models.js';

@ApiExcludeController()
@Controller('census')
export class CensusPages {
  constructor(
    private readonly census: CensusService,
    private readonly models: ProgramModels,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  @Get()
  @Requires('census.read')
  async show(@Query() { asOf }: AsOfQuery): Promise<Page> {
    const view = {
      census: await this.census.take(asOf ?? this.clock.today(this.policy.timeZone)),
      models: await this.models.all(),
      totals: await this.census.compareTotals(),
    };
    return new Page('Census', <CensusPage {...view} />);
  }
}
