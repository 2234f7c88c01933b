import { addDays, type Day, weekday } from '../platform/clock/calendar.js';
import type { Severity } from './finding.entity.js';

export interface SampleFinding {
  requirement: string;
  kind: 'deficiency' | 'area-of-concern';
  severity: Severity;
  side: 'agency' | 'ice';
  observation: string;
  plan: string;
  isOpen: boolean;
  isActionDone?: boolean;
  /** Absent = by the policy's days after the report. */
  actionDueOn?: Day;
}

export interface SampleVisit {
  state: string;
  agency: string;
  /** Last day of field work. */
  endedOn: Day;
  findings: SampleFinding[];
  /** Where it stands; absent = wherever the days have brought it. */
  standsAt?: 'exit-interview' | 'draft-report' | 'final-report';
}

type FindingText = Omit<SampleFinding, 'isOpen' | 'isActionDone' | 'actionDueOn'>;

const complaintNotice: FindingText = {
  requirement: 'CMP-01',
  kind: 'deficiency',
  severity: 'high',
  side: 'agency',
  observation:
    'two of five complaints reached ICE after 5 and 9 days; the standard is 48 hours, weekends excluded.',
  plan: 'name one officer per shift who reports complaints, and log the hour of each notice.',
};
const heldTooLong: FindingText = {
  requirement: 'DET-01',
  kind: 'deficiency',
  severity: 'high',
  side: 'agency',
  observation:
    '3 of 40 sampled persons were held longer than 48 hours after their criminal custody ended.',
  plan: 'a daily report of holds older than 36 hours goes to the jail commander and the field office.',
};
const supervisoryReview: FindingText = {
  requirement: 'SUP-01',
  kind: 'deficiency',
  severity: 'medium',
  side: 'ice',
  observation: 'no record of a supervisory review for 4 of 20 sampled encounters.',
  plan: 'the field office reviews every encounter within five days and initials the log.',
};
const refresherTraining: FindingText = {
  requirement: 'TRN-03',
  kind: 'deficiency',
  severity: 'medium',
  side: 'agency',
  observation: '6 of 18 officers had no refresher course within the last two years.',
  plan: 'enrol the six officers in the next course; suspend their authority until then.',
};
const authorizationLetters: FindingText = {
  requirement: 'CRT-01',
  kind: 'deficiency',
  severity: 'medium',
  side: 'ice',
  observation: 'authorization letters of two officers were not on file.',
  plan: 'the field office issues the letters and files copies with the agency.',
};
const poster: FindingText = {
  requirement: 'CMP-03',
  kind: 'area-of-concern',
  severity: 'low',
  side: 'agency',
  observation: 'the complaint poster in the processing area was in English only.',
  plan: 'put up the Spanish poster.',
};
const annualMeeting: FindingText = {
  requirement: 'COM-01',
  kind: 'area-of-concern',
  severity: 'low',
  side: 'ice',
  observation: 'the last review meeting of field office and agency was 16 months ago.',
  plan: 'hold the meeting and keep its minutes.',
};
const interpreterList: FindingText = {
  requirement: 'INT-01',
  kind: 'area-of-concern',
  severity: 'low',
  side: 'agency',
  observation: 'the list of interpreters was three years old.',
  plan: 'renew the list and date it.',
};

const open = (text: FindingText, more: Partial<SampleFinding> = {}): SampleFinding => ({
  ...text,
  isOpen: true,
  ...more,
});
const closed = (text: FindingText): SampleFinding => ({ ...text, isOpen: false });

/** Visits that left something open, or that a fiscal year's planning should not miss. The days are Fridays. */
const NOTABLE: SampleVisit[] = [
  // Corrective actions that fall due around the demonstration's first day, so that its first mails have something to say.
  visit('GA', "Cobb County Sheriff's Office", '2012-06-15', [
    open(complaintNotice, { actionDueOn: '2012-09-12' }),
    open(supervisoryReview, { actionDueOn: '2012-10-10' }),
  ]),
  visit('VA', "Rockingham County Sheriff's Office", '2012-06-22', [
    open(refresherTraining, { actionDueOn: '2012-09-26' }),
    open(poster, { actionDueOn: '2012-11-04' }),
  ]),
  visit('NC', "Wake County Sheriff's Office", '2012-06-29', [
    open(authorizationLetters, { actionDueOn: '2012-09-29' }),
  ]),
  visit('TX', 'Farmers Branch Police Department', '2012-07-13', [open(supervisoryReview)]),
  visit('NV', 'Las Vegas Metropolitan Police Department', '2012-07-20', [
    open(heldTooLong),
    open(interpreterList),
  ]),
  visit('MD', "Frederick County Sheriff's Office", '2012-05-18', [
    open(refresherTraining, { actionDueOn: '2012-09-05' }),
  ]),
  visit('CA', "Riverside County Sheriff's Office", '2012-05-11', [
    open(annualMeeting),
    open(interpreterList, { isActionDone: true }),
  ]),
  visit('SC', "York County Sheriff's Office", '2012-04-27', [
    open(authorizationLetters, { isActionDone: true }),
  ]),
  visit('OH', "Butler County Sheriff's Office", '2012-04-20', [
    open(supervisoryReview, { isActionDone: true }),
    open(poster, { isActionDone: true }),
  ]),
  visit('NJ', 'Hudson County Department of Corrections', '2012-07-27', [open(complaintNotice)]),
  visit('TN', 'Tennessee Highway Patrol / Department of Safety', '2012-03-23', [
    open(annualMeeting, { isActionDone: true }),
  ]),
  // Old findings that the coming full inspection will cover.
  visit('AR', "Benton County Sheriff's Office", '2010-11-05', [
    open(poster, { isActionDone: true }),
  ]),
  visit('FL', "Collier County Sheriff's Office", '2010-11-19', [
    open(annualMeeting, { isActionDone: true }),
    closed(refresherTraining),
  ]),
  // Overdue when the fiscal year begins.
  visit('CO', "El Paso County Sheriff's Office", '2010-05-14', [closed(supervisoryReview)]),
  visit('MN', 'Minnesota Department of Public Safety', '2010-06-25', []),
];

/** Agreements that no sample inspection has reached yet: their first one is overdue. */
const NEVER_INSPECTED = new Set([
  "SC Lexington County Sheriff's Office",
  'DE Delaware Department of Corrections',
]);

const FIRST_FRIDAY: Day = '2010-10-08';

/**
 * A sample visit for every agency of the register but two: the notable ones above, the others spread over
 * October 2010 to August 2012 so that about half fall due in FY 2013. The same agencies always give the same visits.
 */
export function sampleVisits(agencies: { agency: string; state: string }[]): SampleVisit[] {
  const notable = new Map(NOTABLE.map((visit) => [`${visit.state} ${visit.agency}`, visit]));
  const visits = agencies.flatMap(({ agency, state }, index) => {
    const name = `${state} ${agency}`;
    if (NEVER_INSPECTED.has(name)) return [];
    return [notable.get(name) ?? ordinaryVisit(state, agency, index, agencies.length)];
  });
  return withUnfinished(visits, notable);
}

/** The reports of the three latest ordinary visits are late, each at another step. */
function withUnfinished(
  visits: SampleVisit[],
  notable: ReadonlyMap<string, SampleVisit>,
): SampleVisit[] {
  const latest = visits
    .filter(({ state, agency }) => !notable.has(`${state} ${agency}`))
    .sort((a, b) => (a.endedOn < b.endedOn ? 1 : -1));
  const [atExit, atDraft, atFinal] = latest;
  return visits.map((visit) => {
    if (visit === atExit) return { ...visit, findings: [], standsAt: 'exit-interview' };
    if (visit === atDraft)
      return { ...visit, findings: [closed(poster)], standsAt: 'draft-report' };
    if (visit === atFinal) return { ...visit, findings: [], standsAt: 'final-report' };
    return visit;
  });
}

/** 29 and the number of agencies have no common divisor: neighbours of the list are visited at different times. */
function ordinaryVisit(state: string, agency: string, index: number, count: number): SampleVisit {
  const turn = (index * 29) % count;
  const day = addDays(FIRST_FRIDAY, Math.floor((turn * 660) / count));
  const endedOn = addDays(day, 5 - weekday(day));
  const past = [closed(poster), closed(supervisoryReview), closed(interpreterList)];
  return visit(state, agency, endedOn, turn % 3 === 0 ? past.slice(turn % 2, (turn % 2) + 1) : []);
}

function visit(
  state: string,
  agency: string,
  endedOn: Day,
  findings: SampleFinding[],
): SampleVisit {
  return { state, agency, endedOn, findings };
}
