import { type County, findCounty } from '../../offices/counties.js';
import { stateName, type StateCode } from '../../offices/states.rules.js';

/** Where an agency lies and of what kind it is, as somebody enters it. */
export interface PlaceEntry {
  /** As it is written in the state, with or without "County"; empty for an agency that lies in none. */
  county: string;
  type: string;
  reason: string;
}

export interface PlaceObjection {
  field: 'county' | 'type' | 'reason' | 'fieldOffice';
  detail: string;
}

/** What agencies are on ICE's lists; the register may know further types. */
export const AGENCY_TYPES = ['County', 'Municipality', 'State Agency'] as const;

/** The county that an entry names; null for none, undefined for one that the state has not. */
export const countyOf = (state: string, text: string): County | null | undefined =>
  text.trim() === '' ? null : findCounty(state as StateCode, text);

/**
 * What is wrong with an entry; empty when it can be recorded.
 * @param types those that the register knows
 */
export function objectionsToPlace(
  { county, type, reason }: PlaceEntry,
  present: { state: string; county: string | null; type: string | null },
  types: readonly string[],
): PlaceObjection[] {
  const found = countyOf(present.state, county);
  const isSame = (county.trim() || null) === present.county && type === (present.type ?? '');
  return [
    ...(found === undefined
      ? [{ field: 'county' as const, detail: noCounty(present.state, county) }]
      : []),
    ...(types.includes(type)
      ? []
      : [{ field: 'type' as const, detail: `Choose one of: ${types.join(', ')}.` }]),
    ...(isSame
      ? [{ field: 'county' as const, detail: 'County and type are what they were.' }]
      : []),
    ...(reason.trim() === ''
      ? [{ field: 'reason' as const, detail: 'Say why it is put right, and from which source.' }]
      : []),
  ];
}

export const noCounty = (state: string, text: string): string =>
  `${stateName(state)} has no county “${text.trim().slice(0, 60)}”.`;

/** What a person says of an agency without a field office: its county, or the office itself. */
export interface Placement {
  county: string;
  /** Name of a field office. */
  fieldOffice: string;
  reason: string;
}

/** One of the two is needed and not both: the map says the office of a county. */
export function objectionsToPlacement(
  { county, fieldOffice, reason }: Placement,
  state: string,
): PlaceObjection[] {
  const names = [county, fieldOffice].filter((text) => text.trim() !== '');
  return [
    ...(names.length === 0
      ? [{ field: 'county' as const, detail: 'Choose a county or a field office.' }]
      : []),
    ...(names.length === 2
      ? [
          {
            field: 'fieldOffice' as const,
            detail: 'Choose a county or a field office, not both: the map says the office.',
          },
        ]
      : []),
    ...(county.trim() !== '' && countyOf(state, county) === undefined
      ? [{ field: 'county' as const, detail: noCounty(state, county) }]
      : []),
    ...(reason.trim() === ''
      ? [{ field: 'reason' as const, detail: 'Say why, or from which source you know.' }]
      : []),
  ];
}
