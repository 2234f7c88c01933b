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

/** The steps that the features register, and which of them this database has had. */
@Injectable()
export class InstallationSteps {
  private readonly steps: InstallationStep[] = [];

  constructor(
    private readonly installation: Installation,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  register(step: InstallationStep): void {
    this.steps.push(step);
  }

  /** Runs the steps of the phases, in order, that have not run in their present version. @returns their names */
  async install(...phases: StepPhase[]): Promise<string[]> {
    const done: string[] = [];
    for (const phase of phases)
      for (const step of this.ofPhase(phase)) {
        const fact = factOf(step);
        if ((await this.installation.read(fact)) === step.version) continue;
        await step.install();
        await this.installation.remember(fact, step.version);
        done.push(step.name);
      }
    return done;
  }

  /** Takes the samples away, last installed first. @returns the names of the steps that were removed */
  async removeSamples(): Promise<string[]> {
    // In one unit: a job that runs meanwhile sees all of the samples or none.
    return this.unitOfWork.run(async () => {
      const removed: string[] = [];
      for (const step of this.ofPhase('sample').reverse()) {
        await step.remove?.();
        await this.installation.remember(factOf(step), 'removed');
        removed.push(step.name);
      }
      return removed;
    });
  }

  /** Whether the samples were taken away by hand; a restart does not bring them back. */
  async samplesWereRemoved(): Promise<boolean> {
    for (const step of this.ofPhase('sample'))
      if ((await this.installation.read(factOf(step))) === 'removed') return true;
    return false;
  }

  private ofPhase(phase: StepPhase): InstallationStep[] {
    return this.steps.filter((step) => step.phase === phase).sort((a, b) => a.order - b.order);
  }
}

const factOf = (step: InstallationStep): string => `step:${step.name}`;
