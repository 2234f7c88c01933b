import type { VNode } from 'preact';
import type { HomeFacts } from './home.service.js';
import { Figure, Figures, OwedActions, Unscheduled, Visits } from './home-sections.js';

/** What do my teams do next, and what is late? */
export function TeamLeaderHome(props: { facts: HomeFacts; positions: Set<string> }): VNode {
  const { facts, positions } = props;
  const { fiscalYear, coming, unreported, unscheduled, openFindings } = facts;
  const mine = coming.filter((visit) =>
    visit.team.some((member) => member.role === 'leader' && positions.has(member.position)),
  );
  const late = facts.items.filter(
    (item) =>
      item.status === 'scheduled' && item.dueOn !== null && (item.startsOn ?? '') > item.dueOn,
  );
  return (
    <>
      <h1>What comes next, and what is late</h1>
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
          number={unscheduled.length}
          label="due without a place"
          path={`/inspections?fiscalYear=${fiscalYear}&status=unscheduled`}
        />
        <Figure number={openFindings.length} label="open findings" path="/findings?status=open" />
      </Figures>
      <h2>I lead</h2>
      <Visits visits={mine} none="You lead no visit in the next five weeks." />
      <h2>All visits of the next five weeks</h2>
      <Visits visits={coming} none="No visit starts in the next five weeks." />
      {unreported.length > 0 && (
        <>
          <h2>Over, without a recorded result</h2>
          <Visits visits={unreported} none="" />
        </>
      )}
      <h2>Could not be scheduled</h2>
      <Unscheduled items={unscheduled} fiscalYear={fiscalYear} />
      <h2>Corrective actions that are owed</h2>
      <OwedActions
        findings={openFindings}
        agreements={facts.agreements}
        none="No corrective action is open."
      />
    </>
  );
}
