/** A visit as somebody picked it up. */
export interface CarriedVisit {
  task: string;
  name: string;
  /** In whose row; null from the tray or a list. */
  person: string | null;
  /** Null without a week, and then it has no team either. */
  week: number | null;
  leader: string | null;
  inspectors: string[];
}

/** Where a visit is held: over a week of somebody, or over the tray of what has no week. */
export type Spot = { week: number; person: string | null; role: string | null } | 'tray';

/** What a drop would ask for; who is left out, the server proposes. */
export interface WantedPlace {
  /** Null takes its week from it. */
  week: number | null;
  leader?: string;
  inspectors?: string[];
  person?: string;
}

/** What a drop means, or why it means nothing. */
export type Meaning = WantedPlace | { refused: string };

/**
 * What dropping a visit somewhere asks for. In another column the whole visit goes to that week; in the row of somebody who
 * is not of its team, they take the place of the one in whose row it was picked up.
 */
export function meaningOf(visit: CarriedVisit, spot: Spot): Meaning {
  const { week, leader, inspectors, person } = visit;
  if (spot === 'tray') return week === null ? ALREADY : { week: null };
  if (leader === null)
    return { week: spot.week, ...(spot.person !== null && { person: spot.person }) };
  if (spot.person === null || [leader, ...inspectors].includes(spot.person))
    return spot.week === week ? ALREADY : { week: spot.week, leader, inspectors };
  if (spot.role === 'leader' && (person === leader || person === null))
    return { week: spot.week, leader: spot.person, inspectors };
  if (spot.role === 'leader' || person === leader) return OTHER_ROLE;
  if (person === null) return WHOSE_PLACE;
  const others = inspectors.filter((id) => id !== person);
  return { week: spot.week, leader, inspectors: [...others, spot.person].sort() };
}

const ALREADY = { refused: 'It is there already.' };
const OTHER_ROLE = {
  refused: 'Only a leader takes the place of a leader, and an inspector that of an inspector.',
};
const WHOSE_PLACE = {
  refused: 'Pick it up in the row of the inspector whose place is to be taken.',
};
