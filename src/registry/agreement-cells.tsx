import type { VNode } from 'preact';
import type { Day } from '../platform/clock/calendar.js';
import { DayTime } from '../platform/pages/format.js';
import { isInferred, isPastEnd } from './agreement-words.js';
import type { AgreementOnDay } from './agreements-on-day.js';

/** The model by its name, marked where it was concluded and not read. */
export function ModelCell(props: { agreement: AgreementOnDay; name: string }): VNode {
  return (
    <>
      {props.name}
      {isInferred(props.agreement.modelBasis) && <Mark>inferred</Mark>}
    </>
  );
}

/** The end with what must be known of it: a passed end changes no status. */
export function EndCell({ agreement, asOf }: { agreement: AgreementOnDay; asOf: Day }): VNode {
  if (!agreement.endsOn) return <>no end stated</>;
  return (
    <>
      <DayTime day={agreement.endsOn} />
      {agreement.endsOnBasis === 'inferred' && <Mark>inferred</Mark>}
      {isPastEnd(agreement, asOf) && <Mark>end passed, decision not recorded</Mark>}
    </>
  );
}

function Mark({ children }: { children: string }): VNode {
  return <span class="moa-small"> ({children})</span>;
}
