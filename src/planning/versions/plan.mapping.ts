import type { Comparison, ComparedLoad } from './compare.rules.js';
import type { PersonLoad } from './plan-cost.rules.js';
import type {
  ComparedLoadResponse,
  ComparedPersonResponse,
  ComparisonResponse,
  PlanDetailResponse,
  PlanItemResponse,
  PlannedMemberResponse,
  PlanResponse,
  SolveResponse,
} from './plan.dto.js';
import type { Plan, PlanSolve } from './plan.entity.js';
import { holderOn, type PlannedPosition } from '../instance/plan-people.js';
import { type PlannedItem, weeksLateIn } from './planned-items.rules.js';
import type { PlanDetail, PlanRow } from './plans.service.js';

export function planResponse({ plan, solve }: PlanRow): PlanResponse {
  return {
    id: plan.id,
    number: plan.number,
    fiscalYear: plan.fiscalYear,
    name: plan.name,
    planStatus: plan.status,
    basedOnId: plan.basedOnId,
    plannedFrom: plan.plannedFrom,
    createdAt: plan.createdAt,
    createdBy: plan.createdBy,
    proposedAt: plan.proposedAt,
    proposedBy: plan.proposedBy,
    approvedAt: plan.approvedAt,
    approvedBy: plan.approvedBy,
    supersededAt: plan.supersededAt,
    reason: plan.reason,
    lateness: plan.lateness,
    travelKm: plan.travelKm,
    imbalance: plan.imbalance,
    unscheduled: plan.unscheduledCount,
    bound: plan.bound,
    gap: plan.gap,
    isSample: plan.isSample,
    solve: solve && solveResponse(solve),
  };
}

const solveResponse = (solve: PlanSolve): SolveResponse => ({
  solveState: solve.state,
  secondsAllowed: solve.seconds,
  proofSecondsAllowed: solve.proofSeconds,
  iterationsAllowed: solve.iterations,
  seed: solve.seed,
  calm: solve.calm,
  isStopAsked: solve.isStopAsked,
  progress: solve.progress,
  failure: solve.failure,
  requestedAt: solve.requestedAt,
  requestedBy: solve.requestedBy,
  endedAt: solve.endedAt,
});

export function planDetailResponse(detail: PlanDetail): PlanDetailResponse {
  const weeksLate = weeksLateIn(detail.instance);
  const positions = new Map(detail.positions.map((position) => [position.id, position]));
  return Object.assign(planResponse(detail), {
    visits: detail.items.map((item) => itemResponse(item, weeksLate(item), detail, positions)),
    loads: detail.loads.map(({ person, visits, travelWeeks, byQuarter, travelKm }) => ({
      positionId: person,
      position: positions.get(person)?.title ?? person,
      holder: positions.get(person)?.holder?.name ?? null,
      successors: (positions.get(person)?.successors ?? []).map(({ name, from }) => ({
        name,
        from,
      })),
      visits,
      travelWeeks,
      byQuarter,
      travelKm: Math.round(travelKm),
    })),
    assumptions: detail.assumptions,
    differences: detail.differences.map(({ kind, task, words }) => ({ kind, taskId: task, words })),
    notes: detail.notes.map(({ foundOn, goneOn, taskId, words }) => ({
      foundOn,
      goneOn,
      taskId,
      words,
    })),
  });
}

function itemResponse(
  item: PlannedItem,
  weeksLate: number | null,
  detail: PlanDetail,
  positions: ReadonlyMap<string, PlannedPosition>,
): PlanItemResponse {
  const agreement = detail.agreements.get(item.agreementId);
  const member = (positionId: string): PlannedMemberResponse => {
    const position = positions.get(positionId);
    const day = item.startsOn ?? detail.plan.plannedFrom;
    return {
      positionId,
      position: position?.title ?? positionId,
      holder: position ? (holderOn(position, day)?.name ?? null) : null,
    };
  };
  return {
    taskId: item.taskId,
    kind: item.kind,
    agreementId: item.agreementId,
    agency: agreement?.agencyName ?? '',
    state: agreement?.state ?? '',
    model: agreement?.model ?? '',
    inspectionId: item.inspectionId,
    dueOn: item.dueOn,
    week: item.week,
    startsOn: item.startsOn,
    endsOn: item.endsOn,
    weeksLate,
    leader: item.leaderId === null ? null : member(item.leaderId),
    inspectors: item.inspectors.map(member),
    isLocked: item.isLocked,
    fixedBecause: item.fixedBecause,
    weight: item.weight,
    weightWords: item.weightWords,
    reason: item.reason,
    movedBecause: item.movedBecause,
  };
}

export function comparisonResponse({ a, b, tasks, loads }: Comparison): ComparisonResponse {
  const alone = (plan: Plan): PlanResponse => planResponse({ plan, solve: null });
  return { a: alone(a), b: alone(b), tasks, loads: loads.map(loadResponse) };
}

const loadResponse = ({ position, a, b }: ComparedLoad): ComparedLoadResponse => ({
  position,
  a: a && personResponse(a),
  b: b && personResponse(b),
});

const personResponse = (load: PersonLoad): ComparedPersonResponse => ({
  visits: load.visits,
  travelWeeks: load.travelWeeks,
  travelKm: Math.round(load.travelKm),
});
