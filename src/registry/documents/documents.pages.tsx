import { Body, Controller, Get, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsNumberString, IsString, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Requires } from '../../identity/requires.js';
import { fileToSave } from '../../platform/http/attachment.js';
import { InvalidRequest, type ProblemItem } from '../../platform/http/problem.js';
import { AcceptsUpload, readUpload } from '../../platform/http/uploads.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { AgreementsService } from '../agreements.service.js';
import { DocumentsQuery, DocumentUpload } from './document.dto.js';
import { DocumentsPage } from './documents.page.js';
import type { NewDocument } from './documents.rules.js';
import { DocumentsService } from './documents.service.js';
import { WithdrawalPage } from './withdrawal.page.js';

class WithdrawalForm {
  @IsString() @MaxLength(1000) reason = '';
  @IsNumberString() version!: string;
}

@ApiExcludeController()
@Controller()
export class DocumentsPages {
  constructor(
    private readonly documents: DocumentsService,
    private readonly agreements: AgreementsService,
  ) {}

  @Get('agreements/:id/documents')
  @Requires('agreements.read')
  list(
    @Param('id') id: string,
    @Query() { asOf }: DocumentsQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page> {
    return this.page(id, asOf, viewer, new DocumentUpload(), []);
  }

  @Post('agreements/:id/documents')
  @AcceptsUpload()
  @Requires('documents.attach')
  async attach(
    @Param('id') id: string,
    @Body() form: DocumentUpload,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
  ): Promise<Page | GoTo> {
    try {
      const { file } = readUpload(request);
      const { title } = await this.documents.attachDocument(id, form, file, viewer);
      return new GoTo(`/agreements/${id}/documents`, `“${title}” was attached.`);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.page(id, undefined, viewer, form, error.errors);
    }
  }

  @Get('documents/:id/content')
  @Requires('agreements.read')
  async content(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<StreamableFile> {
    return fileToSave(await this.documents.read(id, viewer));
  }

  @Get('documents/:id/withdrawal')
  @Requires('documents.attach')
  openWithdrawal(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.withdrawalPage(id, viewer, '', undefined);
  }

  @Post('documents/:id/withdrawal')
  @Requires('documents.attach')
  async withdraw(
    @Param('id') id: string,
    @Body() { reason, version }: WithdrawalForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    try {
      const { agreementId, title } = await this.documents.withdrawDocument(
        id,
        reason,
        Number(version),
        viewer,
      );
      return new GoTo(`/agreements/${agreementId}/documents`, `“${title}” was withdrawn.`);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.withdrawalPage(id, viewer, reason, error.detail);
    }
  }

  private async page(
    id: string,
    asOf: string | undefined,
    viewer: Viewer,
    typed: NewDocument,
    problems: ProblemItem[],
  ): Promise<Page> {
    const today = this.agreements.today();
    const day = asOf ?? today;
    const found = await this.documents.findOfAgreement(id, day, viewer);
    const mayAttach = viewer.permissions.has('documents.attach') && day === today;
    return new Page(
      `Documents: ${found.agreement.agencyName}, ${found.agreement.state}`,
      <DocumentsPage found={found} asOf={day} {...{ mayAttach, typed, problems }} />,
      { status: problems.length > 0 ? 422 : 200 },
    );
  }

  private async withdrawalPage(
    id: string,
    viewer: Viewer,
    typed: string,
    problem: string | undefined,
  ): Promise<Page> {
    const document = await this.documents.find(id, viewer);
    const today = this.agreements.today();
    const { agreement } = await this.agreements.find(document.agreementId, { asOf: today }, viewer);
    const { agencyName } = agreement;
    return new Page(
      `Withdraw ${document.title}`,
      <WithdrawalPage {...{ document, agencyName, typed, problem }} />,
      { status: problem ? 422 : 200 },
    );
  }
}
