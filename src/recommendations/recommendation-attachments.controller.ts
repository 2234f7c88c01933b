import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Requires } from '../identity/requires.js';
import { ApiFileContent, fileToSave } from '../platform/http/attachment.js';
import { ApiIfMatch, versionFromIfMatch } from '../platform/http/etag.js';
import { ApiIdempotencyKey, Idempotency } from '../platform/http/idempotency/idempotency.js';
import { AcceptsUpload, readUpload } from '../platform/http/uploads.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import {
  EvidenceBody,
  RecommendationDocumentUpload,
  RecommendationDocumentUploadWithFile,
  TakeBackBody,
} from './recommendation.dto.js';
import { RecommendationAnswers } from './recommendation-answers.js';
import { RecommendationDocuments } from './recommendation-documents.service.js';
import { RecommendationEvidenceService } from './recommendation-evidence.service.js';
import {
  RecommendationDetailResponse,
  RecommendationDocumentResponse,
} from './recommendation-response.dto.js';
import { documentResponse } from './recommendation.mapping.js';

/** Documents and findings of a recommendation: what is shown to the OIG. */
@ApiTags('recommendations')
@Controller('api/v1/recommendations/:id')
export class RecommendationAttachmentsController {
  constructor(
    private readonly documents: RecommendationDocuments,
    private readonly evidence: RecommendationEvidenceService,
    private readonly answers: RecommendationAnswers,
    private readonly idempotency: Idempotency,
  ) {}

  @Post('documents')
  @HttpCode(201)
  @AcceptsUpload()
  @Requires('recommendations.answer')
  @ApiOperation({ summary: 'Attach a document that the OIG got, or sent' })
  @ApiIdempotencyKey()
  @ApiBody({ type: RecommendationDocumentUploadWithFile })
  @ApiCreatedResponse({ type: RecommendationDocumentResponse })
  async attach(
    @Param('id') id: string,
    @Body() described: RecommendationDocumentUpload,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecommendationDocumentResponse> {
    const { file } = readUpload(request);
    return this.idempotency.once(request, reply, viewer, async () =>
      documentResponse(await this.documents.attachDocument(id, described, file, viewer)),
    );
  }

  @Get('documents/:documentId/content')
  @Requires('recommendations.read')
  @ApiOperation({ summary: 'The content of a document, to be saved under its name' })
  @ApiFileContent()
  async content(
    @Param('id') id: string,
    @Param('documentId') documentId: string,
  ): Promise<StreamableFile> {
    return fileToSave(await this.documents.read(id, documentId));
  }

  @Post('documents/:documentId/withdrawal')
  @HttpCode(200)
  @Requires('recommendations.answer')
  @ApiOperation({ summary: 'Withdraw a document that should not have been attached' })
  @ApiIfMatch()
  @ApiOkResponse({ type: RecommendationDetailResponse })
  async withdrawDocument(
    @Param('id') id: string,
    @Param('documentId') documentId: string,
    @Body() { reason }: TakeBackBody,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecommendationDetailResponse> {
    const version = versionFromIfMatch(request, id);
    await this.documents.withdrawDocument(id, documentId, reason, version, viewer);
    return this.answers.describe(id, viewer, reply);
  }

  @Post('evidence')
  @HttpCode(201)
  @Requires('recommendations.answer')
  @ApiOperation({ summary: 'Link a finding of an inspection as evidence' })
  @ApiIdempotencyKey()
  @ApiCreatedResponse({ type: RecommendationDetailResponse })
  link(
    @Param('id') id: string,
    @Body() body: EvidenceBody,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecommendationDetailResponse> {
    return this.idempotency.once(request, reply, viewer, async () => {
      await this.evidence.linkFinding(id, body, viewer);
      return this.answers.describe(id, viewer, reply);
    });
  }

  @Post('evidence/:linkId/withdrawal')
  @HttpCode(200)
  @Requires('recommendations.answer')
  @ApiOperation({ summary: 'Withdraw a finding that was linked by mistake' })
  @ApiIfMatch()
  @ApiOkResponse({ type: RecommendationDetailResponse })
  async withdrawLink(
    @Param('id') id: string,
    @Param('linkId') linkId: string,
    @Body() { reason }: TakeBackBody,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecommendationDetailResponse> {
    const version = versionFromIfMatch(request, id);
    await this.evidence.withdrawLink(id, linkId, reason, version, viewer);
    return this.answers.describe(id, viewer, reply);
  }
}
