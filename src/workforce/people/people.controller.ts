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
import { ApiIdempotencyKey } from '../../platform/http/idempotency/idempotency.js';
import { PageQuery, pageOf } from '../../platform/http/paging.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { PeopleService, personKeyOf } from './people.service.js';
import {
  ConflictRequest,
  LeaveRequest,
  QualificationRequest,
  TrainingRequest,
} from './person.dto.js';
import { PersonListResponse, PersonResponse } from './person-response.dto.js';
import { PersonAnswers } from './person-answers.js';
import { PersonChanges } from './person-changes.service.js';
import { personSummary } from './person.mapping.js';
import { TrainingChanges } from './training-changes.service.js';

@ApiTags('workforce')
@Controller('api/v1/workforce/people')
export class PeopleController {
  constructor(
    private readonly people: PeopleService,
    private readonly changes: PersonChanges,
    private readonly trainings: TrainingChanges,
    private readonly answers: PersonAnswers,
  ) {}

  @Get()
  @Requires('workforce.read')
  @ApiOperation({ summary: 'The active team leaders and inspectors, by name' })
  @ApiOkResponse({ type: PersonListResponse })
  async list(
    @Query() query: PageQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<PersonListResponse> {
    const page = pageOf(
      await this.people.findAll(viewer),
      ({ person }) => personKeyOf(person),
      query,
    );
    return { ...page, items: page.items.map(personSummary) };
  }

  @Get(':id')
  @Requires('workforce.read')
  @Header('cache-control', 'no-cache')
  @ApiOperation({
    summary: 'One person: positions, qualifications, trainings, leave, conflicts, coming visits',
  })
  @ApiOkResponse({ type: PersonResponse })
  one(
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonResponse> {
    return this.answers.describe(id, viewer, reply);
  }

  @Post(':id/trainings')
  @HttpCode(201)
  @Requires('workforce.train')
  @ApiOperation({ summary: 'Record a training that a team leader gave an inspector' })
  @ApiIdempotencyKey()
  @ApiCreatedResponse({ type: PersonResponse })
  train(
    @Param('id') id: string,
    @Body() given: TrainingRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonResponse> {
    return this.answers.add(id, { viewer, request, reply }, () =>
      this.trainings.recordTraining(id, given, viewer),
    );
  }

  @Post(':id/qualifications')
  @HttpCode(201)
  @Requires('workforce.manage')
  @ApiOperation({ summary: 'Record a qualification that no training here gave' })
  @ApiIdempotencyKey()
  @ApiCreatedResponse({ type: PersonResponse })
  qualify(
    @Param('id') id: string,
    @Body() given: QualificationRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonResponse> {
    return this.answers.add(id, { viewer, request, reply }, () =>
      this.changes.recordQualification(id, given, viewer),
    );
  }

  @Post(':id/leaves')
  @HttpCode(201)
  @Requires('workforce.train')
  @ApiOperation({
    summary: 'Record leave of an inspector; the answer says which visits it concerns',
  })
  @ApiIdempotencyKey()
  @ApiCreatedResponse({ type: PersonResponse })
  grantLeave(
    @Param('id') id: string,
    @Body() given: LeaveRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonResponse> {
    return this.answers.add(id, { viewer, request, reply }, () =>
      this.changes.recordLeave(id, given, viewer),
    );
  }

  @Post(':id/conflicts')
  @HttpCode(201)
  @Requires('workforce.manage')
  @ApiOperation({
    summary:
      'Record a conflict of interest with an agency; the answer says which visits it concerns',
  })
  @ApiIdempotencyKey()
  @ApiCreatedResponse({ type: PersonResponse })
  declareConflict(
    @Param('id') id: string,
    @Body() given: ConflictRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonResponse> {
    return this.answers.add(id, { viewer, request, reply }, () =>
      this.changes.recordConflict(id, given, viewer),
    );
  }
}
