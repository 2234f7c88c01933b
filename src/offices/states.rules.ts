/** States, the District and the territories by their two-letter codes. */
const NAMES = {
  AL: 'Alabama',
  AK: 'Alaska',
  AS: 'American Samoa',
  AZ: 'Arizona',
  AR: 'Arkansas',
  CA: 'California',
  CO: 'Colorado',
  CT: 'Connecticut',
  DE: 'Delaware',
  DC: 'District of Columbia',
  FL: 'Florida',
  GA: 'Georgia',
  GU: 'Guam',
  HI: 'Hawaii',
  ID: 'Idaho',
  IL: 'Illinois',
  IN: 'Indiana',
  IA: 'Iowa',
  KS: 'Kansas',
  KY: 'Kentucky',
  LA: 'Louisiana',
  ME: 'Maine',
  MD: 'Maryland',
  MA: 'Massachusetts',
  MI: 'Michigan',
  MN: 'Minnesota',
  MS: 'Mississippi',
  MO: 'Missouri',
  MT: 'Montana',
  NE: 'Nebraska',
  NV: 'Nevada',
  NH: 'New Hampshire',
  NJ: 'New Jersey',
  NM: 'New Mexico',
  NY: 'New York',
  NC: 'North Carolina',
  ND: 'North Dakota',
  MP: 'Northern Mariana Islands',
  OH: 'Ohio',
  OK: 'Oklahoma',
  OR: 'Oregon',
  PA: 'Pennsylvania',
  PR: 'Puerto Rico',
  RI: 'Rhode Island',
  SC: 'South Carolina',
  SD: 'South Dakota',
  TN: 'Tennessee',
  TX: 'Texas',
  UT: 'Utah',
  VT: 'Vermont',
  VA: 'Virginia',
  VI: 'U.S. Virgin Islands',
  WA: 'Washington',
  WV: 'West Virginia',
  WI: 'Wisconsin',
  WY: 'Wyoming',
} as const;

export type StateCode = keyof typeof NAMES;

export const STATE_CODES = (Object.keys(NAMES) as StateCode[]).sort();

/** How official lists and maps write the names, where that is not the name above. */
const OTHER_NAMES: Record<string, StateCode> = {
  'united states virgin islands': 'VI',
  'virgin islands': 'VI',
  'us virgin islands': 'VI',
  'commonwealth of the northern mariana islands': 'MP',
  'northern marianas': 'MP',
  cnmi: 'MP',
  'commonwealth of puerto rico': 'PR',
  'd.c.': 'DC',
  'washington dc': 'DC',
  'washington, d.c.': 'DC',
};

const CODES = new Map<string, StateCode>([
  ...STATE_CODES.map((code): [string, StateCode] => [NAMES[code].toLowerCase(), code]),
  ...Object.entries(OTHER_NAMES),
]);

/** The two-letter code of a state as a list prints it, `NORTH CAROLINA` or `nc`; undefined for anything else. */
export function stateCode(text: string): StateCode | undefined {
  const plain = text.trim().replace(/\s+/g, ' ');
  if (plain.toUpperCase() in NAMES) return plain.toUpperCase() as StateCode;
  return CODES.get(plain.toLowerCase());
}

/** `North Carolina` for `NC`; the text itself where it is no code. */
export function stateName(code: string): string {
  return (NAMES as Record<string, string>)[code] ?? code;
}
