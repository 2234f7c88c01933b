export const SIDES = ['agency', 'ice'] as const;
export type Side = (typeof SIDES)[number];

/** Categories that are about what ICE itself does; everything else is the agency's. */
const OF_ICE = new Set([
  'ICE supervision',
  'IT and system access',
  'Certification/authorization',
  'Communication',
]);

const NAMES_ICE = /^(ICE|FOD)\b(?! and LEA)/;
const NAMES_AGENCY = /^(LEA|287\(g\) officers?|Candidates?)\b/;

/**
 * Whose conduct a requirement is about. An inspection looks at both: how the field office supervises and supports, and whether
 * the agency complies. Where the text does not begin with who must do it, the side is inferred from its category, and says so.
 */
export function sideOf(requirement: { category: string; text: string }): {
  side: Side;
  basis: string;
} {
  const { category, text } = requirement;
  if (NAMES_ICE.test(text)) return { side: 'ice', basis: 'stated: the text names ICE' };
  if (NAMES_AGENCY.test(text))
    return { side: 'agency', basis: 'stated: the text names the agency or its officers' };
  return {
    side: OF_ICE.has(category) ? 'ice' : 'agency',
    basis: `inferred from the category “${category}”`,
  };
}
