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
  InspectionDetailResponse,
  InspectionListResponse,
  InspectionQuery,
  RescheduleRequest,
} from './inspection.dto.js';
import { detailResponse, itemResponse } from './inspection.mapping.js';
import { InspectionYearService } from './inspection-year.service.js';
import { InspectionsService } from './inspections.service.js';

@ApiTags('inspections')
@Controller('api/v1/inspections')
export class InspectionsController {
  constructor(
    private readonly year: InspectionYearService,
    private readonly inspections: InspectionsService,
  ) {}

  @Get()
  @Requires('inspections.read')
  @ApiOperation({
    summary:
      'A fiscal year: visits, and for every agreement in force without a full inspection the reason',
  })
  @ApiOkResponse({ type: InspectionListResponse })
  async list(
    @Query() query: InspectionQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<InspectionListResponse> {
    const fiscalYear = query.fiscalYear ?? this.year.currentYear();
    const { kind, status, q } = query;
    const { page } = await this.year.findPage({ fiscalYear, kind, status, q }, query, viewer);
    return { ...page, items: page.items.map(itemResponse) };
  }

  @Get(':id')
  @Requires('inspections.read')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'One visit with its team, findings and history' })
  @ApiOkResponse({ type: InspectionDetailResponse })
  async one(
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InspectionDetailResponse> {
    const detail = await this.inspections.find(id, viewer);
    sendEtag(reply, detail.inspection);
    return detailResponse(detail);
  }

  @Post(':id/reschedule')
  @HttpCode(200)
  @Requires('inspections.reschedule')
  @ApiOperation({ summary: 'Move a visit to another first day' })
  @ApiIfMatch()
  @ApiOkResponse({ type: InspectionDetailResponse })
  async reschedule(
    @Param('id') id: string,
    @Body() move: RescheduleRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InspectionDetailResponse> {
    const version = versionFromIfMatch(request, id);
    sendEtag(reply, await this.inspections.reschedule(id, move, version, viewer));
    return detailResponse(await this.inspections.find(id, viewer));
  }
}
