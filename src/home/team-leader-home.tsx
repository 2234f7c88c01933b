import type { VNode } from 'preact';
import { isDatedAhead } from '../inspections/life-cycle/life-cycle.rules.js';
import { MilestoneTable } from '../inspections/life-cycle/milestone-table.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { PlanOfYear, Proposals } from '../planning/versions/plan-of-year.js';
import type { Plan } from '../planning/versions/plan.entity.js';
import type { PlanStanding } from '../planning/versions/plans.service.js';
import type { HomeFacts } from './home.service.js';
import { Figure, Figures, OwedActions, Unscheduled, Visits } from './home-sections.js';

/** What do my teams do next, and what is late? */
export function TeamLeaderHome(props: {
  facts: HomeFacts;
  positions: Set<string>;
  plan: PlanStanding;
  proposals: Plan[];
}): VNode {
  const { facts, positions, plan, proposals } = props;
  const { fiscalYear, coming, lateMilestones, unscheduled, openFindings } = facts;
  const mine = coming.filter((visit) =>
    visit.team.some((member) => member.role === 'leader' && positions.has(member.position)),
  );
  const late = facts.lines.filter(
    (item) =>
      isDatedAhead(item.status) && item.dueOn !== null && (item.startsOn ?? '') > item.dueOn,
  );
  return (
    <>
      <h1>What comes next, and what is late</h1>
      <Proposals plans={proposals} />
      <Figures>
        <Figure
          number={coming.length}
          label="visits in the next five weeks"
          path={`/inspections?fiscalYear=${fiscalYear}&view=calendar`}
        />
        <Figure
          number={late.length}
          label={`visits of FY ${fiscalYear} planned after their due date`}
          path={`/inspections?fiscalYear=${fiscalYear}&status=scheduled`}
        />
        <Figure
          number={unscheduled.total}
          label="due without a place"
          path={`/inspections?fiscalYear=${fiscalYear}&status=unscheduled`}
        />
        <Figure number={openFindings.total} label="open findings" path="/findings?status=open" />
      </Figures>
      <h2>Plan of FY {fiscalYear}</h2>
      <PlanOfYear standing={plan} mayDraft />
      <h2>I lead</h2>
      <Visits visits={mine} none="You lead no visit in the next five weeks." />
      <h2>All visits of the next five weeks</h2>
      <Visits visits={coming} none="No visit starts in the next five weeks." />
      <h2>Milestones that are late</h2>
      {lateMilestones.length === 0 ? (
        <EmptyState>
          No step of a visit is past its limit. <a href="/inspections/milestones">All milestones</a>
        </EmptyState>
      ) : (
        <>
          <MilestoneTable rows={lateMilestones} />
          <p>
            <a href="/inspections/milestones">All milestones</a>
          </p>
        </>
      )}
      <h2>Could not be scheduled</h2>
      <Unscheduled {...unscheduled} fiscalYear={fiscalYear} />
      <h2>Corrective actions that are owed</h2>
      <OwedActions facts={facts} none="No corrective action is open." />
    </>
  );
}
