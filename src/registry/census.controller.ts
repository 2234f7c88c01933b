import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '../identity/requires.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { AsOfQuery } from './agreement.dto.js';
import { CensusResponse } from './census.dto.js';
import { CensusService } from './census.service.js';

@ApiTags('census')
@Controller('api/v1/census')
export class CensusController {
  constructor(
    private readonly census: CensusService,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  @Get()
  @Requires('census.read')
  @ApiOperation({ summary: 'How many agreements were in force on a day' })
  @ApiOkResponse({ type: CensusResponse })
  take(@Query() { asOf }: AsOfQuery): Promise<CensusResponse> {
    return this.census.take(asOf ?? this.clock.today(this.policy.timeZone));
  }
}
