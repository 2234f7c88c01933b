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
import {
  CompletionRequest,
  FindingDetailResponse,
  FindingListResponse,
  FindingQuery,
} from './finding.dto.js';
import { findingDetailResponse } from './finding.mapping.js';
import { FindingsService } from './findings.service.js';

@ApiTags('findings')
@Controller('api/v1/findings')
export class FindingsController {
  constructor(private readonly findings: FindingsService) {}

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
      'One finding, its corrective action and the visits that verify it. The ETag is the action’s.',
  })
  @ApiOkResponse({ type: FindingDetailResponse })
  async one(
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FindingDetailResponse> {
    const detail = await this.findings.find(id, viewer);
    if (detail.action) sendEtag(reply, detail.action);
    return findingDetailResponse(detail);
  }

  @Post(':id/corrective-action/completion')
  @HttpCode(200)
  @Requires('corrective-actions.complete')
  @ApiOperation({ summary: 'Record that the corrective action is done' })
  @ApiIfMatch()
  @ApiOkResponse({ type: FindingDetailResponse })
  async complete(
    @Param('id') id: string,
    @Body() completion: CompletionRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FindingDetailResponse> {
    const { action } = await this.findings.find(id, viewer);
    const version = versionFromIfMatch(request, action?.id ?? '');
    sendEtag(reply, await this.findings.completeCorrectiveAction(id, completion, version, viewer));
    return findingDetailResponse(await this.findings.find(id, viewer));
  }
}
