import type { VNode } from 'preact';
import { FindingLinks } from '../inspections/inspection-cells.js';
import { isDatedAhead } from '../inspections/life-cycle/life-cycle.rules.js';
import type { HomeFacts } from './home.service.js';
import { Visits } from './home-sections.js';

/** Field work is begun, and its checklist is to be finished. */
const OWED = new Set(['in-field', 'exit-interview', 'draft-report']);

/** Where do I go, and what is to be looked at there? */
export function InspectorHome(props: { facts: HomeFacts; positions: Set<string> }): VNode {
  const { facts, positions } = props;
  const mine = facts.items.filter(
    (item) =>
      ((isDatedAhead(item.status) && (item.endsOn ?? '') >= facts.today) ||
        OWED.has(item.status)) &&
      item.team.some((member) => positions.has(member.position)),
  );
  const next = mine[0];
  return (
    <>
      <h1>Where I go next</h1>
      <Visits visits={mine.slice(0, 1)} none="You are on no team yet." />
      {next?.id && (
        <p>
          <a href={`/inspections/${next.id}/checklist`}>Open its checklist</a>
        </p>
      )}
      {next && next.findings.length > 0 && (
        <>
          <h2>Findings to verify there</h2>
          <FindingLinks findings={next.findings} />
        </>
      )}
      <h2>All my visits of fiscal year {facts.fiscalYear}</h2>
      <Visits visits={mine} none="None yet." />
    </>
  );
}
