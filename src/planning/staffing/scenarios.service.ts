import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Conflict, InvalidRequest, Stale } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import type { TeamRole } from '../../workforce/position.entity.js';
import { Specialties } from '../../workforce/specialties.js';
import { isBeingSolved } from '../versions/solve-requests.js';
import { changesOf, type WantedChange } from './change-requests.js';
import { countedRole, titles } from './change-words.js';
import { headCountSeries } from './head-count-series.rules.js';
import { applyScenario, ChangeRefused, type StaffingChange } from './scenario.rules.js';
import { type StaffingFacts, StaffingScenario } from './staffing.entity.js';
import { StaffingBases } from './staffing-bases.service.js';
import { StaffingReader } from './staffing-reader.service.js';
import { StaffingRunRequests } from './staffing-run-requests.js';
import { scenarioSubject } from './staffing-subject.js';

/** What somebody wants to try. */
export interface WantedScenario {
  fiscalYear: number;
  name: string;
  note: string;
  changes: WantedChange[];
}

/** Trying a fiscal year with other people. */
@Injectable()
export class ScenariosService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly bases: StaffingBases,
    private readonly reader: StaffingReader,
    private readonly runs: StaffingRunRequests,
    private readonly specialties: Specialties,
    private readonly clock: SystemClock,
    private readonly policy: Policy,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Saves a scenario on today's facts and asks for its run; the people as they are come with the first of its facts.
   * @throws InvalidRequest (400) for a year that is not open, without a change, and for a change that makes no sense
   */
  createScenario(wanted: WantedScenario, viewer: Viewer): Promise<StaffingScenario> {
    return this.unitOfWork.run(async (manager) => {
      const { fiscalYear, name, note } = wanted;
      const basis = await this.bases.ofToday(manager, fiscalYear, viewer);
      const changes = await this.changesFor(basis.facts, wanted.changes);
      if (changes.length === 0)
        throw new InvalidRequest([
          {
            pointer: '/changes',
            parameter: 'changes',
            detail: 'Say what is different: add at least one change.',
          },
        ]);
      return this.bases.addScenario(manager, basis, { name, note, changes }, viewer);
    });
  }

  /**
   * What some changes come to on today's facts, without saving anything.
   * @throws InvalidRequest (400) naming the change that makes no sense
   */
  async previewChanges(fiscalYear: number, wanted: WantedChange[]): Promise<StaffingChange[]> {
    return this.changesFor(await this.bases.factsOf(fiscalYear), wanted);
  }

  /**
   * Scenarios with fewer and more people of a role, as far as the policy says.
   * @throws InvalidRequest (400) for a year that is not open, Conflict (409) when today's facts have the series already
   */
  createSeries(fiscalYear: number, role: TeamRole, viewer: Viewer): Promise<StaffingScenario[]> {
    return this.unitOfWork.run(async (manager) => {
      const basis = await this.bases.ofToday(manager, fiscalYear, viewer);
      const { id: basisId, facts } = basis;
      const known = await manager.findBy(StaffingScenario, { basisId, seriesRole: role });
      if (known.some(({ withdrawnAt }) => withdrawnAt === null))
        throw new Conflict(
          'series-exists',
          'Nothing has changed since this head count series was made: it is in the list.',
        );
      const scenarios: StaffingScenario[] = [];
      const { series } = this.policy.planning.staffing;
      for (const { step, changes } of headCountSeries(facts, role, series)) {
        const words = `${countedRole(Math.abs(step), role)} ${step < 0 ? 'fewer' : 'more'}`;
        const scenario = {
          ...{ name: words, note: 'Of a head count series.', changes },
          series: { seriesRole: role, seriesStep: step },
        };
        scenarios.push(await this.bases.addScenario(manager, basis, scenario, viewer));
      }
      return scenarios;
    });
  }

  /**
   * Plans the year of a scenario again: on today's facts, where they changed, and so beside the others of today.
   * @throws NotFound, Stale (412), Conflict (409) while it is computed, InvalidRequest (400) when a change makes no sense any more
   */
  async runAgain(id: string, version: number, viewer: Viewer): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const scenario = await this.present(id, version);
      await this.mustBeAtRest(scenario);
      const { fiscalYear, changes, isBaseline } = scenario;
      const basis = await this.bases.ofToday(manager, fiscalYear, viewer);
      if (isBaseline && basis.id !== scenario.basisId)
        throw new Conflict(
          'facts-changed',
          'The facts have changed since: the people as they are today are in the list by now.',
        );
      this.verify(basis.facts, changes);
      await this.change(manager, scenario, {
        ...{ basisId: basis.id, result: null },
        // Of a series of other facts it is no longer a part.
        ...(basis.id !== scenario.basisId && { seriesRole: null, seriesStep: null }),
      });
      await this.runs.ask(manager, 'scenario', id, viewer);
      await this.audit.record({
        action: 'staffing-scenario.run-again',
        subject: scenarioSubject(scenario),
      });
    });
  }

  /**
   * Calls a scenario something else, and says something else of it where a note is given: what it comes to stays.
   * @throws NotFound, Stale (412), Conflict (409) for the people as they are, and when it was taken off the list
   */
  async renameScenario(
    id: string,
    wanted: { name: string; note?: string | undefined },
    version: number,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const scenario = await this.present(id, version);
      if (scenario.isBaseline)
        throw new Conflict('baseline', 'The people as they are keep the name that says so.');
      const { name, note = scenario.note } = wanted;
      const changes = [
        { field: 'name', before: scenario.name, after: name },
        { field: 'note', before: scenario.note, after: note },
      ].filter(({ before, after }) => before !== after);
      if (changes.length === 0) return;
      await this.change(manager, scenario, { name, note });
      await this.audit.record({
        action: 'staffing-scenario.renamed',
        subject: scenarioSubject(scenario),
        changes,
      });
    });
  }

  /** @throws NotFound, Conflict (409) when it is not being computed */
  async stopRun(id: string): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const scenario = await this.reader.findScenario(id);
      await this.runs.stop(manager, id);
      await this.audit.record({
        action: 'staffing-scenario.stop-asked',
        subject: scenarioSubject(scenario),
      });
    });
  }

  /** Takes it off the list. @throws NotFound, Stale (412), Conflict (409) for the people as they are, and while it is computed */
  async withdrawScenario(id: string, version: number): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const scenario = await this.present(id, version);
      if (scenario.isBaseline)
        throw new Conflict('baseline', 'The people as they are belong to every comparison.');
      await this.mustBeAtRest(scenario);
      await this.change(manager, scenario, { withdrawnAt: this.clock.moment() });
      await this.audit.record({
        action: 'staffing-scenario.withdrawn',
        subject: scenarioSubject(scenario),
      });
    });
  }

  private async changesFor(
    facts: StaffingFacts,
    wanted: WantedChange[],
  ): Promise<StaffingChange[]> {
    const changes = changesOf(wanted, {
      offices: facts.offices,
      specialties: (await this.specialties.all()).map(({ code }) => code),
      usualCap: this.policy.planning.travelWeeksPerQuarter,
    });
    this.verify(facts, changes);
    return changes;
  }

  private verify(
    { instance, everybody, positions }: StaffingFacts,
    changes: StaffingChange[],
  ): void {
    try {
      applyScenario(instance, everybody, changes, titles(positions));
    } catch (error) {
      if (!(error instanceof ChangeRefused)) throw error;
      throw new InvalidRequest([
        { pointer: `/changes/${error.index}`, parameter: 'changes', detail: error.words },
      ]);
    }
  }

  private async present(id: string, version: number): Promise<StaffingScenario> {
    const scenario = await this.reader.findScenario(id);
    if (scenario.version !== version) throw new Stale(publicFacts(scenario));
    if (scenario.withdrawnAt !== null)
      throw new Conflict('withdrawn', `${scenario.number} was taken off the list.`);
    return scenario;
  }

  private async mustBeAtRest({ id, number }: StaffingScenario): Promise<void> {
    if (isBeingSolved((await this.runs.find(id))?.state))
      throw new Conflict('being-solved', `${number} is being computed: stop that first, or wait.`);
  }

  private async change(
    manager: Parameters<Parameters<UnitOfWork['run']>[0]>[0],
    scenario: StaffingScenario,
    change: Partial<
      Pick<
        StaffingScenario,
        'name' | 'note' | 'basisId' | 'seriesRole' | 'seriesStep' | 'withdrawnAt'
      >
    > & {
      result?: null;
    },
  ): Promise<void> {
    const { id, version } = scenario;
    const { affected } = await manager.update(
      StaffingScenario,
      { id, version },
      { ...change, version: version + 1 },
    );
    if (affected !== 1) throw new Stale(publicFacts(scenario));
  }
}

/** What one may compare after a 412. */
const publicFacts = ({ number, name, version }: StaffingScenario): Record<string, unknown> => ({
  ...{ number, name, version },
});
