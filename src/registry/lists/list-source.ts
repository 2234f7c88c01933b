import { dayText } from '../../platform/clock/day-text.js';
import type { OfficialList } from '../official-list.entity.js';

/** How a list is named where something is known from it. */
export const sourceOf = ({ kind, asOf, source }: OfficialList): string =>
  `ICE's ${kind === 'pending' ? 'pending ' : ''}list of ${dayText(asOf)} (${source})`;
