import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Day } from '../platform/clock/calendar.js';
import { sendEtag } from '../platform/http/etag.js';
import type { Viewer } from '../platform/http/viewer.js';
import { RecommendationDocuments } from './recommendation-documents.service.js';
import { RecommendationEvidenceService } from './recommendation-evidence.service.js';
import type { RecommendationDetailResponse } from './recommendation-response.dto.js';
import { recommendationDetailResponse } from './recommendation.mapping.js';
import { RecommendationsService } from './recommendations.service.js';

/** What the interface answers with, after a question as after a change. */
@Injectable()
export class RecommendationAnswers {
  constructor(
    private readonly recommendations: RecommendationsService,
    private readonly documents: RecommendationDocuments,
    private readonly evidence: RecommendationEvidenceService,
  ) {}

  /** The recommendation as a viewer may see it, with its ETag. @throws NotFound (404) */
  async describe(
    id: string,
    viewer: Viewer,
    reply: FastifyReply,
    asOf?: Day,
  ): Promise<RecommendationDetailResponse> {
    const detail = await this.recommendations.find(id, asOf);
    sendEtag(reply, detail.recommendation);
    return recommendationDetailResponse(
      detail,
      await this.documents.findOf(id),
      await this.evidence.findOf(id, viewer),
    );
  }
}
