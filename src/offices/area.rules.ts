import { bareCountyName } from './counties.js';

/** A state, or a county of it, that a field office answers for. */
export interface Area {
  officeId: string;
  state: string;
  /** Null = the whole state. */
  county: string | null;
}

/**
 * The field office that answers for a place: by county where the map divides the state (California, New York, Texas),
 * else by state. Undefined where the map has nothing (American Samoa).
 */
export function officeFor(
  place: { state: string; county: string | null },
  areas: readonly Area[],
): string | undefined {
  const inState = areas.filter((area) => area.state === place.state);
  const byCounty = inState.find(
    (area) => area.county !== null && sameCounty(area.county, place.county),
  );
  return (byCounty ?? inState.find((area) => area.county === null))?.officeId;
}

/** The map writes `Harris`, lists write `Harris County`. */
const sameCounty = (a: string, b: string | null): boolean =>
  b !== null && bareCountyName(a).toLowerCase() === bareCountyName(b).toLowerCase();
