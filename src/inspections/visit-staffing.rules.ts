import type { Candidate } from '../identity/hand-over/work-items.js';
import { type Day, mondayOf } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import { coversModel, modelWords } from '../workforce/qualification.rules.js';
import type { StaffedPosition } from '../workforce/staff.service.js';
import { travelWeeks } from '../workforce/travel-weeks.rules.js';

/** A visit that somebody is on. */
export interface Travel {
  inspectionId: string;
  number: string;
  startsOn: Day;
  endsOn: Day;
}

/** A place in a visit's team that somebody else is to take. */
export interface OpenPlace {
  inspectionId: string;
  startsOn: Day;
  endsOn: Day;
  model: string;
  role: StaffedPosition['role'];
  /** Positions of the whole team. */
  team: string[];
  /** Whether nobody else of the team is qualified in this role: then whoever comes must be. */
  needsQualified: boolean;
}

/** Somebody who holds a position, and where they are sent already. */
export interface Colleague {
  position: StaffedPosition;
  holder: { accountId: string; name: string };
  travels: Travel[];
}

export type Replacement = Candidate & { positionId: string; position: string };

/**
 * Who might take a place: the holders of the other positions of the same team role, best first. The same limits hold
 * as in planning: a leader is qualified, one of the inspectors is, nobody is in two places or travels more than they may.
 */
export function replacementsFor(place: OpenPlace, colleagues: readonly Colleague[]): Replacement[] {
  return colleagues
    .filter(({ position }) => position.role === place.role && !place.team.includes(position.id))
    .map((colleague) => assess(place, colleague))
    .sort(
      (a, b) =>
        Number(b.isAble) - Number(a.isAble) ||
        Number(b.isQualified) - Number(a.isQualified) ||
        a.weeks - b.weeks ||
        a.position.localeCompare(b.position, 'en', { numeric: true }),
    )
    .map(({ accountId, name, isAble, why, positionId, position }) => ({
      accountId,
      name,
      isAble,
      why,
      positionId,
      position,
    }));
}

function assess(
  place: OpenPlace,
  { position, holder, travels }: Colleague,
): Replacement & { isQualified: boolean; weeks: number } {
  const isQualified = coversModel(position.qualifications, place.model);
  const weeks = travelWeeks(
    travels.map(({ startsOn }) => startsOn),
    place.startsOn,
  );
  const most = position.travelWeeksPerQuarter;
  const objection = objectionTo(place, travels, isQualified, weeks, most);
  const knows = isQualified ? 'qualified for' : 'not qualified for';
  return {
    accountId: holder.accountId,
    name: holder.name,
    isAble: objection === undefined,
    why:
      objection ??
      `free those days, ${knows} ${modelWords(place.model)}, ${weeks.size} of ${most} travel weeks used`,
    positionId: position.id,
    position: position.title,
    isQualified,
    weeks: weeks.size,
  };
}

function objectionTo(
  place: OpenPlace,
  travels: Travel[],
  isQualified: boolean,
  weeks: ReadonlySet<Day>,
  most: number,
): string | undefined {
  if (!isQualified && place.needsQualified) return `not qualified for ${modelWords(place.model)}`;
  const clash = travels.find(
    ({ inspectionId, startsOn, endsOn }) =>
      inspectionId !== place.inspectionId && startsOn <= place.endsOn && endsOn >= place.startsOn,
  );
  if (clash)
    return `on ${clash.number} from ${dayText(clash.startsOn)} to ${dayText(clash.endsOn)}`;
  if (!weeks.has(mondayOf(place.startsOn)) && weeks.size >= most)
    return `all ${most} travel weeks of that quarter are used`;
  return undefined;
}
