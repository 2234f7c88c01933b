import { describe, expect, it } from '@jest/globals';
import { reminderPolicy } from '../../test/support/planning.js';
import type { Obligation, Recipient } from './obligation.js';
import { type MailFacts, type MailText, writeReminderMail } from './reminder-mail.js';

const leader: Recipient = {
  accountId: 'leader',
  email: 'leader1@example.gov',
  name: 'Team leader 1',
  timeZone: 'America/New_York',
};

const inspection: Obligation = {
  kind: 'inspection-upcoming',
  subject: {
    type: 'inspection',
    id: '0199-inspection',
    label: 'INS-2013-0004',
    path: '/inspections/0199-inspection',
  },
  contextId: null,
  officeId: null,
  dueOn: '2012-10-29',
  summary: "Full inspection INS-2013-0004 of Cobb County Sheriff's Office (GA)",
  details: ['Team: Team leader 1, Inspector 3.', 'Fill in the checklist before you travel.'],
  responsible: [leader],
  escalateTo: [],
};

const action: Obligation = {
  ...inspection,
  kind: 'corrective-action-due',
  subject: { type: 'finding', id: '0199-finding', label: 'FND-2012-0007', path: '/findings/1' },
  dueOn: '2012-09-12',
  summary: 'Corrective action for FND-2012-0007 (sample)',
  details: [],
};

const write = (entries: MailFacts['entries'], given: Partial<MailFacts> = {}): MailText =>
  writeReminderMail({
    recipient: leader,
    entries,
    today: '2012-09-28',
    policy: reminderPolicy,
    baseUrl: 'https://moa.example.gov',
    isDemo: false,
    ...given,
  });

const own = (obligation: Obligation): MailFacts['entries'][number] => ({
  obligation,
  isEscalation: false,
});

describe('a reminder mail', () => {
  it('says in its subject what is due and when, with the weekday where somebody travels', () => {
    expect(write([own(inspection)]).subject).toBe(
      'Inspection INS-2013-0004 starts on Mon 29 Oct 2012',
    );
    expect(write([own(action)]).subject).toBe(
      'Corrective action FND-2012-0007 is overdue since 12 Sep 2012',
    );
  });

  it('counts several things and names the one that is due first', () => {
    expect(write([own(inspection), own(action)]).subject).toBe(
      '2 things due: corrective action FND-2012-0007 is overdue since 12 Sep 2012',
    );
  });

  it('reads plainly as text', () => {
    expect(write([own(inspection), own(action)], { isDemo: true }).text).toBe(`Hello Team leader 1,

As of 28 Sep 2012:

CORRECTIVE ACTIONS

* Corrective action for FND-2012-0007 (sample) is overdue since 12 Sep 2012 (16 days late).
  Open it: https://moa.example.gov/findings/1
  Its reminders: https://moa.example.gov/reminders?subject=0199-finding

INSPECTIONS COMING UP

* Full inspection INS-2013-0004 of Cobb County Sheriff's Office (GA) starts on Mon 29 Oct 2012 (in 31 days).
  Team: Team leader 1, Inspector 3.
  Fill in the checklist before you travel.
  Open it: https://moa.example.gov/inspections/0199-inspection
  Its reminders: https://moa.example.gov/reminders?subject=0199-inspection

-- 
You get this because the register names you as responsible.
Corrective action: reminders leave 14 and 3 days before and on the day, then every 7 days until it is done, and once to the program managers when it is 21 days late. This is set by this installation.
Inspection: reminders leave 30 and 7 days before. This is set by this installation.
Demonstration: this mail was made by a demonstration of the register and stayed on the machine that runs it.
`);
  });

  it('says the same in HTML that needs nothing from elsewhere', () => {
    const { html } = write([own(inspection)]);
    expect(html).toMatch(/^<!doctype html><html lang="en">/);
    expect(html).toContain('<h1');
    expect(html).toContain('href="https://moa.example.gov/inspections/0199-inspection"');
    expect(html).not.toMatch(/<img|<script|<link|<table|url\(/);
  });

  it('lets nothing that people typed become markup or a header', () => {
    const typed = { ...inspection, subject: { ...inspection.subject, label: 'A <b>\r\nBcc: x' } };
    const mail = write([own({ ...typed, summary: '<script>alert(1)</script>' })]);
    expect(mail.html).not.toContain('<script>');
    expect(mail.html).not.toContain('<b>');
    expect(mail.subject).not.toMatch(/[\r\n]/);
  });

  it('mentions a thing once, although two of its reminders were caught up on', () => {
    const { text } = write([own(action), own(action)]);
    expect(text.match(/FND-2012-0007/g)).toHaveLength(1);
  });

  it('tells whoever is one step up that others are late, and who', () => {
    const { subject, text } = write([{ obligation: action, isEscalation: true }]);
    expect(subject).toBe(
      'For your attention: corrective action FND-2012-0007 is overdue since 12 Sep 2012',
    );
    expect(text).toContain('CORRECTIVE ACTIONS: LATE, FOR YOUR ATTENTION');
    expect(text).toContain('Responsible: Team leader 1.');
    expect(text).not.toContain('names you as responsible');
  });

  it('keeps a subject short enough to be read in a list', () => {
    const long = { ...action, subject: { ...action.subject, label: 'x'.repeat(400) } };
    expect(write([own(long)]).subject.length).toBeLessThanOrEqual(140);
  });

  it('is the same when it is written again', () => {
    expect(write([own(inspection), own(action)])).toEqual(write([own(inspection), own(action)]));
  });
});
