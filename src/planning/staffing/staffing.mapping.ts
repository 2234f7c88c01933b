import type { AdviceDetail } from './advice.service.js';
import type { StaffingMeasures } from './measures.rules.js';
import { runWords } from './measures-words.js';
import type {
  AdviceResponse,
  RunResponse,
  ScenarioResponse,
  StaffingMeasuresResponse,
} from './staffing.dto.js';
import type { StaffingRun } from './staffing.entity.js';
import type { ScenarioDetail } from './staffing-reader.service.js';
import { outcomeWords } from './what-would-it-take.js';

export function scenarioResponse({
  scenario,
  basis,
  run,
  words,
}: ScenarioDetail): ScenarioResponse {
  const { id, number, fiscalYear, name, note, isBaseline, seriesRole, seriesStep } = scenario;
  const { plannedFrom, iterations, seed, isSample } = basis;
  return {
    ...{ id, number, fiscalYear, name, note, changes: words, isBaseline, seriesRole, seriesStep },
    ...{ basisId: basis.id, plannedFrom, iterations, seed, isSample },
    createdAt: scenario.createdAt,
    createdBy: scenario.createdBy,
    run: run && runResponse(run),
    measures: scenario.result && measuresResponse(scenario.result.measures),
  };
}

function measuresResponse({ byRole, ...measures }: StaffingMeasures): StaffingMeasuresResponse {
  return { ...measures, leaders: byRole.leader, inspectors: byRole.inspector };
}

const runResponse = (run: StaffingRun): RunResponse => ({
  runState: run.state,
  words: runWords(run),
  requestedAt: run.requestedAt,
  requestedBy: run.requestedBy,
  endedAt: run.endedAt,
});

export function adviceResponse({ advice, run }: AdviceDetail): AdviceResponse {
  const result = advice?.result ?? null;
  return {
    run: run && runResponse(run),
    askedOn: advice?.askedOn ?? null,
    askedBy: advice?.askedBy ?? null,
    iterations: advice?.iterations ?? null,
    seed: advice?.seed ?? null,
    isSample: advice?.isSample ?? false,
    asItIs: result?.asItIs ?? null,
    tried:
      result?.tried.map(({ words, worth, outcome }) => ({
        who: words,
        words: outcomeWords(result.asItIs, outcome),
        worth,
        ...outcome,
      })) ?? [],
  };
}
