import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '../identity/requires.js';
import { StandpointQuery } from './agreement-query.dto.js';
import { CensusResponse } from './census.dto.js';
import { CensusService } from './census.service.js';
import { Standpoints } from './standpoints.js';

@ApiTags('census')
@Controller('api/v1/census')
export class CensusController {
  constructor(
    private readonly census: CensusService,
    private readonly standpoints: Standpoints,
  ) {}

  @Get()
  @Requires('census.read')
  @ApiOperation({ summary: 'How many agreements were in force on a day' })
  @ApiOkResponse({ type: CensusResponse })
  take(@Query() query: StandpointQuery): Promise<CensusResponse> {
    return this.census.take(this.standpoints.of(query));
  }
}
