import type { VNode } from 'preact';
import { DayTime } from '../platform/pages/format.js';
import { SampleTag, StatusTag } from '../platform/pages/status-tag.js';
import type { FindingReference } from './inspection-year.service.js';

/** An agency that leads to its agreement. */
export function AgencyLink(props: {
  agreement: { agreementId: string; agencyName: string; state: string };
}): VNode {
  const { agreementId, agencyName, state } = props.agreement;
  return (
    <>
      <a href={`/agreements/${agreementId}`}>{agencyName}</a>, {state}
    </>
  );
}

export function InspectionLink(props: {
  inspection: { id: string | null; number: string | null; isSample: boolean };
}): VNode {
  const { id, number, isSample } = props.inspection;
  if (!id) return <>none</>;
  return (
    <>
      <a href={`/inspections/${id}`}>{number}</a> {isSample && <SampleTag />}
    </>
  );
}

/** First and last day on site. */
export function VisitDays(props: {
  visit: { startsOn: string | null; endsOn: string | null };
}): VNode {
  const { startsOn, endsOn } = props.visit;
  if (!startsOn) return <>no date</>;
  return (
    <>
      <DayTime day={startsOn} weekday /> to <DayTime day={endsOn} weekday />
    </>
  );
}

export function FindingLinks({ findings }: { findings: FindingReference[] }): VNode {
  if (findings.length === 0) return <>none</>;
  return (
    <ul class="moa-list">
      {findings.map((finding) => (
        <li key={finding.id}>
          <a href={`/findings/${finding.id}`}>{finding.number}</a>{' '}
          {finding.status === 'draft' && <StatusTag status="draft" />}{' '}
          {finding.severity === null ? (
            'severity not chosen'
          ) : (
            <StatusTag status={finding.severity} />
          )}
        </li>
      ))}
    </ul>
  );
}
