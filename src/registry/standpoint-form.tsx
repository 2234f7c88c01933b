import type { VNode } from 'preact';
import type { Day } from '../platform/clock/calendar.js';
import { DateField, TextField } from '../platform/pages/fields.js';

/** Asks for another day or moment from which the page looks at the register. */
export function StandpointForm(props: {
  path: string;
  asOf: Day;
  /** As it was asked for. */
  knownAt: string | undefined;
  label?: string;
  button?: string;
}): VNode {
  const { path, asOf, knownAt, label = 'Show as of another day or moment' } = props;
  return (
    <form class="moa-filters" method="get" action={path} aria-label={label}>
      <DateField name="asOf" label="As of" value={asOf} />
      <TextField name="knownAt" label="As known at (day or moment)" value={knownAt} />
      <div class="moa-actions">
        <button class="usa-button usa-button--outline" type="submit">
          {props.button ?? 'Show'}
        </button>
      </div>
    </form>
  );
}
