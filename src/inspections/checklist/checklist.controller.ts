import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Param,
  Patch,
  Post,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Requires } from '../../identity/requires.js';
import { ApiFileContent, fileToSave } from '../../platform/http/attachment.js';
import { ApiIfMatch, sendEtag, versionFromIfMatch } from '../../platform/http/etag.js';
import { ApiIdempotencyKey, Idempotency } from '../../platform/http/idempotency/idempotency.js';
import { AcceptsUpload, readUpload } from '../../platform/http/uploads.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { JudgementRequest } from '../life-cycle/transition.dto.js';
import { ReportFindings } from '../life-cycle/report-findings.js';
import {
  ChecklistItemResponse,
  ChecklistResponse,
  checklistResponse,
  EvidenceResponse,
  evidenceResponse,
  EvidenceUploadWithFile,
  ItemRequest,
  itemResponse,
  JudgedFindingResponse,
  judgedFindingResponse,
} from './checklist.dto.js';
import { ChecklistService } from './checklist.service.js';
import { EvidenceService } from './evidence.service.js';

@ApiTags('checklists')
@Controller('api/v1')
export class ChecklistController {
  constructor(
    private readonly checklists: ChecklistService,
    private readonly evidence: EvidenceService,
    private readonly findings: ReportFindings,
    private readonly idempotency: Idempotency,
  ) {}

  @Get('inspections/:id/checklist')
  @Requires('checklist.read')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'The checklist of a visit; each item has an ETag of its own' })
  @ApiOkResponse({ type: ChecklistResponse })
  async one(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<ChecklistResponse> {
    return checklistResponse(await this.checklists.find(id, viewer));
  }

  @Patch('inspections/:id/checklist/:itemId')
  @Requires('checklist.edit')
  @ApiOperation({ summary: 'Put something down of an item; what is absent stays as it is' })
  @ApiIfMatch()
  @ApiOkResponse({ type: ChecklistItemResponse })
  async save(
    @Param('id') id: string,
    @Param('itemId') itemId: string,
    @Body() change: ItemRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ChecklistItemResponse> {
    const version = versionFromIfMatch(request, itemId);
    const item = await this.checklists.saveItem(id, itemId, change, version, viewer);
    sendEtag(reply, item);
    return itemResponse(item, await this.checklists.evidenceOf(item));
  }

  @Post('inspections/:id/checklist/:itemId/evidence')
  @HttpCode(201)
  @AcceptsUpload()
  @Requires('checklist.edit')
  @ApiOperation({ summary: 'Add a file that shows what an item says' })
  @ApiIdempotencyKey()
  @ApiBody({ type: EvidenceUploadWithFile })
  @ApiCreatedResponse({ type: EvidenceResponse })
  attach(
    @Param('id') id: string,
    @Param('itemId') itemId: string,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EvidenceResponse> {
    const { file } = readUpload(request);
    return this.idempotency.once(request, reply, viewer, async () =>
      evidenceResponse(await this.evidence.attach(id, itemId, file, viewer)),
    );
  }

  @Get('checklist-evidence/:id/content')
  @Requires('checklist.read')
  @ApiOperation({ summary: 'The content of a piece of evidence, to be saved under its name' })
  @ApiFileContent()
  async content(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<StreamableFile> {
    return fileToSave(await this.checklists.readEvidence(id, viewer));
  }

  @Post('inspections/:id/findings/:findingId/judgement')
  @HttpCode(200)
  @Requires('inspections.conduct')
  @ApiOperation({
    summary: 'Choose the severity of a draft finding, and say whether it repeats an earlier one',
  })
  @ApiIfMatch()
  @ApiOkResponse({ type: JudgedFindingResponse })
  async judge(
    @Param('id') id: string,
    @Param('findingId') findingId: string,
    @Body() judgement: JudgementRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JudgedFindingResponse> {
    const version = versionFromIfMatch(request, findingId);
    const { visit } = await this.checklists.find(id, viewer);
    const finding = await this.findings.judge(visit, findingId, judgement, version, viewer);
    sendEtag(reply, finding);
    return judgedFindingResponse(finding);
  }
}
