import type { SingleSignOnPolicy } from '../../platform/config/policy.js';
import { type Role, ROLES } from '../permissions.js';

/** What an identity provider says of a person, by claim. */
export type Claims = Readonly<Record<string, unknown>>;

/** What a person is here, according to their claims. */
export interface MappedPerson {
  role: Role;
  /** The name of the field office, as this site writes it; null for a role that has none. */
  officeName: string | null;
}

/** `refusal` continues the sentence “You could not be signed in, because …”. */
export type Mapping = ({ refusal?: never } & MappedPerson) | { refusal: string };

/**
 * What somebody's groups and office at the provider make of them here. Of several groups the first in the policy's order
 * counts, whatever order the provider sends them in.
 * @param officeNames the field offices that there are
 */
export function mapClaims(
  claims: Claims,
  policy: SingleSignOnPolicy,
  officeNames: readonly string[],
): Mapping {
  const groups = textsOf(claims[policy.roleClaim]);
  const group = Object.keys(policy.roles).find((known) => groups.includes(known));
  const role = ROLES.find((known) => group !== undefined && known === policy.roles[group]);
  if (!role) return { refusal: 'none of your groups at your agency has a role at this site' };
  if (role !== 'ero-supervisor') return { role, officeName: null };
  const told = textsOf(claims[policy.officeClaim])[0]?.trim() ?? '';
  if (told === '')
    return { refusal: 'your agency account does not say which field office you work in' };
  const wanted = (Object.hasOwn(policy.offices, told) ? policy.offices[told] : told) ?? told;
  const officeName = officeNames.find((name) => name.toLowerCase() === wanted.toLowerCase());
  return officeName
    ? { role, officeName }
    : {
        refusal: `your agency account names the field office ${told}, which this site does not know`,
      };
}

/**
 * Whether the person was checked as strongly as was asked: providers treat `acr_values` as a wish, and sign people in
 * all the same.
 * @param wanted space-separated, as it was asked; undefined = whatever the provider does is enough
 */
export function isAssuranceReached(claims: Claims, wanted: string | undefined): boolean {
  const accepted = (wanted ?? '').split(/\s+/).filter(Boolean);
  const reached = claims['acr'];
  return accepted.length === 0 || (typeof reached === 'string' && accepted.includes(reached));
}

/** The mapped roles that there are not. */
export const unknownRoles = (policy: SingleSignOnPolicy): string[] =>
  Object.values(policy.roles).filter((role) => !ROLES.some((known) => known === role));

/** A claim with one value may be a text or a list of one. */
function textsOf(claim: unknown): string[] {
  const values: unknown[] = Array.isArray(claim) ? claim : [claim];
  return values.filter((value) => typeof value === 'string');
}
