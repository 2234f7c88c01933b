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
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { DecisionsService } from './decisions.service.js';
import {
  AnswerRequest,
  OpenReviewRequest,
  OwnerRequest,
  ProposalRequest,
  RenewalDetailResponse,
  RenewalListResponse,
  RenewalQuery,
} from './renewal.dto.js';
import { renewalDetailResponse, renewalResponse } from './renewal.mapping.js';
import { RenewalQueries } from './renewal-queries.js';
import { RenewalsService } from './renewals.service.js';

@ApiTags('renewals')
@Controller('api/v1/renewals')
export class RenewalsController {
  constructor(
    private readonly renewals: RenewalsService,
    private readonly decisions: DecisionsService,
    private readonly queries: RenewalQueries,
  ) {}

  @Get()
  @Requires('renewals.read')
  @ApiOperation({ summary: 'Renewal and termination reviews, by the day of the agreement’s end' })
  @ApiOkResponse({ type: RenewalListResponse })
  async list(
    @Query() query: RenewalQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<RenewalListResponse> {
    const filter = await this.queries.filterOf(query);
    const page = await this.renewals.findPage(filter, query, viewer);
    const modelName = await this.queries.modelNames();
    return { ...page, items: page.items.map((row) => renewalResponse(row, modelName)) };
  }

  @Get(':id')
  @Requires('renewals.read')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'One review, with what speaks for and against keeping the agreement' })
  @ApiOkResponse({ type: RenewalDetailResponse })
  one(
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RenewalDetailResponse> {
    return this.describe(id, viewer, reply);
  }

  @Post()
  @HttpCode(201)
  @Requires('renewals.decide')
  @ApiOperation({ summary: 'Open a review by hand' })
  @ApiCreatedResponse({ type: RenewalDetailResponse })
  async open(
    @Body() { agreementId, reason }: OpenReviewRequest,
    @CurrentViewer() viewer: Viewer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RenewalDetailResponse> {
    const { id } = await this.renewals.openByHand(agreementId, reason, viewer);
    void reply.header('location', `/api/v1/renewals/${id}`);
    return this.describe(id, viewer, reply);
  }

  @Post(':id/owner')
  @HttpCode(200)
  @Requires('renewals.decide')
  @ApiOperation({ summary: 'Say who has a review' })
  @ApiIfMatch()
  @ApiOkResponse({ type: RenewalDetailResponse })
  async assign(
    @Param('id') id: string,
    @Body() { owner }: OwnerRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RenewalDetailResponse> {
    await this.renewals.assign(id, owner, versionFromIfMatch(request, id), viewer);
    return this.describe(id, viewer, reply);
  }

  @Post(':id/proposal')
  @HttpCode(200)
  @Requires('renewals.decide')
  @ApiOperation({ summary: 'Propose a decision' })
  @ApiIfMatch()
  @ApiOkResponse({ type: RenewalDetailResponse })
  async propose(
    @Param('id') id: string,
    @Body() proposal: ProposalRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RenewalDetailResponse> {
    await this.decisions.propose(id, proposal, versionFromIfMatch(request, id), viewer);
    return this.describe(id, viewer, reply);
  }

  @Post(':id/approval')
  @HttpCode(200)
  @Requires('renewals.decide')
  @ApiOperation({
    summary: 'Approve what another program manager proposed: the agreement changes with it',
  })
  @ApiIfMatch()
  @ApiOkResponse({ type: RenewalDetailResponse })
  async approve(
    @Param('id') id: string,
    @Body() { reason }: AnswerRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RenewalDetailResponse> {
    await this.decisions.approve(id, reason, versionFromIfMatch(request, id), viewer);
    return this.describe(id, viewer, reply);
  }

  @Post(':id/return')
  @HttpCode(200)
  @Requires('renewals.decide')
  @ApiOperation({ summary: 'Send a proposal back, or take the own one back' })
  @ApiIfMatch()
  @ApiOkResponse({ type: RenewalDetailResponse })
  async sendBack(
    @Param('id') id: string,
    @Body() { reason }: AnswerRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RenewalDetailResponse> {
    await this.decisions.sendBack(id, reason, versionFromIfMatch(request, id), viewer);
    return this.describe(id, viewer, reply);
  }

  private async describe(
    id: string,
    viewer: Viewer,
    reply: FastifyReply,
  ): Promise<RenewalDetailResponse> {
    const detail = await this.renewals.find(id, viewer);
    sendEtag(reply, detail.review);
    return renewalDetailResponse(detail, await this.queries.modelNames());
  }
}
