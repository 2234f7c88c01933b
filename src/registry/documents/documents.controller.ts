import {
  Body,
  Controller,
  Get,
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
import { ApiIfMatch, versionFromIfMatch } from '../../platform/http/etag.js';
import { ApiIdempotencyKey, Idempotency } from '../../platform/http/idempotency/idempotency.js';
import { AcceptsUpload, readUpload } from '../../platform/http/uploads.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { AgreementsService } from '../agreements.service.js';
import {
  DocumentListResponse,
  DocumentsQuery,
  documentResponse,
  DocumentResponse,
  DocumentUpload,
  DocumentUploadWithFile,
  WithdrawalRequest,
} from './document.dto.js';
import { documentsOn } from './documents.rules.js';
import { DocumentsService } from './documents.service.js';

@ApiTags('documents')
@Controller('api/v1')
export class DocumentsController {
  constructor(
    private readonly documents: DocumentsService,
    private readonly agreements: AgreementsService,
    private readonly idempotency: Idempotency,
  ) {}

  @Get('agreements/:id/documents')
  @Requires('agreements.read')
  @ApiOperation({
    summary: 'The documents of an agreement: all of them, or with asOf those that held on that day',
  })
  @ApiOkResponse({ type: DocumentListResponse })
  async list(
    @Param('id') id: string,
    @Query() { asOf }: DocumentsQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<DocumentListResponse> {
    const day = asOf ?? this.agreements.today();
    const { documents, holding } = await this.documents.findOfAgreement(id, day, viewer);
    const shown = asOf === undefined ? documents : holding;
    return { asOf: day, items: shown.map((document) => documentResponse(document, holding)) };
  }

  @Post('agreements/:id/documents')
  @HttpCode(201)
  @AcceptsUpload()
  @Requires('documents.attach')
  @ApiOperation({ summary: 'Attach a document, or a revision of one' })
  @ApiIdempotencyKey()
  @ApiBody({ type: DocumentUploadWithFile })
  @ApiCreatedResponse({ type: DocumentResponse })
  async attach(
    @Param('id') id: string,
    @Body() described: DocumentUpload,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DocumentResponse> {
    const { file } = readUpload(request);
    return this.idempotency.once(request, reply, viewer, async () => {
      const document = await this.documents.attachDocument(id, described, file, viewer);
      return documentResponse(document, documentsOn([document], this.agreements.today()));
    });
  }

  @Get('documents/:id/content')
  @Requires('agreements.read')
  @ApiOperation({ summary: 'The content of a document, to be saved under its name' })
  @ApiFileContent()
  async content(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<StreamableFile> {
    return fileToSave(await this.documents.read(id, viewer));
  }

  @Post('documents/:id/withdrawal')
  @HttpCode(200)
  @Requires('documents.attach')
  @ApiOperation({ summary: 'Withdraw a document that should not have been attached' })
  @ApiIfMatch()
  @ApiOkResponse({ type: DocumentResponse })
  async withdraw(
    @Param('id') id: string,
    @Body() { reason }: WithdrawalRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
  ): Promise<DocumentResponse> {
    const version = versionFromIfMatch(request, id);
    return documentResponse(await this.documents.withdrawDocument(id, reason, version, viewer), []);
  }
}
