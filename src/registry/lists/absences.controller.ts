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
import { Requires } from '../../identity/requires.js';
import { ApiIfMatch, sendEtag, versionFromIfMatch } from '../../platform/http/etag.js';
import { PageQuery } from '../../platform/http/paging.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { requireWholeRegister } from '../whole-register.js';
import {
  AbsenceListResponse,
  AbsenceResponse,
  ResolutionRequest,
  ResolvedAbsenceResponse,
} from './absence.dto.js';
import { Absences } from './absences.service.js';

/** What became of the agreements that official lists lack. */
@ApiTags('imports')
@Controller('api/v1/absences')
export class AbsencesController {
  constructor(private readonly absences: Absences) {}

  @Get()
  @Requires('imports.read')
  @ApiOperation({ summary: 'Agreements that a list lacks, and nobody has said why' })
  @ApiOkResponse({ type: AbsenceListResponse })
  async list(
    @Query() query: PageQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<AbsenceListResponse> {
    requireWholeRegister(viewer);
    const page = await this.absences.findOpen(query);
    return { ...page, items: page.items.map((absence) => ({ ...absence })) };
  }

  @Get(':id')
  @Requires('imports.read')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'One of them' })
  @ApiOkResponse({ type: AbsenceResponse })
  async one(
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AbsenceResponse> {
    requireWholeRegister(viewer);
    const absence = await this.absences.find(id);
    sendEtag(reply, absence);
    return { ...absence };
  }

  @Post(':id/resolution')
  @HttpCode(200)
  @Requires('imports.manage')
  @ApiOperation({ summary: 'Say what became of the agreement' })
  @ApiIfMatch()
  @ApiOkResponse({ type: ResolvedAbsenceResponse })
  async resolve(
    @Param('id') id: string,
    @Body() request: ResolutionRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() sent: FastifyRequest,
  ): Promise<ResolvedAbsenceResponse> {
    requireWholeRegister(viewer);
    const version = versionFromIfMatch(sent, id);
    const { agreementId } = await this.absences.resolve(id, request, version, viewer.name);
    return { id, agreementId, resolution: request.resolution };
  }
}
