import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Requires } from '../../identity/requires.js';
import { ApiIfMatch, sendEtag, versionFromIfMatch } from '../../platform/http/etag.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import type { PlanInstance } from '../solver/instance.js';
import { PlanDetailResponse } from './plan.dto.js';
import { LockRequest, MoveItemRequest, PlanReasonRequest } from './plan-requests.dto.js';
import { planDetailResponse } from './plan.mapping.js';
import { PlanContents } from './plan-contents.js';
import { PlanEditing } from './plan-editing.service.js';
import { PlansService } from './plans.service.js';

/** The visits of a draft, changed by hand, and the problem behind it. If-Match is the plan's. */
@ApiTags('plans')
@Controller('api/v1/plans/:id')
export class PlanItemsController {
  constructor(
    private readonly plans: PlansService,
    private readonly contents: PlanContents,
    private readonly editing: PlanEditing,
  ) {}

  @Get('instance')
  @Requires('plans.read')
  @ApiOperation({
    summary: 'The planning problem that a version was made from, as `moa plan solve` reads it',
  })
  @ApiOkResponse({
    schema: { type: 'object', description: 'See docs/plan-format.md', additionalProperties: true },
  })
  async instance(@Param('id') id: string): Promise<PlanInstance> {
    return (await this.contents.read(id)).instance;
  }

  @Post('visits/:taskId/lock')
  @HttpCode(200)
  @Requires('plans.edit')
  @ApiOperation({ summary: 'Keep a visit where it is, or let it move again' })
  @ApiIfMatch()
  @ApiOkResponse({ type: PlanDetailResponse })
  async lock(
    @Param('id') id: string,
    @Param('taskId') taskId: string,
    @Body() { isLocked }: LockRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanDetailResponse> {
    const version = versionFromIfMatch(request, id);
    if (isLocked) await this.editing.lockItem(id, taskId, version);
    else await this.editing.unlockItem(id, taskId, version);
    return this.describe(id, reply);
  }

  @Post('visits/:taskId/move')
  @HttpCode(200)
  @Requires('plans.edit')
  @ApiOperation({
    summary: 'Give a visit another week or team and keep it there; 409 with every limit it breaks',
  })
  @ApiIfMatch()
  @ApiOkResponse({ type: PlanDetailResponse })
  async move(
    @Param('id') id: string,
    @Param('taskId') taskId: string,
    @Body() place: MoveItemRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanDetailResponse> {
    await this.editing.moveItem(id, taskId, place, versionFromIfMatch(request, id), viewer);
    return this.describe(id, reply);
  }

  @Post('visits/:taskId/removal')
  @HttpCode(200)
  @Requires('plans.edit')
  @ApiOperation({ summary: 'Take a visit’s week from it' })
  @ApiIfMatch()
  @ApiOkResponse({ type: PlanDetailResponse })
  async unschedule(
    @Param('id') id: string,
    @Param('taskId') taskId: string,
    @Body() { reason }: PlanReasonRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanDetailResponse> {
    const version = versionFromIfMatch(request, id);
    await this.editing.unscheduleItem(id, taskId, reason, version, viewer);
    return this.describe(id, reply);
  }

  private async describe(id: string, reply: FastifyReply): Promise<PlanDetailResponse> {
    const detail = await this.plans.find(id);
    sendEtag(reply, detail.plan);
    return planDetailResponse(detail);
  }
}
