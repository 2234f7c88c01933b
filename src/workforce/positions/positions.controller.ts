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
import { pageOf } from '../../platform/http/paging.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import {
  AbolitionRequest,
  FillRequest,
  NewPositionRequest,
  PositionChangeRequest,
  PositionListResponse,
  PositionQuery,
  PositionResponse,
  VacancyRequest,
} from './position.dto.js';
import { filterOf } from './position-filter.js';
import { positionResponse, positionSummary } from './position.mapping.js';
import { PositionChanges } from './position-changes.service.js';
import { PositionsService, sortKeyOf } from './positions.service.js';

@ApiTags('workforce')
@Controller('api/v1/workforce/positions')
export class PositionsController {
  constructor(
    private readonly positions: PositionsService,
    private readonly changes: PositionChanges,
    private readonly idempotency: Idempotency,
  ) {}

  @Get()
  @Requires('workforce.read')
  @ApiOperation({ summary: 'The positions of the Inspections Unit as of a day, by title' })
  @ApiOkResponse({ type: PositionListResponse })
  async list(
    @Query() query: PositionQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<PositionListResponse> {
    const asOf = query.asOf ?? this.positions.today();
    const rows = await this.positions.findAsOf(asOf, filterOf(query), viewer);
    const page = pageOf(rows, sortKeyOf, query);
    return { asOf, ...page, items: page.items.map(positionSummary) };
  }

  @Get(':id')
  @Requires('workforce.read')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'One position, with whoever held it and will' })
  @ApiOkResponse({ type: PositionResponse })
  one(
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PositionResponse> {
    return this.describe(id, viewer, reply);
  }

  @Post()
  @HttpCode(201)
  @Requires('workforce.manage')
  @ApiOperation({ summary: 'Establish a position; it is vacant' })
  @ApiIdempotencyKey()
  @ApiCreatedResponse({ type: PositionResponse })
  async establish(
    @Body() { travelWeeksPerQuarter = null, ...given }: NewPositionRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PositionResponse> {
    return this.idempotency.once(request, reply, viewer, async () => {
      const id = await this.changes.establishPosition({ ...given, travelWeeksPerQuarter }, viewer);
      void reply.header('location', `/api/v1/workforce/positions/${id}`);
      return this.describe(id, viewer, reply);
    });
  }

  @Post(':id/changes')
  @HttpCode(200)
  @Requires('workforce.manage')
  @ApiOperation({ summary: 'Change the title, the home office, what it asks for, travel weeks' })
  @ApiIfMatch()
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: PositionResponse })
  change(
    @Param('id') id: string,
    @Body() { travelWeeksPerQuarter = null, ...given }: PositionChangeRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PositionResponse> {
    return this.edit(id, viewer, request, reply, (version) =>
      this.changes.changePosition(id, { ...given, travelWeeksPerQuarter }, version, viewer),
    );
  }

  @Post(':id/holders')
  @HttpCode(200)
  @Requires('workforce.manage')
  @ApiOperation({ summary: 'Give a position to somebody from a day on' })
  @ApiIfMatch()
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: PositionResponse })
  fill(
    @Param('id') id: string,
    @Body() given: FillRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PositionResponse> {
    return this.edit(id, viewer, request, reply, (version) =>
      this.changes.fillPosition(id, given, version, viewer),
    );
  }

  @Post(':id/vacancy')
  @HttpCode(200)
  @Requires('workforce.manage')
  @ApiOperation({ summary: 'End a hold: the position is vacant from a day on' })
  @ApiIfMatch()
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: PositionResponse })
  vacate(
    @Param('id') id: string,
    @Body() given: VacancyRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PositionResponse> {
    return this.edit(id, viewer, request, reply, (version) =>
      this.changes.vacatePosition(id, given, version, viewer),
    );
  }

  @Post(':id/abolition')
  @HttpCode(200)
  @Requires('workforce.manage')
  @ApiOperation({ summary: 'Abolish a position that nobody holds from that day on' })
  @ApiIfMatch()
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: PositionResponse })
  abolish(
    @Param('id') id: string,
    @Body() given: AbolitionRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PositionResponse> {
    return this.edit(id, viewer, request, reply, (version) =>
      this.changes.abolishPosition(id, given, version, viewer),
    );
  }

  private async edit(
    id: string,
    viewer: Viewer,
    request: FastifyRequest,
    reply: FastifyReply,
    work: (version: number) => Promise<void>,
  ): Promise<PositionResponse> {
    const version = versionFromIfMatch(request, id);
    return this.idempotency.once(request, reply, viewer, async () => {
      await work(version);
      return this.describe(id, viewer, reply);
    });
  }

  private async describe(
    id: string,
    viewer: Viewer,
    reply: FastifyReply,
  ): Promise<PositionResponse> {
    const detail = await this.positions.find(id, viewer);
    sendEtag(reply, detail.position);
    return positionResponse(detail);
  }
}
