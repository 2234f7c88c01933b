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
import { AgreementQueries } from './agreement-queries.js';
import {
  AgreementDetailResponse,
  AgreementListResponse,
  AgreementQuery,
  AsOfQuery,
  ExtensionRequest,
  OfficeMoveRequest,
} from './agreement.dto.js';
import { agreementDetailResponse, agreementResponse } from './agreement.mapping.js';
import { AgreementsService } from './agreements.service.js';
import { OfficeMoveService } from './office-move.service.js';

@ApiTags('agreements')
@Controller('api/v1/agreements')
export class AgreementsController {
  constructor(
    private readonly agreements: AgreementsService,
    private readonly queries: AgreementQueries,
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
    const asOf = query.asOf ?? this.agreements.today();
    const page = await this.agreements.findPage(asOf, filter, query, viewer);
    return { ...page, items: page.items.map(agreementResponse) };
  }

  @Get(':id')
  @Requires('agreements.read')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'One agreement as of a day, with its whole history' })
  @ApiOkResponse({ type: AgreementDetailResponse })
  async one(
    @Param('id') id: string,
    @Query() { asOf }: AsOfQuery,
    @CurrentViewer() viewer: Viewer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgreementDetailResponse> {
    return this.describe(id, asOf ?? this.agreements.today(), viewer, reply);
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
    return this.describe(id, this.agreements.today(), viewer, reply);
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
    return this.describe(id, this.agreements.today(), viewer, reply);
  }

  private async describe(
    id: string,
    asOf: string,
    viewer: Viewer,
    reply: FastifyReply,
  ): Promise<AgreementDetailResponse> {
    const detail = await this.agreements.find(id, asOf, viewer);
    sendEtag(reply, { id, version: detail.agreement.version });
    return agreementDetailResponse(detail);
  }
}
