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
import { ApiIdempotencyKey, Idempotency } from '../platform/http/idempotency/idempotency.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import {
  ClosureRequest,
  FindingDetailResponse,
  FindingListResponse,
  FindingQuery,
  OutcomeRequest,
} from './finding.dto.js';
import { CorrectiveActionChanges } from './corrective-actions/corrective-action-changes.service.js';
import { OutcomesService } from './focus-reviews/outcomes.service.js';
import { findingDetailResponse } from './finding.mapping.js';
import { FindingsService } from './findings.service.js';

@ApiTags('findings')
@Controller('api/v1/findings')
export class FindingsController {
  constructor(
    private readonly findings: FindingsService,
    private readonly outcomes: OutcomesService,
    private readonly actions: CorrectiveActionChanges,
    private readonly idempotency: Idempotency,
  ) {}

  @Get()
  @Requires('findings.read')
  @ApiOperation({ summary: 'Findings by number' })
  @ApiOkResponse({ type: FindingListResponse })
  list(
    @Query() query: FindingQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<FindingListResponse> {
    return this.findings.findPage(query, viewer);
  }

  @Get(':id')
  @Requires('findings.read')
  @Header('cache-control', 'no-cache')
  @ApiOperation({
    summary:
      'One finding, its corrective action and the visits that verify it. The ETag is the action’s; a draft, which has none, has its own, to judge it with.',
  })
  @ApiOkResponse({ type: FindingDetailResponse })
  one(
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FindingDetailResponse> {
    return this.describe(id, viewer, reply);
  }

  @Post(':id/outcomes')
  @HttpCode(200)
  @Requires('outcomes.record')
  @ApiOperation({
    summary:
      'Record what the visit that is under way found of it; it takes effect at its final report',
  })
  @ApiIfMatch()
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: FindingDetailResponse })
  recordOutcome(
    @Param('id') id: string,
    @Body() outcome: OutcomeRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FindingDetailResponse> {
    return this.idempotency.once(request, reply, viewer, async () => {
      const version = await this.versionOf(id, request, viewer);
      await this.outcomes.recordOutcome(id, outcome, version, viewer);
      return this.describe(id, viewer, reply);
    });
  }

  @Post(':id/closure')
  @HttpCode(200)
  @Requires('findings.close')
  @ApiOperation({
    summary: 'Close a finding that no visit and no document answers, with the reason',
  })
  @ApiIfMatch()
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: FindingDetailResponse })
  close(
    @Param('id') id: string,
    @Body() { reason }: ClosureRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FindingDetailResponse> {
    return this.idempotency.once(request, reply, viewer, async () => {
      const version = await this.versionOf(id, request, viewer);
      await this.actions.closeFinding(id, reason, version, viewer);
      return this.describe(id, viewer, reply);
    });
  }

  /** Of the finding's action, which stands for both. */
  private async versionOf(id: string, request: FastifyRequest, viewer: Viewer): Promise<number> {
    const { action } = await this.findings.find(id, viewer);
    return versionFromIfMatch(request, action?.id ?? '');
  }

  private async describe(
    id: string,
    viewer: Viewer,
    reply: FastifyReply,
  ): Promise<FindingDetailResponse> {
    const detail = await this.findings.find(id, viewer);
    sendEtag(reply, detail.action ?? detail.finding);
    return findingDetailResponse(detail);
  }
}
