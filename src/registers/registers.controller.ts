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
import { Requires } from '../identity/requires.js';
import { Policy } from '../platform/config/policy.js';
import { ApiIfMatch, sendEtag, versionFromIfMatch } from '../platform/http/etag.js';
import { ApiIdempotencyKey, Idempotency } from '../platform/http/idempotency/idempotency.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { EntryQueries } from './entry-queries.js';
import { LimitsService } from './limits.service.js';
import {
  AgreementLimitsResponse,
  EntryCorrectionRequest,
  EntryQuery,
  EntryWithdrawalRequest,
  LimitsQuery,
  NewEntryRequest,
  RegisterEntryDetailResponse,
  RegisterEntryListResponse,
} from './register.dto.js';
import { entryDetailResponse, entryResponse, limitsResponse } from './register.mapping.js';
import { RegisterChanges } from './register-changes.service.js';
import { RegistersService } from './registers.service.js';

@ApiTags('registers')
@Controller('api/v1')
export class RegistersController {
  constructor(
    private readonly registers: RegistersService,
    private readonly changes: RegisterChanges,
    private readonly limits: LimitsService,
    private readonly queries: EntryQueries,
    private readonly idempotency: Idempotency,
    private readonly policy: Policy,
  ) {}

  @Get('register-entries')
  @Requires('registers.read')
  @ApiOperation({ summary: 'What stands in the registers of the agreements, oldest entry first' })
  @ApiOkResponse({ type: RegisterEntryListResponse })
  async list(
    @Query() query: EntryQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<RegisterEntryListResponse> {
    const filter = await this.queries.filterOf(query);
    const page = await this.registers.findPage(filter, query, viewer);
    return { ...page, items: page.items.map(entryResponse) };
  }

  @Get('register-entries/:id')
  @Requires('registers.read')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'One entry, with what it said before it was corrected' })
  @ApiOkResponse({ type: RegisterEntryDetailResponse })
  one(
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RegisterEntryDetailResponse> {
    return this.describe(id, viewer, reply);
  }

  @Post('agreements/:id/register-entries')
  @HttpCode(201)
  @Requires('registers.enter')
  @ApiOperation({ summary: 'Enter facts into a register of an agreement' })
  @ApiIdempotencyKey()
  @ApiCreatedResponse({ type: RegisterEntryDetailResponse })
  async enter(
    @Param('id') agreementId: string,
    @Body() given: NewEntryRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RegisterEntryDetailResponse> {
    return this.idempotency.once(request, reply, viewer, async () => {
      const id = await this.changes.record(agreementId, given, viewer);
      void reply.header('location', `/api/v1/register-entries/${id}`);
      return this.describe(id, viewer, reply);
    });
  }

  @Post('register-entries/:id/corrections')
  @HttpCode(200)
  @Requires('registers.enter')
  @ApiOperation({ summary: 'Put an entry right; what it said before stays on record' })
  @ApiIfMatch()
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: RegisterEntryDetailResponse })
  async correct(
    @Param('id') id: string,
    @Body() correction: EntryCorrectionRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RegisterEntryDetailResponse> {
    const version = versionFromIfMatch(request, id);
    return this.idempotency.once(request, reply, viewer, async () => {
      await this.changes.correct(id, correction, version, viewer);
      return this.describe(id, viewer, reply);
    });
  }

  @Post('register-entries/:id/withdrawal')
  @HttpCode(200)
  @Requires('registers.enter')
  @ApiOperation({
    summary: 'Withdraw an entry that should never have been made; it stays to be seen',
  })
  @ApiIfMatch()
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: RegisterEntryDetailResponse })
  async withdraw(
    @Param('id') id: string,
    @Body() { reason }: EntryWithdrawalRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RegisterEntryDetailResponse> {
    const version = versionFromIfMatch(request, id);
    return this.idempotency.once(request, reply, viewer, async () => {
      await this.changes.withdraw(id, reason, version, viewer);
      return this.describe(id, viewer, reply);
    });
  }

  @Get('agreements/:id/limits')
  @Requires('registers.read')
  @ApiOperation({
    summary: 'How an agreement stands in the time limits of its requirements, as of a day',
  })
  @ApiOkResponse({ type: AgreementLimitsResponse })
  async limitsOf(
    @Param('id') agreementId: string,
    @Query() { asOf }: LimitsQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<AgreementLimitsResponse> {
    const day = asOf ?? this.registers.today();
    const limits = await this.limits.ofAgreement(agreementId, day, viewer);
    return limitsResponse(limits, this.policy.registers.annualTrainingMonths);
  }

  private async describe(
    id: string,
    viewer: Viewer,
    reply: FastifyReply,
  ): Promise<RegisterEntryDetailResponse> {
    const detail = await this.registers.find(id, viewer);
    sendEtag(reply, detail.entry);
    return entryDetailResponse(detail);
  }
}
