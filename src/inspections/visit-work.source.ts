import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import {
  type HandOver,
  HandOverRefused,
  type Refusal,
  type WorkItem,
  type WorkItemSource,
  WorkItemSources,
} from '../identity/hand-over/work-items.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { weekdayText } from '../platform/clock/day-text.js';
import { newId } from '../platform/db/id.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { currentOrigin } from '../platform/origin.js';
import { Doorbell } from '../platform/queue/doorbell.js';
import { Position } from '../workforce/position.entity.js';
import { Inspection, InspectionEvent, InspectionTeamMember } from './inspection.entity.js';
import { KIND_WORDS } from './inspection-words.js';
import { type TeamPlace, VisitStaffing } from './visit-staffing.js';
import type { Replacement } from './visit-staffing.rules.js';

const KIND = 'visits';

/**
 * The coming visits that somebody is on the team of. They go with the position where that has a successor; otherwise
 * somebody else takes the place, or planning finds a new week and team. An item's id is the team member's.
 */
@Injectable()
export class VisitWork implements WorkItemSource {
  readonly kind = KIND;
  readonly title = 'Visits';
  readonly order = 20;
  readonly isTiedToRole = true;

  constructor(
    sources: WorkItemSources,
    private readonly unitOfWork: UnitOfWork,
    private readonly staffing: VisitStaffing,
    private readonly clock: BusinessClock,
    private readonly audit: AuditTrail,
    private readonly doorbell: Doorbell,
  ) {
    sources.register(this);
  }

  async openWorkOf(accountId: string): Promise<WorkItem[]> {
    const places = await this.staffing.placesOf(accountId);
    const replacements = await this.staffing.replacements(places);
    return places.map((place) => ({
      id: place.member.id,
      label: place.visit.number,
      path: `/inspections/${place.visit.id}`,
      summary: summaryOf(place),
      candidates: (replacements.get(place.member.id) ?? []).filter(
        (candidate) => candidate.accountId !== accountId,
      ),
      alternative: 'give it back to planning',
      follows: {
        words: 'goes with the position',
        item: { kind: 'positions', id: place.occupancyId },
      },
      blocked: null,
    }));
  }

  /** Goes on after a refusal, so that all of them are told at once: nothing is kept anyway. */
  async handOver(from: string, items: HandOver[], reason: string): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const places = await this.staffing.placesOf(from);
      const refusals: Refusal[] = [];
      for (const { itemId, to } of items) {
        const place = places.find(({ member }) => member.id === itemId);
        if (!place) continue;
        if (to === null) {
          await this.giveBack(manager, place, reason);
          continue;
        }
        const replacement = await this.findReplacement(place, to);
        if (typeof replacement === 'string')
          refusals.push({ kind: KIND, itemId, detail: replacement });
        else await this.replace(manager, place, replacement, reason);
      }
      if (refusals.length > 0) throw new HandOverRefused(refusals);
    });
  }

  /** Or why not: a visit that was just handed over to them stands against it. */
  private async findReplacement(place: TeamPlace, to: string): Promise<Replacement | string> {
    const candidates = (await this.staffing.replacements([place])).get(place.member.id) ?? [];
    const wanted = candidates.find(({ accountId }) => accountId === to);
    if (wanted?.isAble) return wanted;
    const { number } = place.visit;
    return wanted
      ? `${number} cannot go to ${wanted.name}: ${wanted.why}.`
      : `${number} cannot go to whom you chose: they hold no fitting position.`;
  }

  private async replace(
    manager: EntityManager,
    place: TeamPlace,
    to: Replacement,
    reason: string,
  ): Promise<void> {
    const { member, visit } = place;
    const before = await manager.findOneByOrFail(Position, { id: member.positionId });
    await this.bump(manager, place, {});
    await manager.update(
      InspectionTeamMember,
      { id: member.id, positionId: member.positionId },
      { positionId: to.positionId },
    );
    await this.note(manager, visit, 'handed-over', [before.title, to.position], reason);
    await this.audit.record({
      action: 'inspection.handed-over',
      subject: { type: 'inspection', id: visit.id, label: visit.number },
      contextId: visit.agreementId,
      changes: [{ field: member.role, before: before.title, after: to.position }],
      reason,
    });
  }

  /**
   * A focus review waits again for its week and team. A full inspection is cancelled and lets go of its obligation,
   * which planning then meets with another one.
   */
  private async giveBack(manager: EntityManager, place: TeamPlace, reason: string): Promise<void> {
    const { visit } = place;
    const isFocus = visit.kind === 'focus';
    const status = isFocus ? 'unscheduled' : 'cancelled';
    await this.bump(manager, place, {
      status,
      reason: `Given back to planning: ${reason}`,
      ...(isFocus ? { startsOn: null, endsOn: null } : { obligationId: null }),
    });
    if (isFocus) await manager.delete(InspectionTeamMember, { inspectionId: visit.id });
    await this.note(manager, visit, 'given-back', [visit.startsOn, null], reason);
    await this.audit.record({
      action: 'inspection.given-back',
      subject: { type: 'inspection', id: visit.id, label: visit.number },
      contextId: visit.agreementId,
      changes: [
        { field: 'status', before: visit.status, after: status },
        ...(isFocus ? [{ field: 'startsOn', before: visit.startsOn, after: null }] : []),
      ],
      reason,
    });
    this.doorbell.ring('inspections.schedule');
    this.doorbell.ring('focus-reviews.schedule');
  }

  private async bump(
    manager: EntityManager,
    { visit, member }: TeamPlace,
    change: Partial<Inspection>,
  ): Promise<void> {
    const { affected } = await manager.update(
      Inspection,
      { id: visit.id, version: visit.version },
      { ...change, version: visit.version + 1 },
    );
    if (affected !== 1)
      throw new HandOverRefused([
        {
          kind: KIND,
          itemId: member.id,
          detail: `${visit.number} was changed meanwhile. Look again.`,
        },
      ]);
  }

  private async note(
    manager: EntityManager,
    visit: Inspection,
    event: string,
    [from, to]: [string | null, string | null],
    reason: string,
  ): Promise<void> {
    const origin = currentOrigin();
    await manager.insert(InspectionEvent, {
      id: newId(),
      inspectionId: visit.id,
      event,
      from,
      to,
      reason,
      recordedAt: this.clock.moment(),
      recordedBy: origin.viewer?.name ?? origin.name,
    });
  }
}

function summaryOf({ visit, agreement, member }: TeamPlace): string {
  const agency = agreement ? ` of ${agreement.agencyName} (${agreement.state})` : '';
  const days =
    visit.startsOn && visit.endsOn
      ? `${weekdayText(visit.startsOn)} to ${weekdayText(visit.endsOn)}`
      : 'not dated yet';
  const part = member.role === 'leader' ? 'leads the team' : 'inspects';
  return `${KIND_WORDS[visit.kind]}${agency}, ${days}, ${part}`;
}
