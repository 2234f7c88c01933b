import type { Day } from '../../platform/clock/calendar.js';
import type { AgreementStatus } from '../agreement-status.rules.js';
import type { AgreementEventKind } from '../agreement.entity.js';
import { type Period, type RecordedEvent, standing } from '../periods.rules.js';

/** A notice of termination that was given and not withdrawn. */
export interface StandingNotice {
  givenOn: Day;
  /** The day on which it runs out. */
  endsOn: Day | null;
  hasData: boolean;
}

/** Another agreement of the same agency, as it is today. */
export interface Sibling {
  agreementId: string;
  /** Its model and when it was signed. */
  name: string;
  status: AgreementStatus;
}

/** The days of notice that `registry` in policy.yaml holds, with their source. */
export interface NoticePolicy {
  suspensionToTerminationNoticeDays: number;
  /** By model. */
  writtenNoticeDays: Record<string, number>;
}

/** Something that happened to the agreement. */
interface Happening {
  onDay: Day;
  event: AgreementEventKind;
}

/** All that decides whether a transition may be recorded today. */
export interface LifeCycleFacts {
  /** What the agreement is today. */
  status: AgreementStatus;
  model: string;
  /** What it was when, oldest first; the first one says since when the register knows it. */
  periods: readonly Period[];
  notice: StandingNotice | null;
  /** The last day up to today on which something happened to it, or a list changed its status. */
  lastChangeOn: Day;
  /** What was announced for a later day and ends the agreement. */
  announced: Happening | null;
  siblings: readonly Sibling[];
  /** Codes of the known program models. */
  models: readonly string[];
  policy: NoticePolicy;
}

/** What ends an agreement for good, as a person records it; what lists say of later days is theirs. */
const ENDS: ReadonlySet<AgreementEventKind> = new Set(['terminated', 'expired', 'superseded']);

type KnownEvent = RecordedEvent & { details?: Record<string, string> | null };

/** The part of the facts that an agreement's own history tells. @throws Error when it did not exist today */
export function factsOfHistory(
  events: readonly KnownEvent[],
  periods: readonly Period[],
  today: Day,
): Pick<LifeCycleFacts, 'status' | 'model' | 'notice' | 'lastChangeOn' | 'announced'> {
  const present = periodOn(periods, today);
  if (!present) throw new Error('the agreement does not exist today');
  const told = standing(events);
  const past = told.filter(({ onDay }) => onDay <= today);
  return {
    status: present.status,
    model: present.model,
    notice: noticeOf(past),
    lastChangeOn: [
      ...statusChangesOf(periods).filter((day) => day <= today),
      ...past.map(({ onDay }) => onDay),
    ].reduce((latest, day) => (day > latest ? day : latest)),
    announced: told.find(({ onDay, event }) => onDay > today && ENDS.has(event)) ?? null,
  };
}

/** The period that holds on a day. */
export const periodOn = (periods: readonly Period[], day: Day): Period | undefined =>
  periods.find(
    ({ holdsFrom, holdsUntil }) => holdsFrom <= day && (holdsUntil === null || holdsUntil > day),
  );

function noticeOf(past: readonly KnownEvent[]): StandingNotice | null {
  const last = past.findLast(
    ({ event }) => event === 'notice-given' || event === 'notice-withdrawn',
  );
  if (last?.event !== 'notice-given') return null;
  const { noticeEndsOn, data } = last.details ?? {};
  return { givenOn: last.onDay, endsOn: noticeEndsOn ?? null, hasData: Boolean(data) };
}

const statusChangesOf = (periods: readonly Period[]): Day[] =>
  periods
    .filter((period, index) => periods[index - 1]?.status !== period.status)
    .map(({ holdsFrom }) => holdsFrom);
