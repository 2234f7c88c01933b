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
import {
  ApiBody,
  ApiConflictResponse,
  ApiOkResponse,
  ApiOperation,
  ApiResponse,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Requires } from '../../identity/requires.js';
import { ApiIfMatch, sendEtag, versionFromIfMatch } from '../../platform/http/etag.js';
import { PageQuery } from '../../platform/http/paging.js';
import { InvalidRequest } from '../../platform/http/problem.js';
import { AcceptsUpload, readUpload } from '../../platform/http/uploads.js';
import { sendEvents } from '../../platform/http/progress-events.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { requireWholeRegister } from '../whole-register.js';
import { ImportProgress } from './import-progress.js';
import { ImportReports } from './import-reports.js';
import { ListApplications } from './list-applications.service.js';
import {
  AnswerRequest,
  ApplyRequest,
  CellProblemListResponse,
  DayAndKindRequest,
  DiffEntryListResponse,
  DiffQuery,
  ImportDetailResponse,
  ImportListResponse,
  ImportResponse,
  ProgressResponse,
  SentListFields,
  SentListForm,
} from './list-import.dto.js';
import {
  entryResponse,
  importDetailResponse,
  importResponse,
  problemResponse,
} from './list-import.mapping.js';
import { ListImports } from './list-imports.service.js';
import { orderedPage } from './ordered-page.js';
import { sentList } from './sent-list.js';

/** Official lists: sent, read, held against the register, asked about, put into it. */
@ApiTags('imports')
@Controller('api/v1/imports')
export class ListImportsController {
  constructor(
    private readonly imports: ListImports,
    private readonly applications: ListApplications,
    private readonly reports: ImportReports,
    private readonly progress: ImportProgress,
  ) {}

  @Post()
  @HttpCode(202)
  @Requires('imports.manage')
  @AcceptsUpload()
  @ApiOperation({ summary: 'Send an official list; it is read soon after' })
  @ApiBody({ type: SentListForm })
  @ApiResponse({ status: 202, type: ImportResponse, description: 'Its address is in Location' })
  @ApiOkResponse({ type: ImportResponse, description: 'The same file is in the register already' })
  async send(
    @Body() fields: SentListFields,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportResponse> {
    requireWholeRegister(viewer);
    const sent = sentList(readUpload(request), fields);
    const listImport = await this.imports.send({ ...sent, joinsOpen: true }, viewer.name);
    void reply.header('location', `/api/v1/imports/${listImport.id}`);
    if (listImport.state === 'applied') void reply.status(200);
    sendEtag(reply, listImport);
    return importResponse(listImport);
  }

  @Get()
  @Requires('imports.read')
  @ApiOperation({ summary: 'All imports, the latest first' })
  @ApiOkResponse({ type: ImportListResponse })
  async list(
    @Query() query: PageQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<ImportListResponse> {
    requireWholeRegister(viewer);
    const page = await this.imports.findPage(query);
    return { ...page, items: page.items.map(importResponse) };
  }

  @Get(':id')
  @Requires('imports.read')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'One import: state, counts, problems, differences and questions' })
  @ApiOkResponse({ type: ImportDetailResponse })
  one(
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportDetailResponse> {
    requireWholeRegister(viewer);
    return this.describe(id, reply);
  }

  @Get(':id/diff')
  @Requires('imports.read')
  @ApiOperation({ summary: 'The agreements of one kind of difference, in pages' })
  @ApiOkResponse({ type: DiffEntryListResponse })
  async diff(
    @Param('id') id: string,
    @Query() query: DiffQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<DiffEntryListResponse> {
    requireWholeRegister(viewer);
    const { entries } = await this.reports.find(id);
    const page = orderedPage(entries?.[query.kind] ?? [], query);
    return { ...page, items: page.items.map(entryResponse) };
  }

  @Get(':id/problems')
  @Requires('imports.read')
  @ApiOperation({ summary: 'What was odd about the cells, by row, in pages' })
  @ApiOkResponse({ type: CellProblemListResponse })
  async problems(
    @Param('id') id: string,
    @Query() query: PageQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<CellProblemListResponse> {
    requireWholeRegister(viewer);
    const { problems } = await this.reports.find(id);
    const page = orderedPage(problems, query);
    return { ...page, items: page.items.map(problemResponse) };
  }

  @Get(':id/progress')
  @Requires('imports.read')
  @ApiOperation({ summary: 'How far the reading is, as server-sent events until it is over' })
  @ApiOkResponse({
    description: 'Events `progress`, and `done` at the end',
    content: { 'text/event-stream': { schema: { $ref: getSchemaPath(ProgressResponse) } } },
  })
  async follow(
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    requireWholeRegister(viewer);
    sendEvents(reply, await this.progress.follow(id));
  }

  @Post(':id/answers')
  @HttpCode(200)
  @Requires('imports.manage')
  @ApiOperation({ summary: 'Answer a question of the list, or accept every proposal' })
  @ApiIfMatch()
  @ApiOkResponse({ type: ImportDetailResponse })
  async answer(
    @Param('id') id: string,
    @Body() { key, answer, acceptProposed }: AnswerRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportDetailResponse> {
    requireWholeRegister(viewer);
    const version = versionFromIfMatch(request, id);
    if (acceptProposed) await this.imports.acceptProposals(id, version, viewer.name);
    else if (key !== undefined && answer !== undefined)
      await this.imports.answer(id, [{ key, answer }], version, viewer.name);
    else throw neitherAnswerNorAcceptance();
    return this.describe(id, reply);
  }

  @Post(':id/day-and-kind')
  @HttpCode(200)
  @Requires('imports.manage')
  @ApiOperation({ summary: 'Say of which day and kind the list is, or that it is meant' })
  @ApiIfMatch()
  @ApiOkResponse({ type: ImportDetailResponse })
  async settle(
    @Param('id') id: string,
    @Body() { asOf, kind, force }: DayAndKindRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportDetailResponse> {
    requireWholeRegister(viewer);
    await this.imports.settle(id, { asOf, kind, isForced: force }, versionFromIfMatch(request, id));
    return this.describe(id, reply);
  }

  @Post(':id/apply')
  @HttpCode(200)
  @Requires('imports.manage')
  @ApiOperation({ summary: 'Put the list into the register, in one transaction' })
  @ApiIfMatch()
  @ApiOkResponse({ type: ImportDetailResponse })
  @ApiConflictResponse({ description: '`questions-open` names the questions; or it is in doubt' })
  async apply(
    @Param('id') id: string,
    @Body() { acceptProposed }: ApplyRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportDetailResponse> {
    requireWholeRegister(viewer);
    const version = versionFromIfMatch(request, id);
    const isUnattended = acceptProposed ?? false;
    await this.applications.apply(id, { isUnattended, version }, viewer.name);
    return this.describe(id, reply);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Requires('imports.manage')
  @ApiOperation({ summary: 'Give an import up, also while it is read' })
  @ApiOkResponse({ type: ImportDetailResponse })
  async cancel(
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportDetailResponse> {
    requireWholeRegister(viewer);
    await this.imports.cancel(id, viewer.name);
    return this.describe(id, reply);
  }

  @Post(':id/undo')
  @HttpCode(200)
  @Requires('imports.manage')
  @ApiOperation({ summary: 'Take an applied list back, as long as nothing was built on it' })
  @ApiIfMatch()
  @ApiOkResponse({ type: ImportDetailResponse })
  @ApiConflictResponse({ description: '`built-upon` says what was built on it' })
  async undo(
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportDetailResponse> {
    requireWholeRegister(viewer);
    await this.applications.undo(id, versionFromIfMatch(request, id), viewer.name);
    return this.describe(id, reply);
  }

  private async describe(id: string, reply: FastifyReply): Promise<ImportDetailResponse> {
    const report = await this.reports.find(id);
    sendEtag(reply, report.listImport);
    return importDetailResponse(report);
  }
}

const neitherAnswerNorAcceptance = (): InvalidRequest =>
  new InvalidRequest(
    ['key', 'answer'].map((name) => ({
      pointer: `/${name}`,
      parameter: name,
      detail: `${name} is missing: send key and answer, or acceptProposed`,
    })),
  );
