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
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Requires } from '../identity/requires.js';
import { ApiIfMatch, sendEtag, versionFromIfMatch } from '../platform/http/etag.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { AgreementLists } from './agreement-lists.service.js';
import { AgreementQueries } from './agreement-queries.js';
import { AgreementQuery, StandpointQuery } from './agreement-query.dto.js';
import {
  AgreementDetailResponse,
  AgreementListResponse,
  ExtensionRequest,
  OfficeMoveRequest,
} from './agreement.dto.js';
import { agreementDetailResponse, agreementResponse } from './agreement.mapping.js';
import { AgreementsService } from './agreements.service.js';
import type { Standpoint } from './known-at.rules.js';
import { OfficeMoveService } from './office-move.service.js';
import { Standpoints } from './standpoints.js';

@ApiTags('agreements')
@Controller('api/v1/agreements')
export class AgreementsController {
  constructor(
    private readonly agreements: AgreementsService,
    private readonly lists: AgreementLists,
    private readonly queries: AgreementQueries,
    private readonly standpoints: Standpoints,
    private readonly officeMoves: OfficeMoveService,
  ) {}

  @Get()
  @Requires('agreements.read')
  @ApiOperation({ summary: 'The agreements that existed on a day, in whatever status' })
  @ApiOkResponse({ type: AgreementListResponse })
  async list(
    @Query() query: AgreementQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<AgreementListResponse> {
    const filter = await this.queries.filterOf(query);
    const page = await this.lists.findPage(this.standpoints.of(query), filter, query, viewer);
    return { ...page, items: page.items.map(agreementResponse) };
  }

  @Get(':id')
  @Requires('agreements.read')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'One agreement as of a day, with its whole history' })
  @ApiOkResponse({ type: AgreementDetailResponse })
  async one(
    @Param('id') id: string,
    @Query() query: StandpointQuery,
    @CurrentViewer() viewer: Viewer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgreementDetailResponse> {
    return this.describe(id, this.standpoints.of(query), viewer, reply);
  }

  @Post(':id/extension')
  @HttpCode(200)
  @Requires('agreements.extend')
  @ApiOperation({ summary: 'Move the end to a later day' })
  @ApiIfMatch()
  @ApiOkResponse({ type: AgreementDetailResponse })
  async extend(
    @Param('id') id: string,
    @Body() extension: ExtensionRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgreementDetailResponse> {
    const version = versionFromIfMatch(request, id);
    await this.agreements.extendAgreement(id, extension, version, viewer);
    return this.describe(id, this.standpoints.of({}), viewer, reply);
  }

  @Post(':id/field-office')
  @HttpCode(200)
  @Requires('agreements.assign-office')
  @ApiOperation({ summary: 'Move the agency, with all its agreements, to another field office' })
  @ApiIfMatch()
  @ApiOkResponse({ type: AgreementDetailResponse })
  async moveToOffice(
    @Param('id') id: string,
    @Body() move: OfficeMoveRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgreementDetailResponse> {
    await this.officeMoves.moveToOffice(id, move, versionFromIfMatch(request, id), viewer);
    return this.describe(id, this.standpoints.of({}), viewer, reply);
  }

  private async describe(
    id: string,
    standpoint: Standpoint,
    viewer: Viewer,
    reply: FastifyReply,
  ): Promise<AgreementDetailResponse> {
    const detail = await this.agreements.find(id, standpoint, viewer);
    sendEtag(reply, { id, version: detail.agreement.version });
    return agreementDetailResponse(detail);
  }
}
