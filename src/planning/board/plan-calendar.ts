import { ICalCalendar } from 'ical-generator';
import { addDays, type Day, type Moment } from '../../platform/clock/calendar.js';
import { KIND_WORDS } from '../../inspections/inspection-words.js';
import { planPath } from '../versions/plan-words.js';
import { namesOf, type PlanContent, teamsOf } from '../versions/planned-items.rules.js';

/**
 * The visits of a plan as a calendar (RFC 5545): a whole-day event for each that has days. An event's id is that of its
 * task, the same in every version, so that a calendar that reads the next version moves what it has.
 * @param stampedAt when the file is made
 */
export function planCalendar(content: PlanContent, stampedAt: Moment): string {
  const { plan, items } = content;
  const names = namesOf(content);
  const teamOf = teamsOf(content);
  const sample = plan.isSample ? ' (sample)' : '';
  const calendar = new ICalCalendar({
    name: `${plan.number}: ${plan.name}${sample}`,
    prodId: { company: 'moa-287g', product: 'plans', language: 'EN' },
  });
  for (const item of items) {
    if (item.startsOn === null || item.endsOn === null || item.leaderId === null) continue;
    const team = teamOf(item).join(', ');
    calendar.createEvent({
      id: `${item.taskId}@moa-287g`,
      stamp: new Date(stampedAt),
      sequence: plan.version,
      allDay: true,
      start: asDate(item.startsOn),
      // RFC 5545, 3.6.1: the end of an event is the first day that is not of it.
      end: asDate(addDays(item.endsOn, 1)),
      summary: `${KIND_WORDS[item.kind]}: ${names.task(item.taskId)}${sample}`,
      description: `${plan.number}, ${plan.status}. Team: ${team}. Due ${item.dueOn}. ${planPath(plan.id)}`,
    });
  }
  return calendar.toString();
}

/** Midnight here: the file has the day as this process reads it. */
const asDate = (day: Day): Date => new Date(`${day}T00:00:00`);
