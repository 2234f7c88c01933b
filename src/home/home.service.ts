import { Injectable } from '@nestjs/common';
import { FindingsService, type FindingRow } from '../inspections/findings.service.js';
import { InspectionYearService, type YearItem } from '../inspections/inspection-year.service.js';
import { isDatedAhead } from '../inspections/life-cycle/life-cycle.rules.js';
import {
  type MilestoneRow,
  MilestonesService,
} from '../inspections/life-cycle/milestones.service.js';
import { addDays, type Day } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import type { Viewer } from '../platform/http/viewer.js';
import { type AgreementOnDay, RegistryReader } from '../registry/registry-reader.js';
import { StaffService } from '../workforce/staff.service.js';

/** How far ahead the first page looks. */
const LOOK_AHEAD_DAYS = 35;

/** What the first pages are made of: each role takes what answers its question. */
export interface HomeFacts {
  today: Day;
  fiscalYear: number;
  /** Agreements in force that the viewer may see. */
  agreements: AgreementOnDay[];
  items: YearItem[];
  /** Visits that start soon, or that are on. */
  coming: YearItem[];
  /** Steps of visits that are past their limit, the oldest limit first; empty for who does not see milestones. */
  lateMilestones: MilestoneRow[];
  /** What is due and has no place. */
  unscheduled: YearItem[];
  openFindings: FindingRow[];
}

@Injectable()
export class HomeService {
  constructor(
    private readonly year: InspectionYearService,
    private readonly findings: FindingsService,
    private readonly registry: RegistryReader,
    private readonly staff: StaffService,
    private readonly milestones: MilestonesService,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  async collect(viewer: Viewer): Promise<HomeFacts> {
    const today = this.clock.today(this.policy.timeZone);
    const fiscalYear = this.year.currentYear();
    const items = await this.year.findItems({ fiscalYear }, viewer);
    const inForce = await this.registry.findInForce(today);
    const agreements = inForce.filter(
      (agreement) => viewer.officeId === null || agreement.officeId === viewer.officeId,
    );
    const visits = items.filter((item) => isDatedAhead(item.status));
    const soon = addDays(today, LOOK_AHEAD_DAYS);
    return {
      today,
      fiscalYear,
      agreements,
      items,
      coming: visits.filter(
        ({ startsOn, endsOn }) => (startsOn ?? '') <= soon && (endsOn ?? '') >= today,
      ),
      lateMilestones: viewer.permissions.has('checklist.read')
        ? await this.milestones.findOpen({ standing: 'late' }, viewer)
        : [],
      unscheduled: items.filter((item) => item.status === 'unscheduled'),
      openFindings: (await this.findings.findPage({ status: 'open', limit: 500 }, viewer)).items,
    };
  }

  /** The titles of the positions that the viewer holds today. */
  async positionsOf(viewer: Viewer): Promise<Set<string>> {
    const positions = await this.staff.findPositions(this.clock.today(this.policy.timeZone));
    return new Set(
      positions
        .filter((position) => position.holder?.accountId === viewer.accountId)
        .map((position) => position.title),
    );
  }
}
