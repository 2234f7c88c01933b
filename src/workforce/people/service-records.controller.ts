import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Requires } from '../../identity/requires.js';
import { ApiIfMatch } from '../../platform/http/etag.js';
import { ApiIdempotencyKey } from '../../platform/http/idempotency/idempotency.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { RecordEndRequest, RecordWithdrawalRequest } from './person.dto.js';
import { PersonResponse } from './person-response.dto.js';
import { PersonAnswers } from './person-answers.js';
import { PersonChanges } from './person-changes.service.js';
import { TrainingChanges } from './training-changes.service.js';

/** Ends and withdraws facts of somebody's service. Their ETags stand in the record of the person. */
@ApiTags('workforce')
@Controller('api/v1/workforce')
export class ServiceRecordsController {
  constructor(
    private readonly changes: PersonChanges,
    private readonly trainings: TrainingChanges,
    private readonly answers: PersonAnswers,
  ) {}

  @Post('qualifications/:id/end')
  @HttpCode(200)
  @Requires('workforce.manage')
  @ApiOperation({ summary: 'End a qualification' })
  @ApiIfMatch()
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: PersonResponse })
  endQualification(
    @Param('id') id: string,
    @Body() given: RecordEndRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonResponse> {
    return this.answers.edit('qualifications', id, { viewer, request, reply }, (version) =>
      this.changes.endQualification(id, given, version, viewer),
    );
  }

  @Post('qualifications/:id/withdrawal')
  @HttpCode(200)
  @Requires('workforce.manage')
  @ApiOperation({ summary: 'Withdraw a qualification that should not have been recorded' })
  @ApiIfMatch()
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: PersonResponse })
  withdrawQualification(
    @Param('id') id: string,
    @Body() { reason }: RecordWithdrawalRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonResponse> {
    return this.answers.edit('qualifications', id, { viewer, request, reply }, (version) =>
      this.changes.withdrawQualification(id, reason, version, viewer),
    );
  }

  @Post('trainings/:id/withdrawal')
  @HttpCode(200)
  @Requires('workforce.train')
  @ApiOperation({ summary: 'Withdraw a training, and the qualification that it gave' })
  @ApiIfMatch()
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: PersonResponse })
  withdrawTraining(
    @Param('id') id: string,
    @Body() { reason }: RecordWithdrawalRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonResponse> {
    return this.answers.edit('trainings', id, { viewer, request, reply }, (version) =>
      this.trainings.withdrawTraining(id, reason, version, viewer),
    );
  }

  @Post('leaves/:id/withdrawal')
  @HttpCode(200)
  @Requires('workforce.train')
  @ApiOperation({ summary: 'Withdraw leave of an inspector' })
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
      this.changes.withdrawLeave(id, reason, version, viewer),
    );
  }

  @Post('conflicts/:id/end')
  @HttpCode(200)
  @Requires('workforce.manage')
  @ApiOperation({ summary: 'End a conflict of interest' })
  @ApiIfMatch()
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: PersonResponse })
  endConflict(
    @Param('id') id: string,
    @Body() given: RecordEndRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonResponse> {
    return this.answers.edit('conflicts', id, { viewer, request, reply }, (version) =>
      this.changes.endConflict(id, given, version, viewer),
    );
  }

  @Post('conflicts/:id/withdrawal')
  @HttpCode(200)
  @Requires('workforce.manage')
  @ApiOperation({ summary: 'Withdraw a conflict of interest that should not have been recorded' })
  @ApiIfMatch()
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: PersonResponse })
  withdrawConflict(
    @Param('id') id: string,
    @Body() { reason }: RecordWithdrawalRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonResponse> {
    return this.answers.edit('conflicts', id, { viewer, request, reply }, (version) =>
      this.changes.withdrawConflict(id, reason, version, viewer),
    );
  }
}
