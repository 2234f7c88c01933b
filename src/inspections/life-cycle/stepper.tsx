import type { VNode } from 'preact';
import { DayTime } from '../../platform/pages/format.js';
import { StatusTag } from '../../platform/pages/status-tag.js';
import type { Inspection, InspectionEvent } from '../inspection.entity.js';
import { MAIN_PATH } from './life-cycle.rules.js';
import { STATUS_NAMES } from './life-cycle-words.js';
import { Lateness } from './milestone-table.js';
import type { MilestonesService } from './milestones.service.js';

export type NextMilestone = ReturnType<MilestonesService['nextOf']>;

/** The way of a visit: what was done on which day and by whom, where it stands, and until when the next step is waited for. */
export function Stepper(props: {
  visit: Inspection;
  events: InspectionEvent[];
  next: NextMilestone;
}): VNode {
  const { visit, events, next } = props;
  const present = MAIN_PATH.indexOf(visit.status);
  const latest = (status: string): InspectionEvent | undefined =>
    events.findLast((event) => event.onDay !== null && event.event === status);
  return (
    <ol class="moa-stepper">
      {MAIN_PATH.map((status, index) => {
        const isPast = present >= 0 && index <= present;
        const step = isPast ? latest(status) : undefined;
        return (
          <li
            key={status}
            class={isPast ? 'moa-stepper__done' : undefined}
            aria-current={index === present ? 'step' : undefined}
          >
            <strong>{STATUS_NAMES[status]}</strong>
            {index === present && <span class="usa-sr-only"> (now)</span>}
            {step?.onDay && (
              <small>
                <DayTime day={step.onDay} />, recorded by {step.recordedBy}
              </small>
            )}
            {isPast && !step && index > 0 && <small>day not on record</small>}
            {next?.step === status && (
              <small>
                by <DayTime day={next.limitOn} />: <Lateness days={next.daysLate} />. The limit is{' '}
                {next.basis} (set by this installation).
              </small>
            )}
          </li>
        );
      })}
      {present < 0 && (
        <li aria-current="step">
          <StatusTag status={visit.status} />
        </li>
      )}
    </ol>
  );
}
