import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { Finding } from '../inspections/finding.entity.js';
import { FindingsService } from '../inspections/findings.service.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { newId } from '../platform/db/id.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { Conflict, InvalidRequest, NotFound, problemItem } from '../platform/http/problem.js';
import type { Viewer } from '../platform/http/viewer.js';
import { RecommendationEvidence } from './recommendation.entity.js';
import { mustBePresent, takeVersion } from './recommendation-changes.service.js';
import { recommendationSubject, RecommendationsService } from './recommendations.service.js';

/** A link with the finding as it is now; null when that left with the samples. */
export interface EvidenceRow {
  link: RecommendationEvidence;
  finding: Finding | null;
}

/** What inspections found, as evidence for or against what was done about a recommendation. */
@Injectable()
export class RecommendationEvidenceService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly recommendations: RecommendationsService,
    private readonly findings: FindingsService,
    private readonly clock: BusinessClock,
    private readonly audit: AuditTrail,
  ) {}

  /** The links of a recommendation, first one first, as far as the viewer may see their findings. */
  async findOf(recommendationId: string, viewer: Viewer): Promise<EvidenceRow[]> {
    const manager = this.unitOfWork.reading();
    const links = await manager.find(RecommendationEvidence, {
      where: { recommendationId, withdrawnAt: IsNull() },
      order: { id: 'ASC' },
    });
    const found = await manager.findBy(Finding, {
      id: In(links.map(({ findingId }) => findingId)),
    });
    const byId = new Map(found.map((finding) => [finding.id, finding]));
    const rows: EvidenceRow[] = [];
    for (const link of links) {
      const finding = byId.get(link.findingId) ?? null;
      if (finding === null || (await this.findings.isVisible(finding.id, viewer)))
        rows.push({ link, finding });
    }
    return rows;
  }

  /**
   * Links a finding.
   * @param finding its id, or its number such as `INS-2012-0003/F2`
   * @throws NotFound (404), InvalidRequest (400) by field, Conflict (409) when it is linked already
   */
  async linkFinding(
    recommendationId: string,
    { finding: named, note }: { finding: string; note: string },
    viewer: Viewer,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const { recommendation } = await this.recommendations.find(recommendationId);
      const finding = await this.findNamed(named.trim(), viewer);
      const objections = [
        ...(finding
          ? []
          : [{ field: 'finding', detail: 'Name a finding, such as INS-2012-0003/F2.' }]),
        ...(note.trim() === '' ? [{ field: 'note', detail: 'Say what the finding shows.' }] : []),
      ];
      if (!finding || objections.length > 0) throw new InvalidRequest(objections.map(problemItem));
      const isLinked = await manager.existsBy(RecommendationEvidence, {
        ...{ recommendationId, findingId: finding.id, withdrawnAt: IsNull() },
      });
      if (isLinked)
        throw new Conflict('linked-already', `${finding.number} is linked here already.`);
      const id = newId();
      await manager.insert(RecommendationEvidence, {
        id,
        recommendationId,
        findingId: finding.id,
        findingNumber: finding.number,
        note: note.trim(),
        linkedAt: this.clock.moment(),
        linkedBy: viewer.name,
        ...{ withdrawnAt: null, withdrawnBy: null, withdrawnBecause: null },
      });
      await this.audit.record({
        action: 'recommendation.finding-linked',
        subject: recommendationSubject(recommendation),
        changes: [{ field: 'evidence', before: null, after: finding.number }],
        details: { linkId: id, findingId: finding.id, note: note.trim() },
      });
    });
  }

  /** @throws NotFound (404), Stale (412), InvalidRequest (400) */
  async withdrawLink(
    recommendationId: string,
    linkId: string,
    reason: string,
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const detail = await this.recommendations.find(recommendationId);
      const rows = await this.findOf(recommendationId, viewer);
      const link = rows.find((row) => row.link.id === linkId)?.link;
      if (!link) throw new NotFound('The link');
      mustBePresent(detail, version);
      const because = reason.trim();
      if (because === '')
        throw new InvalidRequest([
          problemItem({ field: 'reason', detail: 'Say why it is withdrawn.' }),
        ]);
      await takeVersion(manager, detail);
      await manager.update(
        RecommendationEvidence,
        { id: linkId },
        {
          withdrawnAt: this.clock.moment(),
          withdrawnBy: viewer.name,
          withdrawnBecause: because,
        },
      );
      await this.audit.record({
        action: 'recommendation.finding-unlinked',
        subject: recommendationSubject(detail.recommendation),
        changes: [{ field: 'evidence', before: link.findingNumber, after: null }],
        reason: because,
        details: { linkId, findingId: link.findingId },
      });
    });
  }

  private async findNamed(named: string, viewer: Viewer): Promise<Finding | null> {
    const manager = this.unitOfWork.reading();
    const path = await this.findings.pathOfNumber(named, viewer);
    const id = path?.split('/').at(-1) ?? named;
    return (await this.findings.isVisible(id, viewer)) ? manager.findOneBy(Finding, { id }) : null;
  }
}
