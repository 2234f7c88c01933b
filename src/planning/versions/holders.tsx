import type { VNode } from 'preact';
import { DayTime } from '../../platform/pages/format.js';
import type { PlannedPosition } from '../instance/plan-people.js';

/** Who holds a position in the year, one after the other: `Pat Doe, from 4 Mar 2013 Sam Roe`. */
export function Holders({
  position: { holder, successors = [] },
}: {
  position: PlannedPosition;
}): VNode {
  return (
    <>
      {holder?.name ?? 'nobody'}
      {successors.map(({ name, from }) => (
        <span key={from}>
          , from <DayTime day={from} /> {name}
        </span>
      ))}
    </>
  );
}
