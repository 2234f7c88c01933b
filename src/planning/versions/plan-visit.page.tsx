import type { VNode } from 'preact';
import { dayText } from '../../platform/clock/day-text.js';
import { counted } from '../../platform/counted.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { ErrorSummary, type FieldError } from '../../platform/pages/error-summary.js';
import { CheckboxGroup, SelectField, TextAreaField } from '../../platform/pages/fields.js';
import { DayTime } from '../../platform/pages/format.js';
import { SummaryList } from '../../platform/pages/summary-list.js';
import { KIND_WORDS } from '../../inspections/inspection-words.js';
import { fiscalWeeks, mondayOfWeek } from '../fiscal-weeks.rules.js';
import { planPath } from './plan-words.js';
import { namesOf, type PlannedItem, teamsOf } from './planned-items.rules.js';
import type { PlanDetail } from './plans.service.js';

/** What was typed into the form of a move. */
export interface TypedMove {
  week?: string;
  leader?: string;
  inspectors?: string[];
  reason?: string;
}

export interface PlanVisitView {
  detail: PlanDetail;
  item: PlannedItem;
  typed: TypedMove;
  errors: FieldError[];
}

/** Where is this visit, and may it be elsewhere? */
export function PlanVisitPage({ detail, item, typed, errors }: PlanVisitView): VNode {
  const { plan } = detail;
  const names = namesOf(detail);
  const name = names.task(item.taskId);
  const path = planPath(plan.id, `/visits/${item.taskId}`);
  const task = detail.instance.tasks.find(({ id }) => id === item.taskId);
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Plan', path: `/plans?fiscalYear=${plan.fiscalYear}` },
          { label: plan.number, path: planPath(plan.id) },
          { label: name },
        ]}
      />
      <h1>
        {KIND_WORDS[item.kind]} of {name}
      </h1>
      <ErrorSummary errors={errors} />
      <SummaryList
        facts={[
          ['Due', <DayTime key="due" day={item.dueOn} />],
          ['Weight', item.weightWords],
          [
            'Days',
            item.startsOn === null ? (
              'no week'
            ) : (
              <>
                <DayTime key="from" day={item.startsOn} weekday /> to{' '}
                <DayTime key="to" day={item.endsOn} weekday />
              </>
            ),
          ],
          ['Team', item.leaderId === null ? 'nobody' : teamsOf(detail)(item).join(', ')],
          ['Why', item.reason ?? 'no reason is on record'],
          ['Locked', item.isLocked ? 'yes: it stays where it is' : 'no'],
          [
            'Takes',
            `${counted(task?.days ?? 0, 'work day')}, a leader and ${counted(task?.inspectors ?? 0, 'inspector')}`,
          ],
        ]}
      />
      {item.week !== null && (
        <form class="usa-form" method="post" action={`${path}/lock`}>
          <CsrfField />
          <input type="hidden" name="version" value={plan.version} />
          <input type="hidden" name="isLocked" value={item.isLocked ? 'no' : 'yes'} />
          <button class="usa-button usa-button--outline" type="submit">
            {item.isLocked ? 'Let it move again' : 'Lock it where it is'}
          </button>
        </form>
      )}
      <h2>Move it</h2>
      <p>
        It is refused where it would break a limit, and every such limit is said. What is moved by
        hand is locked.
      </p>
      <MoveForm detail={detail} item={item} typed={typed} errors={errors} />
      {item.week !== null && (
        <>
          <h2>Take it out</h2>
          <form class="usa-form" method="post" action={`${path}/removal`}>
            <CsrfField />
            <input type="hidden" name="version" value={plan.version} />
            <TextAreaField
              name="reason"
              label="Why"
              value={typed.reason}
              error={errors.find(({ field }) => field === 'reason')?.message}
              isRequired
            />
            <button class="usa-button usa-button--outline" type="submit">
              Take its week from it
            </button>
          </form>
        </>
      )}
    </div>
  );
}

function MoveForm({ detail, item, typed, errors }: PlanVisitView): VNode {
  const { plan, instance, positions } = detail;
  const calendar = fiscalWeeks(plan.fiscalYear);
  const release = instance.tasks.find(({ id }) => id === item.taskId)?.release ?? 0;
  const travels = new Set(instance.people.map(({ id }) => id));
  const able = positions.filter(({ id }) => travels.has(id));
  const chosen = typed.inspectors ?? item.inspectors;
  const weeks = Array.from({ length: instance.weeks }, (_, week) => week).filter(
    (week) => week >= release,
  );
  return (
    <form class="usa-form" method="post" action={planPath(plan.id, `/visits/${item.taskId}/move`)}>
      <CsrfField />
      <input type="hidden" name="version" value={plan.version} />
      <SelectField
        name="week"
        label="Week of"
        value={typed.week ?? (item.week === null ? undefined : String(item.week))}
        options={weeks.map((week) => ({
          value: String(week),
          label: `${dayText(mondayOfWeek(calendar, week))} (${instance.weekDays[week] ?? 0} work days)`,
        }))}
        error={errors.find(({ field }) => field === 'week')?.message}
      />
      <SelectField
        name="leader"
        label="Team leader"
        value={typed.leader ?? item.leaderId ?? undefined}
        options={able
          .filter(({ role }) => role === 'leader')
          .map(({ id, title }) => ({ value: id, label: title }))}
        error={errors.find(({ field }) => field === 'leader')?.message}
      />
      <CheckboxGroup
        name="inspectors"
        legend="Inspectors"
        options={able
          .filter(({ role }) => role === 'inspector')
          .map(({ id, title }) => ({ value: id, label: title, isChecked: chosen.includes(id) }))}
        error={errors.find(({ field }) => field === 'inspectors')?.message}
      />
      <button class="usa-button" type="submit">
        Move it, and lock it there
      </button>
    </form>
  );
}
