import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiConflictResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Requires } from '../../identity/requires.js';
import { OfficesService } from '../../offices/offices.service.js';
import { ApiIfMatch, sendEtag, versionFromIfMatch } from '../../platform/http/etag.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { AgreementQueries } from '../agreement-queries.js';
import { StandpointQuery } from '../agreement-query.dto.js';
import type { Standpoint } from '../known-at.rules.js';
import { Standpoints } from '../standpoints.js';
import { AgenciesService } from './agencies.service.js';
import {
  AgencyDetailResponse,
  AgencyListResponse,
  AgencyQuery,
  PlacementRequest,
  PlaceRequest,
} from './agency.dto.js';
import { agencyDetailResponse, agencyResponse } from './agency.mapping.js';
import { PlacementService } from './placement.service.js';

@ApiTags('agencies')
@Controller('api/v1/agencies')
export class AgenciesController {
  constructor(
    private readonly agencies: AgenciesService,
    private readonly placement: PlacementService,
    private readonly queries: AgreementQueries,
    private readonly offices: OfficesService,
    private readonly standpoints: Standpoints,
  ) {}

  @Get()
  @Requires('agreements.read')
  @ApiOperation({ summary: 'The agencies of the register, by state and name' })
  @ApiOkResponse({ type: AgencyListResponse })
  async list(
    @Query() query: AgencyQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<AgencyListResponse> {
    const { state, officeId } = await this.queries.placeOf(query);
    const page = await this.agencies.findPage({ state, officeId, q: query.q }, query, viewer);
    return { ...page, items: page.items.map(agencyResponse) };
  }

  @Get(':id')
  @Requires('agreements.read')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'One agency, with its agreements of all models as of a day' })
  @ApiOkResponse({ type: AgencyDetailResponse })
  one(
    @Param('id') id: string,
    @Query() query: StandpointQuery,
    @CurrentViewer() viewer: Viewer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgencyDetailResponse> {
    return this.describe(id, this.standpoints.of(query), viewer, reply);
  }

  @Post(':id/place')
  @HttpCode(200)
  @Requires('agencies.place')
  @ApiOperation({ summary: "Put an agency's county and type right" })
  @ApiIfMatch()
  @ApiOkResponse({ type: AgencyDetailResponse })
  async correctPlace(
    @Param('id') id: string,
    @Body() place: PlaceRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgencyDetailResponse> {
    await this.placement.correctPlace(id, place, versionFromIfMatch(request, id), viewer);
    return this.describe(id, this.standpoints.of({}), viewer, reply);
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
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgencyDetailResponse> {
    const placement = { county, fieldOffice, reason };
    await this.placement.placeAgency(id, placement, versionFromIfMatch(request, id), viewer);
    return this.describe(id, this.standpoints.of({}), viewer, reply);
  }

  private async describe(
    id: string,
    standpoint: Standpoint,
    viewer: Viewer,
    reply: FastifyReply,
  ): Promise<AgencyDetailResponse> {
    const detail = await this.agencies.find(id, standpoint, viewer);
    sendEtag(reply, { id, version: detail.agency.version });
    return agencyDetailResponse(detail, await this.offices.list());
  }
}
