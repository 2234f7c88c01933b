/** What a cell of a register may hold. */
export type FieldKind =
  'reference' | 'day' | 'hour' | 'year' | 'number' | 'text' | 'choice' | 'roles';

export interface RegisterField {
  name: string;
  label: string;
  kind: FieldKind;
  isRequired: boolean;
  hint?: string;
  /** Of a choice and of roles. */
  options?: readonly { value: string; label: string }[];
  /** A day that may lie ahead: an end. */
  mayLieAhead?: boolean;
}

export const REGISTER_CODES = [
  'officers',
  'trainings',
  'authorizations',
  'complaints',
  'communications',
  'goals',
] as const;
export type RegisterCode = (typeof REGISTER_CODES)[number];

/** What is kept of each agreement in one register: numbers, dates and codes, nothing else about persons. */
export interface Register {
  code: RegisterCode;
  title: string;
  /** One entry of it: `officer`. */
  entryWord: string;
  about: string;
  fields: readonly RegisterField[];
  /** Two entries of one agreement that agree in these are the same: the second is refused. */
  key: readonly string[];
  /** The day from which on it is known: an entry of a later day is no part of an answer as of an earlier one. */
  knownFrom: string | null;
  /** Pairs of fields of which the second cannot lie before the first, nor be there without it. */
  order: readonly (readonly [string, string])[];
}

const officer: RegisterField = {
  name: 'officer',
  label: 'Officer',
  kind: 'reference',
  isRequired: true,
  hint: 'The reference under which the register of officers has them, such as OFF-014',
};

/** The meeting that the MOA asks for at least once a year. */
export const REVIEW_MEETING = 'review-meeting';

const COMMUNICATION_KINDS = [
  { value: REVIEW_MEETING, label: 'Annual review meeting' },
  { value: 'meeting', label: 'Other meeting' },
  { value: 'notice-by-ice', label: 'Notice by ICE' },
  { value: 'notice-by-agency', label: 'Notice by the agency' },
] as const;

const ROLES = [
  { value: 'field-office-director', label: 'Field office director' },
  { value: 'ero-supervisor', label: 'ERO supervisor' },
  { value: 'program-manager', label: '287(g) program manager' },
  { value: 'opr', label: 'OPR' },
  { value: 'agency-head', label: 'Head of the agency' },
  { value: 'agency-supervisor', label: 'Supervisor of the agency' },
  { value: 'agency-officers', label: 'Officers of the agency' },
  { value: 'community', label: 'Representatives of the community' },
] as const;

export const REGISTERS: readonly Register[] = [
  {
    code: 'officers',
    title: 'Officers',
    entryWord: 'officer',
    about:
      'Officers of the agency who were nominated, each by a reference, with the first training.',
    fields: [
      {
        name: 'reference',
        label: 'Reference',
        kind: 'reference',
        isRequired: true,
        hint: 'A code such as OFF-014. No name, no badge number that is known elsewhere',
      },
      {
        name: 'initialTrainingOn',
        label: 'Initial training completed',
        kind: 'day',
        isRequired: false,
      },
      { name: 'leftOn', label: 'Left the program', kind: 'day', isRequired: false },
    ],
    key: ['reference'],
    knownFrom: 'initialTrainingOn',
    order: [],
  },
  {
    code: 'trainings',
    title: 'Refresher trainings',
    entryWord: 'refresher training',
    about: 'Refresher trainings after the initial one, each of one officer.',
    fields: [officer, { name: 'completedOn', label: 'Completed', kind: 'day', isRequired: true }],
    key: ['officer', 'completedOn'],
    knownFrom: 'completedOn',
    order: [],
  },
  {
    code: 'authorizations',
    title: 'Authorizations',
    entryWord: 'authorization',
    about: 'Authorizations of officers, from the day of the letter to the end that it states.',
    fields: [
      officer,
      { name: 'beginsOn', label: 'Day of the authorization', kind: 'day', isRequired: true },
      { name: 'endsOn', label: 'Ends', kind: 'day', isRequired: false, mayLieAhead: true },
      { name: 'revokedAt', label: 'Revoked', kind: 'hour', isRequired: false },
      {
        name: 'revocationNoticedAt',
        label: 'Notice of the revocation to the other party',
        kind: 'hour',
        isRequired: false,
      },
    ],
    key: ['officer', 'beginsOn'],
    knownFrom: 'beginsOn',
    order: [
      ['beginsOn', 'endsOn'],
      ['beginsOn', 'revokedAt'],
      ['revokedAt', 'revocationNoticedAt'],
    ],
  },
  {
    code: 'complaints',
    title: 'Complaints',
    entryWord: 'complaint',
    about:
      'Complaints about participating officers: when they came, when ICE was told, when they were resolved.',
    fields: [
      {
        name: 'reference',
        label: 'Reference',
        kind: 'reference',
        isRequired: true,
        hint: 'A code such as CMPL-2012-03. No name',
      },
      {
        name: 'receivedAt',
        label: 'Received',
        kind: 'hour',
        isRequired: true,
        hint: 'Day and hour where the field office is',
      },
      { name: 'noticedAt', label: 'Notice to ICE', kind: 'hour', isRequired: false },
      { name: 'resolvedOn', label: 'Resolved', kind: 'day', isRequired: false },
      {
        name: 'reportedOn',
        label: 'Resolution reported to ICE',
        kind: 'day',
        isRequired: false,
      },
    ],
    key: ['reference'],
    knownFrom: 'receivedAt',
    order: [
      ['receivedAt', 'noticedAt'],
      ['receivedAt', 'resolvedOn'],
      ['resolvedOn', 'reportedOn'],
    ],
  },
  {
    code: 'communications',
    title: 'Notices and meetings',
    entryWord: 'notice or meeting',
    about:
      'Notices and meetings between ICE supervisors and the agency, the annual review included.',
    fields: [
      { name: 'heldOn', label: 'Day', kind: 'day', isRequired: true },
      {
        name: 'kind',
        label: 'Kind',
        kind: 'choice',
        isRequired: true,
        options: COMMUNICATION_KINDS,
      },
      {
        name: 'about',
        label: 'What about',
        kind: 'text',
        isRequired: true,
        hint: 'The matter in a sentence. No names of persons',
      },
      {
        name: 'participants',
        label: 'Who took part, by role',
        kind: 'roles',
        isRequired: true,
        options: ROLES,
      },
    ],
    key: ['heldOn', 'kind', 'about'],
    knownFrom: 'heldOn',
    order: [],
  },
  {
    code: 'goals',
    title: 'Goals',
    entryWord: 'goal',
    about: 'What the agreement is to reach in a fiscal year, and what was reached.',
    fields: [
      {
        name: 'fiscalYear',
        label: 'Fiscal year',
        kind: 'year',
        isRequired: true,
        hint: 'FY 2013 begins on 1 Oct 2012',
      },
      { name: 'goal', label: 'Goal', kind: 'text', isRequired: true },
      {
        name: 'unit',
        label: 'Unit',
        kind: 'text',
        isRequired: true,
        hint: 'What is counted: encounters, percent of bookings screened',
      },
      {
        name: 'bound',
        label: 'Reached with',
        kind: 'choice',
        isRequired: true,
        options: [
          { value: 'at-least', label: 'at least the target' },
          { value: 'at-most', label: 'at most the target' },
        ],
      },
      { name: 'target', label: 'Target', kind: 'number', isRequired: true },
      {
        name: 'actual',
        label: 'Actual',
        kind: 'number',
        isRequired: false,
        hint: 'Empty as long as it is not known',
      },
    ],
    key: ['fiscalYear', 'goal'],
    knownFrom: null,
    order: [],
  },
];

export const registerOf = (code: RegisterCode): Register =>
  REGISTERS.find((register) => register.code === code) as Register;

/** What an entry says, by field; null = not on record. */
export type Facts = Record<string, string | number | null>;

/** What makes an entry this one and no other of its agreement and register. */
export const entryKeyOf = ({ key }: Register, facts: Facts): string =>
  key.map((field) => String(facts[field] ?? '')).join(' / ');

/** An entry in a few words: `Officer OFF-014`, `Refresher training of OFF-014, 2012-03-01`. */
export function entryLabel(register: Register, facts: Facts): string {
  const said = (field: string): string => String(facts[field] ?? '');
  switch (register.code) {
    case 'officers':
      return `Officer ${said('reference')}`;
    case 'trainings':
      return `Refresher training of ${said('officer')}, ${said('completedOn')}`;
    case 'authorizations':
      return `Authorization of ${said('officer')}, ${said('beginsOn')}`;
    case 'complaints':
      return `Complaint ${said('reference')}`;
    case 'communications':
      return `${optionLabel(register, 'kind', said('kind'))}, ${said('heldOn')}`;
    case 'goals':
      return `Goal of FY ${said('fiscalYear')}: ${said('goal')}`;
  }
}

/** What a choice is called. */
export function optionLabel(register: Register, field: string, value: string): string {
  const options = register.fields.find(({ name }) => name === field)?.options ?? [];
  return options.find((option) => option.value === value)?.label ?? value;
}

/** How roles stand in one cell. */
export const ROLE_SEPARATOR = '; ';
