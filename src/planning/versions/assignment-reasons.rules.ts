import { counted } from '../../platform/counted.js';
import type { Day } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import { modelWords } from '../../workforce/qualification.rules.js';
import { type Explanation, limitWords } from '../solver/explain.js';
import type { PlanTask } from '../solver/instance.js';

/**
 * Why a task is when it is, from the plan itself: `Due 12 Oct 2012, 2 weeks late: in the week of 15 Oct 2012 no leader who
 * may inspect its model is free (of 3: 3 travelling). Of 3 team leaders qualified for detention, 1 more could have led it
 * that week.`
 * @param name how weeks are called
 */
export function assignmentWords(
  task: PlanTask,
  dueOn: Day,
  explanation: Explanation,
  name: (weeks: readonly number[]) => string,
): string {
  return `${timing(task, dueOn, explanation, name)} ${whoWasFree(task, explanation)}`;
}

function timing(
  { due, release }: PlanTask,
  dueOn: Day,
  { week, limits, open }: Explanation,
  name: (weeks: readonly number[]) => string,
): string {
  const late = (week ?? due) - due;
  if (late <= 0) return `On time: due ${dayText(dueOn)}.`;
  const lateness = `Due ${dayText(dueOn)}, ${counted(late, 'week')} late`;
  if ((week ?? release) <= release)
    return `${lateness}: it may not begin before ${name([release])}.`;
  const reasons = limitWords(limits, name);
  if (open.length > 0)
    reasons.push(`${name(open)} a team could have been found, at the cost of others`);
  return reasons.length > 0 ? `${lateness}: in ${reasons.join('; in ')}.` : `${lateness}.`;
}

function whoWasFree({ model }: PlanTask, { leaders }: Explanation): string {
  const { all, others } = leaders ?? { all: 0, others: 0 };
  const free = others === 0 ? 'nobody else' : `${others} more`;
  return `Of ${counted(all, 'team leader')} qualified for ${modelWords(model)}, ${free} could have led it that week.`;
}
