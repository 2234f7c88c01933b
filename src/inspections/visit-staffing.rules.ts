import type { Candidate } from '../identity/hand-over/work-items.js';
import { type Day, mondayOf } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import { coversModel, modelWords } from '../workforce/qualification.rules.js';
import { type Days, doOverlap, type Span, spanOf } from '../workforce/spans.rules.js';
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
  agencyId: string;
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
  /** Days on which they do not travel. */
  leaves: Days[];
  /** Agencies that they must not inspect. */
  conflicts: (Span & { agencyId: string })[];
}

export type Replacement = Candidate & { positionId: string; position: string };

/**
 * Who might take a place: the holders of the other positions of the same team role, best first. The same limits hold
 * as in planning: a leader is qualified, one of the inspectors is, nobody is in two places, travels on
 * leave or more than they may, or inspects an agency in conflict with an interest of theirs.
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
  colleague: Colleague,
): Replacement & { isQualified: boolean; weeks: number } {
  const { position, holder, travels } = colleague;
  const isQualified = coversModel(position.qualifications, place.model);
  const weeks = travelWeeks(
    travels.map(({ startsOn }) => startsOn),
    place.startsOn,
  );
  const most = position.travelWeeksPerQuarter;
  const objection = objectionTo(place, colleague, isQualified, weeks);
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
  { position, travels, leaves, conflicts }: Colleague,
  isQualified: boolean,
  weeks: ReadonlySet<Day>,
): string | undefined {
  const days = spanOf({ fromOn: place.startsOn, untilOn: place.endsOn });
  if (!isQualified && place.needsQualified) return `not qualified for ${modelWords(place.model)}`;
  if (conflicts.some((one) => one.agencyId === place.agencyId && doOverlap(one, days)))
    return 'must not inspect this agency: a conflict of interest';
  const leave = leaves.find((one) => doOverlap(spanOf(one), days));
  if (leave) return `away from ${dayText(leave.fromOn)} to ${dayText(leave.untilOn)}`;
  const clash = travels.find(
    ({ inspectionId, startsOn, endsOn }) =>
      inspectionId !== place.inspectionId && startsOn <= place.endsOn && endsOn >= place.startsOn,
  );
  if (clash)
    return `on ${clash.number} from ${dayText(clash.startsOn)} to ${dayText(clash.endsOn)}`;
  const most = position.travelWeeksPerQuarter;
  if (!weeks.has(mondayOf(place.startsOn)) && weeks.size >= most)
    return `all ${most} travel weeks of that quarter are used`;
  return undefined;
}
