import { Injectable } from '@nestjs/common';
import { FindingsService, type FindingRow } from '../inspections/findings.service.js';
import { byDate } from '../inspections/inspection-year.rules.js';
import type { YearLine } from '../inspections/inspection-year-lines.js';
import { InspectionYearService, type YearItem } from '../inspections/inspection-year.service.js';
import { isDatedAhead } from '../inspections/life-cycle/life-cycle.rules.js';
import {
  type MilestoneRow,
  MilestonesService,
} from '../inspections/life-cycle/milestones.service.js';
import { addDays, type Day } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import type { Paged } from '../platform/http/paging.js';
import type { Viewer } from '../platform/http/viewer.js';
import { type AgreementOnDay, RegistryReader } from '../registry/registry-reader.js';
import { StaffService } from '../workforce/staff.service.js';

/** How far ahead the first page looks. */
const LOOK_AHEAD_DAYS = 35;

/** So many of what has no place are named on a first page; the year's list has all of them. */
const NAMED_UNSCHEDULED = 20;

/** Field work is begun, and its checklist is to be finished. */
const OWED: ReadonlySet<string> = new Set(['in-field', 'exit-interview', 'draft-report']);

/** What the first pages are made of: each role takes what answers its question. */
export interface HomeFacts {
  today: Day;
  fiscalYear: number;
  /** Of the viewer's field office, those in force; empty for whoever has none. */
  agreements: AgreementOnDay[];
  /** Those in force that open findings are about, by id. */
  concerned: Map<string, AgreementOnDay>;
  /** Everything of the year that the viewer may see, in brief. */
  lines: YearLine[];
  /** Visits that start soon, or that are on. */
  coming: YearItem[];
  /** Steps of visits that are past their limit, the oldest limit first; empty for who does not see milestones. */
  lateMilestones: MilestoneRow[];
  /** What is due and has no place: how much, and what is due first. */
  unscheduled: { total: number; first: YearItem[] };
  openFindings: Paged<FindingRow>;
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

  today(): Day {
    return this.clock.today(this.policy.timeZone);
  }

  async collect(viewer: Viewer): Promise<HomeFacts> {
    const today = this.today();
    const fiscalYear = this.year.currentYear();
    const lines = await this.year.findLines(fiscalYear, viewer);
    const soon = addDays(today, LOOK_AHEAD_DAYS);
    const coming = lines.filter(
      ({ status, startsOn, endsOn }) =>
        isDatedAhead(status) && (startsOn ?? '') <= soon && (endsOn ?? '') >= today,
    );
    const unscheduled = lines.filter(({ status }) => status === 'unscheduled');
    const openFindings = await this.findings.findPage({ status: 'open', limit: 500 }, viewer);
    return {
      today,
      fiscalYear,
      agreements:
        viewer.officeId === null ? [] : await this.registry.findInForce(today, viewer.officeId),
      concerned: await this.registry.findInForceByIds(
        openFindings.items.map(({ agreementId }) => agreementId),
        today,
      ),
      lines,
      coming: await this.year.complete(fiscalYear, byDate(coming), viewer),
      lateMilestones: viewer.permissions.has('checklist.read')
        ? await this.milestones.findOpen({ standing: 'late' }, viewer)
        : [],
      unscheduled: {
        total: unscheduled.length,
        first: await this.year.complete(
          fiscalYear,
          byDate(unscheduled).slice(0, NAMED_UNSCHEDULED),
          viewer,
        ),
      },
      openFindings,
    };
  }

  /** The visits of the year that wait for the viewer, or in which they are at work, by date. */
  async findOwnVisits(
    { lines, fiscalYear, today }: HomeFacts,
    viewer: Viewer,
  ): Promise<YearItem[]> {
    const waiting = lines.filter(
      ({ status, endsOn }) => (isDatedAhead(status) && (endsOn ?? '') >= today) || OWED.has(status),
    );
    const positions = await this.positionsOf(viewer);
    return (await this.year.complete(fiscalYear, byDate(waiting), viewer)).filter(({ team }) =>
      team.some((member) => positions.has(member.position)),
    );
  }

  /** The titles of the positions that the viewer holds today. */
  async positionsOf(viewer: Viewer): Promise<Set<string>> {
    const positions = await this.staff.findPositions(this.today());
    return new Set(
      positions
        .filter((position) => position.holder?.accountId === viewer.accountId)
        .map((position) => position.title),
    );
  }
}
