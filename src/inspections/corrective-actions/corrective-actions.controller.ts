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
import {
  ActionTransitionRequest,
  CorrectiveActionDetailResponse,
  CorrectiveActionListResponse,
  CorrectiveActionQuery,
  ActionEvidenceResponse,
  ActionEvidenceUpload,
  ActionEvidenceUploadWithFile,
  ActionExtensionAnswerRequest,
  ActionExtensionRequest,
} from './corrective-action.dto.js';
import {
  actionDetailResponse,
  actionItemResponse,
  evidenceResponse,
} from './corrective-action.mapping.js';
import { CorrectiveActionChanges } from './corrective-action-changes.service.js';
import { CorrectiveActionDocuments } from './corrective-action-documents.service.js';
import { CorrectiveActionsService } from './corrective-actions.service.js';

@ApiTags('corrective-actions')
@Controller('api/v1/corrective-actions')
export class CorrectiveActionsController {
  constructor(
    private readonly actions: CorrectiveActionsService,
    private readonly changes: CorrectiveActionChanges,
    private readonly documents: CorrectiveActionDocuments,
    private readonly idempotency: Idempotency,
  ) {}

  @Get()
  @Requires('findings.read')
  @ApiOperation({ summary: 'Corrective actions by due date' })
  @ApiOkResponse({ type: CorrectiveActionListResponse })
  async list(
    @Query() query: CorrectiveActionQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<CorrectiveActionListResponse> {
    const page = await this.actions.findPage(query, query, viewer);
    return { ...page, items: page.items.map(actionItemResponse) };
  }

  @Get(':id')
  @Requires('findings.read')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'One corrective action, with its history' })
  @ApiOkResponse({ type: CorrectiveActionDetailResponse })
  one(
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CorrectiveActionDetailResponse> {
    return this.describe(id, viewer, reply);
  }

  @Post(':id/transitions')
  @HttpCode(200)
  @Requires('corrective-actions.answer')
  @ApiOperation({
    summary:
      'Take a step: submit a plan, accept it or send it back, say that it is done, verify it',
  })
  @ApiIfMatch()
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: CorrectiveActionDetailResponse })
  takeStep(
    @Param('id') id: string,
    @Body() { to, ...facts }: ActionTransitionRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CorrectiveActionDetailResponse> {
    return this.idempotency.once(request, reply, viewer, async () => {
      await this.changes.takeStep(id, to, facts, versionFromIfMatch(request, id), viewer);
      return this.describe(id, viewer, reply);
    });
  }

  @Post(':id/extensions')
  @HttpCode(200)
  @Requires('corrective-actions.answer')
  @ApiOperation({ summary: 'Ask for more time' })
  @ApiIfMatch()
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: CorrectiveActionDetailResponse })
  requestExtension(
    @Param('id') id: string,
    @Body() asked: ActionExtensionRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CorrectiveActionDetailResponse> {
    return this.idempotency.once(request, reply, viewer, async () => {
      await this.changes.requestExtension(id, asked, versionFromIfMatch(request, id), viewer);
      return this.describe(id, viewer, reply);
    });
  }

  @Post(':id/extension-answer')
  @HttpCode(200)
  @Requires('corrective-actions.decide')
  @ApiOperation({ summary: 'Grant the time that somebody else asked for, or refuse it' })
  @ApiIfMatch()
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: CorrectiveActionDetailResponse })
  answerExtension(
    @Param('id') id: string,
    @Body() answer: ActionExtensionAnswerRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CorrectiveActionDetailResponse> {
    return this.idempotency.once(request, reply, viewer, async () => {
      await this.changes.answerExtension(id, answer, versionFromIfMatch(request, id), viewer);
      return this.describe(id, viewer, reply);
    });
  }

  @Post(':id/documents')
  @HttpCode(201)
  @AcceptsUpload()
  @Requires('corrective-actions.answer')
  @ApiOperation({ summary: 'Attach a document that shows what was done' })
  @ApiIdempotencyKey()
  @ApiBody({ type: ActionEvidenceUploadWithFile })
  @ApiCreatedResponse({ type: ActionEvidenceResponse })
  async attach(
    @Param('id') id: string,
    @Body() { title }: ActionEvidenceUpload,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ActionEvidenceResponse> {
    const { file } = readUpload(request);
    return this.idempotency.once(request, reply, viewer, async () =>
      evidenceResponse(await this.documents.attachEvidence(id, title, file, viewer)),
    );
  }

  @Get(':id/documents/:documentId/content')
  @Requires('findings.read')
  @ApiOperation({ summary: 'The content of a document, to be saved under its name' })
  @ApiFileContent()
  async content(
    @Param('id') id: string,
    @Param('documentId') documentId: string,
    @CurrentViewer() viewer: Viewer,
  ): Promise<StreamableFile> {
    return fileToSave(await this.documents.read(id, documentId, viewer));
  }

  private async describe(
    id: string,
    viewer: Viewer,
    reply: FastifyReply,
  ): Promise<CorrectiveActionDetailResponse> {
    const found = await this.actions.find(id, viewer);
    sendEtag(reply, found.action);
    return actionDetailResponse(found, viewer);
  }
}
