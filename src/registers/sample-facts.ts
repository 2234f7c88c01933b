import type { Facts, RegisterCode } from './registers.rules.js';

/** Invented entries of one agreement. */
export interface SampleAgreement {
  state: string;
  agency: string;
  entries: { register: RegisterCode; facts: Facts }[];
}

type SampleEntry = SampleAgreement['entries'][number];

const officer = (
  reference: string,
  initialTrainingOn: string | null,
  leftOn?: string,
): SampleEntry => ({
  register: 'officers',
  facts: { reference, initialTrainingOn, leftOn: leftOn ?? null },
});

const training = (of: string, completedOn: string): SampleEntry => ({
  register: 'trainings',
  facts: { officer: of, completedOn },
});

const authorization = (
  of: string,
  beginsOn: string,
  endsOn: string | null,
  revocation?: { revokedAt: string; revocationNoticedAt: string },
): SampleEntry => ({
  register: 'authorizations',
  facts: {
    ...{ officer: of, beginsOn, endsOn },
    revokedAt: revocation?.revokedAt ?? null,
    revocationNoticedAt: revocation?.revocationNoticedAt ?? null,
  },
});

const complaint = (
  reference: string,
  receivedAt: string,
  noticedAt: string | null,
  resolvedOn?: string,
  reportedOn?: string,
): SampleEntry => ({
  register: 'complaints',
  facts: {
    ...{ reference, receivedAt, noticedAt },
    ...{ resolvedOn: resolvedOn ?? null, reportedOn: reportedOn ?? null },
  },
});

const meeting = (heldOn: string): SampleEntry => ({
  register: 'communications',
  facts: {
    ...{ heldOn, kind: 'review-meeting' },
    about: 'Sample: review of the year, and what the memorandum asks for.',
    participants: 'field-office-director; ero-supervisor; agency-head',
  },
});

const notice = (heldOn: string, about: string): SampleEntry => ({
  register: 'communications',
  facts: {
    ...{ heldOn, kind: 'notice-by-ice', about: `Sample: ${about}` },
    participants: 'ero-supervisor; agency-supervisor',
  },
});

const goal = (
  name: string,
  unit: string,
  target: number,
  actual: number | null,
  fiscalYear = 2012,
): SampleEntry => ({
  register: 'goals',
  facts: { fiscalYear, goal: `Sample: ${name}`, unit, bound: 'at-least', target, actual },
});

/** Some meet what is asked of them, some are late, and of some it is not known. */
export const SAMPLE_AGREEMENTS: readonly SampleAgreement[] = [
  {
    state: 'GA',
    agency: "Cobb County Sheriff's Office",
    entries: [
      officer('OFF-001', '2007-05-11'),
      officer('OFF-002', '2007-05-11'),
      officer('OFF-003', '2012-02-17'),
      officer('OFF-004', '2007-05-11', '2011-08-31'),
      training('OFF-001', '2010-03-12'),
      training('OFF-001', '2012-03-16'),
      training('OFF-002', '2010-03-12'),
      training('OFF-002', '2012-03-16'),
      authorization('OFF-001', '2011-05-16', '2013-05-15'),
      authorization('OFF-002', '2011-05-16', '2013-05-15'),
      authorization('OFF-003', '2012-02-21', '2014-02-20'),
      complaint('CMPL-2012-01', '2012-06-15T15:30', '2012-06-19T10:00', '2012-08-03', '2012-08-20'),
      meeting('2010-11-09'),
      meeting('2011-10-25'),
      goal('screen whoever is booked', 'percent of bookings', 95, 98),
      goal('screen whoever is booked', 'percent of bookings', 95, null, 2013),
    ],
  },
  {
    state: 'GA',
    agency: "Hall County Sheriff's Office",
    entries: [
      officer('OFF-011', '2008-03-28'),
      officer('OFF-012', '2008-03-28'),
      training('OFF-011', '2011-06-10'),
      training('OFF-012', '2012-05-04'),
      authorization('OFF-011', '2010-10-18', '2012-10-17'),
      authorization('OFF-012', '2010-04-05', '2012-10-04'),
      complaint('CMPL-2012-01', '2012-04-03T09:15', '2012-04-09T11:00', '2012-08-10'),
      complaint('CMPL-2012-02', '2012-09-21T16:00', null),
      meeting('2011-05-17'),
      notice('2012-02-14', 'which charges are taken up first.'),
      goal('identify persons convicted of a felony', 'persons', 120, 84),
    ],
  },
  {
    state: 'GA',
    agency: "Gwinnett County Sheriff's Office",
    entries: [
      officer('OFF-021', '2009-11-06'),
      officer('OFF-022', null),
      training('OFF-021', '2012-01-20'),
      meeting('2011-11-30'),
      goal('screen whoever is booked', 'percent of bookings', 95, null),
    ],
  },
  {
    state: 'NC',
    agency: "Wake County Sheriff's Office",
    entries: [
      officer('OFF-031', '2008-07-25'),
      officer('OFF-032', '2008-07-25'),
      training('OFF-031', '2012-07-13'),
      training('OFF-032', '2011-10-14'),
      authorization('OFF-031', '2012-07-16', '2014-07-15'),
      complaint('CMPL-2012-01', '2012-03-09T12:00', '2012-03-13T11:30', '2012-04-20', '2012-05-04'),
      meeting('2011-12-06'),
      goal('screen whoever is booked', 'percent of bookings', 95, 96),
    ],
  },
  {
    state: 'VA',
    agency: "Rockingham County Sheriff's Office",
    entries: [
      officer('OFF-041', '2007-06-08'),
      officer('OFF-042', '2009-02-13'),
      training('OFF-041', '2010-05-21'),
      training('OFF-042', '2012-04-27'),
      authorization('OFF-041', '2009-06-15', null),
      authorization('OFF-042', '2011-02-14', '2013-02-13', {
        revokedAt: '2012-05-11T17:00',
        revocationNoticedAt: '2012-05-14T09:00',
      }),
      notice('2011-07-12', 'credentials of officers who left.'),
      meeting('2012-06-05'),
      goal('identify persons convicted of a felony', 'persons', 40, 45),
    ],
  },
];
