import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '../../identity/requires.js';
import { PageQuery } from '../../platform/http/paging.js';
import { AgencyListResponse } from '../agencies/agency.dto.js';
import { agencyResponse } from '../agencies/agency.mapping.js';
import { UnplacedAgencies } from './unplaced.service.js';

/** Agencies that the map gives no field office. */
@ApiTags('agencies')
@Controller('api/v1/agencies/unplaced')
export class UnplacedController {
  constructor(private readonly unplaced: UnplacedAgencies) {}

  @Get()
  @Requires('agencies.place')
  @ApiOperation({ summary: 'Agencies with an agreement and without a field office' })
  @ApiOkResponse({ type: AgencyListResponse })
  async list(@Query() query: PageQuery): Promise<AgencyListResponse> {
    const page = await this.unplaced.findPage(query);
    return { ...page, items: page.items.map(agencyResponse) };
  }
}
