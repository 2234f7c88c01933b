import { countyInAgencyName, findCounty } from '../../offices/counties.js';
import type { StateCode } from '../../offices/states.rules.js';
import type { Agency } from '../agreement.entity.js';

/** Where an agency lies, and how that is known. */
export type AgencyPlace = Pick<
  Agency,
  'type' | 'county' | 'countyFips' | 'latitude' | 'longitude' | 'placeBasis'
>;

/** Agencies of a whole state lie in no county, whatever their name begins with. */
const STATE_AGENCY = 'State Agency';

/**
 * The place of an agency: the county that a list gives or, where it gives none, the one that the name begins with. The
 * point is the county's centroid: good enough to plan travel.
 */
export function placeAgency(
  state: string,
  name: string,
  listed: { agencyType: string | null; county: string | null },
): AgencyPlace {
  const given = listed.county === null ? undefined : findCounty(state as StateCode, listed.county);
  const named =
    listed.county === null && listed.agencyType !== STATE_AGENCY
      ? countyInAgencyName(state as StateCode, name)
      : undefined;
  const county = given ?? named;
  return {
    type: listed.agencyType,
    county: county?.name ?? listed.county,
    countyFips: county?.fips ?? null,
    latitude: county?.latitude ?? null,
    longitude: county?.longitude ?? null,
    placeBasis: basisOf(listed.county, county !== undefined),
  };
}

function basisOf(listedCounty: string | null, isFound: boolean): string | null {
  if (!isFound) return listedCounty === null ? null : 'as the list prints it';
  return listedCounty === null
    ? "the county in the agency's name; the point is the county's centroid"
    : "the county on ICE's list; the point is the county's centroid";
}
