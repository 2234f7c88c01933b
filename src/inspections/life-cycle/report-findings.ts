import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { isId, newId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Conflict, InvalidRequest, NotFound, Stale } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { ChecklistItem } from '../checklist/checklist.entity.js';
import { ratingOf } from '../checklist/rating.rules.js';
import { Finding, type RepeatDecision, type Severity } from '../finding.entity.js';
import { findingsToVerify } from '../covered-findings.js';
import { Inspection } from '../inspection.entity.js';
import { nextFindingNumber, repeatedBy } from './report-findings.rules.js';

/** What a leader says of a draft finding; what is absent stays as it is. */
export interface Judgement {
  severity?: Severity | undefined;
  /** Whether it repeats the earlier finding that is proposed. */
  repeat?: RepeatDecision | undefined;
}

/** The findings of a report: drafts that follow the checklist, judged by the leader, and opened with the final report. */
@Injectable()
export class ReportFindings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: BusinessClock,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Makes the drafts what the checklist says: one for each item that is rated wanting, with its text, and none for another.
   * What the visit itself was to verify is no second finding: its outcome says what became of it. An earlier finding of the
   * same requirement at the same agreement is proposed as the one that a new one repeats.
   */
  async raise(visit: Inspection, manager: EntityManager): Promise<void> {
    const items = await manager.find(ChecklistItem, {
      where: { inspectionId: visit.id },
      order: { category: 'ASC', itemKey: 'ASC' },
    });
    const known = await manager.findBy(Finding, { inspectionId: visit.id });
    const earlier = await this.findEarlier(visit, manager);
    const verified = await findingsToVerify(visit, manager);
    for (const item of items) {
      const draft = known.find(({ checklistItemId }) => checklistItemId === item.id);
      const rating = ratingOf(item);
      const isFollowed = verified.some((one) => one.requirementCode === item.requirementCode);
      if (isFollowed || (rating !== 'deficiency' && rating !== 'area-of-concern')) {
        if (draft) await this.drop(draft, manager);
        continue;
      }
      const text = { kind: rating, side: item.side, observation: item.observation };
      if (draft) await this.follow(draft, text, manager);
      else {
        const finding = {
          id: newId(),
          number: nextFindingNumber(visit.number, known),
          inspectionId: visit.id,
          agreementId: visit.agreementId,
          requirementCode: item.requirementCode,
          ...text,
          severity: null,
          status: 'draft' as const,
          closedOn: null,
          closedReason: null,
          isRepeated: false,
          isSample: visit.isSample,
          checklistItemId: item.id,
          repeatOfId: repeatedBy(item.requirementCode, earlier)?.id ?? null,
          repeatDecision: null,
          repeatDecidedAt: null,
          repeatDecidedBy: null,
          version: 1,
        };
        await manager.insert(Finding, finding);
        known.push(finding);
        await this.record('finding.drafted', finding, [
          { field: 'status', before: null, after: 'draft' },
        ]);
      }
    }
  }

  /** The findings of a visit's report by number, each with the one that it may repeat. */
  async ofReport(visit: Inspection): Promise<{ finding: Finding; repeats: Finding | null }[]> {
    const manager = this.unitOfWork.reading();
    const findings = await manager.find(Finding, {
      where: { inspectionId: visit.id },
      order: { number: 'ASC' },
    });
    const earlier = await manager.findBy(Finding, {
      id: In(findings.flatMap(({ repeatOfId }) => repeatOfId ?? [])),
    });
    return findings.map((finding) => ({
      finding,
      repeats: earlier.find(({ id }) => id === finding.repeatOfId) ?? null,
    }));
  }

  private async follow(
    draft: Finding,
    text: Pick<Finding, 'kind' | 'side' | 'observation'>,
    manager: EntityManager,
  ): Promise<void> {
    const fields = ['kind', 'side', 'observation'] as const;
    const changes = fields
      .filter((field) => draft[field] !== text[field])
      .map((field) => ({ field, before: draft[field], after: text[field] }));
    if (changes.length === 0) return;
    await manager.update(
      Finding,
      { id: draft.id, status: 'draft' },
      { ...text, version: draft.version + 1 },
    );
    await this.record('finding.redrafted', draft, changes);
  }

  private async drop(draft: Finding, manager: EntityManager): Promise<void> {
    await manager.delete(Finding, { id: draft.id, status: 'draft' });
    await this.record('finding.draft-dropped', draft, [
      { field: 'status', before: 'draft', after: null },
    ]);
  }

  /**
   * Chooses a draft's severity, and says whether it repeats the finding that is proposed.
   * @param version the version of the finding that the caller saw
   * @throws NotFound, Stale (412), Conflict (409) once the report is final, InvalidRequest (400)
   */
  async judge(
    visit: Inspection,
    findingId: string,
    judgement: Judgement,
    version: number,
    viewer: Viewer,
  ): Promise<Finding> {
    return this.unitOfWork.run(async (manager) => {
      const finding = isId(findingId)
        ? await manager.findOneBy(Finding, { id: findingId, inspectionId: visit.id })
        : null;
      if (!finding) throw new NotFound('The finding');
      if (finding.version !== version) throw new Stale(judgedFacts(finding));
      if (finding.status !== 'draft')
        throw new Conflict(
          'report-final',
          `${finding.number} stands in a final report: its severity stays as it is.`,
        );
      if (judgement.repeat && finding.repeatOfId === null)
        throw new InvalidRequest([
          {
            pointer: '/repeat',
            parameter: 'repeat',
            detail: 'repeat cannot be decided: no earlier finding of this requirement is known',
          },
        ]);
      const changed = {
        severity: judgement.severity ?? finding.severity,
        ...(judgement.repeat && {
          repeatDecision: judgement.repeat,
          repeatDecidedAt: this.clock.moment(),
          repeatDecidedBy: viewer.name,
        }),
        version: version + 1,
      };
      const { affected } = await manager.update(
        Finding,
        { id: findingId, version, status: 'draft' },
        changed,
      );
      if (affected !== 1) throw new Stale(judgedFacts(finding));
      await this.record('finding.judged', finding, [
        { field: 'severity', before: finding.severity, after: changed.severity },
        ...(judgement.repeat
          ? [{ field: 'repeat', before: finding.repeatDecision, after: judgement.repeat }]
          : []),
      ]);
      return Object.assign(new Finding(), finding, changed);
    });
  }

  /** With the final report its drafts are findings that everybody sees who may see the visit. */
  async open(visit: Inspection, manager: EntityManager): Promise<void> {
    for (const draft of await manager.findBy(Finding, {
      inspectionId: visit.id,
      status: 'draft',
    })) {
      await manager.update(
        Finding,
        { id: draft.id, status: 'draft' },
        { status: 'open', version: draft.version + 1 },
      );
      await this.record('finding.opened', draft, [
        { field: 'status', before: 'draft', after: 'open' },
      ]);
    }
  }

  /** The findings of earlier reports on the same agreement, the latest first. */
  private findEarlier(visit: Inspection, manager: EntityManager): Promise<Finding[]> {
    return manager
      .createQueryBuilder(Finding, 'finding')
      .innerJoin(Inspection, 'inspection', 'inspection.id = finding.inspectionId')
      .where('finding.agreementId = :agreementId', { agreementId: visit.agreementId })
      .andWhere('finding.inspectionId <> :id', { id: visit.id })
      .andWhere('finding.status <> :draft', { draft: 'draft' })
      .orderBy('inspection.reportedOn', 'DESC')
      .addOrderBy('finding.number', 'DESC')
      .getMany();
  }

  private record(
    action: string,
    finding: Pick<Finding, 'id' | 'number' | 'agreementId'>,
    changes: { field: string; before: unknown; after: unknown }[],
  ): Promise<void> {
    return this.audit.record({
      action,
      subject: { type: 'finding', id: finding.id, label: finding.number },
      contextId: finding.agreementId,
      changes,
    });
  }
}

/** What one may compare after a 412. */
const judgedFacts = (finding: Finding): Record<string, unknown> => ({
  severity: finding.severity,
  repeat: finding.repeatDecision,
  status: finding.status,
  version: finding.version,
});
