import type { Moment } from '../../platform/clock/calendar.js';

/** Who applies a list, when, and whether the proposals are taken without anybody looking at them. */
export interface Applying {
  by: string;
  at: Moment;
  isUnattended: boolean;
}
