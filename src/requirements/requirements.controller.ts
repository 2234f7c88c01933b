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
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Requires } from '../identity/requires.js';
import { ApiIfMatch, sendEtag, versionFromIfMatch } from '../platform/http/etag.js';
import { pageOf } from '../platform/http/paging.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { CatalogueService } from './catalogue.service.js';
import { MeasurabilityResponse } from './measurability.dto.js';
import {
  CatalogueDayQuery,
  NewVersionRequest,
  ReportQuery,
  RequirementDetailResponse,
  RequirementListResponse,
  RequirementQuery,
} from './requirement.dto.js';
import {
  measurabilityResponse,
  newVersion,
  requirementDetailResponse,
  requirementResponse,
} from './requirement.mapping.js';
import { RequirementVersions } from './requirement-versions.service.js';

@ApiTags('requirements')
@Controller('api/v1/requirements')
export class RequirementsController {
  constructor(
    private readonly catalogue: CatalogueService,
    private readonly versions: RequirementVersions,
  ) {}

  @Get()
  @Requires('requirements.read')
  @ApiOperation({ summary: 'The catalogue of MOA requirements on a day, by code' })
  @ApiOkResponse({ type: RequirementListResponse })
  async list(@Query() query: RequirementQuery): Promise<RequirementListResponse> {
    const { measurable, ...filter } = query;
    const found = await this.catalogue.find({ ...filter, isMeasurable: measurable });
    const page = pageOf(found, ({ code }) => code, query);
    return { ...page, items: page.items.map(requirementResponse) };
  }

  @Get('report')
  @Requires('requirements.read')
  @ApiOperation({ summary: 'Which requirements cannot be measured, by template' })
  @ApiOkResponse({ type: MeasurabilityResponse })
  async report(@Query() { asOf, template }: ReportQuery): Promise<MeasurabilityResponse> {
    const day = asOf ?? this.catalogue.today();
    return measurabilityResponse(day, await this.catalogue.assess(day, template));
  }

  @Get(':code')
  @Requires('requirements.read')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'One requirement as it is on a day, with all of its versions' })
  @ApiOkResponse({ type: RequirementDetailResponse })
  one(
    @Param('code') code: string,
    @Query() { asOf }: CatalogueDayQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RequirementDetailResponse> {
    return this.describe(code, asOf, reply);
  }

  @Post(':code/versions')
  @HttpCode(201)
  @Requires('requirements.edit')
  @ApiOperation({ summary: 'Let a requirement say something else from a day on' })
  @ApiIfMatch()
  @ApiCreatedResponse({ type: RequirementDetailResponse })
  async addVersion(
    @Param('code') code: string,
    @Body() body: NewVersionRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RequirementDetailResponse> {
    const version = versionFromIfMatch(request, code);
    await this.versions.addVersion(code, newVersion(body), version, viewer);
    return this.describe(code, body.holdsFrom, reply);
  }

  private async describe(
    code: string,
    asOf: string | undefined,
    reply: FastifyReply,
  ): Promise<RequirementDetailResponse> {
    const detail = await this.catalogue.describe(code, asOf ?? this.catalogue.today());
    sendEtag(reply, { id: code, version: detail.requirement.version });
    return requirementDetailResponse(detail);
  }
}
