import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, IsNumberString, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Requires } from '../../identity/requires.js';
import { counted } from '../../platform/counted.js';
import { isDay } from '../../platform/clock/calendar.js';
import { PageQuery } from '../../platform/http/paging.js';
import { InvalidRequest, NotFound } from '../../platform/http/problem.js';
import { AcceptsUpload, readUpload } from '../../platform/http/uploads.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import type { FieldError } from '../../platform/pages/error-summary.js';
import { Navigation } from '../../platform/pages/navigation.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { ProgramModels } from '../program-models.js';
import { requireWholeRegister } from '../whole-register.js';
import { Absences } from './absences.service.js';
import { DiffPage } from './import-diff.page.js';
import type { ModelNames } from './import-diff.js';
import { ImportListPage, type TypedUpload } from './import-list.page.js';
import { ProblemsPage } from './import-problems.page.js';
import { isBeingRead } from './import-progress.js';
import { ImportReports } from './import-reports.js';
import { importPath } from './import-words.js';
import { countsOf, ImportPage } from './import.page.js';
import { ListApplications } from './list-applications.service.js';
import { DayAndKindRequest, DiffQuery } from './list-import.dto.js';
import { ListImports } from './list-imports.service.js';
import { LIST_KINDS, type ListKind } from './listed-row.js';
import { orderedPage } from './ordered-page.js';
import { answersIn } from './posted-answers.js';
import { sentList } from './sent-list.js';

class UploadForm {
  @IsString() @MaxLength(20) asOf = '';
  @IsString() @MaxLength(20) kind = '';
  @IsString() @MaxLength(20) captionCount = '';
}

class VersionForm {
  @IsNumberString() version!: string;
}

class SettleForm extends DayAndKindRequest {
  @IsNumberString() version!: string;
}

class ApplyForm extends VersionForm {
  @IsOptional() @IsIn(['on']) acceptProposed?: 'on';
}

/** Seconds after which a page without JavaScript asks again how far the reading is. */
const REFRESH_SECONDS = 3;

@ApiExcludeController()
@Controller('imports')
export class ListImportsPages {
  constructor(
    navigation: Navigation,
    private readonly imports: ListImports,
    private readonly applications: ListApplications,
    private readonly reports: ImportReports,
    private readonly absences: Absences,
    private readonly models: ProgramModels,
  ) {
    navigation.register({
      label: 'Imports',
      path: '/imports',
      permission: 'imports.read',
      order: 40,
    });
  }

  @Get()
  @Requires('imports.read')
  list(@Query() query: PageQuery, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.listPage(query, viewer, new UploadForm(), []);
  }

  @Post()
  @Requires('imports.manage')
  @AcceptsUpload()
  async send(
    @Body() form: UploadForm,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
  ): Promise<Page | GoTo> {
    requireWholeRegister(viewer);
    try {
      const sent = sentList(readUpload(request), fieldsOf(form));
      const listImport = await this.imports.send({ ...sent, joinsOpen: true }, viewer.name);
      const isKnown = !isBeingRead(listImport.state);
      return new GoTo(
        importPath(listImport.id),
        isKnown ? 'This very file was sent before: here is what became of it.' : undefined,
      );
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.listPage(new PageQuery(), viewer, form, fieldErrors(error));
    }
  }

  @Get(':id')
  @Requires('imports.read')
  async one(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    requireWholeRegister(viewer);
    const report = await this.reports.find(id);
    const { fileName, state } = report.listImport;
    const mayManage = viewer.permissions.has('imports.manage');
    const view = { report, mayManage, modelNames: await this.modelNames() };
    return new Page(
      fileName,
      <ImportPage {...view} />,
      isBeingRead(state) ? { refreshSeconds: REFRESH_SECONDS, scripts: ['import-progress'] } : {},
    );
  }

  @Get(':id/diff')
  @Requires('imports.read')
  async diff(
    @Param('id') id: string,
    @Query() query: DiffQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page> {
    requireWholeRegister(viewer);
    const { listImport, entries } = await this.reports.find(id);
    if (!entries) throw new NotFound('The comparison');
    const { kind, limit, cursor } = query;
    const view = {
      listImport,
      kind,
      counts: countsOf(entries),
      page: orderedPage(entries[kind], query),
      query: { limit, ...(cursor !== undefined && { cursor }) },
      modelNames: await this.modelNames(),
      mayManage: viewer.permissions.has('imports.manage'),
    };
    return new Page(`${listImport.fileName}, differences`, <DiffPage {...view} />);
  }

  @Get(':id/problems')
  @Requires('imports.read')
  async problems(
    @Param('id') id: string,
    @Query() query: PageQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page> {
    requireWholeRegister(viewer);
    const { listImport, problems } = await this.reports.find(id);
    const view = { listImport, query, page: orderedPage(problems, query) };
    return new Page(`${listImport.fileName}, odd cells`, <ProblemsPage {...view} />);
  }

  @Post(':id/day-and-kind')
  @Requires('imports.manage')
  async settle(
    @Param('id') id: string,
    @Body() { asOf, kind, force, version }: SettleForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<GoTo> {
    requireWholeRegister(viewer);
    await this.imports.settle(id, { asOf, kind, isForced: force }, Number(version));
    return new GoTo(importPath(id), 'Saved. The list was held against the register anew.');
  }

  /** The fields are named by the questions, so no class can name them. */
  @Post(':id/answers')
  @Requires('imports.manage')
  async answer(
    @Param('id') id: string,
    @Body() body: Record<string, unknown>,
    @CurrentViewer() viewer: Viewer,
  ): Promise<GoTo> {
    requireWholeRegister(viewer);
    const { answers, version } = answersIn(body);
    if (answers.length === 0) {
      await this.imports.find(id);
      return new GoTo(importPath(id), 'No answer was chosen: nothing is changed.');
    }
    await this.imports.answer(id, answers, version, viewer.name);
    return new GoTo(importPath(id), `${counted(answers.length, 'answer')} saved.`);
  }

  @Post(':id/proposals')
  @Requires('imports.manage')
  async acceptProposals(
    @Param('id') id: string,
    @Body() { version }: VersionForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<GoTo> {
    requireWholeRegister(viewer);
    await this.imports.acceptProposals(id, Number(version), viewer.name);
    return new GoTo(importPath(id), 'Every question has the answer that was proposed.');
  }

  @Post(':id/apply')
  @Requires('imports.manage')
  async apply(
    @Param('id') id: string,
    @Body() form: ApplyForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<GoTo> {
    requireWholeRegister(viewer);
    const isUnattended = form.acceptProposed === 'on';
    const version = Number(form.version);
    const { fileName } = await this.applications.apply(id, { isUnattended, version }, viewer.name);
    return new GoTo(importPath(id), `${fileName} is in the register.`);
  }

  @Post(':id/cancel')
  @Requires('imports.manage')
  async cancel(
    @Param('id') id: string,
    @Body() _form: VersionForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<GoTo> {
    requireWholeRegister(viewer);
    await this.imports.cancel(id, viewer.name);
    return new GoTo(importPath(id), 'The import is cancelled.');
  }

  @Post(':id/undo')
  @Requires('imports.manage')
  async undo(
    @Param('id') id: string,
    @Body() { version }: VersionForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<GoTo> {
    requireWholeRegister(viewer);
    await this.applications.undo(id, Number(version), viewer.name);
    return new GoTo(importPath(id), 'The list is taken back.');
  }

  private async listPage(
    query: PageQuery,
    viewer: Viewer,
    typed: TypedUpload,
    errors: FieldError[],
  ): Promise<Page> {
    requireWholeRegister(viewer);
    const { limit, cursor } = query;
    const view = {
      page: await this.imports.findPage(query),
      query: { limit, ...(cursor !== undefined && { cursor }) },
      openAbsences: await this.absences.countOpen(),
      mayManage: viewer.permissions.has('imports.manage'),
      typed,
      errors,
    };
    return new Page(
      'Imports',
      <ImportListPage {...view} />,
      errors.length > 0 ? { status: 422 } : {},
    );
  }

  private async modelNames(): Promise<ModelNames> {
    return new Map((await this.models.all()).map(({ code, name }) => [code, name]));
  }
}

/** What the form says of the file, as the API takes it. @throws InvalidRequest naming the fields that are wrong */
function fieldsOf({ asOf, kind, captionCount }: UploadForm) {
  const errors = [
    ...(asOf === '' || isDay(asOf)
      ? []
      : [{ parameter: 'asOf', detail: 'The day of the list must be a day such as 18 Jul 2025.' }]),
    ...(captionCount === '' || /^\d{1,6}$/.test(captionCount)
      ? []
      : [{ parameter: 'captionCount', detail: 'The total must be a whole number.' }]),
    ...(kind === '' || LIST_KINDS.includes(kind as ListKind)
      ? []
      : [{ parameter: 'kind', detail: 'Choose one of the kinds.' }]),
  ];
  if (errors.length > 0) throw new InvalidRequest(errors);
  return {
    ...(asOf !== '' && { asOf }),
    ...(kind !== '' && { kind: kind as ListKind }),
    ...(captionCount !== '' && { captionCount: Number(captionCount) }),
  };
}

const fieldErrors = ({ errors }: InvalidRequest): FieldError[] =>
  errors.map(({ parameter, detail }) => ({
    ...(parameter && { field: parameter }),
    message: detail,
  }));
