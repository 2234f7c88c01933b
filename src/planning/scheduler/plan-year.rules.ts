import {
  addDays,
  daysBetween,
  mondayOf,
  planYearOf,
  type Day,
} from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import type { Policy } from '../../platform/config/policy.js';
import type { FiscalWeeks } from '../fiscal-weeks.rules.js';
import { modelWords } from '../../workforce/qualification.rules.js';
import type { Limit, VisitToPlace, Unscheduled } from './scheduling.js';

/** The fiscal years that are open for planning on a day: its own and, from `opensDaysBeforeYear` on, the coming one. */
export function yearsToPlan(today: Day, policy: Policy): number[] {
  const current = planYearOf(today);
  const coming = planYearOf(addDays(today, policy.planning.opensDaysBeforeYear));
  return coming === current ? [current] : [current, coming];
}

/** The first Monday that leaves the teams and the agency the policy's notice. */
export function firstFreeMonday(today: Day, policy: Policy): Day {
  const earliest = addDays(today, policy.planning.noticeDays);
  const monday = mondayOf(earliest);
  return monday < earliest ? addDays(monday, 7) : monday;
}

/** Why a visit is when it is. */
export function whyPlaced(visit: { dueOn: Day; task: VisitToPlace }, startsOn: Day): string {
  const late = daysBetween(visit.dueOn, startsOn);
  const crew = `a team leader qualified for ${modelWords(visit.task.model)} and ${people(visit.task.inspectors)}`;
  const timing = late > 0 ? `${late} days late: the first` : 'The first';
  return `${timing} week allowed in which ${crew} were free. Due ${dayText(visit.dueOn)}.`;
}

/** Why a visit has no week, in words that a supervisor can act on: the limits that bound, the most frequent first. */
export function whyUnscheduled(
  task: VisitToPlace,
  limits: Unscheduled['limits'],
  calendar: FiscalWeeks,
  policy: Policy,
): string {
  const sentences = limits.map(({ limit, weeks }) => {
    const when = weeks < calendar.weeks ? `${weeksText(weeks)} ` : '';
    return limitWords(limit, when, task, policy);
  });
  return `Not placed in fiscal year ${calendar.fiscalYear}: ${sentences.join('; ')}.`;
}

const weeksText = (weeks: number): string => (weeks === 1 ? 'in 1 week' : `in ${weeks} weeks`);

/** @param when the weeks in which it binds, with a blank behind them; nothing when those are all */
function limitWords(limit: Limit, when: string, task: VisitToPlace, policy: Policy): string {
  const model = modelWords(task.model);
  switch (limit) {
    case 'no-week-left':
      return 'no week that is allowed is left in it';
    case 'week-too-short':
      return `${when}a federal holiday leaves fewer than ${task.days} work days`;
    case 'no-qualified-leader':
      return `${when}no filled team leader position is qualified for ${model}`;
    case 'leaders-in-conflict':
      return `${when}every team leader qualified for ${model} has a conflict of interest with the agency`;
    case 'leaders-busy':
      return `${when}every team leader qualified for ${model} is travelling or away`;
    case 'leaders-at-quarter-cap':
      return `${when}every team leader qualified for ${model} has used the quarter's travel weeks${keptWords(task, policy)}`;
    case 'no-qualified-inspector':
      return `no filled inspector position is qualified for ${model}`;
    case 'inspectors-in-conflict':
      return `every inspector qualified for ${model} has a conflict of interest with the agency`;
    case 'inspectors-busy':
      return `${when}fewer than ${people(task.inspectors)}, one of them qualified for ${model}, are free`;
  }
}

const keptWords = (task: VisitToPlace, policy: Policy): string =>
  task.kind === 'full' && policy.planning.weeksKeptForFocusReviews > 0
    ? ` (${policy.planning.weeksKeptForFocusReviews} of ${policy.planning.travelWeeksPerQuarter} are kept for focus reviews)`
    : '';

const people = (inspectors: number): string =>
  inspectors === 1 ? '1 inspector' : `${inspectors} inspectors`;
