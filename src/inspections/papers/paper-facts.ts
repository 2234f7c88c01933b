import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { ProgramModels } from '../../registry/program-models.js';
import { RegistryReader } from '../../registry/registry-reader.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { ChecklistItem } from '../checklist/checklist.entity.js';
import { isOverridden, ratingOf } from '../checklist/rating.rules.js';
import { coveredFindings } from '../covered-findings.js';
import { Finding } from '../finding.entity.js';
import { FindingOutcome } from '../focus-reviews/finding-outcome.entity.js';
import { OUTCOME_WORDS } from '../focus-reviews/outcome.rules.js';
import { type Inspection, InspectionEvent } from '../inspection.entity.js';
import { InspectionYearService } from '../inspection-year.service.js';
import { STATUS_NAMES } from '../life-cycle/life-cycle-words.js';
import type { PaperFacts, PaperFinding } from './paper-content.rules.js';

/** Collects what the papers of a visit are made from. */
@Injectable()
export class PaperFactsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: RegistryReader,
    private readonly year: InspectionYearService,
    private readonly models: ProgramModels,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  /** The agreement is described as it was on the first day of the visit; within a unit of work, its writes are seen. */
  async collect(visit: Inspection): Promise<PaperFacts> {
    const manager = this.unitOfWork.reading();
    const { id, number, kind, isSample, startsOn, endsOn, reportedOn, reason } = visit;
    const today = this.clock.today(this.policy.timeZone);
    const agreement = await this.registry.describeAgreement(visit.agreementId, startsOn ?? today);
    const items = await manager.find(ChecklistItem, {
      where: { inspectionId: id },
      order: { category: 'ASC', itemKey: 'ASC' },
    });
    const steps = await manager.find(InspectionEvent, {
      where: { inspectionId: id, onDay: Not(IsNull()) },
      order: { onDay: 'ASC', id: 'ASC' },
    });
    return {
      ...{ number, kind, isSample, startsOn, endsOn, reportedOn, reason: reason ?? '' },
      agency: {
        name: agreement?.agencyName ?? 'an agency that is no longer in the register',
        state: agreement?.state ?? '',
        county: agreement?.county ?? null,
        model: await this.modelName(agreement?.model),
      },
      fieldOffice: agreement?.officeName ?? null,
      template: items[0]?.template ?? null,
      team: (await this.year.findTeams([id])).get(id) ?? [],
      covers: await this.coveredBy(id),
      items: items.map((item) => ({
        code: item.itemKey,
        category: item.category,
        text: item.text,
        side: item.side,
        sideBasis: item.sideBasis,
        standard: item.standard,
        rating: ratingOf(item),
        computed: item.computedRating,
        isOverridden: isOverridden(item),
        reason: item.reason,
        observation: item.observation,
      })),
      findings: await this.findingsOf(id),
      steps: steps.map(({ event, onDay, recordedBy }) => ({
        name: STATUS_NAMES[event] ?? event,
        on: onDay ?? '',
        by: recordedBy,
      })),
    };
  }

  /** As people call it. */
  private async modelName(code: string | undefined): Promise<string> {
    const model = (await this.models.all()).find((known) => known.code === code);
    return model?.name ?? 'not known';
  }

  private async coveredBy(inspectionId: string): Promise<PaperFacts['covers']> {
    const manager = this.unitOfWork.reading();
    const findings = await coveredFindings({ id: inspectionId }, manager);
    const outcomes = await manager.findBy(FindingOutcome, { inspectionId });
    return findings.map(({ id, number, requirementCode, observation }) => {
      const said = outcomes.find(({ findingId }) => findingId === id);
      return {
        ...{ number, requirementCode, observation },
        outcome: said ? OUTCOME_WORDS[said.outcome] : null,
        note: said?.note ?? '',
      };
    });
  }

  private async findingsOf(inspectionId: string): Promise<PaperFinding[]> {
    const manager = this.unitOfWork.reading();
    const findings = await manager.find(Finding, {
      where: { inspectionId },
      order: { number: 'ASC' },
    });
    const repeated = await manager.findBy(Finding, {
      id: In(findings.flatMap(({ repeatOfId }) => repeatOfId ?? [])),
    });
    const numberOf = new Map(repeated.map(({ id, number }) => [id, number]));
    return findings.map((finding) => ({
      number: finding.number,
      kind: finding.kind,
      severity: finding.severity,
      side: finding.side,
      requirementCode: finding.requirementCode,
      observation: finding.observation,
      repeats:
        finding.repeatDecision === 'confirmed'
          ? (numberOf.get(finding.repeatOfId ?? '') ?? null)
          : null,
    }));
  }
}
