import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { OfficesService } from '../../offices/offices.service.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { newId } from '../../platform/db/id.js';
import { InvalidRequest } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { nextNumber } from '../../platform/installation/installation.js';
import { YearInstances } from '../instance/year-instance.js';
import { yearsToPlan } from '../scheduler/plan-year.rules.js';
import type { Home, StaffingChange } from './scenario.rules.js';
import { StaffingBasis, type StaffingFacts, StaffingScenario } from './staffing.entity.js';
import { StaffingRunRequests } from './staffing-run-requests.js';
import { scenarioSubject } from './staffing-subject.js';

/** What a new scenario says of itself. */
export interface ScenarioFacts {
  name: string;
  note: string;
  changes: StaffingChange[];
  isBaseline?: boolean;
  series?: Pick<StaffingScenario, 'seriesRole' | 'seriesStep'>;
}

/** The facts that scenarios rest on, and the scenario that comes with them: the people as they are. */
@Injectable()
export class StaffingBases {
  constructor(
    private readonly years: YearInstances,
    private readonly offices: OfficesService,
    private readonly runs: StaffingRunRequests,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly audit: AuditTrail,
  ) {}

  /** The fiscal years that people can be tried for today. */
  openYears(): number[] {
    return yearsToPlan(this.clock.today(this.policy.timeZone), this.policy);
  }

  /** The latest of them. */
  comingYear(): number {
    return Math.max(...this.openYears());
  }

  /** What a scenario of the year can be about today. @throws InvalidRequest (400) for a year that is not open */
  async factsOf(fiscalYear: number): Promise<StaffingFacts> {
    return (await this.takeDown(fiscalYear)).facts;
  }

  /**
   * The basis of today's facts: the one that is there when nothing has changed, otherwise a new one with its baseline.
   * @throws InvalidRequest (400) for a year that is not open for planning
   */
  async ofToday(
    manager: EntityManager,
    fiscalYear: number,
    viewer: Viewer,
  ): Promise<StaffingBasis> {
    const { facts, plannedFrom } = await this.takeDown(fiscalYear);
    const { iterations, seed } = this.policy.planning.staffing;
    const fingerprint = createHash('sha256')
      .update(JSON.stringify([facts, iterations, seed]))
      .digest('hex');
    const known = await manager.findOneBy(StaffingBasis, { fiscalYear, fingerprint });
    if (known) return known;
    const basis = Object.assign(new StaffingBasis(), {
      ...{ id: newId(), fiscalYear, fingerprint, plannedFrom, facts, iterations, seed },
      isSample: facts.positions.some(({ isSample }) => isSample),
      createdAt: this.clock.moment(),
    });
    await manager.insert(StaffingBasis, basis);
    const baseline = { name: 'As it is', note: '', changes: [], isBaseline: true };
    await this.addScenario(manager, basis, baseline, viewer);
    return basis;
  }

  /** Adds a scenario and asks for its run. */
  async addScenario(
    manager: EntityManager,
    basis: StaffingBasis,
    { name, note, changes, isBaseline = false, series }: ScenarioFacts,
    viewer: Viewer,
  ): Promise<StaffingScenario> {
    const scenario = Object.assign(new StaffingScenario(), {
      id: newId(),
      number: await nextNumber(manager, `STF-${basis.fiscalYear}`),
      fiscalYear: basis.fiscalYear,
      basisId: basis.id,
      ...{ name, note, changes, isBaseline },
      seriesRole: series?.seriesRole ?? null,
      seriesStep: series?.seriesStep ?? null,
      result: null,
      createdAt: this.clock.moment(),
      createdById: viewer.accountId,
      createdBy: viewer.name,
      withdrawnAt: null,
      version: 1,
    });
    await manager.insert(StaffingScenario, scenario);
    await this.runs.ask(manager, 'scenario', scenario.id, viewer);
    await this.audit.record({
      action: 'staffing-scenario.created',
      subject: scenarioSubject(scenario),
      details: { fiscalYear: basis.fiscalYear, name, changes },
    });
    return scenario;
  }

  private async takeDown(
    fiscalYear: number,
  ): Promise<{ facts: StaffingFacts; plannedFrom: string }> {
    const years = this.openYears();
    if (!years.includes(fiscalYear))
      throw new InvalidRequest([
        {
          pointer: '/fiscalYear',
          parameter: 'fiscalYear',
          detail: `fiscalYear must be one that is open for planning: ${years.join(' or ')}`,
        },
      ]);
    const { instance, everybody, positions, assumptions, plannedFrom } =
      await this.years.build(fiscalYear);
    const facts = { instance, everybody, positions, offices: await this.homes(), assumptions };
    return { facts, plannedFrom };
  }

  /** The field offices with a place, by name. */
  async homes(): Promise<Home[]> {
    return (await this.offices.list()).flatMap(({ id, name, latitude, longitude }) =>
      latitude === null || longitude === null
        ? []
        : [{ officeId: id, office: name, lat: latitude, lon: longitude }],
    );
  }
}
