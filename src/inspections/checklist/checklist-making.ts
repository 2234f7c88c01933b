import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Day } from '../../platform/clock/calendar.js';
import { newId } from '../../platform/db/id.js';
import { insertOnce } from '../../platform/db/insert-once.js';
import { RegistryReader } from '../../registry/registry-reader.js';
import { requirementsFor, standardUnder } from '../../requirements/catalogue.rules.js';
import { CatalogueService, type RequirementOnDay } from '../../requirements/catalogue.service.js';
import { templateOf } from '../../requirements/templates.rules.js';
import { coveredFindings } from '../covered-findings.js';
import { Finding } from '../finding.entity.js';
import type { Inspection } from '../inspection.entity.js';
import { ChecklistItem } from './checklist.entity.js';
import { sideOf } from './side.rules.js';

/** Makes the checklists of visits out of the catalogue of requirements. */
@Injectable()
export class ChecklistMaking {
  constructor(
    private readonly catalogue: CatalogueService,
    private readonly registry: RegistryReader,
  ) {}

  /**
   * Adds the items that a visit's checklist lacks, by the catalogue of its first day: of a full inspection all requirements of
   * the agreement's model and, where that is known, of its template; of a focus review the findings that it follows up.
   * What is there stays as it is.
   */
  async make(visit: Inspection, manager: EntityManager): Promise<void> {
    const { startsOn: judgedOn } = visit;
    if (judgedOn === null) return;
    const agreement = await this.registry.describeAgreement(visit.agreementId, judgedOn);
    const model = agreement?.model;
    const template =
      agreement === undefined
        ? null
        : (templateOf(agreement.model, agreement.signedOn).template?.code ?? null);
    const chosen: { requirement: RequirementOnDay; finding: Finding | null }[] =
      visit.kind === 'full'
        ? (await this.requirementsOf(model, template, judgedOn)).map((requirement) => ({
            requirement,
            finding: null,
          }))
        : await this.inQuestion(await coveredFindings(visit, manager), judgedOn);
    await insertOnce(
      manager,
      ChecklistItem,
      chosen.map(({ requirement, finding }) =>
        itemOf(visit, requirement, finding, template, judgedOn),
      ),
    );
  }

  private async requirementsOf(
    model: string | undefined,
    template: string | null,
    day: Day,
  ): Promise<RequirementOnDay[]> {
    const catalogue = await this.catalogue.catalogueOn(day);
    const holding = new Set(
      requirementsFor(
        catalogue.map(({ version }) => version),
        { model, template },
      ),
    );
    return catalogue.filter(({ version }) => holding.has(version));
  }

  private async inQuestion(
    findings: Finding[],
    day: Day,
  ): Promise<{ requirement: RequirementOnDay; finding: Finding }[]> {
    const found: { requirement: RequirementOnDay; finding: Finding }[] = [];
    for (const finding of findings) {
      const requirement = await this.catalogue.findOn(finding.requirementCode, day);
      if (requirement) found.push({ requirement, finding });
    }
    return found;
  }
}

function itemOf(
  visit: Inspection,
  { code, category, version }: RequirementOnDay,
  finding: Finding | null,
  template: string | null,
  judgedOn: Day,
): Omit<ChecklistItem, 'version'> {
  const { side, basis } = finding
    ? { side: finding.side, basis: `as in ${finding.number}` }
    : sideOf({ category, text: version.text });
  return {
    id: newId(),
    inspectionId: visit.id,
    itemKey: finding ? `${code} ${finding.number}` : code,
    requirementCode: code,
    followsFindingId: finding?.id ?? null,
    judgedOn,
    category,
    text: version.text,
    clause: version.clause,
    standard: standardUnder(version, template),
    template,
    side,
    sideBasis: basis,
    rating: null,
    computedRating: null,
    reason: '',
    observation: '',
    sampleSize: null,
    metCount: null,
    measured: null,
    changedAt: null,
    changedBy: null,
  };
}
