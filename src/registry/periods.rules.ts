import { addDays, type Day, type Moment } from '../platform/clock/calendar.js';
import { type AgreementStatus, isInForce } from './agreement-status.rules.js';
import type { AgreementEventKind, EndsOnBasis } from './agreement.entity.js';
import type { ListKind } from './lists/listed-row.js';

/** What an agreement is on a day. */
export interface AgreementState {
  status: AgreementStatus;
  model: string;
  modelBasis: string;
  signedOn: Day | null;
  effectiveOn: Day | null;
  endsOn: Day | null;
  endsOnBasis: EndsOnBasis | null;
}

/** What an event sets; null = leaves as it was. */
export interface EventFacts extends Nullable<AgreementState> {
  onDay: Day;
  event: AgreementEventKind;
}

type Nullable<Facts> = { [Fact in keyof Facts]: Facts[Fact] | null };

/** An event as it is stored: what was recorded later comes later within its day. */
export interface RecordedEvent extends EventFacts {
  id: string;
  recordedAt: Moment;
  /** Not null = read from an official list, or an answer to a list's question: a later list may decide otherwise. */
  listId?: string | null;
  /** The event that this one stands in for. */
  correctsId?: string | null;
}

/** Whether an official list of a day shows the agreement. Of each kind and day only the edition that holds is given. */
export interface ListSighting {
  day: Day;
  kind: ListKind;
  isListed: boolean;
  /** Whether the list decides what was in force; another one is only compared. */
  decides: boolean;
  /** The signing date that the list claims; null where it claims none or does not show it. */
  signedOn?: Day | null;
}

/** A list that does not show what was in force, or pending, until then: the question what became of it. */
export type Leaving = Pick<ListSighting, 'day' | 'kind'>;

export interface Period extends AgreementState {
  holdsFrom: Day;
  /** The first day on which it no longer holds; null = still does. */
  holdsUntil: Day | null;
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/**
 * The events that count, in the order in which they take effect: without those that a later one stands in for, and without
 * retractions, which only take away.
 */
export function standing<Event extends RecordedEvent>(events: readonly Event[]): Event[] {
  return withRetractions(events).filter(({ event }) => event !== 'retracted');
}

/**
 * The same with the retractions in the place of what they took away. Within a day what was recorded first comes first; a
 * correction has the place of what it stands in for, so that putting a word right does not turn a day around.
 */
export function withRetractions<Event extends RecordedEvent>(events: readonly Event[]): Event[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  const corrected = new Set(events.map(({ correctsId }) => correctsId ?? ''));
  const placeOf = (event: Event): Event => {
    const before = byId.get(event.correctsId ?? '');
    return before ? placeOf(before) : event;
  };
  return events
    .filter(({ id }) => !corrected.has(id))
    .map((event) => ({ event, place: placeOf(event) }))
    .sort(
      (a, b) =>
        Number(isBegin(b.event)) - Number(isBegin(a.event)) ||
        compare(a.event.onDay, b.event.onDay) ||
        compare(a.place.recordedAt, b.place.recordedAt) ||
        compare(a.place.id, b.place.id),
    )
    .map(({ event }) => event);
}

/**
 * What a list told of an agreement that the register did not know: its facts hold as soon as a list shows it, whatever
 * day they name. An older list may come later.
 */
export const isBegin = ({ event, status, model }: EventFacts): boolean =>
  event === 'signed' && status === null && model !== null;

/** The agreement as it is known while its history is told; until something says that it exists it has no status. */
export type KnownState = Omit<AgreementState, 'status'> & { status: AgreementStatus | null };

/** From a day on. */
interface Step {
  from: Day;
  state: KnownState;
}

/**
 * What held from when until when: one period for each run of days on which the agreement was the same. Several events
 * of one day make one change; an event that sets what already holds makes none. A passed end changes no status:
 * only an event or a list does.
 *
 * An official list decides for its day, before the events of that day: what it shows is in force, what it lacks is
 * absent. Between two lists an agreement begins with the later of its signing and the day after the last list that
 * lacked it. What a person recorded otherwise (suspended, terminated) stands against a list until a person answers.
 * @param sightings oldest first
 * @throws Error when the first event does not say the model
 */
export function foldPeriods(
  events: readonly RecordedEvent[],
  sightings: readonly ListSighting[] = [],
): Period[] {
  return foldHistory(events, sightings).periods;
}

/** The periods, and the lists on which it was missed, answered or not. */
export function foldHistory(
  events: readonly RecordedEvent[],
  sightings: readonly ListSighting[],
): { periods: Period[]; leavings: Leaving[] } {
  const told = standing(events);
  if (told.length === 0) return { periods: [], leavings: [] };
  const history = new History(told, sightings);
  return { periods: periodsOf(history.tell()), leavings: history.leavings };
}

/** Tells an agreement's days in order: the lists of a day, the pending one first, then its events. */
class History {
  readonly leavings: Leaving[] = [];
  private readonly steps: Step[] = [];
  /** The state at the end of what was told. */
  private state: KnownState | null = null;
  /** Whether a list may decide over the present status. */
  private yields = true;
  /** The last list of agencies that take part that lacked it. */
  private lastLacking: Day | null = null;
  /** No list moves a beginning before the day after this one. */
  private settledUntil: Day | null = null;

  constructor(
    private readonly events: RecordedEvent[],
    private readonly sightings: readonly ListSighting[],
  ) {}

  tell(): Step[] {
    const events = [...this.events];
    const [first] = events;
    if (first && isBegin(first)) this.take(events.shift() as RecordedEvent);
    for (const sighting of this.sightings) {
      while (events[0] && events[0].onDay < sighting.day)
        this.take(events.shift() as RecordedEvent);
      if (sighting.kind === 'pending') this.seePending(sighting);
      else this.see(sighting);
    }
    for (const event of events) this.take(event);
    return this.steps;
  }

  private take(event: RecordedEvent): void {
    this.state = applyEvent(this.state, event);
    if (event.status !== null) {
      this.yields = (event.listId ?? null) !== null || YIELDING.includes(event.status);
      if (event.status !== 'pending' && !isAnswerToList(event)) this.settledUntil = event.onDay;
    }
    if (this.state.status !== null) this.addStep(event.onDay);
  }

  private see({ day, kind, isListed, decides, signedOn = null }: ListSighting): void {
    if (!isListed) {
      if (decides && this.isInForce()) this.leave({ day, kind });
      this.lastLacking = day;
    } else if (decides && this.yields && !this.isInForce()) this.begin(day, signedOn);
  }

  private seePending({ day, kind, isListed }: ListSighting): void {
    const isPending = this.state?.status === 'pending';
    if (!isListed) {
      if (isPending && !this.takesPartOn(day)) this.leave({ day, kind });
    } else if (this.yields && !isPending && !this.isInForce()) this.setStatus('pending', day);
  }

  /** What leaves the pending list for the other list of the day has not left. */
  private takesPartOn(day: Day): boolean {
    return this.sightings.some(
      (sighting) => sighting.day === day && sighting.kind === 'participating' && sighting.isListed,
    );
  }

  private leave(leaving: Leaving): void {
    this.leavings.push(leaving);
    this.setStatus('absent', leaving.day);
  }

  private isInForce(): boolean {
    return this.state?.status != null && isInForce(this.state.status);
  }

  /**
   * A list shows what was not in force until then. What the register has as signed only later was listed under another
   * date: the one that the list claims.
   */
  private begin(day: Day, claimed: Day | null): void {
    if (!this.state) return;
    const known = this.signedBy(day);
    const signedOn = (known !== null && known <= day ? known : claimed) ?? day;
    const after = [this.lastLacking, this.settledUntil];
    const earliest = after.flatMap((last) => (last === null ? [] : [addDays(last, 1)]));
    const since = [signedOn, ...earliest].sort().at(-1) ?? day;
    const from = since < day ? since : day;
    const kept = this.steps.filter((step) => step.from < from);
    const replaced = this.steps.filter((step) => step.from >= from);
    this.steps.splice(0, this.steps.length, ...kept);
    const facts = replaced.length > 0 ? (kept.at(-1)?.state ?? this.state) : this.state;
    this.steps.push({ from, state: { ...facts, status: 'active' } });
    for (const step of replaced)
      this.steps.push({ ...step, state: { ...step.state, status: 'active' } });
    this.state = { ...this.state, status: 'active' };
  }

  /** Also what is told of the day itself: signed anew on the day of the list that shows it again, it begins with it. */
  private signedBy(day: Day): Day | null {
    const ofDay = this.events.findLast(
      (event) => event.onDay === day && (event.signedOn ?? null) !== null,
    );
    return ofDay?.signedOn ?? this.state?.signedOn ?? null;
  }

  /** What a list said, another list may say otherwise. */
  private setStatus(status: AgreementStatus, day: Day): void {
    if (!this.state) return;
    this.yields = true;
    this.state = { ...this.state, status };
    this.addStep(day);
  }

  private addStep(from: Day): void {
    if (this.state) this.steps.push({ from, state: this.state });
  }
}

/** That it left a list says no more than the list itself: the pending list lacks what is about to begin. */
const isAnswerToList = ({ listId = null, status }: RecordedEvent): boolean =>
  listId !== null && status !== null && !isInForce(status);

/** What a person recorded, too, gives way to a list: nobody has said that it ended. */
const YIELDING: readonly AgreementStatus[] = ['left-list', 'pending'];

/** One period for each run of days with equal facts; the last word of a day counts. */
function periodsOf(steps: readonly Step[]): Period[] {
  const periods: Period[] = [];
  for (const { from, state } of steps) {
    const { status } = state;
    if (status === null) continue;
    const period: Period = { ...state, status, holdsFrom: from, holdsUntil: null };
    if (periods.at(-1)?.holdsFrom === from) periods.pop();
    const last = periods.at(-1);
    if (last) last.holdsUntil = from;
    periods.push(period);
  }
  return joinEqual(periods);
}

/** Two events of one day may undo each other: the day then differs in nothing from the one before. */
function joinEqual(periods: readonly Period[]): Period[] {
  const joined: Period[] = [];
  for (const period of periods) {
    const last = joined.at(-1);
    if (last && isSame(last, period)) last.holdsUntil = period.holdsUntil;
    else joined.push({ ...period });
  }
  return joined;
}

/**
 * The agreement after an event.
 * @throws Error when nothing has said its model yet
 */
export function applyEvent(before: KnownState | null, event: EventFacts): KnownState {
  const model = event.model ?? before?.model;
  const modelBasis = event.modelBasis ?? before?.modelBasis;
  if (model === undefined || modelBasis === undefined)
    throw new Error(`the first event of an agreement (${event.event}) must say its model`);
  return {
    status: event.status ?? before?.status ?? null,
    model,
    modelBasis,
    signedOn: event.signedOn ?? before?.signedOn ?? null,
    effectiveOn: event.effectiveOn ?? before?.effectiveOn ?? null,
    endsOn: event.endsOn ?? before?.endsOn ?? null,
    endsOnBasis: event.endsOnBasis ?? before?.endsOnBasis ?? null,
  };
}

const FACTS = [
  'status',
  'model',
  'modelBasis',
  'signedOn',
  'effectiveOn',
  'endsOn',
  'endsOnBasis',
] as const satisfies readonly (keyof AgreementState)[];

export const isSame = (a: AgreementState, b: AgreementState): boolean =>
  FACTS.every((fact) => a[fact] === b[fact]);
