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
import {
  ApiCreatedResponse,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Requires } from '../../identity/requires.js';
import { ApiIfMatch, sendEtag, versionFromIfMatch } from '../../platform/http/etag.js';
import { ApiIdempotencyKey, Idempotency } from '../../platform/http/idempotency/idempotency.js';
import { sendEvents } from '../../platform/http/progress-events.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { SolveProgressEvents } from '../solving/solve-progress.js';
import { DraftsService } from './drafts.service.js';
import { PlanDecisions } from './plan-decisions.service.js';
import {
  ComparisonResponse,
  PlanDetailResponse,
  PlanListResponse,
  PlanResponse,
  SolveProgressResponse,
} from './plan.dto.js';
import {
  CompareQuery,
  DraftPlanRequest,
  PlanQuery,
  PlanReasonRequest,
  ReplanRequest,
  SolveRequestBody,
} from './plan-requests.dto.js';
import { comparisonResponse, planDetailResponse, planResponse } from './plan.mapping.js';
import { PlansService } from './plans.service.js';
import { SolveRequests } from './solve-requests.js';

/** Plans of a fiscal year: drafted, solved, proposed, approved. */
@ApiTags('plans')
@ApiExtraModels(SolveProgressResponse)
@Controller('api/v1/plans')
export class PlansController {
  constructor(
    private readonly plans: PlansService,
    private readonly drafts: DraftsService,
    private readonly solves: SolveRequests,
    private readonly decisions: PlanDecisions,
    private readonly progress: SolveProgressEvents,
    private readonly idempotency: Idempotency,
  ) {}

  @Get()
  @Requires('plans.read')
  @ApiOperation({ summary: 'The versions of the plan of a fiscal year, the latest first' })
  @ApiOkResponse({ type: PlanListResponse })
  async list(@Query() { fiscalYear }: PlanQuery): Promise<PlanListResponse> {
    return { items: (await this.plans.findAll(fiscalYear)).map(planResponse) };
  }

  @Post()
  @HttpCode(201)
  @Requires('plans.edit')
  @ApiOperation({
    summary: 'Draft a plan from today’s facts; weeks and teams are found soon after',
  })
  @ApiIdempotencyKey()
  @ApiCreatedResponse({ type: PlanResponse, description: 'Its address is in Location' })
  draft(
    @Body() { fiscalYear, ...wish }: DraftPlanRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanResponse> {
    return this.idempotency.once(request, reply, viewer, async () => {
      const { id } = await this.drafts.draftPlan(fiscalYear, wish, viewer);
      return this.created(id, reply);
    });
  }

  @Get(':id')
  @Requires('plans.read')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'One version: its visits, loads, notes, and what differs from today' })
  @ApiOkResponse({ type: PlanDetailResponse })
  one(
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanDetailResponse> {
    return this.describe(id, reply);
  }

  @Get(':id/comparison')
  @Requires('plans.read')
  @ApiOperation({ summary: 'Two versions side by side: who, when, lateness, kilometres, load' })
  @ApiOkResponse({ type: ComparisonResponse })
  async compare(
    @Param('id') id: string,
    @Query() query: CompareQuery,
  ): Promise<ComparisonResponse> {
    return comparisonResponse(await this.plans.compare(query.with, id));
  }

  @Get(':id/progress')
  @Requires('plans.read')
  @ApiOperation({ summary: 'How far the solving is, as server-sent events until it is over' })
  @ApiOkResponse({
    description: 'Events `progress`, and `done` at the end',
    content: { 'text/event-stream': { schema: { $ref: getSchemaPath(SolveProgressResponse) } } },
  })
  async follow(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    sendEvents(reply, await this.progress.follow(id));
  }

  @Post(':id/solving')
  @HttpCode(200)
  @Requires('plans.edit')
  @ApiOperation({ summary: 'Look for better weeks and teams of a draft' })
  @ApiIfMatch()
  @ApiOkResponse({ type: PlanDetailResponse })
  async solve(
    @Param('id') id: string,
    @Body() wish: SolveRequestBody,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanDetailResponse> {
    await this.solves.solve(id, wish, versionFromIfMatch(request, id), viewer);
    return this.describe(id, reply);
  }

  @Post(':id/stop')
  @HttpCode(200)
  @Requires('plans.edit')
  @ApiOperation({ summary: 'Stop the solving within a second or two; the best so far is kept' })
  @ApiOkResponse({ type: PlanDetailResponse })
  async stop(
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanDetailResponse> {
    await this.solves.stopSolving(id);
    return this.describe(id, reply);
  }

  @Post(':id/replan')
  @HttpCode(201)
  @Requires('plans.edit')
  @ApiOperation({ summary: 'Draft a version from this one and today’s facts, with few moves' })
  @ApiIdempotencyKey()
  @ApiCreatedResponse({ type: PlanResponse, description: 'Its address is in Location' })
  replan(
    @Param('id') id: string,
    @Body() wish: ReplanRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanResponse> {
    return this.idempotency.once(request, reply, viewer, async () => {
      const plan = await this.drafts.replan(id, wish, viewer);
      return this.created(plan.id, reply);
    });
  }

  @Post(':id/proposal')
  @HttpCode(200)
  @Requires('plans.edit')
  @ApiOperation({ summary: 'Propose a draft: somebody else approves it' })
  @ApiIfMatch()
  @ApiOkResponse({ type: PlanDetailResponse })
  async propose(
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanDetailResponse> {
    await this.decisions.proposePlan(id, versionFromIfMatch(request, id), viewer);
    return this.describe(id, reply);
  }

  @Post(':id/approval')
  @HttpCode(200)
  @Requires('plans.approve')
  @ApiOperation({
    summary: 'Approve what somebody else planned: its visits are made and moved with it',
  })
  @ApiIfMatch()
  @ApiOkResponse({ type: PlanDetailResponse })
  async approve(
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanDetailResponse> {
    await this.decisions.approvePlan(id, versionFromIfMatch(request, id), viewer);
    return this.describe(id, reply);
  }

  @Post(':id/return')
  @HttpCode(200)
  @Requires('plans.approve')
  @ApiOperation({ summary: 'Make a draft of a proposal again' })
  @ApiIfMatch()
  @ApiOkResponse({ type: PlanDetailResponse })
  async sendBack(
    @Param('id') id: string,
    @Body() { reason }: PlanReasonRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanDetailResponse> {
    await this.decisions.sendBack(id, reason, versionFromIfMatch(request, id));
    return this.describe(id, reply);
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @Requires('plans.edit')
  @ApiOperation({ summary: 'Withdraw a draft or a proposal' })
  @ApiIfMatch()
  @ApiOkResponse({ type: PlanDetailResponse })
  async withdraw(
    @Param('id') id: string,
    @Body() { reason }: PlanReasonRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanDetailResponse> {
    await this.decisions.withdrawPlan(id, reason, versionFromIfMatch(request, id));
    return this.describe(id, reply);
  }

  private async created(id: string, reply: FastifyReply): Promise<PlanResponse> {
    const detail = await this.plans.find(id);
    void reply.header('location', `/api/v1/plans/${id}`);
    sendEtag(reply, detail.plan);
    return planResponse(detail);
  }

  private async describe(id: string, reply: FastifyReply): Promise<PlanDetailResponse> {
    const detail = await this.plans.find(id);
    sendEtag(reply, detail.plan);
    return planDetailResponse(detail);
  }
}
