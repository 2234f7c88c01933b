import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../db/unit-of-work.js';
import { Installation } from './installation.js';

/**
 * `reference`: what the product cannot run without (models, field offices, requirements).
 * `register`: the real 2012 register. `sample`: invented inspections, findings and staff, marked as such.
 */
export type StepPhase = 'reference' | 'register' | 'sample';

/** Something that a feature puts into a new database. Doing it twice does no harm. */
export interface InstallationStep {
  readonly phase: StepPhase;
  readonly name: string;
  /** Changes whenever the step would put something else: the step then runs again. */
  readonly version: string;
  /** Smaller runs earlier within its phase. */
  readonly order: number;
  install(): Promise<void>;
  /** Takes everything away that `install` put there; samples only. */
  remove?(): Promise<void>;
}

/** What became of a step. It is told before it is committed. */
export interface StepEvent {
  step: InstallationStep;
  happening: 'installed' | 'removed';
  /** The version that was there before, or `removed`. */
  before: string | undefined;
}

/** The steps that the features register, and which of them this database has had. */
@Injectable()
export class InstallationSteps {
  private readonly steps: InstallationStep[] = [];
  private readonly watchers: ((event: StepEvent) => Promise<void>)[] = [];

  constructor(
    private readonly installation: Installation,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  register(step: InstallationStep): void {
    this.steps.push(step);
  }

  /** Tells a floor above what is done; it may write in the same unit of work. */
  watch(watcher: (event: StepEvent) => Promise<void>): void {
    this.watchers.push(watcher);
  }

  /** Runs the steps of the phases, in order, that have not run in their present version. @returns their names */
  async install(...phases: StepPhase[]): Promise<string[]> {
    const done: string[] = [];
    for (const phase of phases)
      for (const step of this.ofPhase(phase)) {
        if ((await this.installation.read(factOf(step))) === step.version) continue;
        if (await this.unitOfWork.run(() => this.installStep(step))) done.push(step.name);
      }
    return done;
  }

  /** @returns false when another process was quicker */
  private async installStep(step: InstallationStep): Promise<boolean> {
    const before = await this.installation.read(factOf(step));
    if (before === step.version) return false;
    await step.install();
    await this.installation.remember(factOf(step), step.version);
    await this.tell({ step, happening: 'installed', before });
    return true;
  }

  /** Takes the samples away, last installed first. @returns the names of the steps that were removed */
  async removeSamples(): Promise<string[]> {
    // In one unit: a job that runs meanwhile sees all of the samples or none.
    return this.unitOfWork.run(async () => {
      const removed: string[] = [];
      for (const step of this.ofPhase('sample').reverse()) {
        const before = await this.installation.read(factOf(step));
        await step.remove?.();
        await this.installation.remember(factOf(step), REMOVED);
        await this.tell({ step, happening: 'removed', before });
        removed.push(step.name);
      }
      return removed;
    });
  }

  /** Whether the samples were taken away by hand; a restart does not bring them back. */
  async samplesWereRemoved(): Promise<boolean> {
    for (const step of this.ofPhase('sample'))
      if ((await this.installation.read(factOf(step))) === REMOVED) return true;
    return false;
  }

  private async tell(event: StepEvent): Promise<void> {
    for (const watcher of this.watchers) await watcher(event);
  }

  private ofPhase(phase: StepPhase): InstallationStep[] {
    return this.steps.filter((step) => step.phase === phase).sort((a, b) => a.order - b.order);
  }
}

/** Stands where the version of a step stood whose rows were taken away. */
const REMOVED = 'removed';

const factOf = (step: InstallationStep): string => `step:${step.name}`;
