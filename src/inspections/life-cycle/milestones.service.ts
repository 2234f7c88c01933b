import { Injectable } from '@nestjs/common';
import type { Day } from '../../platform/clock/calendar.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { type AgreementOnDay, RegistryReader } from '../../registry/registry-reader.js';
import type { StaffedPosition } from '../../workforce/staff.service.js';
import { Inspection } from '../inspection.entity.js';
import { limitVisits } from '../inspection-scope.js';
import { VisitLeaders } from '../visit-leaders.js';
import { INSPECTION_STATUSES } from './life-cycle.rules.js';
import { daysLate, nextMilestone } from './milestones.rules.js';

/** A visit and the step that it waits for: who holds it, until when, and how late it is. */
export interface MilestoneRow {
  visit: Inspection;
  agreement: AgreementOnDay | undefined;
  step: string;
  limitOn: Day;
  basis: string;
  /** Negative = days that are left. */
  daysLate: number;
  /** The position that leads the team, and whoever holds it today. */
  holder: { position: string; name: string | null; accountId: string | null } | null;
}

export interface MilestoneFilter {
  /** `late` = past their limit; `ahead` = not yet. */
  standing?: 'late' | 'ahead' | undefined;
  step?: string | undefined;
}

/** The clocks of all visits: an ageing list. */
@Injectable()
export class MilestonesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: RegistryReader,
    private readonly leaders: VisitLeaders,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  /** The milestones that visits wait for, the oldest limit first. */
  async findOpen(filter: MilestoneFilter, viewer: Viewer): Promise<MilestoneRow[]> {
    const today = this.today();
    const query = this.unitOfWork
      .reading()
      .createQueryBuilder(Inspection, 'inspection')
      .where('inspection.status IN (:...waiting)', { waiting: WAITING });
    limitVisits(query, viewer, today);
    const visits = await query.getMany();
    const leaders = await this.leaders.leadersOf(visits, today);
    const agreements = await this.registry.findByIds(
      visits.map(({ agreementId }) => agreementId),
      today,
    );
    return visits
      .flatMap((visit) => {
        const milestone = nextMilestone(visit, this.policy);
        if (!milestone) return [];
        return [
          {
            visit,
            agreement: agreements.get(visit.agreementId),
            ...milestone,
            daysLate: daysLate(milestone.limitOn, today),
            holder: holderOf(leaders.get(visit.id)),
          },
        ];
      })
      .filter(
        (row) =>
          (!filter.standing || row.daysLate > 0 === (filter.standing === 'late')) &&
          (!filter.step || row.step === filter.step),
      )
      .sort((a, b) => (milestoneKey(a) < milestoneKey(b) ? -1 : 1));
  }

  /** The limits that a visit has ahead of it: the next step's, as far as its days are known. */
  nextOf(
    visit: Inspection,
  ): { step: string; limitOn: Day; basis: string; daysLate: number } | null {
    const milestone = nextMilestone(visit, this.policy);
    return milestone ? { ...milestone, daysLate: daysLate(milestone.limitOn, this.today()) } : null;
  }

  private today(): Day {
    return this.clock.today(this.policy.timeZone);
  }
}

const holderOf = (leader: StaffedPosition | undefined): MilestoneRow['holder'] =>
  leader
    ? {
        position: leader.title,
        name: leader.holder?.name ?? null,
        accountId: leader.holder?.accountId ?? null,
      }
    : null;

/** Text that sorts as the list does, and that is unique. */
export const milestoneKey = ({ limitOn, visit }: Pick<MilestoneRow, 'limitOn' | 'visit'>): string =>
  `${limitOn}|${visit.number}`;

const NEVER_WAITING = new Set(['unscheduled', 'distributed', 'closed', 'cancelled']);
const WAITING = INSPECTION_STATUSES.filter((status) => !NEVER_WAITING.has(status));
