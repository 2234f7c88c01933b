import type { VNode } from 'preact';
import { AuditTrailLink } from '../../audit/audit-trail-link.js';
import { Alert } from '../../platform/pages/alert.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { DayTime, MomentTime } from '../../platform/pages/format.js';
import { useRender } from '../../platform/pages/render-context.js';
import { SampleTag, StatusTag } from '../../platform/pages/status-tag.js';
import { SummaryList } from '../../platform/pages/summary-list.js';
import { PlanActions } from './plan-actions.js';
import { Differences, Notes } from './plan-differences.js';
import type { PlanView } from './plan-view.js';
import { VisitTable } from './plan-visit-table.js';
import { Loads } from './plan-loads.js';
import {
  gapText,
  gapWords,
  kmText,
  latenessText,
  planPath,
  SOLVE_WORDS,
  wishWords,
} from './plan-words.js';
import type { Plan } from './plan.entity.js';
import { SolvingNow } from './solving-now.js';
import type { PlanDetail } from './plans.service.js';
import { isBeingSolved } from './solve-requests.js';

/** Could this year be planned better, and may it go ahead? */
export function PlanPage(view: PlanView): VNode {
  const { detail, visits, others, refused } = view;
  const { plan, solve } = detail;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Plan', path: `/plans?fiscalYear=${plan.fiscalYear}` },
          { label: plan.number },
        ]}
      />
      <h1>
        {plan.number}: {plan.name}
      </h1>
      <p>
        <StatusTag status={plan.status} /> {statusWords(plan)} {plan.isSample && <SampleTag />}
      </p>
      {refused && (
        <Alert kind="error" heading={refused.heading}>
          <ul class="usa-list">
            {refused.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </Alert>
      )}
      {solve && isBeingSolved(solve.state) && (
        <SolvingNow solve={solve} address={planPath(plan.id)} />
      )}
      {solve?.state === 'failed' && (
        <Alert kind="error">No weeks and teams were found: {solve.failure}. Try again below.</Alert>
      )}
      <p>
        <a href={planPath(plan.id, '/board')}>Open the board: people by week</a>
      </p>
      <Facts detail={detail} />
      <PlanActions {...view} />
      <Differences detail={detail} />
      <VisitTable detail={detail} visits={visits} mayEdit={view.may.edit} />
      <Loads detail={detail} />
      <p>
        <a href={planPath(plan.id, '/what-would-it-take')}>
          What would it take for more visits to be on time?
        </a>
      </p>
      <Notes notes={detail.notes} isApproved={plan.status === 'approved'} />
      <CompareWith plan={plan} others={others} />
      <h2>What had to be assumed</h2>
      <ul class="moa-list">
        {detail.assumptions.map((assumption) => (
          <li key={assumption}>{assumption}</li>
        ))}
      </ul>
      <h2>Who was told</h2>
      {view.reminders}
      <AuditTrailLink type="plan" id={plan.id} />
    </div>
  );
}

function statusWords({ status, reason, approvedBy, proposedBy }: Plan): string {
  switch (status) {
    case 'draft':
      return reason ? `Sent back: ${reason}` : 'Nothing has changed yet because of it.';
    case 'proposed':
      return `Proposed by ${proposedBy ?? 'somebody'}: a second person approves it.`;
    case 'approved':
      return `Approved by ${approvedBy ?? 'somebody'}: the year goes by it.`;
    case 'superseded':
      return 'A later version was approved.';
    case 'withdrawn':
      return reason ? `Withdrawn: ${reason}` : 'Withdrawn.';
  }
}

function Facts({ detail }: { detail: PlanDetail }): VNode {
  const { timeZone } = useRender();
  const { plan, solve, basedOn, items } = detail;
  const moment = (at: string | null, by: string | null): VNode | string =>
    at === null ? (
      'not yet'
    ) : (
      <>
        <MomentTime moment={at} timeZone={timeZone} /> by {by}
      </>
    );
  return (
    <SummaryList
      facts={[
        ['Fiscal year', String(plan.fiscalYear)],
        ['Planned from the facts of', <DayTime key="from" day={plan.plannedFrom} />],
        [
          'Visits',
          `${items.length - plan.unscheduledCount} with a week, ${plan.unscheduledCount} without`,
        ],
        [
          'Lateness',
          `${latenessText(plan.lateness)}: weeks after the due date, each times the weight of its visit; one without a week counts as later than the year`,
        ],
        ['Gap', `${gapText(plan.gap)}. ${gapWords(plan)}`],
        ['Travel', `${kmText(plan.travelKm)}, there and back from home, as the crow flies`],
        [
          'Balance',
          `${Math.round(plan.imbalance)}: the sum of the squares of everybody’s travel weeks, smaller when they are shared`,
        ],
        ['Solving', solve ? `${SOLVE_WORDS[solve.state]}; ${wishWords(solve)}` : 'not asked for'],
        [
          'Plans anew',
          basedOn ? (
            <a key="base" href={planPath(basedOn.id)}>
              {basedOn.number}
            </a>
          ) : (
            'nothing: it began with an empty year'
          ),
        ],
        ['Drafted', moment(plan.createdAt, plan.createdBy)],
        ['Proposed', moment(plan.proposedAt, plan.proposedBy)],
        ['Approved', moment(plan.approvedAt, plan.approvedBy)],
      ]}
    />
  );
}

function CompareWith({ plan, others }: { plan: Plan; others: Plan[] }): VNode {
  return (
    <>
      <h2>Compare</h2>
      {others.length === 0 ? (
        <p>There is no other version of this year to compare it with.</p>
      ) : (
        <ul class="moa-list">
          {others.map((other) => (
            <li key={other.id}>
              <a href={planPath(plan.id, `/comparison?with=${other.id}`)}>
                Compare with {other.number}
              </a>
              : {other.name}, lateness {latenessText(other.lateness)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
