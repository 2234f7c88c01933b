import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '../../identity/requires.js';
import type { FieldOffice } from '../../offices/office.entity.js';
import { stateName } from '../../offices/states.rules.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { StandpointQuery } from '../agreement-query.dto.js';
import { agreementResponse } from '../agreement.mapping.js';
import { Standpoints } from '../standpoints.js';
import {
  FieldOfficeDetailResponse,
  FieldOfficeListResponse,
  type FieldOfficeResponse,
  StateDetailResponse,
} from './area.dto.js';
import { AreasService, type OfficeDetail, type StateDetail } from './areas.service.js';

@ApiTags('field offices and states')
@Controller('api/v1')
export class AreasController {
  constructor(
    private readonly areas: AreasService,
    private readonly standpoints: Standpoints,
  ) {}

  @Get('field-offices')
  @Requires('agreements.read')
  @ApiOperation({ summary: 'The field offices, and how much each answers for on a day' })
  @ApiOkResponse({ type: FieldOfficeListResponse })
  async offices(
    @Query() query: StandpointQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<FieldOfficeListResponse> {
    const standpoint = this.standpoints.of(query);
    const summaries = await this.areas.findOffices(standpoint, viewer);
    return {
      asOf: standpoint.asOf,
      knownAt: standpoint.knownAt ?? null,
      items: summaries.map(({ office, agreements, agencies }) =>
        Object.assign(officeResponse(office), { agreements, agencies }),
      ),
    };
  }

  @Get('field-offices/:office')
  @Requires('agreements.read')
  @ApiOperation({ summary: 'One field office, by id or name, with its area and agreements' })
  @ApiOkResponse({ type: FieldOfficeDetailResponse })
  async office(
    @Param('office') idOrName: string,
    @Query() query: StandpointQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<FieldOfficeDetailResponse> {
    const detail = await this.areas.findOffice(idOrName, this.standpoints.of(query), viewer);
    const { office, areas, agencies } = detail;
    return {
      fieldOffice: officeResponse(office),
      areaAsPrinted: office.areaAsPrinted,
      area: areas.map(({ state, county }) => ({ state, county })),
      agencies,
      ...countsResponse(detail),
    };
  }

  @Get('states/:code')
  @Requires('agreements.read')
  @ApiOperation({ summary: 'One state, by its two-letter code, with its agreements and offices' })
  @ApiOkResponse({ type: StateDetailResponse })
  async state(
    @Param('code') code: string,
    @Query() query: StandpointQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<StateDetailResponse> {
    const detail = await this.areas.findState(code, this.standpoints.of(query), viewer);
    const { state, offices } = detail;
    return {
      state,
      name: stateName(state),
      fieldOffices: offices.map(officeResponse),
      ...countsResponse(detail),
    };
  }
}

const officeResponse = (office: FieldOffice): FieldOfficeResponse => ({
  id: office.id,
  name: office.name,
  city: office.city,
  state: office.state,
  timeZone: office.timeZone,
});

const countsResponse = ({ asOf, knownAt, counts, agreements }: OfficeDetail | StateDetail) => ({
  asOf,
  knownAt: knownAt ?? null,
  agreements: counts.inForce,
  byModel: counts.byModel,
  byState: counts.byState,
  byStatus: counts.byStatus,
  items: agreements.map(agreementResponse),
});
