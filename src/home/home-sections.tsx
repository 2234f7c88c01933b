import type { ComponentChildren, VNode } from 'preact';
import { isOwedByOffice } from '../inspections/corrective-actions/corrective-action.rules.js';
import { FindingTable } from '../inspections/finding-list.page.js';
import { AgencyLink, InspectionLink, VisitDays } from '../inspections/inspection-cells.js';
import { KIND_WORDS, teamWords } from '../inspections/inspection-words.js';
import type { YearItem } from '../inspections/inspection-year.service.js';
import { DataTable } from '../platform/pages/data-table.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { FirstOfAll } from '../platform/pages/first-of-all.js';
import { dayText } from '../platform/clock/day-text.js';
import { DayTime } from '../platform/pages/format.js';
import type { HomeFacts } from './home.service.js';

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

/** What is due first of what has no place, and a way to all of it. */
export function Unscheduled({
  total,
  first,
  fiscalYear,
}: HomeFacts['unscheduled'] & { fiscalYear: number }): VNode {
  if (total === 0)
    return <EmptyState>Everything that is due in fiscal year {fiscalYear} has a place.</EmptyState>;
  return (
    <>
      <ul class="moa-list">
        {first.map((item) => (
          <li key={item.id ?? item.agreement.agreementId}>
            <AgencyLink agreement={item.agreement} />, due <DayTime day={item.dueOn} />:{' '}
            {item.reason}
          </li>
        ))}
      </ul>
      <FirstOfAll
        shown={first.length}
        total={total}
        href={`/inspections?fiscalYear=${fiscalYear}&status=unscheduled`}
        words={`All ${total} that could not be scheduled`}
      />
    </>
  );
}

/** So many actions are named on a first page. */
const NAMED_ACTIONS = 25;

/** The open findings whose corrective action the field office owes, soonest due first. */
export function OwedActions(props: { facts: HomeFacts; none: string }): VNode {
  const { facts, none } = props;
  const owed = facts.openFindings.items
    .filter((finding) => isOwedByOffice(finding.actionStatus))
    .sort((a, b) => (a.actionDueOn ?? '').localeCompare(b.actionDueOn ?? ''));
  const named = owed.slice(0, NAMED_ACTIONS);
  return (
    <>
      {owed.length === 0 ? (
        <EmptyState>{none}</EmptyState>
      ) : (
        <FindingTable rows={named} agreements={facts.concerned} />
      )}
      <FirstOfAll
        shown={named.length}
        total={owed.length}
        href="/corrective-actions"
        words="All corrective actions"
      />
      <p>
        <a href="/corrective-actions?mine=true">Corrective actions that wait for me</a>
      </p>
    </>
  );
}

/** "as of 26 Sep 2012" */
export const asOfWords = (today: string): string => `as of ${dayText(today)}`;
