import { Body, Controller, Get, Header, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Requires } from '../../identity/requires.js';
import { ApiIfMatch } from '../../platform/http/etag.js';
import { ApiIdempotencyKey } from '../../platform/http/idempotency/idempotency.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { LeaveRequest, RecordWithdrawalRequest } from './person.dto.js';
import { PersonResponse } from './person-response.dto.js';
import { PersonAnswers } from './person-answers.js';
import { PersonChanges } from './person-changes.service.js';

/** The own record of whoever asks. */
@ApiTags('workforce')
@Controller('api/v1/workforce/me')
export class OwnRecordController {
  constructor(
    private readonly changes: PersonChanges,
    private readonly answers: PersonAnswers,
  ) {}

  @Get()
  @Requires('workforce.own')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'The own record of service' })
  @ApiOkResponse({ type: PersonResponse })
  mine(
    @CurrentViewer() viewer: Viewer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonResponse> {
    return this.answers.describe(viewer.accountId, viewer, reply);
  }

  @Post('leaves')
  @HttpCode(201)
  @Requires('workforce.own')
  @ApiOperation({ summary: 'Record the own leave; the answer says which visits it concerns' })
  @ApiIdempotencyKey()
  @ApiCreatedResponse({ type: PersonResponse })
  takeLeave(
    @Body() given: LeaveRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonResponse> {
    const { accountId } = viewer;
    return this.answers.add(accountId, { viewer, request, reply }, () =>
      this.changes.recordLeave(accountId, given, viewer),
    );
  }

  @Post('leaves/:id/withdrawal')
  @HttpCode(200)
  @Requires('workforce.own')
  @ApiOperation({ summary: 'Withdraw the own leave' })
  @ApiIfMatch()
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: PersonResponse })
  withdrawLeave(
    @Param('id') id: string,
    @Body() { reason }: RecordWithdrawalRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonResponse> {
    return this.answers.edit('leaves', id, { viewer, request, reply }, (version) =>
      this.changes.withdrawLeave(id, reason, version, viewer, 'own'),
    );
  }
}
