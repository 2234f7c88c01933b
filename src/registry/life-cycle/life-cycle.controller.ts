import { Body, Controller, Get, Header, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Requires } from '../../identity/requires.js';
import { ApiIfMatch, sendEtag, versionFromIfMatch } from '../../platform/http/etag.js';
import { ApiIdempotencyKey, Idempotency } from '../../platform/http/idempotency/idempotency.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { AgreementDetailResponse } from '../agreement.dto.js';
import { agreementDetailResponse } from '../agreement.mapping.js';
import { AgreementsService } from '../agreements.service.js';
import { CorrectionsService } from './corrections.service.js';
import {
  CorrectionBody,
  RetractionBody,
  TransitionBody,
  TransitionsResponse,
} from './life-cycle.dto.js';
import { transitionsResponse } from './life-cycle.mapping.js';
import { LifeCycleService } from './life-cycle.service.js';

@ApiTags('agreements')
@Controller('api/v1/agreements')
export class LifeCycleController {
  constructor(
    private readonly lifeCycle: LifeCycleService,
    private readonly corrections: CorrectionsService,
    private readonly agreements: AgreementsService,
    private readonly idempotency: Idempotency,
  ) {}

  @Get(':id/transitions')
  @Requires('agreements.read')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'What an agreement can go through now, and what each asks for' })
  @ApiOkResponse({ type: TransitionsResponse })
  async possible(
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TransitionsResponse> {
    const ways = await this.lifeCycle.waysOf(id, viewer);
    sendEtag(reply, { id, version: ways.agreement.version });
    return transitionsResponse(ways);
  }

  @Post(':id/transitions')
  @HttpCode(200)
  @Requires('agreements.transition')
  @ApiOperation({
    summary: 'Record what an agreement goes through: a suspension, a notice, an end, another model',
  })
  @ApiIfMatch()
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: AgreementDetailResponse })
  async transition(
    @Param('id') id: string,
    @Body() body: TransitionBody,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgreementDetailResponse> {
    const version = versionFromIfMatch(request, id);
    return this.idempotency.once(request, reply, viewer, async () => {
      await this.lifeCycle.transition(id, body, version, viewer);
      return this.describe(id, viewer, reply);
    });
  }

  @Post(':id/events/:eventId/correction')
  @HttpCode(200)
  @Requires('agreements.correct')
  @ApiOperation({ summary: 'Put right an entry of the history; what it said stays to be seen' })
  @ApiIfMatch()
  @ApiOkResponse({ type: AgreementDetailResponse })
  async correct(
    @Param('id') id: string,
    @Param('eventId') eventId: string,
    @Body() { reason, ...correction }: CorrectionBody,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgreementDetailResponse> {
    const version = versionFromIfMatch(request, id);
    await this.corrections.correctEvent(id, eventId, correction, reason, version, viewer);
    return this.describe(id, viewer, reply);
  }

  @Post(':id/events/:eventId/retraction')
  @HttpCode(200)
  @Requires('agreements.correct')
  @ApiOperation({ summary: 'Take back an entry of the history that was recorded by mistake' })
  @ApiIfMatch()
  @ApiOkResponse({ type: AgreementDetailResponse })
  async retract(
    @Param('id') id: string,
    @Param('eventId') eventId: string,
    @Body() { reason }: RetractionBody,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgreementDetailResponse> {
    const version = versionFromIfMatch(request, id);
    await this.corrections.retractEvent(id, eventId, reason, version, viewer);
    return this.describe(id, viewer, reply);
  }

  private async describe(
    id: string,
    viewer: Viewer,
    reply: FastifyReply,
  ): Promise<AgreementDetailResponse> {
    const today = this.agreements.today();
    const detail = await this.agreements.find(id, { asOf: today }, viewer);
    sendEtag(reply, { id, version: detail.agreement.version });
    return agreementDetailResponse(detail);
  }
}
