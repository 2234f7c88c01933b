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
import { ApiIfMatch, versionFromIfMatch } from '../platform/http/etag.js';
import { ApiIdempotencyKey, Idempotency } from '../platform/http/idempotency/idempotency.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import {
  AnalysisBody,
  RecommendationDayQuery,
  RecommendationQuery,
  RecommendationTransitionBody,
  ResponseBody,
  TakeBackBody,
} from './recommendation.dto.js';
import { RecommendationAnswers } from './recommendation-answers.js';
import { RecommendationChanges } from './recommendation-changes.service.js';
import { LedgerResponse, RecommendationDetailResponse } from './recommendation-response.dto.js';
import { ledgerResponse } from './recommendation.mapping.js';
import { RecommendationsService } from './recommendations.service.js';
import type { StepFacts, StepName } from './steps.rules.js';

@ApiTags('recommendations')
@Controller('api/v1/recommendations')
export class RecommendationsController {
  constructor(
    private readonly recommendations: RecommendationsService,
    private readonly changes: RecommendationChanges,
    private readonly answers: RecommendationAnswers,
    private readonly idempotency: Idempotency,
  ) {}

  @Get()
  @Requires('recommendations.read')
  @ApiOperation({ summary: 'The OIG’s recommendations by report, as they stood on a day' })
  @ApiOkResponse({ type: LedgerResponse })
  async ledger(@Query() { asOf, ...filter }: RecommendationQuery): Promise<LedgerResponse> {
    const day = asOf ?? this.recommendations.today();
    return ledgerResponse(await this.recommendations.ledgerOn(day, filter));
  }

  @Get(':id')
  @Requires('recommendations.read')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'One recommendation, with all that was said and done about it' })
  @ApiOkResponse({ type: RecommendationDetailResponse })
  async one(
    @Param('id') id: string,
    @Query() { asOf }: RecommendationDayQuery,
    @CurrentViewer() viewer: Viewer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecommendationDetailResponse> {
    return this.answers.describe(id, viewer, reply, asOf);
  }

  @Post(':id/transitions')
  @HttpCode(200)
  @Requires('recommendations.answer')
  @ApiOperation({ summary: 'Record that the OIG holds it for resolved, or closed it' })
  @ApiIfMatch()
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: RecommendationDetailResponse })
  transition(
    @Param('id') id: string,
    @Body() { to, ...facts }: RecommendationTransitionBody,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecommendationDetailResponse> {
    return this.record(id, to, facts, viewer, request, reply);
  }

  @Post(':id/response')
  @HttpCode(200)
  @Requires('recommendations.answer')
  @ApiOperation({
    summary: 'Record what the agency answered: agreement, plan, target date, responsible parties',
  })
  @ApiIfMatch()
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: RecommendationDetailResponse })
  respond(
    @Param('id') id: string,
    @Body() facts: ResponseBody,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecommendationDetailResponse> {
    return this.record(id, 'response', facts, viewer, request, reply);
  }

  @Post(':id/analysis')
  @HttpCode(200)
  @Requires('recommendations.answer')
  @ApiOperation({ summary: 'Record an analysis of the OIG that leaves the status as it is' })
  @ApiIfMatch()
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: RecommendationDetailResponse })
  analyse(
    @Param('id') id: string,
    @Body() facts: AnalysisBody,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecommendationDetailResponse> {
    return this.record(id, 'analysis', facts, viewer, request, reply);
  }

  @Post(':id/events/:eventId/retraction')
  @HttpCode(200)
  @Requires('recommendations.answer')
  @ApiOperation({ summary: 'Take back an entry of the history that was recorded by mistake' })
  @ApiIfMatch()
  @ApiOkResponse({ type: RecommendationDetailResponse })
  async retract(
    @Param('id') id: string,
    @Param('eventId') eventId: string,
    @Body() { reason }: TakeBackBody,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecommendationDetailResponse> {
    const version = versionFromIfMatch(request, id);
    await this.changes.retractEvent(id, eventId, reason, version, viewer);
    return this.answers.describe(id, viewer, reply);
  }

  private record(
    id: string,
    step: StepName,
    facts: StepFacts,
    viewer: Viewer,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<RecommendationDetailResponse> {
    const version = versionFromIfMatch(request, id);
    return this.idempotency.once(request, reply, viewer, async () => {
      await this.changes.recordStep(id, step, facts, version, viewer);
      return this.answers.describe(id, viewer, reply);
    });
  }
}
