import { Body, Controller, Get, Param, Post, Req, StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Requires } from '../identity/requires.js';
import { fileToSave } from '../platform/http/attachment.js';
import { dayText } from '../platform/clock/day-text.js';
import { Conflict, InvalidRequest, NotFound } from '../platform/http/problem.js';
import { AcceptsUpload, readUpload } from '../platform/http/uploads.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { GoTo, Page } from '../platform/pages/page.js';
import { RecommendationDocumentUpload } from './recommendation.dto.js';
import { RecommendationPage } from './recommendation.page.js';
import { RecommendationChanges } from './recommendation-changes.service.js';
import { RecommendationDocuments } from './recommendation-documents.service.js';
import { RecommendationEvidenceService } from './recommendation-evidence.service.js';
import { RecommendationViews } from './recommendation-views.js';
import { EVENT_WORDS } from './recommendation-words.js';
import { numberOf, RecommendationsService } from './recommendations.service.js';
import { TakeBackPage, type TakeBackView } from './take-back.page.js';

class EvidenceForm {
  @IsString() @MaxLength(60) finding = '';
  @IsString() @MaxLength(2000) note = '';
}

class TakeBackForm {
  @IsString() @MaxLength(2000) reason = '';
  /** The version that the page showed. */
  @IsString() @MaxLength(20) version = '';
}

/** What a page says of a thing that is to be taken back. */
type TakenBack = Pick<TakeBackView, 'title' | 'follows' | 'button' | 'action'>;

/** Documents, findings and entries of the history: attached, linked, and taken back with a reason. */
@ApiExcludeController()
@Controller('recommendations/:id')
export class RecommendationAttachmentPages {
  constructor(
    private readonly recommendations: RecommendationsService,
    private readonly changes: RecommendationChanges,
    private readonly documents: RecommendationDocuments,
    private readonly evidence: RecommendationEvidenceService,
    private readonly views: RecommendationViews,
  ) {}

  @Post('documents')
  @AcceptsUpload()
  @Requires('recommendations.answer')
  async attach(
    @Param('id') id: string,
    @Body() form: RecommendationDocumentUpload,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
  ): Promise<Page | GoTo> {
    try {
      const { file } = readUpload(request);
      const { title } = await this.documents.attachDocument(id, form, file, viewer);
      return new GoTo(`/recommendations/${id}`, `“${title}” was attached.`);
    } catch (error) {
      return this.refused(id, viewer, { title: form.title, sentOn: form.sentOn }, error);
    }
  }

  @Get('documents/:documentId/content')
  @Requires('recommendations.read')
  async content(
    @Param('id') id: string,
    @Param('documentId') documentId: string,
  ): Promise<StreamableFile> {
    return fileToSave(await this.documents.read(id, documentId));
  }

  @Post('evidence')
  @Requires('recommendations.answer')
  async link(
    @Param('id') id: string,
    @Body() form: EvidenceForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    try {
      await this.evidence.linkFinding(id, form, viewer);
      return new GoTo(`/recommendations/${id}`, `${form.finding.trim()} is linked.`);
    } catch (error) {
      return this.refused(id, viewer, { finding: form.finding, note: form.note }, error);
    }
  }

  @Get('documents/:documentId/withdrawal')
  @Requires('recommendations.answer')
  async openWithdrawal(
    @Param('id') id: string,
    @Param('documentId') documentId: string,
  ): Promise<Page> {
    return this.takeBackPage(id, await this.documentOf(id, documentId));
  }

  @Post('documents/:documentId/withdrawal')
  @Requires('recommendations.answer')
  async withdraw(
    @Param('id') id: string,
    @Param('documentId') documentId: string,
    @Body() form: TakeBackForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const taken = await this.documentOf(id, documentId);
    return this.takeBack(id, taken, form, () =>
      this.documents.withdrawDocument(id, documentId, form.reason, Number(form.version), viewer),
    );
  }

  @Get('evidence/:linkId/withdrawal')
  @Requires('recommendations.answer')
  async openUnlinking(
    @Param('id') id: string,
    @Param('linkId') linkId: string,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page> {
    return this.takeBackPage(id, await this.linkOf(id, linkId, viewer));
  }

  @Post('evidence/:linkId/withdrawal')
  @Requires('recommendations.answer')
  async unlink(
    @Param('id') id: string,
    @Param('linkId') linkId: string,
    @Body() form: TakeBackForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const taken = await this.linkOf(id, linkId, viewer);
    return this.takeBack(id, taken, form, () =>
      this.evidence.withdrawLink(id, linkId, form.reason, Number(form.version), viewer),
    );
  }

  @Get('events/:eventId/retraction')
  @Requires('recommendations.answer')
  async openRetraction(@Param('id') id: string, @Param('eventId') eventId: string): Promise<Page> {
    return this.takeBackPage(id, await this.entryOf(id, eventId));
  }

  @Post('events/:eventId/retraction')
  @Requires('recommendations.answer')
  async retract(
    @Param('id') id: string,
    @Param('eventId') eventId: string,
    @Body() form: TakeBackForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const taken = await this.entryOf(id, eventId);
    return this.takeBack(id, taken, form, () =>
      this.changes.retractEvent(id, eventId, form.reason, Number(form.version), viewer),
    );
  }

  private async documentOf(id: string, documentId: string): Promise<TakenBack> {
    const { title } = await this.documents.find(id, documentId);
    return {
      title: `Withdraw “${title}”`,
      follows: 'It stays in the list with the reason, and can still be opened.',
      button: 'Withdraw the document',
      action: `/recommendations/${id}/documents/${documentId}/withdrawal`,
    };
  }

  private async linkOf(id: string, linkId: string, viewer: Viewer): Promise<TakenBack> {
    const { recommendation } = await this.recommendations.find(id);
    const rows = await this.evidence.findOf(recommendation.id, viewer);
    const row = rows.find(({ link }) => link.id === linkId);
    if (!row) throw new NotFound('The link');
    return {
      title: `Withdraw the link to ${row.link.findingNumber}`,
      follows: 'The finding stays as it is; it is no longer shown as evidence here.',
      button: 'Withdraw the link',
      action: `/recommendations/${id}/evidence/${linkId}/withdrawal`,
    };
  }

  private async entryOf(id: string, eventId: string): Promise<TakenBack> {
    const { history } = await this.recommendations.find(id);
    const event = history.find((entry) => entry.id === eventId);
    if (!event) throw new NotFound('The entry');
    return {
      title: `Take back: ${EVENT_WORDS[event.kind]}, ${dayText(event.onDay)}`,
      follows:
        'It was recorded by mistake: the entry no longer counts, on any day. It stays in the history with the reason.',
      button: 'Take it back',
      action: `/recommendations/${id}/events/${eventId}/retraction`,
    };
  }

  private async takeBack(
    id: string,
    taken: TakenBack,
    { reason }: TakeBackForm,
    work: () => Promise<void>,
  ): Promise<Page | GoTo> {
    try {
      await work();
      return new GoTo(`/recommendations/${id}`, 'It was taken back.');
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.takeBackPage(id, taken, reason, error.detail);
    }
  }

  private async takeBackPage(
    id: string,
    taken: TakenBack,
    typed = '',
    problem?: string,
  ): Promise<Page> {
    const detail = await this.recommendations.find(id);
    return new Page(
      `${taken.title}, ${numberOf(detail.recommendation)}`,
      <TakeBackPage {...taken} {...{ detail, typed, problem }} />,
      { status: problem ? 422 : 200 },
    );
  }

  /** The recommendation's page again, with what was typed and what is wrong with it. */
  private async refused(
    id: string,
    viewer: Viewer,
    typed: Record<string, string | undefined>,
    error: unknown,
  ): Promise<Page> {
    const isOwn =
      error instanceof InvalidRequest ||
      (error instanceof Conflict && error.type === 'linked-already');
    if (!isOwn) throw error;
    const problems =
      error instanceof InvalidRequest
        ? error.errors
        : [{ parameter: 'finding', detail: error.detail }];
    const view = await this.views.collect(id, this.recommendations.today(), viewer);
    return new Page(
      `Recommendation ${numberOf(view.detail.recommendation)}`,
      <RecommendationPage {...view} refused={{ typed, problems }} />,
      { status: 422 },
    );
  }
}
