import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { CorrectiveAction } from '../inspections/corrective-actions/corrective-action.entity.js';
import { Finding } from '../inspections/finding.entity.js';
import { InspectionObligation } from '../inspections/inspection-obligation.entity.js';
import { Inspection } from '../inspections/inspection.entity.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';

import { byAgreement } from '../registry/by-agreement.js';
import type { AgreementOnDay } from '../registry/registry-reader.js';
import type { AgreementFacts, FindingFact, Statement, VisitFact } from './evidence-facts.js';
import { evidenceOf } from './evidence.rules.js';
import { FiguresService } from './figures.service.js';

/**
 * Gathers what is known of agreements, and what it says about keeping them. No scope is applied: whoever may see an
 * agreement today may see all of its visits and findings.
 */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly figures: FiguresService,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  /** What speaks for and against each, by agreement id. */
  async about(agreements: readonly AgreementOnDay[]): Promise<Map<string, Statement[]>> {
    const today = this.clock.today(this.policy.timeZone);
    const facts = await this.gather(agreements);
    return new Map(
      facts.map((one) => [one.agreementId, evidenceOf(one, this.policy, today)] as const),
    );
  }

  /** A handful of questions, however many agreements. */
  private async gather(agreements: readonly AgreementOnDay[]): Promise<AgreementFacts[]> {
    if (agreements.length === 0) return [];
    const ids = agreements.map(({ agreementId }) => agreementId);
    const visits = byAgreement(await this.visitsOf(ids));
    const findings = byAgreement(await this.findingsOf(ids));
    const due = byAgreement(
      await this.unitOfWork
        .reading()
        .findBy(InspectionObligation, { agreementId: In(ids), status: 'open' }),
    );
    const figures = await this.figures.findCurrent(ids);
    return agreements.map(({ agreementId, status, model, endsOn, endsOnBasis }) => ({
      ...{ agreementId, status, model, endsOn, endsOnBasis },
      visits: visits.get(agreementId) ?? [],
      nextInspectionDueOn:
        due
          .get(agreementId)
          ?.map(({ dueOn }) => dueOn)
          .sort()[0] ?? null,
      findings: findings.get(agreementId) ?? [],
      figures: figures.get(agreementId) ?? [],
    }));
  }

  private visitsOf(ids: string[]): Promise<(VisitFact & { agreementId: string })[]> {
    return this.unitOfWork.reading().find(Inspection, {
      select: {
        ...{ id: true, agreementId: true, number: true, kind: true, status: true },
        ...{ dueOn: true, startsOn: true, endsOn: true, isSample: true },
      },
      where: { agreementId: In(ids) },
      order: { number: 'ASC' },
    });
  }

  private async findingsOf(ids: string[]): Promise<(FindingFact & { agreementId: string })[]> {
    const rows = await this.unitOfWork
      .reading()
      .createQueryBuilder(Finding, 'finding')
      .innerJoin(Inspection, 'inspection', 'inspection.id = finding.inspectionId')
      .leftJoin(CorrectiveAction, 'action', 'action.findingId = finding.id')
      .select('finding.id', 'id')
      .addSelect('finding.number', 'number')
      .addSelect('finding.agreementId', 'agreementId')
      .addSelect('finding.inspectionId', 'inspectionId')
      .addSelect('finding.requirementCode', 'requirementCode')
      .addSelect('finding.severity', 'severity')
      .addSelect('finding.status', 'status')
      .addSelect('finding.isSample', 'isSample')
      .addSelect('COALESCE(inspection.reportedOn, inspection.endsOn)', 'foundOn')
      .addSelect('action.status', 'actionStatus')
      .addSelect('action.dueOn', 'actionDueOn')
      .where('finding.agreementId IN (:...ids)', { ids })
      .andWhere('finding.status <> :draft', { draft: 'draft' })
      .orderBy('finding.number')
      .getRawMany<FindingFact & { agreementId: string }>();
    // SQLite answers a raw question about a boolean with 0 or 1.
    return rows.map((row) => ({ ...row, isSample: Number(row.isSample) === 1 }));
  }
}
