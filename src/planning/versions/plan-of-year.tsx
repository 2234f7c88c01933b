import type { VNode } from 'preact';
import { Alert } from '../../platform/pages/alert.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { StatusTag } from '../../platform/pages/status-tag.js';
import { counted } from '../../platform/counted.js';
import { gapText, latenessText, planPath } from './plan-words.js';
import type { Plan } from './plan.entity.js';
import type { PlanStanding } from './plans.service.js';

/** So many notes stand on the first page; the plan's own has them all. */
const SHOWN = 5;

/** What somebody else planned, and this person may approve or send back. */
export function Proposals({ plans }: { plans: readonly Plan[] }): VNode | null {
  if (plans.length === 0) return null;
  return (
    <Alert kind="info" heading="Waiting for your decision">
      <ul class="moa-list">
        {plans.map(({ id, number, fiscalYear, name, proposedBy }) => (
          <li key={id}>
            <a href={planPath(id)}>{number}</a>, “{name}”, of fiscal year {fiscalYear}: proposed by{' '}
            {proposedBy}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** Which plan the year goes by, which may follow, and what broke of it. */
export function PlanOfYear(props: { standing: PlanStanding; mayDraft: boolean }): VNode {
  const { approved, pending, notes } = props.standing;
  if (!approved && pending.length === 0)
    return (
      <EmptyState>
        The year has no plan: visits are placed one by one as they fall due.
        {props.mayDraft && (
          <>
            {' '}
            <a href="/plans">Draft a plan</a>
          </>
        )}
      </EmptyState>
    );
  return (
    <>
      <ul class="moa-list">
        {[...(approved ? [approved] : []), ...pending].map((plan) => (
          <li key={plan.id}>
            <Standing plan={plan} />
          </li>
        ))}
      </ul>
      {approved && notes.length > 0 && (
        <>
          <p>The nightly check found {counted(notes.length, 'thing')} that broke:</p>
          <ul class="moa-list">
            {notes.slice(0, SHOWN).map(({ id, words }) => (
              <li key={id}>{words}</li>
            ))}
          </ul>
          <p>
            <a href={planPath(approved.id)}>All of them, and replan</a>
          </p>
        </>
      )}
      {approved && notes.length === 0 && <p>The nightly check found nothing that broke.</p>}
    </>
  );
}

const Standing = ({ plan }: { plan: Plan }): VNode => (
  <>
    <a href={planPath(plan.id)}>{plan.number}</a> <StatusTag status={plan.status} /> {plan.name}:
    lateness {latenessText(plan.lateness)}, gap {gapText(plan.gap)},{' '}
    {counted(plan.unscheduledCount, 'visit')} without a week
  </>
);
