import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiConflictResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Requires } from '../../identity/requires.js';
import { ApiIfMatch, versionFromIfMatch } from '../../platform/http/etag.js';
import { PageQuery } from '../../platform/http/paging.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { AgenciesService } from '../agencies/agencies.service.js';
import {
  AgencyDetailResponse,
  AgencyListResponse,
  PlacementRequest,
} from '../agencies/agency.dto.js';
import { agencyDetailResponse, agencyResponse } from '../agencies/agency.mapping.js';
import { PlacementService } from '../agencies/placement.service.js';
import { OfficesService } from '../../offices/offices.service.js';
import { Standpoints } from '../standpoints.js';
import { UnplacedAgencies } from './unplaced.service.js';

/** Agencies that the map gives no field office, and the office that a person gives them. */
@ApiTags('agencies')
@Controller('api/v1/agencies')
export class UnplacedController {
  constructor(
    private readonly unplaced: UnplacedAgencies,
    private readonly placement: PlacementService,
    private readonly agencies: AgenciesService,
    private readonly offices: OfficesService,
    private readonly standpoints: Standpoints,
  ) {}

  @Get('unplaced')
  @Requires('agencies.place')
  @ApiOperation({ summary: 'Agencies with an agreement and without a field office' })
  @ApiOkResponse({ type: AgencyListResponse })
  async list(@Query() query: PageQuery): Promise<AgencyListResponse> {
    const page = await this.unplaced.findPage(query);
    return { ...page, items: page.items.map(agencyResponse) };
  }

  @Post(':id/placement')
  @HttpCode(200)
  @Requires('agencies.place')
  @ApiOperation({
    summary: 'Give an agency the field office of its county, or the one that is named',
  })
  @ApiIfMatch()
  @ApiOkResponse({ type: AgencyDetailResponse })
  @ApiConflictResponse({ description: '`placed`: it has a field office already' })
  async place(
    @Param('id') id: string,
    @Body() { county = '', fieldOffice = '', reason }: PlacementRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
  ): Promise<AgencyDetailResponse> {
    const version = versionFromIfMatch(request, id);
    await this.placement.placeAgency(id, { county, fieldOffice, reason }, version, viewer);
    const detail = await this.agencies.find(id, this.standpoints.of({}), viewer);
    return agencyDetailResponse(detail, await this.offices.list());
  }
}
