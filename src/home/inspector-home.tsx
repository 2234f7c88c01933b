import type { VNode } from 'preact';
import { FindingLinks } from '../inspections/inspection-cells.js';
import type { YearItem } from '../inspections/inspection-year.service.js';
import { Visits } from './home-sections.js';

/** Where do I go, and what is to be looked at there? */
export function InspectorHome({
  fiscalYear,
  mine,
}: {
  fiscalYear: number;
  /** By date. */
  mine: YearItem[];
}): VNode {
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
      <h2>All my visits of fiscal year {fiscalYear}</h2>
      <Visits visits={mine} none="None yet." />
    </>
  );
}
