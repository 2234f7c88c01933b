import type { ComponentChildren, VNode } from 'preact';
import { isOwedByOffice } from '../inspections/corrective-actions/corrective-action.rules.js';
import type { FindingRow } from '../inspections/findings.service.js';
import { FindingTable } from '../inspections/finding-list.page.js';
import { AgencyLink, InspectionLink, VisitDays } from '../inspections/inspection-cells.js';
import { KIND_WORDS, teamWords } from '../inspections/inspection-words.js';
import type { YearItem } from '../inspections/inspection-year.service.js';
import { DataTable } from '../platform/pages/data-table.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { dayText } from '../platform/clock/day-text.js';
import { DayTime } from '../platform/pages/format.js';
import type { AgreementOnDay } from '../registry/registry-reader.js';

/** A number that leads to what it counts. */
export function Figure(props: { number: number; label: string; path: string }): VNode {
  return (
    <li class="moa-card">
      <span class="moa-card__number">{props.number}</span>
      <a href={props.path}>{props.label}</a>
    </li>
  );
}

export function Figures({ children }: { children: ComponentChildren }): VNode {
  return <ul class="moa-cards">{children}</ul>;
}

export function Visits(props: { visits: YearItem[]; none: string }): VNode {
  if (props.visits.length === 0) return <EmptyState>{props.none}</EmptyState>;
  return (
    <DataTable
      caption="Visits"
      isCaptionHidden
      rows={props.visits}
      keyOf={(visit) => visit.id ?? ''}
      columns={[
        {
          header: 'Visit',
          isRowHeader: true,
          cell: (visit) => <InspectionLink inspection={visit} />,
        },
        { header: 'Kind', cell: (visit) => KIND_WORDS[visit.kind] },
        { header: 'Agency', cell: (visit) => <AgencyLink agreement={visit.agreement} /> },
        { header: 'On site', cell: (visit) => <VisitDays visit={visit} /> },
        { header: 'Team', cell: (visit) => teamWords(visit.team) },
      ]}
    />
  );
}

export function Unscheduled({
  items,
  fiscalYear,
}: {
  items: YearItem[];
  fiscalYear: number;
}): VNode {
  if (items.length === 0)
    return <EmptyState>Everything that is due in fiscal year {fiscalYear} has a place.</EmptyState>;
  return (
    <ul class="moa-list">
      {items.map((item) => (
        <li key={item.id ?? item.agreement.agreementId}>
          <AgencyLink agreement={item.agreement} />, due <DayTime day={item.dueOn} />: {item.reason}
        </li>
      ))}
    </ul>
  );
}

/** The open findings whose corrective action the field office owes, soonest due first. */
export function OwedActions(props: {
  findings: FindingRow[];
  agreements: AgreementOnDay[];
  none: string;
}): VNode {
  const { findings, agreements, none } = props;
  const owed = findings
    .filter((finding) => isOwedByOffice(finding.actionStatus))
    .sort((a, b) => (a.actionDueOn ?? '').localeCompare(b.actionDueOn ?? ''));
  const byId = new Map(agreements.map((agreement) => [agreement.agreementId, agreement]));
  return (
    <>
      {owed.length === 0 ? (
        <EmptyState>{none}</EmptyState>
      ) : (
        <FindingTable rows={owed} agreements={byId} />
      )}
      <p>
        <a href="/corrective-actions?mine=true">Corrective actions that wait for me</a>
      </p>
    </>
  );
}

/** "as of 26 Sep 2012" */
export const asOfWords = (today: string): string => `as of ${dayText(today)}`;
