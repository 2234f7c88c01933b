import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Requires } from '../../identity/requires.js';
import { sendEtag } from '../../platform/http/etag.js';
import { ApiIdempotencyKey, Idempotency } from '../../platform/http/idempotency/idempotency.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { AgreementDetailResponse } from '../agreement.dto.js';
import { agreementDetailResponse } from '../agreement.mapping.js';
import { AgreementsService } from '../agreements.service.js';
import { AgreementCreationService } from './agreement-creation.service.js';
import { CreationBody } from './creation.dto.js';

@ApiTags('agreements')
@Controller('api/v1/agreements')
export class CreationController {
  constructor(
    private readonly creation: AgreementCreationService,
    private readonly agreements: AgreementsService,
    private readonly idempotency: Idempotency,
  ) {}

  @Post()
  @HttpCode(201)
  @Requires('agreements.create')
  @ApiOperation({ summary: 'Enter an agreement, with its agency where that is not known yet' })
  @ApiIdempotencyKey()
  @ApiCreatedResponse({ type: AgreementDetailResponse })
  async create(
    @Body() body: CreationBody,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgreementDetailResponse> {
    return this.idempotency.once(request, reply, viewer, async () => {
      const id = await this.creation.createAgreement(body, viewer);
      const today = this.agreements.today();
      const detail = await this.agreements.find(id, { asOf: today }, viewer);
      sendEtag(reply, { id, version: detail.agreement.version });
      void reply.header('location', `/api/v1/agreements/${id}`);
      return agreementDetailResponse(detail);
    });
  }
}
