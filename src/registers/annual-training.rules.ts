import { addMonths, type Day } from '../platform/clock/calendar.js';
import { activeOfficers, type RegisterFacts, textOf, trainingDays } from './limit-sources.rules.js';

/** `due-soon`: trained, but not for much longer. */
export type TrainingStatus = 'compliant' | 'due-soon' | 'late' | 'no-data';

/** How one officer stands in the annual training. */
export interface OfficerTraining {
  entryId: string;
  officer: string;
  /** The last training; null = none is on record. */
  lastOn: Day | null;
  /** Until when it counts. */
  dueOn: Day | null;
  status: TrainingStatus;
  isSample: boolean;
}

/**
 * The annual training of every officer who has not left. No text of the MOA that was found asks for it, GAO-21-186 does
 * speak of it: so its length is a setting of the installation.
 */
export function annualTraining(
  registers: RegisterFacts,
  { asOf, soonUntil, months }: { asOf: Day; soonUntil: Day; months: number },
): OfficerTraining[] {
  return activeOfficers(registers).map((officer) => {
    const lastOn = trainingDays(registers, officer).at(-1) ?? null;
    const dueOn = lastOn === null ? null : addMonths(lastOn, months);
    return {
      entryId: officer.id,
      officer: textOf(officer.facts, 'reference') ?? '',
      lastOn,
      dueOn,
      status: statusOf(dueOn, asOf, soonUntil),
      isSample: officer.isSample,
    };
  });
}

function statusOf(dueOn: Day | null, asOf: Day, soonUntil: Day): TrainingStatus {
  if (dueOn === null) return 'no-data';
  if (dueOn < asOf) return 'late';
  return dueOn <= soonUntil ? 'due-soon' : 'compliant';
}
