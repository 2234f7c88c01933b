import type { VNode } from 'preact';
import type { Moment } from '../platform/clock/calendar.js';
import { Alert } from '../platform/pages/alert.js';
import { momentText } from '../platform/pages/format.js';
import { useRender } from '../platform/pages/render-context.js';

/** Says that a page shows what the register knew at an earlier moment, and leads back to what it knows now. */
export function KnownAtNotice(props: {
  knownAt: Moment | undefined;
  /** The same page without `knownAt`. */
  nowPath: string;
}): VNode | null {
  const { timeZone } = useRender();
  if (props.knownAt === undefined) return null;
  return (
    <Alert kind="info">
      {`You see what the register would have said on ${momentText(props.knownAt, timeZone)}: nothing that was recorded later. `}
      <a href={props.nowPath}>Show what it says now</a>
    </Alert>
  );
}
