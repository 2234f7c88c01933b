import type { ComponentChildren, VNode } from 'preact';
import { DayTime } from './format.js';

export interface TimelineEntry {
  key: string;
  /** The day on which it happened. */
  day: string;
  heading: ComponentChildren;
  body?: ComponentChildren;
}

/** What happened, latest last. */
export function Timeline({ entries }: { entries: TimelineEntry[] }): VNode {
  return (
    <ol class="moa-timeline">
      {entries.map(({ key, day, heading, body }) => (
        <li key={key}>
          <span class="moa-timeline__day">
            <DayTime day={day} />
          </span>
          <div>
            <strong>{heading}</strong>
            {body}
          </div>
        </li>
      ))}
    </ol>
  );
}
