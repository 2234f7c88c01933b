import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Requires } from '../../identity/requires.js';
import { ApiIdempotencyKey, Idempotency } from '../../platform/http/idempotency/idempotency.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import {
  FocusReviewOrderRequest,
  FocusReviewOrderResponse,
  SavingQuery,
  SavingResponse,
} from './focus-review.dto.js';
import { FocusReviewOrders } from './focus-review-orders.service.js';
import { COMPUTED_FROM } from './saving.rules.js';
import { SavingService } from './saving.service.js';

@ApiTags('focus-reviews')
@Controller('api/v1/focus-reviews')
export class FocusReviewsController {
  constructor(
    private readonly orders: FocusReviewOrders,
    private readonly saving: SavingService,
    private readonly idempotency: Idempotency,
  ) {}

  @Post()
  @HttpCode(201)
  @Requires('focus-reviews.order')
  @ApiOperation({ summary: 'Order a focus review of chosen open findings by hand' })
  @ApiIdempotencyKey()
  @ApiCreatedResponse({ type: FocusReviewOrderResponse })
  order(
    @Body() request: FocusReviewOrderRequest,
    @CurrentViewer() viewer: Viewer,
    @Req() sent: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FocusReviewOrderResponse> {
    return this.idempotency.once(sent, reply, viewer, async () => {
      const visit = await this.orders.orderByHand(request, viewer);
      void reply.header('location', `/api/v1/inspections/${visit.id}`);
      const { id, number, agreementId, dueOn, status, reason } = visit;
      return { id, number, agreementId, dueOn, status, reason };
    });
  }

  @Get('saving')
  @Requires('inspections.read')
  @ApiOperation({
    summary:
      'Person-days of focus reviews beside full inspections of the same agreements, by fiscal year',
  })
  @ApiOkResponse({ type: SavingResponse })
  async saved(
    @Query() { fiscalYear }: SavingQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<SavingResponse> {
    return { ...(await this.saving.byYear(fiscalYear, viewer)), computedFrom: COMPUTED_FROM };
  }
}
