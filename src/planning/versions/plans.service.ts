import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { isId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { YearInstances } from '../instance/year-instance.js';
import { type Comparison, comparePlans } from './compare.rules.js';
import { loadsOf, type PersonLoad } from './plan-cost.rules.js';
import { PlanContents } from './plan-contents.js';
import { Plan, PlanNote, PlanSolve } from './plan.entity.js';
import { isPlannedBy } from './plan-standing.js';
import { type Difference, whatDiffers, whatMoved } from './plan-upkeep.rules.js';
import { assignmentsOf, namesOf, type PlanContent } from './planned-items.rules.js';

/** A version in a list. */
export interface PlanRow {
  plan: Plan;
  solve: PlanSolve | null;
}

/** A version with everything that its page tells. */
export interface PlanDetail extends PlanContent {
  solve: PlanSolve | null;
  basedOn: Plan | null;
  loads: PersonLoad[];
  /** What the nightly check found, the latest first. */
  notes: PlanNote[];
  /**
   * In what it and the world differ now: of a draft or a proposal, what keeps it from being approved; of an approved plan,
   * what was done since; nothing of one that is over.
   */
  differences: Difference[];
}

/** The plan that a year goes by, those that may follow, and what the nightly check found of it and is still so. */
export interface PlanStanding {
  approved: Plan | null;
  pending: Plan[];
  notes: PlanNote[];
}

/** Reads plans. */
@Injectable()
export class PlansService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly contents: PlanContents,
    private readonly years: YearInstances,
  ) {}

  /** The versions of a year, or of all, the latest first. */
  async findAll(fiscalYear?: number): Promise<PlanRow[]> {
    const manager = this.unitOfWork.reading();
    const plans = await manager.find(Plan, {
      ...(fiscalYear !== undefined && { where: { fiscalYear } }),
      order: { fiscalYear: 'DESC', createdAt: 'DESC', id: 'DESC' },
    });
    const solves = await manager.find(PlanSolve, {
      where: { planId: In(plans.map(({ id }) => id)) },
      select: SOLVE_WITHOUT_PLAN,
    });
    const solveOf = new Map(solves.map((solve) => [solve.planId, solve]));
    return plans.map((plan) => ({ plan, solve: solveOf.get(plan.id) ?? null }));
  }

  /** @throws NotFound */
  async find(id: string): Promise<PlanDetail> {
    const content = await this.contents.read(id);
    const { plan, instance, items } = content;
    const manager = this.unitOfWork.reading();
    const { basedOnId } = plan;
    return {
      ...content,
      solve: await this.findSolve(id),
      basedOn: basedOnId === null ? null : await manager.findOneBy(Plan, { id: basedOnId }),
      loads: loadsOf(instance, assignmentsOf(items)),
      notes: await this.findNotes(id),
      differences: await this.differencesOf(content),
    };
  }

  /** @throws NotFound */
  async findSolve(planId: string): Promise<PlanSolve | null> {
    await this.contents.findPlan(planId);
    return this.unitOfWork
      .reading()
      .findOne(PlanSolve, { where: { planId }, select: SOLVE_WITHOUT_PLAN });
  }

  /** @throws NotFound */
  async compare(a: string, b: string): Promise<Comparison> {
    return comparePlans(await this.contents.read(a), await this.contents.read(b));
  }

  /** How a year stands with its plan, for the first page. */
  async standingOf(fiscalYear: number): Promise<PlanStanding> {
    const plans = (await this.findAll(fiscalYear)).map(({ plan }) => plan);
    const approved = plans.find(({ status }) => status === 'approved') ?? null;
    return {
      approved,
      pending: plans.filter(({ status }) => status === 'draft' || status === 'proposed'),
      notes: approved ? (await this.findNotes(approved.id)).filter(isOpen) : [],
    };
  }

  /** The proposals of any year that somebody else planned: what this person may decide. */
  async findProposalsFor(accountId: string): Promise<Plan[]> {
    const proposed = await this.unitOfWork.reading().find(Plan, {
      where: { status: 'proposed' },
      order: { fiscalYear: 'ASC', proposedAt: 'ASC', id: 'ASC' },
    });
    return proposed.filter((plan) => !isPlannedBy(plan, accountId));
  }

  /** What is so still comes first, then by the day on which it was found. */
  async findNotes(planId: string): Promise<PlanNote[]> {
    const notes = await this.unitOfWork
      .reading()
      .find(PlanNote, { where: { planId }, order: { foundOn: 'DESC', words: 'ASC' } });
    return [...notes.filter(isOpen), ...notes.filter((note) => !isOpen(note))];
  }

  async isVisible(id: string): Promise<boolean> {
    return isId(id) && (await this.unitOfWork.reading().existsBy(Plan, { id }));
  }

  private async differencesOf(content: PlanContent): Promise<Difference[]> {
    const { fiscalYear, status } = content.plan;
    if (status === 'superseded' || status === 'withdrawn') return [];
    const now = await this.years.build(fiscalYear);
    const differ = status === 'approved' ? whatDiffers : whatMoved;
    return differ(content, now, namesOf(content));
  }
}

const isOpen = ({ goneOn }: PlanNote): boolean => goneOn === null;

/** Everything that is told of a solving; the best plan so far, which may be a megabyte, is for who goes on from it. */
const SOLVE_WITHOUT_PLAN = {
  planId: true,
  state: true,
  seconds: true,
  proofSeconds: true,
  iterations: true,
  seed: true,
  calm: true,
  isStopAsked: true,
  attempts: true,
  progress: true,
  secondsSpent: true,
  failure: true,
  requestedAt: true,
  requestedBy: true,
  endedAt: true,
} as const satisfies Record<Exclude<keyof PlanSolve, 'best' | 'leaseUntil' | 'claimedBy'>, true>;
