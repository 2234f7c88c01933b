import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { BusinessClock } from '../platform/clock/clock.js';
import type { Day } from '../platform/clock/calendar.js';
import { Policy } from '../platform/config/policy.js';
import { isId } from '../platform/db/id.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { type Paged, readPage } from '../platform/http/paging.js';
import { NotFound } from '../platform/http/problem.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { AgreementOnDay } from '../registry/registry-reader.js';
import { CatalogueService, type RequirementOnDay } from '../requirements/catalogue.service.js';
import { CorrectiveAction } from './corrective-actions/corrective-action.entity.js';
import { Finding, FindingCoverage } from './finding.entity.js';
import { FindingOutcome } from './focus-reviews/finding-outcome.entity.js';
import { Inspection } from './inspection.entity.js';
import { limitFindings, limitVisits } from './inspection-scope.js';
import { ViewerScopes } from './viewer-scopes.js';

export interface FindingDetail {
  finding: Finding;
  /** As the catalogue had it on the day of the visit that raised it. */
  requirement: RequirementOnDay;
  judgedOn: Day;
  agreement: AgreementOnDay;
  /** Whether the viewer's field office answers for it today. */
  answersToday: boolean;
  raisedBy: Inspection;
  action: CorrectiveAction | null;
  /** The visits that verify it and that the viewer may see, first round first. */
  coverage: { round: number; basis: string; visit: Inspection; outcome: FindingOutcome | null }[];
  /** The finding that it repeats or may repeat, as far as the viewer may see it. */
  repeats: Finding | null;
  /** Those that repeat it, confirmed. */
  repeatedBy: Finding[];
}

export interface FindingFilter {
  status?: string | undefined;
  severity?: string | undefined;
  agreementId?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** A line of the list of findings. */
export interface FindingRow {
  id: string;
  number: string;
  agreementId: string;
  kind: string;
  /** Null while a draft's leader has not chosen one. */
  severity: string | null;
  side: string;
  status: string;
  requirementCode: string;
  observation: string;
  isRepeated: boolean;
  isSample: boolean;
  /** The number of the finding that it repeats, once that is confirmed. */
  repeatOf: string | null;
  reportedOn: Day | null;
  actionId: string | null;
  actionDueOn: Day | null;
  actionStatus: string | null;
}

/** Findings, and what is done about them. */
@Injectable()
export class FindingsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly scope: ViewerScopes,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly catalogue: CatalogueService,
  ) {}

  /** Findings by number, of the viewer's field office. */
  async findPage(filter: FindingFilter, viewer: Viewer): Promise<Paged<FindingRow>> {
    const query = this.unitOfWork
      .reading()
      .createQueryBuilder(Finding, 'finding')
      .innerJoin(Inspection, 'inspection', 'inspection.id = finding.inspectionId')
      .leftJoin(CorrectiveAction, 'action', 'action.findingId = finding.id')
      .leftJoin(
        Finding,
        'repeated',
        'repeated.id = finding.repeatOfId AND finding.repeatDecision = :confirmed',
        { confirmed: 'confirmed' },
      );
    if (filter.status) query.andWhere('finding.status = :status', { status: filter.status });
    if (filter.severity)
      query.andWhere('finding.severity = :severity', { severity: filter.severity });
    if (filter.agreementId)
      query.andWhere('finding.agreementId = :agreementId', { agreementId: filter.agreementId });
    limitFindings(query, viewer, this.today());
    return readPage(
      query,
      [{ column: 'finding.number', direction: 'ASC', of: (row: FindingRow) => row.number }],
      filter,
      (page) =>
        page
          .select('finding.id', 'id')
          .addSelect('finding.number', 'number')
          .addSelect('finding.agreementId', 'agreementId')
          .addSelect('finding.kind', 'kind')
          .addSelect('finding.severity', 'severity')
          .addSelect('finding.side', 'side')
          .addSelect('finding.status', 'status')
          .addSelect('finding.requirementCode', 'requirementCode')
          .addSelect('finding.observation', 'observation')
          .addSelect('finding.isRepeated', 'isRepeated')
          .addSelect('finding.isSample', 'isSample')
          .addSelect('repeated.number', 'repeatOf')
          .addSelect('inspection.reportedOn', 'reportedOn')
          .addSelect('action.id', 'actionId')
          .addSelect('action.dueOn', 'actionDueOn')
          .addSelect('action.status', 'actionStatus')
          .getRawMany<FindingRow>()
          // SQLite answers a raw question about a boolean with 0 or 1.
          .then((rows) =>
            rows.map((row) => ({
              ...row,
              isRepeated: Number(row.isRepeated) === 1,
              isSample: Number(row.isSample) === 1,
            })),
          ),
    );
  }

  /** @throws NotFound also when it lies outside what the viewer may see */
  async find(id: string, viewer: Viewer): Promise<FindingDetail> {
    const manager = this.unitOfWork.reading();
    const finding = await this.findVisible('finding.id', id, viewer);
    if (!finding) throw new NotFound('The finding');
    const raisedBy = await manager.findOneByOrFail(Inspection, { id: finding.inspectionId });
    const agreement = await this.scope.describeForViewer(
      finding.agreementId,
      raisedBy.startsOn,
      viewer,
    );
    if (!agreement) throw new NotFound('The finding');
    const coverage = await manager.find(FindingCoverage, {
      where: { findingId: id },
      order: { round: 'ASC' },
    });
    const visits = await this.findVisits(coverage, viewer);
    const outcomes = await manager.findBy(FindingOutcome, { findingId: id });
    const judgedOn = raisedBy.startsOn ?? this.today();
    const requirement = await this.catalogue.findOn(finding.requirementCode, judgedOn);
    if (!requirement) throw new NotFound('The requirement of the finding');
    return {
      finding,
      agreement,
      answersToday: await this.scope.answersToday(finding.agreementId, viewer),
      requirement,
      judgedOn,
      raisedBy,
      action: await manager.findOneBy(CorrectiveAction, { findingId: id }),
      coverage: coverage.flatMap(({ round, basis, inspectionId }) => {
        const visit = visits.get(inspectionId);
        const outcome = outcomes.find((one) => one.round === round) ?? null;
        return visit ? [{ round, basis, visit, outcome }] : [];
      }),
      repeats: finding.repeatOfId
        ? await this.findVisible('finding.id', finding.repeatOfId, viewer)
        : null,
      repeatedBy: await this.repeatsOf(id, viewer),
    };
  }

  private repeatsOf(id: string, viewer: Viewer): Promise<Finding[]> {
    const query = this.unitOfWork
      .reading()
      .createQueryBuilder(Finding, 'finding')
      .innerJoin(Inspection, 'inspection', 'inspection.id = finding.inspectionId')
      .where('finding.repeatOfId = :id', { id })
      .andWhere('finding.repeatDecision = :confirmed', { confirmed: 'confirmed' })
      .orderBy('finding.number');
    limitFindings(query, viewer, this.today());
    return query.getMany();
  }

  /** The visits that verify a finding, as far as the viewer may see them. */
  private async findVisits(
    coverage: FindingCoverage[],
    viewer: Viewer,
  ): Promise<Map<string, Inspection>> {
    const query = this.unitOfWork
      .reading()
      .createQueryBuilder(Inspection, 'inspection')
      .where({ id: In(coverage.map(({ inspectionId }) => inspectionId)) });
    limitVisits(query, viewer, this.today());
    return new Map((await query.getMany()).map((visit) => [visit.id, visit]));
  }

  /** Where a number such as `INS-2012-0003/F2` is shown; undefined when there is none that the viewer may see. */
  async pathOfNumber(number: string, viewer: Viewer): Promise<string | undefined> {
    const finding = await this.findVisible('finding.number', number.toUpperCase(), viewer);
    return finding ? `/findings/${finding.id}` : undefined;
  }

  async isVisible(id: string, viewer: Viewer): Promise<boolean> {
    return (await this.findVisible('finding.id', id, viewer)) !== null;
  }

  private findVisible(
    column: 'finding.id' | 'finding.number',
    value: string,
    viewer: Viewer,
  ): Promise<Finding | null> {
    if (column === 'finding.id' && !isId(value)) return Promise.resolve(null);
    const query = this.unitOfWork
      .reading()
      .createQueryBuilder(Finding, 'finding')
      .innerJoin(Inspection, 'inspection', 'inspection.id = finding.inspectionId')
      .where(`${column} = :value`, { value });
    limitFindings(query, viewer, this.today());
    return query.getOne();
  }

  /** How many rounds of verification a finding has, whoever may see their visits. */
  countRounds(findingId: string): Promise<number> {
    return this.unitOfWork.reading().countBy(FindingCoverage, { findingId });
  }

  private today(): Day {
    return this.clock.today(this.policy.timeZone);
  }
}
