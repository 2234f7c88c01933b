import type { Day } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import { isInForce } from './agreement-status.rules.js';
import type { AgreementEventKind } from './agreement.entity.js';
import type { AgreementOnDay } from './agreements-on-day.js';

/** What happened, as a heading of the timeline. */
export const EVENT_WORDS: Record<AgreementEventKind, string> = {
  requested: 'Requested, signature pending',
  signed: 'Signed',
  amended: 'Amended',
  extended: 'Extended',
  'model-changed': 'Model changed',
  suspended: 'Suspended',
  'suspension-vacated': 'Suspension vacated',
  'notice-given': 'Notice of termination given',
  'notice-withdrawn': 'Notice of termination withdrawn',
  terminated: 'Terminated',
  expired: 'Expired',
  superseded: 'Superseded',
  'left-list': 'Left the list',
  'listed-again': 'Listed again',
  'list-error': 'Error of the list',
  'date-corrected': 'Date corrected',
  retracted: 'Taken back',
};

/** Whether a model was concluded and not read: its basis begins with that word. */
export const isInferred = (modelBasis: string): boolean => /^inferred\b/i.test(modelBasis);

/** In force, although its end has passed: nobody has recorded a decision. */
export const isPastEnd = (agreement: AgreementOnDay, asOf: Day): boolean =>
  isInForce(agreement.status) && agreement.endsOn !== null && agreement.endsOn < asOf;

/** What an event changed: a model by its name, an end by its day, a status as it is. */
export function changeText(
  event: {
    event: AgreementEventKind;
    from: string | null;
    to: string | null;
    signedOn: Day | null;
  },
  modelName: (code: string) => string,
): string | null {
  const { from, to } = event;
  if (from === to || to === null) return null;
  if (event.event === 'model-changed')
    return `${from ? modelName(from) : 'none'} → ${modelName(to)}`;
  if (event.event === 'date-corrected' || (event.event === 'amended' && event.signedOn !== null))
    return `Signed: ${from ? dayText(from) : 'not known'} → ${dayText(to)}`;
  if (event.event === 'extended' || event.event === 'amended')
    return `End: ${from ? dayText(from) : 'none'} → ${dayText(to)}`;
  return null;
}
