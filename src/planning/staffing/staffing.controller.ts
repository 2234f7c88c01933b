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
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Requires } from '../../identity/requires.js';
import { ApiIfMatch, sendEtag, versionFromIfMatch } from '../../platform/http/etag.js';
import { ApiIdempotencyKey, Idempotency } from '../../platform/http/idempotency/idempotency.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { ScenariosService } from './scenarios.service.js';
import { ScenarioListResponse, ScenarioResponse } from './staffing.dto.js';
import { scenarioResponse } from './staffing.mapping.js';
import {
  CreateScenarioRequest,
  CreateSeriesRequest,
  RenameScenarioRequest,
  StaffingQuery,
} from './staffing-requests.dto.js';
import { StaffingReader } from './staffing-reader.service.js';

/** Scenarios: a fiscal year with other people. */
@ApiTags('staffing')
@Controller('api/v1/staffing-scenarios')
export class StaffingController {
  constructor(
    private readonly reader: StaffingReader,
    private readonly scenarios: ScenariosService,
    private readonly idempotency: Idempotency,
  ) {}

  @Get()
  @Requires('staffing.read')
  @ApiOperation({ summary: 'The scenarios of a fiscal year, those of the latest facts first' })
  @ApiOkResponse({ type: ScenarioListResponse })
  async list(@Query() { fiscalYear }: StaffingQuery): Promise<ScenarioListResponse> {
    const year = fiscalYear ?? (await this.reader.findYears())[0];
    const bases = year === undefined ? [] : await this.reader.findOfYear(year);
    return { items: bases.flatMap(({ rows }) => rows.map(scenarioResponse)) };
  }

  @Post()
  @HttpCode(201)
  @Requires('staffing.edit')
  @ApiOperation({ summary: 'Save a scenario on today’s facts; its year is planned soon after' })
  @ApiIdempotencyKey()
  @ApiCreatedResponse({ type: ScenarioResponse, description: 'Its address is in Location' })
  create(
    @Body() { note = '', ...wanted }: CreateScenarioRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScenarioResponse> {
    return this.idempotency.once(request, reply, viewer, async () => {
      const { id } = await this.scenarios.createScenario({ ...wanted, note }, viewer);
      void reply.header('location', `/api/v1/staffing-scenarios/${id}`);
      return this.describe(id, reply);
    });
  }

  @Post('series')
  @HttpCode(201)
  @Requires('staffing.edit')
  @ApiOperation({ summary: 'Scenarios with fewer and more people of a role, as the policy says' })
  @ApiIdempotencyKey()
  @ApiCreatedResponse({ type: ScenarioListResponse })
  createSeries(
    @Body() { fiscalYear, role }: CreateSeriesRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScenarioListResponse> {
    return this.idempotency.once(request, reply, viewer, async () => {
      const made = await this.scenarios.createSeries(fiscalYear, role, viewer);
      const details = await Promise.all(made.map(({ id }) => this.reader.find(id)));
      return { items: details.map(scenarioResponse) };
    });
  }

  @Get(':id')
  @Requires('staffing.read')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'One scenario, with what it came to' })
  @ApiOkResponse({ type: ScenarioResponse })
  one(
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScenarioResponse> {
    return this.describe(id, reply);
  }

  @Post(':id/name')
  @HttpCode(200)
  @Requires('staffing.edit')
  @ApiOperation({
    summary: 'Call it something else; what it came to stays, and so does a note that is absent',
  })
  @ApiIfMatch()
  @ApiOkResponse({ type: ScenarioResponse })
  async rename(
    @Param('id') id: string,
    @Body() wanted: RenameScenarioRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScenarioResponse> {
    await this.scenarios.renameScenario(id, wanted, versionFromIfMatch(request, id));
    return this.describe(id, reply);
  }

  @Post(':id/run')
  @HttpCode(200)
  @Requires('staffing.edit')
  @ApiOperation({ summary: 'Plan its year again, on today’s facts' })
  @ApiIfMatch()
  @ApiOkResponse({ type: ScenarioResponse })
  async run(
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScenarioResponse> {
    await this.scenarios.runAgain(id, versionFromIfMatch(request, id), viewer);
    return this.describe(id, reply);
  }

  @Post(':id/stop')
  @HttpCode(200)
  @Requires('staffing.edit')
  @ApiOperation({ summary: 'Stop the run within a second or two; nothing is kept of it' })
  @ApiOkResponse({ type: ScenarioResponse })
  async stop(
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScenarioResponse> {
    await this.scenarios.stopRun(id);
    return this.describe(id, reply);
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @Requires('staffing.edit')
  @ApiOperation({ summary: 'Take it off the list' })
  @ApiIfMatch()
  @ApiOkResponse({ type: ScenarioResponse })
  async withdraw(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScenarioResponse> {
    await this.scenarios.withdrawScenario(id, versionFromIfMatch(request, id));
    return this.describe(id, reply);
  }

  private async describe(id: string, reply: FastifyReply): Promise<ScenarioResponse> {
    const detail = await this.reader.find(id);
    sendEtag(reply, detail.scenario);
    return scenarioResponse(detail);
  }
}
