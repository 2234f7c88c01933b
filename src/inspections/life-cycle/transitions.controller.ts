import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Requires } from '../../identity/requires.js';
import { ApiIfMatch, sendEtag, versionFromIfMatch } from '../../platform/http/etag.js';
import { ApiIdempotencyKey, Idempotency } from '../../platform/http/idempotency/idempotency.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { InspectionDetailResponse } from '../inspection.dto.js';
import { detailResponse } from '../inspection.mapping.js';
import { InspectionsService } from '../inspections.service.js';
import { LifeCycleService } from './life-cycle.service.js';
import { TransitionRequest } from './transition.dto.js';

@ApiTags('inspections')
@Controller('api/v1/inspections')
export class TransitionsController {
  constructor(
    private readonly lifeCycle: LifeCycleService,
    private readonly inspections: InspectionsService,
    private readonly idempotency: Idempotency,
  ) {}

  @Post(':id/transitions')
  @HttpCode(200)
  @Requires('inspections.step')
  @ApiOperation({
    summary:
      'Take a visit to its next status. 409 says what stands against it; its member “objections” where that is put right.',
  })
  @ApiIfMatch()
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: InspectionDetailResponse })
  take(
    @Param('id') id: string,
    @Body() step: TransitionRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InspectionDetailResponse> {
    const version = versionFromIfMatch(request, id);
    return this.idempotency.once(request, reply, viewer, async () => {
      sendEtag(reply, await this.lifeCycle.takeStep(id, step, version, viewer));
      return detailResponse(await this.inspections.find(id, viewer));
    });
  }
}
