import type { Day } from '../../platform/clock/calendar.js';
import { dayText, weekdayText } from '../../platform/clock/day-text.js';
import { counted } from '../../platform/counted.js';
import { standardWords, type Standard } from '../../requirements/standard.rules.js';

/** A table of a paper: its first column names the row. */
export interface PaperTable {
  caption: string;
  headers: string[];
  rows: string[][];
}

export interface PaperSection {
  heading: string;
  paragraphs: string[];
  table: PaperTable | null;
}

/** What a paper says, however it is shown: as a page or as a PDF. */
export interface PaperContent {
  title: string;
  /** Under the title: which visit, of which agreement. */
  subtitle: string;
  /** Said on every page where the paper is not final; null = it is. */
  mark: string | null;
  sections: PaperSection[];
}

/** Everything that papers are made from. */
export interface PaperFacts {
  number: string;
  kind: 'full' | 'focus';
  isSample: boolean;
  startsOn: Day | null;
  endsOn: Day | null;
  reportedOn: Day | null;
  /** Empty where nothing is known. */
  reason: string;
  agency: { name: string; state: string; county: string | null; model: string };
  fieldOffice: string | null;
  template: string | null;
  team: { position: string; role: 'leader' | 'inspector' }[];
  /** What the visit is to verify, and what it found of it: null while nobody has said. */
  covers: {
    number: string;
    requirementCode: string;
    observation: string;
    outcome: string | null;
    note: string;
  }[];
  items: PaperItem[];
  findings: PaperFinding[];
  /** The steps so far. */
  steps: { name: string; on: Day; by: string }[];
}

export interface PaperItem {
  code: string;
  category: string;
  text: string;
  side: 'agency' | 'ice';
  sideBasis: string;
  standard: Standard;
  rating: string | null;
  computed: string | null;
  isOverridden: boolean;
  reason: string;
  observation: string;
}

export interface PaperFinding {
  number: string;
  kind: string;
  severity: string | null;
  side: 'agency' | 'ice';
  requirementCode: string;
  observation: string;
  repeats: string | null;
}

const KINDS = { full: 'full inspection', focus: 'focus review' };
const SIDE_NAMES = { agency: 'Agency', ice: 'ICE field office' };
const RATING_NAMES: Record<string, string> = {
  compliant: 'compliant',
  deficiency: 'deficiency',
  'area-of-concern': 'area of concern',
  'not-applicable': 'not applicable',
  'not-assessed': 'not assessed',
};

const ratingName = (rating: string | null): string =>
  rating === null ? 'not rated yet' : (RATING_NAMES[rating] ?? rating);

const daysOf = ({ startsOn, endsOn }: PaperFacts): string =>
  startsOn && endsOn
    ? `from ${weekdayText(startsOn)} to ${weekdayText(endsOn)}`
    : 'on days that are not set yet';

const nameOf = ({ agency }: PaperFacts): string => `${agency.name} (${agency.state})`;

const subtitleOf = (facts: PaperFacts): string =>
  `${facts.number}: ${KINDS[facts.kind]} of ${nameOf(facts)}${facts.isSample ? ' (sample: made for the demonstration)' : ''}`;

const section = (
  heading: string,
  paragraphs: string[],
  table: PaperTable | null = null,
): PaperSection => ({ heading, paragraphs, table });

/** Tells the agency and the field office that the team comes, why, and what it will look at. */
export function letterOf(facts: PaperFacts, isDraft: boolean): PaperContent {
  const leader = facts.team.find(({ role }) => role === 'leader')?.position ?? 'not named yet';
  const codes = [...new Set(facts.items.map(({ code }) => code))];
  return {
    title: 'Notification of an inspection',
    subtitle: subtitleOf(facts),
    mark: isDraft ? 'Draft: not sent' : null,
    sections: [
      section('To', [
        nameOf(facts),
        `The ERO field office: ${facts.fieldOffice ?? 'none assigned'}`,
      ]),
      section('What is announced', [
        `The 287(g) Inspections Unit of the ICE Office of Professional Responsibility will hold a ${KINDS[facts.kind]} under the memorandum of agreement of the model ${facts.agency.model}, ${daysOf(facts)}.`,
        'It assesses both how the ICE field office supervises and supports the program, and whether ICE and the agency comply with policy and the agreement.',
        ...(facts.covers.length > 0
          ? [
              `It verifies what was found before: ${facts.covers.map(({ number }) => number).join(', ')}.`,
            ]
          : []),
      ]),
      section('Who comes', [
        `Team leader: ${leader}.`,
        `Inspectors: ${facts.team.filter(({ role }) => role === 'inspector').length}.`,
      ]),
      section('What is asked of you', [
        'Give the team access to the databases, personnel and documents that the review needs (COO-01 of the requirement catalogue).',
        codes.length > 0
          ? `Requirements that will be looked at: ${codes.join(', ')}.`
          : 'The requirements that will be looked at follow with the checklist.',
      ]),
    ],
  };
}

/** For the team: when, who, and what is to be looked at on which side. */
export function planOf(facts: PaperFacts): PaperContent {
  return {
    title: 'Inspection plan',
    subtitle: subtitleOf(facts),
    mark: null,
    sections: [
      section('Visit', [
        `${nameOf(facts)}${facts.agency.county ? `, ${facts.agency.county} County` : ''}, ${daysOf(facts)}.`,
        `Field office: ${facts.fieldOffice ?? 'none assigned'}. Model: ${facts.agency.model}. Template: ${facts.template ?? 'not known'}.`,
      ]),
      section('Team', facts.team.length === 0 ? ['No team is on record.'] : [], {
        caption: 'Who takes part',
        headers: ['Position', 'Part'],
        rows: facts.team.map(({ position, role }) => [
          position,
          role === 'leader' ? 'leads the team' : 'inspects',
        ]),
      }),
      ...(facts.covers.length > 0
        ? [
            section('Findings to verify', [], {
              caption: 'What was found before',
              headers: ['Finding', 'Requirement', 'Observation'],
              rows: facts.covers.map(({ number, requirementCode, observation }) => [
                number,
                requirementCode,
                observation,
              ]),
            }),
          ]
        : []),
      ...(['ice', 'agency'] as const).map((side) => scopeOf(side, facts)),
    ],
  };
}

function scopeOf(side: 'agency' | 'ice', facts: PaperFacts): PaperSection {
  const items = facts.items.filter((item) => item.side === side);
  return section(
    `Scope: ${SIDE_NAMES[side]}`,
    items.length === 0
      ? ['No item of this side. The checklist is made when the visit is notified.']
      : ['Where a side is inferred from the category of a requirement, it says so.'],
    items.length === 0
      ? null
      : {
          caption: `What is looked at on the side of the ${SIDE_NAMES[side]}`,
          headers: ['Requirement', 'Text', 'Standard', 'Side'],
          rows: items.map((item) => [
            item.code,
            item.text,
            standardWords(item.standard),
            item.sideBasis,
          ]),
        },
  );
}

/** What was found, requirement by requirement. A report that is not final says so on every page. */
export function reportOf(facts: PaperFacts, isDraft: boolean): PaperContent {
  const counts = Object.keys(RATING_NAMES)
    .map((rating) => ({
      rating,
      count: facts.items.filter((item) => item.rating === rating).length,
    }))
    .filter(({ count }) => count > 0);
  return {
    title: isDraft ? 'Draft inspection report' : 'Inspection report',
    subtitle: subtitleOf(facts),
    mark: isDraft ? 'Draft: not for distribution' : null,
    sections: [
      section('Visit', [
        `${nameOf(facts)}, ${daysOf(facts)}. Field office: ${facts.fieldOffice ?? 'none assigned'}. Model: ${facts.agency.model}. Template: ${facts.template ?? 'not known'}.`,
        `Team: ${facts.team.map(({ position }) => position).join(', ') || 'not on record'}.`,
        ...(facts.reportedOn && !isDraft ? [`Final report of ${dayText(facts.reportedOn)}.`] : []),
        ...facts.steps.map(({ name, on, by }) => `${name}: ${dayText(on)}, recorded by ${by}.`),
      ]),
      section(
        'Summary',
        facts.items.length === 0
          ? ['No checklist is on record.']
          : [
              `${facts.items.length} requirements: ${counts.map(({ rating, count }) => `${count} ${ratingName(rating)}`).join(', ') || 'none rated yet'}.`,
              `${counted(facts.findings.length, 'finding')}.`,
            ],
      ),
      ...(facts.covers.length > 0 ? [section('Verified', [], verifiedTable(facts))] : []),
      section('Findings', facts.findings.length === 0 ? ['None.'] : [], findingsTable(facts)),
      ...(['ice', 'agency'] as const).map((side) => resultsOf(side, facts)),
    ],
  };
}

const verifiedTable = ({ covers }: PaperFacts): PaperTable => ({
  caption: 'What was found before, and what became of it',
  headers: ['Finding', 'Requirement', 'Observation then', 'Outcome', 'What the visit saw'],
  rows: covers.map(({ number, requirementCode, observation, outcome, note }) => [
    number,
    requirementCode,
    observation,
    outcome ?? 'not said yet',
    note,
  ]),
});

const findingsTable = ({ findings }: PaperFacts): PaperTable | null =>
  findings.length === 0
    ? null
    : {
        caption: 'Deficiencies and areas of concern',
        headers: ['Finding', 'Kind', 'Severity', 'Side', 'Requirement', 'Observation'],
        rows: findings.map((finding) => [
          finding.number,
          ratingName(finding.kind),
          finding.severity ?? 'not chosen yet',
          SIDE_NAMES[finding.side],
          finding.requirementCode,
          finding.repeats === null
            ? finding.observation
            : `${finding.observation} (repeats ${finding.repeats})`,
        ]),
      };

function resultsOf(side: 'agency' | 'ice', facts: PaperFacts): PaperSection {
  const items = facts.items.filter((item) => item.side === side);
  return section(
    `Results: ${SIDE_NAMES[side]}`,
    items.length === 0 ? ['Nothing was looked at on this side.'] : [],
    items.length === 0
      ? null
      : {
          caption: `Requirements on the side of the ${SIDE_NAMES[side]}`,
          headers: ['Requirement', 'Standard', 'Rating', 'Observation'],
          rows: items.map((item) => [
            item.code,
            standardWords(item.standard),
            item.isOverridden
              ? `${ratingName(item.rating)}, against the computed ${ratingName(item.computed)}: ${item.reason}`
              : `${ratingName(item.rating)}${item.reason ? `: ${item.reason}` : ''}`,
            item.observation,
          ]),
        },
  );
}
