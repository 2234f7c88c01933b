import type { VNode } from 'preact';
import type { Day } from '../../platform/clock/calendar.js';
import { DayTime } from '../../platform/pages/format.js';
import type { Inspection } from '../inspection.entity.js';
import { isFieldWorkDone } from '../life-cycle/life-cycle.rules.js';
import type { PaperKind } from './paper.entity.js';

/** The papers of a visit that a viewer may see. */
export function PaperLinks(props: {
  visit: Inspection;
  issued: Map<PaperKind, Day>;
  seesInside: boolean;
}): VNode {
  const { visit, issued, seesInside } = props;
  const isOut = visit.status === 'distributed' || visit.status === 'closed';
  const links: { kind: PaperKind; label: string }[] = [
    ...(seesInside || issued.has('letter')
      ? [{ kind: 'letter' as const, label: 'Notification letter' }]
      : []),
    ...(seesInside ? [{ kind: 'plan' as const, label: 'Inspection plan' }] : []),
    ...(isOut || (seesInside && isFieldWorkDone(visit.status))
      ? [{ kind: 'report' as const, label: 'Report' }]
      : []),
  ];
  if (links.length === 0) return <p>No paper has been issued yet.</p>;
  return (
    <ul class="moa-list">
      {links.map(({ kind, label }) => (
        <li key={kind}>
          <a href={`/inspections/${visit.id}/papers/${kind}`}>{label}</a> (
          <a href={`/inspections/${visit.id}/papers/${kind}.pdf`} aria-label={`${label} as PDF`}>
            PDF
          </a>
          ),{' '}
          {issued.get(kind) ? (
            <>
              issued on <DayTime day={issued.get(kind) ?? null} />
            </>
          ) : (
            'as the data are now'
          )}
        </li>
      ))}
    </ul>
  );
}
