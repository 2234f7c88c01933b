import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { isId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { NotFound } from '../../platform/http/problem.js';
import { changeWords, titles } from './change-words.js';
import { StaffingBasis, StaffingRun, StaffingScenario } from './staffing.entity.js';

/** A scenario with what it rests on and how far it is. */
export interface ScenarioDetail {
  scenario: StaffingScenario;
  basis: StaffingBasis;
  run: StaffingRun | null;
  /** What is different, a sentence each; none for the people as they are. */
  words: string[];
}

/** Scenarios that can be compared: they rest on the same facts. */
export interface BasisRows {
  basis: StaffingBasis;
  /** The people as they are come first, then the oldest. */
  rows: ScenarioDetail[];
}

/** Reads scenarios. */
@Injectable()
export class StaffingReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The scenarios of a year by what they rest on, the latest facts first. */
  async findOfYear(fiscalYear: number): Promise<BasisRows[]> {
    const manager = this.unitOfWork.reading();
    const bases = await manager.find(StaffingBasis, {
      where: { fiscalYear },
      order: { createdAt: 'DESC', id: 'DESC' },
    });
    const scenarios = await manager.find(StaffingScenario, {
      where: { fiscalYear, withdrawnAt: IsNull() },
      order: { isBaseline: 'DESC', number: 'ASC' },
    });
    const runs = await manager.find(StaffingRun, {
      where: { subjectId: In(scenarios.map(({ id }) => id)) },
    });
    const runOf = new Map(runs.map((run) => [run.subjectId, run]));
    return bases.map((basis) => ({
      basis,
      rows: scenarios
        .filter(({ basisId }) => basisId === basis.id)
        .map((scenario) => detailOf(scenario, basis, runOf.get(scenario.id) ?? null)),
    }));
  }

  /** The years that have scenarios, the latest first. */
  async findYears(): Promise<number[]> {
    const bases = await this.unitOfWork
      .reading()
      .find(StaffingBasis, { select: { id: true, fiscalYear: true } });
    return [...new Set(bases.map(({ fiscalYear }) => fiscalYear))].sort((a, b) => b - a);
  }

  /** @throws NotFound */
  async find(id: string): Promise<ScenarioDetail> {
    const scenario = await this.findScenario(id);
    const basis = await this.findBasis(scenario.basisId);
    const run = await this.unitOfWork.reading().findOneBy(StaffingRun, { subjectId: id });
    return detailOf(scenario, basis, run);
  }

  /** The people as they are, by the facts of a basis. */
  async findBaseline(basisId: string): Promise<ScenarioDetail> {
    const { id } = await this.unitOfWork
      .reading()
      .findOneByOrFail(StaffingScenario, { basisId, isBaseline: true });
    return this.find(id);
  }

  /** @throws NotFound */
  async findScenario(id: string): Promise<StaffingScenario> {
    const scenario = isId(id)
      ? await this.unitOfWork.reading().findOneBy(StaffingScenario, { id })
      : null;
    if (!scenario) throw new NotFound('The scenario');
    return scenario;
  }

  findBasis(id: string): Promise<StaffingBasis> {
    return this.unitOfWork.reading().findOneByOrFail(StaffingBasis, { id });
  }
}

const detailOf = (
  scenario: StaffingScenario,
  basis: StaffingBasis,
  run: StaffingRun | null,
): ScenarioDetail => {
  const titleOf = titles(basis.facts.positions);
  return { scenario, basis, run, words: scenario.changes.map((one) => changeWords(one, titleOf)) };
};
