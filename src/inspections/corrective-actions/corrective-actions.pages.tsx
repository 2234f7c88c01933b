import {
  Body,
  Controller,
  Get,
  Param,
  Post,
  Query,
  Req,
  type StreamableFile,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsNumberString } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Requires } from '../../identity/requires.js';
import { fileToSave } from '../../platform/http/attachment.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { InvalidRequest } from '../../platform/http/problem.js';
import { AcceptsUpload, readUpload } from '../../platform/http/uploads.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { asFile, type TableFile, type TableFormat } from '../../platform/pages/table-file.js';
import { OfficesService } from '../../offices/offices.service.js';
import { RemindersOf } from '../../reminders/reminders-of.js';
import {
  ActionTransitionRequest,
  CorrectiveActionQuery,
  ActionEvidenceUpload,
  ActionExtensionAnswerRequest,
  ActionExtensionRequest,
} from './corrective-action.dto.js';
import { actionsTable } from './corrective-action-export.js';
import { CorrectiveActionListPage } from './corrective-action-list.page.js';
import { CorrectiveActionPage } from './corrective-action.page.js';
import type { RefusedActionForm } from './corrective-action-view.js';
import { eventWords } from './corrective-action-words.js';
import { CorrectiveActionChanges } from './corrective-action-changes.service.js';
import { CorrectiveActionDocuments } from './corrective-action-documents.service.js';
import { CorrectiveActionsService } from './corrective-actions.service.js';

class StepForm extends ActionTransitionRequest {
  /** The version that the page showed. */
  @IsNumberString() version!: string;
}

class ExtensionForm extends ActionExtensionRequest {
  @IsNumberString() version!: string;
}

class ExtensionAnswerForm extends ActionExtensionAnswerRequest {
  @IsNumberString() version!: string;
}

@ApiExcludeController()
@Controller()
export class CorrectiveActionsPages {
  constructor(
    private readonly actions: CorrectiveActionsService,
    private readonly changes: CorrectiveActionChanges,
    private readonly documents: CorrectiveActionDocuments,
    private readonly offices: OfficesService,
    private readonly reminders: RemindersOf,
    private readonly clock: BusinessClock,
  ) {}

  @Get('corrective-actions')
  @Requires('findings.read')
  async list(
    @Query() query: CorrectiveActionQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page> {
    // What is over is looked for; what is not is what one comes for.
    const { overdue, mine, office, limit, cursor } = query;
    const filter = { status: query.status ?? 'open', overdue, mine, office, limit, cursor };
    const view = {
      page: await this.actions.findPage(filter, query, viewer),
      filter,
      offices: viewer.officeId === null ? (await this.offices.list()).map(({ name }) => name) : [],
      scope: viewer.officeName,
      isAsked: viewer.permissions.has('corrective-actions.answer'),
    };
    return new Page('Corrective actions', <CorrectiveActionListPage {...view} />);
  }

  @Get('corrective-actions.csv')
  @Requires('findings.read')
  csv(@Query() query: CorrectiveActionQuery, @CurrentViewer() viewer: Viewer): Promise<TableFile> {
    return this.export(query, viewer, 'csv');
  }

  @Get('corrective-actions.xlsx')
  @Requires('findings.read')
  xlsx(@Query() query: CorrectiveActionQuery, @CurrentViewer() viewer: Viewer): Promise<TableFile> {
    return this.export(query, viewer, 'xlsx');
  }

  @Get('corrective-actions/:id')
  @Requires('findings.read')
  one(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.page(id, viewer, null);
  }

  @Post('corrective-actions/:id/transitions')
  @Requires('corrective-actions.answer')
  takeStep(
    @Param('id') id: string,
    @Body() form: StepForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const { version, to, ...facts } = form;
    return this.orAgain(id, viewer, { form: 'step', typed: { ...facts } }, async () => {
      await this.changes.takeStep(id, to, facts, Number(version), viewer);
      return `${eventWords(to)}.`;
    });
  }

  @Post('corrective-actions/:id/extensions')
  @Requires('corrective-actions.answer')
  requestExtension(
    @Param('id') id: string,
    @Body() { version, until, reason }: ExtensionForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const asked = { until, reason };
    return this.orAgain(id, viewer, { form: 'extension', typed: asked }, async () => {
      await this.changes.requestExtension(id, asked, Number(version), viewer);
      return 'More time was asked for. The due date stays as it is until somebody grants it.';
    });
  }

  @Post('corrective-actions/:id/extension-answer')
  @Requires('corrective-actions.decide')
  answerExtension(
    @Param('id') id: string,
    @Body() { version, answer, reason }: ExtensionAnswerForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    return this.orAgain(id, viewer, { form: 'answer', typed: { reason } }, async () => {
      await this.changes.answerExtension(id, { answer, reason }, Number(version), viewer);
      return answer === 'approve' ? 'The due date was moved.' : 'The due date stays as it is.';
    });
  }

  @Post('corrective-actions/:id/documents')
  @AcceptsUpload()
  @Requires('corrective-actions.answer')
  attach(
    @Param('id') id: string,
    @Body() { title }: ActionEvidenceUpload,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
  ): Promise<Page | GoTo> {
    const { file } = readUpload(request);
    return this.orAgain(id, viewer, { form: 'document', typed: { title } }, async () => {
      const document = await this.documents.attachEvidence(id, title, file, viewer);
      return `“${document.title}” is attached.`;
    });
  }

  @Get('corrective-actions/:id/documents/:documentId/content')
  @Requires('findings.read')
  async content(
    @Param('id') id: string,
    @Param('documentId') documentId: string,
    @CurrentViewer() viewer: Viewer,
  ): Promise<StreamableFile> {
    return fileToSave(await this.documents.read(id, documentId, viewer));
  }

  /** Does what a form asks, or shows the form again with what was typed. */
  private async orAgain(
    id: string,
    viewer: Viewer,
    form: Omit<RefusedActionForm, 'problems'>,
    work: () => Promise<string>,
  ): Promise<Page | GoTo> {
    try {
      return new GoTo(`/corrective-actions/${id}`, await work());
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.page(id, viewer, { ...form, problems: error.errors });
    }
  }

  private async page(id: string, viewer: Viewer, refused: RefusedActionForm | null): Promise<Page> {
    const found = await this.actions.find(id, viewer);
    const { finding } = found.detail;
    return new Page(
      `Corrective action for ${finding.number}`,
      <CorrectiveActionPage
        found={found}
        viewer={viewer}
        refused={refused}
        reminders={await this.reminders.render(finding.id, viewer)}
      />,
      { status: refused ? 422 : 200 },
    );
  }

  private async export(
    query: CorrectiveActionQuery,
    viewer: Viewer,
    format: TableFormat,
  ): Promise<TableFile> {
    const rows = await this.actions.findAll(query, viewer);
    return asFile(actionsTable(this.actions.today(), query, rows, this.clock.moment()), format);
  }
}
