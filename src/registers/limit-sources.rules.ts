import { type Day, laterOf } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import type { Stretch } from './limits.rules.js';
import { type Facts, REVIEW_MEETING, type RegisterCode } from './registers.rules.js';

/** An entry as it was on record on a day. */
export interface EntryFacts {
  id: string;
  facts: Facts;
  isSample: boolean;
}

/** All that the registers hold of one agreement on a day, by register. */
export type RegisterFacts = Record<RegisterCode, readonly EntryFacts[]>;

/** What the limits of one agreement are counted from. */
export interface LimitFacts {
  asOf: Day;
  /** From when on the agreement is operational; null = not on record. */
  effectiveOn: Day | null;
  registers: RegisterFacts;
}

/** How a requirement is fed from the registers. */
export interface LimitSource {
  code: string;
  register: RegisterCode;
  /** Why these facts are what the requirement counts. */
  reason: string;
  stretchesOf: (facts: LimitFacts) => Stretch[];
}

/**
 * Which requirements of the catalogue are counted, and from what. Every other requirement with a limit is one that no
 * register holds facts for: scores of examinations, work experience, people who are held, and the notices of suspensions
 * and terminations, which the life cycle of the agreement checks.
 */
export const LIMIT_SOURCES: readonly LimitSource[] = [
  {
    code: 'CMP-01',
    register: 'complaints',
    reason: 'The register has the hour of the complaint and the hour of the notice to ICE.',
    stretchesOf: ({ registers }) =>
      registers.complaints.map((entry) => stretchOf(entry, 'reference', 'receivedAt', 'noticedAt')),
  },
  {
    code: 'CMP-02',
    register: 'complaints',
    reason: 'The register has the day of the complaint and the day of its resolution.',
    stretchesOf: ({ registers }) =>
      registers.complaints.map((entry) =>
        stretchOf(entry, 'reference', 'receivedAt', 'resolvedOn'),
      ),
  },
  {
    code: 'CMP-05',
    register: 'complaints',
    reason:
      'The register has the day of the resolution and of the report to ICE; each complaint counts as one that the agency looked into.',
    stretchesOf: ({ registers }) =>
      registers.complaints
        .filter(({ facts }) => facts['resolvedOn'] !== null)
        .map((entry) => stretchOf(entry, 'reference', 'resolvedOn', 'reportedOn')),
  },
  {
    code: 'COM-01',
    register: 'communications',
    reason:
      'The log has the annual review meetings. It is counted from the operational date, or from the first entry of the log where that is later: what was before nobody wrote down.',
    stretchesOf: meetingStretches,
  },
  {
    code: 'CRT-02',
    register: 'authorizations',
    reason: 'The register has the day of the authorization and the end that its letter states.',
    stretchesOf: authorizationStretches,
  },
  {
    code: 'CRT-03',
    register: 'authorizations',
    reason: 'The register has the hour of a revocation and the hour of its notice.',
    stretchesOf: ({ registers }) =>
      registers.authorizations
        .filter(({ facts }) => facts['revokedAt'] !== null)
        .map((entry) => stretchOf(entry, 'officer', 'revokedAt', 'revocationNoticedAt')),
  },
  {
    code: 'TRN-03',
    register: 'trainings',
    reason: 'The registers have the initial training of each officer and every refresher after it.',
    stretchesOf: trainingStretches,
  },
];

function stretchOf(
  { id, facts, isSample }: EntryFacts,
  subject: string,
  from: string,
  until: string,
): Stretch {
  return {
    subject: textOf(facts, subject) ?? '',
    entryId: id,
    from: textOf(facts, from),
    until: textOf(facts, until),
    isSample,
  };
}

export const textOf = (facts: Facts, field: string): string | null => {
  const value = facts[field];
  return typeof value === 'string' ? value : null;
};

/** Officers who have not left. */
export const activeOfficers = ({ officers }: RegisterFacts): EntryFacts[] =>
  officers.filter(({ facts }) => facts['leftOn'] === null);

const ofOfficer = (entries: readonly EntryFacts[], officer: EntryFacts): EntryFacts[] =>
  entries.filter(({ facts }) => facts['officer'] === officer.facts['reference']);

const nobody = (subject: string, note: string): Stretch => ({
  ...{ subject, entryId: null, from: null, until: null, note, isSample: false },
});

function unknownOfficer({ id, facts, isSample }: EntryFacts, note: string): Stretch {
  const subject = textOf(facts, 'reference') ?? '';
  return { subject, entryId: id, from: null, until: null, note, isSample };
}

/** Days on which an officer was trained, first one first. */
export function trainingDays(registers: RegisterFacts, officer: EntryFacts): Day[] {
  const initial = textOf(officer.facts, 'initialTrainingOn');
  const later = ofOfficer(registers.trainings, officer).map(({ facts }) =>
    textOf(facts, 'completedOn'),
  );
  return [initial, ...later].filter((day) => day !== null).sort();
}

/** From each training to the next, of every officer who has not left. */
function trainingStretches({ registers }: LimitFacts): Stretch[] {
  const officers = activeOfficers(registers);
  if (officers.length === 0) return [nobody('Officers', 'No officer is on record.')];
  return officers.flatMap((officer) => {
    const days = trainingDays(registers, officer);
    if (days.length === 0) return [unknownOfficer(officer, 'No training is on record.')];
    return days.map((from, index) => ({
      subject: textOf(officer.facts, 'reference') ?? '',
      entryId: officer.id,
      from,
      until: days[index + 1] ?? null,
      isSample: officer.isSample,
    }));
  });
}

/** Each authorization to its end; an officer without one is not known. */
export function authorizationStretches({
  asOf,
  registers,
}: Pick<LimitFacts, 'asOf' | 'registers'>): Stretch[] {
  const officers = activeOfficers(registers);
  const unknown = officers
    .filter((officer) => ofOfficer(registers.authorizations, officer).length === 0)
    .map((officer) => unknownOfficer(officer, 'No authorization is on record.'));
  const none =
    officers.length === 0 && registers.authorizations.length === 0
      ? [nobody('Officers', 'No officer is on record.')]
      : [];
  const active = new Set(officers.map(({ facts }) => facts['reference']));
  return [
    ...registers.authorizations.map((entry): Stretch => {
      const { facts } = entry;
      const stretch = stretchOf(entry, 'officer', 'beginsOn', 'endsOn');
      const revoked = textOf(facts, 'revokedAt');
      const left = registers.officers.find((one) => one.facts['reference'] === facts['officer']);
      const leftOn = left ? textOf(left.facts, 'leftOn') : null;
      const until = revoked ?? earlierEnd(stretch.until, leftOn);
      const isLast = !registers.authorizations.some(
        (other) =>
          other.facts['officer'] === facts['officer'] &&
          (textOf(other.facts, 'beginsOn') ?? '') > (stretch.from ?? ''),
      );
      const isEndAhead =
        isLast &&
        revoked === null &&
        active.has(facts['officer'] ?? null) &&
        until !== null &&
        until >= asOf;
      return { ...stretch, until, isEndAhead };
    }),
    ...unknown,
    ...none,
  ];
}

/** Whoever left is not authorized any more. */
function earlierEnd(endsOn: Day | null, leftOn: Day | null): Day | null {
  if (leftOn === null) return endsOn;
  return endsOn !== null && endsOn < leftOn ? endsOn : leftOn;
}

/** From each annual review meeting to the next. An empty log says nothing, also not that no meeting was held. */
function meetingStretches({ effectiveOn, registers }: LimitFacts): Stretch[] {
  const log = registers.communications;
  const days = log.map(({ facts }) => textOf(facts, 'heldOn') ?? '').sort();
  const [keptSince] = days;
  if (keptSince === undefined)
    return [nobody('Annual meeting', 'No notice or meeting is on record.')];
  const meetings = log
    .filter(({ facts }) => facts['kind'] === REVIEW_MEETING)
    .map((entry) => ({ ...entry, heldOn: textOf(entry.facts, 'heldOn') ?? '' }))
    .sort((a, b) => (a.heldOn < b.heldOn ? -1 : 1));
  const begin = effectiveOn === null ? keptSince : laterOf(effectiveOn, keptSince);
  const [first] = meetings;
  const starts = [
    ...(first === undefined || first.heldOn > begin
      ? [{ day: begin, subject: `Meeting within a year of ${dayText(begin)}`, entry: null }]
      : []),
    ...meetings.map((entry) => ({
      day: entry.heldOn,
      subject: `Meeting after ${dayText(entry.heldOn)}`,
      entry,
    })),
  ];
  return starts.map(({ day, subject, entry }, index) => ({
    subject,
    entryId: entry?.id ?? null,
    from: day,
    until: starts[index + 1]?.day ?? null,
    isSample: log.some(({ isSample }) => isSample),
  }));
}
