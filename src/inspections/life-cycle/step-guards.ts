import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ChecklistItem } from '../checklist/checklist.entity.js';
import { gapsOf, isWanting, ratingOf } from '../checklist/rating.rules.js';
import { Finding } from '../finding.entity.js';
import { type Inspection, InspectionTeamMember } from '../inspection.entity.js';
import { gapsOfDraft } from './report-findings.rules.js';
import type { StepObjection } from './visit-consequences.js';

/** What the inspection itself asks before a step: a leader, a complete checklist, judged findings, nothing left open. */
@Injectable()
export class StepGuards {
  /** @returns what keeps the visit from the step, each with the place where it is put right */
  async objections(
    visit: Inspection,
    to: string,
    manager: EntityManager,
  ): Promise<StepObjection[]> {
    switch (to) {
      case 'notified':
        return this.withoutLeader(visit, manager);
      case 'draft-report':
        return this.withoutObservation(visit, manager);
      case 'final-report':
        return [
          ...(await this.incompleteItems(visit, manager)),
          ...(await this.unjudgedDrafts(visit, manager)),
        ];
      case 'closed':
        return this.openFindings(visit, manager);
      default:
        return [];
    }
  }

  private async withoutLeader(visit: Inspection, manager: EntityManager): Promise<StepObjection[]> {
    const hasLeader = await manager.existsBy(InspectionTeamMember, {
      inspectionId: visit.id,
      role: 'leader',
    });
    return hasLeader ? [] : [{ detail: `${visit.number} has no team leader.` }];
  }

  /** A finding says what was seen, so its item must. */
  private async withoutObservation(
    visit: Inspection,
    manager: EntityManager,
  ): Promise<StepObjection[]> {
    return (await this.itemsOf(visit, manager))
      .filter((item) => isWanting(ratingOf(item)) && item.observation === '')
      .map((item) => objectionOfItem(item, ['the observation is missing']));
  }

  private async incompleteItems(
    visit: Inspection,
    manager: EntityManager,
  ): Promise<StepObjection[]> {
    return (await this.itemsOf(visit, manager)).flatMap((item) => {
      const gaps = gapsOf(item);
      return gaps.length > 0 ? [objectionOfItem(item, gaps)] : [];
    });
  }

  private async unjudgedDrafts(
    visit: Inspection,
    manager: EntityManager,
  ): Promise<StepObjection[]> {
    const drafts = await manager.find(Finding, {
      where: { inspectionId: visit.id, status: 'draft' },
      order: { number: 'ASC' },
    });
    return drafts.flatMap((draft) => {
      const gaps = gapsOfDraft(draft);
      return gaps.length > 0
        ? [
            {
              detail: `${draft.number}: ${gaps.join(', and ')}.`,
              path: `/inspections/${visit.id}/checklist#finding-${draft.id}`,
            },
          ]
        : [];
    });
  }

  private async openFindings(visit: Inspection, manager: EntityManager): Promise<StepObjection[]> {
    const open = await manager.find(Finding, {
      where: { inspectionId: visit.id, status: 'open' },
      order: { number: 'ASC' },
    });
    return open.map(({ id, number }) => ({
      detail: `${number} is open: a visit must verify it first.`,
      path: `/findings/${id}`,
    }));
  }

  private itemsOf(visit: Inspection, manager: EntityManager): Promise<ChecklistItem[]> {
    return manager.find(ChecklistItem, {
      where: { inspectionId: visit.id },
      order: { category: 'ASC', itemKey: 'ASC' },
    });
  }
}

const objectionOfItem = (item: ChecklistItem, gaps: string[]): StepObjection => ({
  detail: `${item.itemKey}: ${gaps.join(', and ')}.`,
  path: `/inspections/${item.inspectionId}/checklist#item-${item.id}`,
});
