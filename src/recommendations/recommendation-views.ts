import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { FindingsService } from '../inspections/findings.service.js';
import type { Day } from '../platform/clock/calendar.js';
import type { ProblemItem } from '../platform/http/problem.js';
import type { Viewer } from '../platform/http/viewer.js';
import { RemindersOf } from '../reminders/reminders-of.js';
import type { RecommendationDocument } from './recommendation.entity.js';
import { RecommendationDocuments } from './recommendation-documents.service.js';
import {
  type EvidenceRow,
  RecommendationEvidenceService,
} from './recommendation-evidence.service.js';
import { type RecommendationDetail, RecommendationsService } from './recommendations.service.js';

/** What the page of a recommendation shows. */
export interface RecommendationView {
  detail: RecommendationDetail;
  asOf: Day;
  documents: RecommendationDocument[];
  evidence: EvidenceRow[];
  reminders: VNode;
  /** The numbers of the findings that may be linked; null for whoever may only look, or looks at another day. */
  linkable: string[] | null;
}

/** What was typed into a form that was refused, and what is wrong with it. */
export interface RefusedForm {
  typed: Record<string, string | undefined>;
  problems: ProblemItem[];
}

@Injectable()
export class RecommendationViews {
  constructor(
    private readonly recommendations: RecommendationsService,
    private readonly documents: RecommendationDocuments,
    private readonly evidence: RecommendationEvidenceService,
    private readonly findings: FindingsService,
    private readonly reminders: RemindersOf,
  ) {}

  /** @throws NotFound (404) */
  async collect(id: string, asOf: Day, viewer: Viewer): Promise<RecommendationView> {
    const detail = await this.recommendations.find(id, asOf);
    const mayAnswer =
      viewer.permissions.has('recommendations.answer') && asOf === this.recommendations.today();
    return {
      detail,
      asOf,
      documents: await this.documents.findOf(id),
      evidence: await this.evidence.findOf(id, viewer),
      reminders: await this.reminders.render(id, viewer),
      linkable: mayAnswer ? await this.linkableTo(viewer) : null,
    };
  }

  private async linkableTo(viewer: Viewer): Promise<string[]> {
    const { items } = await this.findings.findPage({ limit: 500 }, viewer);
    return items.map(({ number }) => number);
  }
}
