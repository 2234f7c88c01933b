import { describe, expect, it } from '@jest/globals';
import { factsOn, readFacts } from './facts.rules.js';
import { type RegisterCode, registerOf, REGISTERS } from './registers.rules.js';
import { SAMPLE_AGREEMENTS } from './sample-facts.js';

const TODAY = '2012-09-26';

const read = (code: RegisterCode, given: Record<string, unknown>) =>
  readFacts(registerOf(code), given, TODAY);

const wrong = (code: RegisterCode, given: Record<string, unknown>): [string, string][] =>
  read(code, given).objections.map(({ field, detail }) => [field, detail]);

const COMPLAINT = { reference: 'CMPL-2012-03', receivedAt: '2012-09-20T09:30' };
const MEETING = {
  ...{ heldOn: '2012-03-01', kind: 'review-meeting', about: 'The year.' },
  participants: 'agency-head;ero-supervisor',
};
const GOAL = {
  ...{ fiscalYear: '2012', goal: 'Screen', unit: 'percent', bound: 'at-least' },
  ...{ target: '1,200', actual: '' },
};

describe('facts', () => {
  it('are read by the kind of their fields, and what was left empty is not on record', () => {
    expect(read('complaints', { ...COMPLAINT, noticedAt: '' })).toEqual({
      facts: { ...COMPLAINT, noticedAt: null, resolvedOn: null, reportedOn: null },
      objections: [],
    });
    expect(read('goals', GOAL).facts).toMatchObject({
      fiscalYear: 2012,
      target: 1200,
      actual: null,
    });
    expect(read('communications', MEETING).facts['participants']).toBe(
      'ero-supervisor; agency-head',
    );
  });

  it.each(['J. Smith', 'SMITH', 'OFF 014', 'off-014', 'OFF-', 'OFF-0000001', 'OFFICER-1', '014'])(
    'take no %p for a reference',
    (reference) => {
      expect(wrong('officers', { reference })).toEqual([
        ['reference', expect.stringContaining('no name')],
      ]);
    },
  );

  it.each([
    ['complaints', { ...COMPLAINT, receivedAt: '2012-09-20' }, 'receivedAt', 'an hour'],
    ['complaints', { ...COMPLAINT, receivedAt: '2012-09-27T09:30' }, 'receivedAt', 'not come yet'],
    ['complaints', { ...COMPLAINT, noticedAt: '2012-09-20T09:29' }, 'noticedAt', 'lies before'],
    ['complaints', { ...COMPLAINT, resolvedOn: '2012-09-19' }, 'resolvedOn', 'lies before'],
    ['complaints', { ...COMPLAINT, reportedOn: '2012-09-21' }, 'reportedOn', 'needs Resolved'],
    ['complaints', { reference: 'CMPL-1' }, 'receivedAt', 'missing'],
    ['trainings', { officer: 'OFF-1', completedOn: '1995-01-01' }, 'completedOn', 'became law'],
    ['trainings', { officer: 'OFF-1', completedOn: '2012-02-30' }, 'completedOn', 'calendar'],
    ['communications', { ...MEETING, kind: 'party' }, 'kind', 'one of'],
    ['communications', { ...MEETING, participants: 'mayor' }, 'participants', 'some of'],
    ['communications', { ...MEETING, about: 'x'.repeat(501) }, 'about', '500'],
    ['goals', { ...GOAL, target: '1.5' }, 'target', 'whole number'],
    ['goals', { ...GOAL, fiscalYear: '12' }, 'fiscalYear', 'a year'],
    ['goals', { ...GOAL, actual: '99999999' }, 'actual', 'whole number'],
    ['goals', { ...GOAL, actual: {} }, 'actual', 'text or a number'],
    ['officers', { reference: 'OFF-1', name: 'Smith' }, 'name', 'not known'],
  ] as [RegisterCode, Record<string, unknown>, string, string][])(
    'of %s are refused: %j',
    (code, given, field, words) => {
      expect(wrong(code, given)).toEqual([[field, expect.stringContaining(words)]]);
    },
  );

  it('may state an end that lies ahead', () => {
    const given = { officer: 'OFF-1', beginsOn: '2012-01-02', endsOn: '2014-01-01' };
    expect(wrong('authorizations', given)).toEqual([]);
    expect(wrong('authorizations', { ...given, endsOn: '2011-01-01' })).toEqual([
      ['endsOn', 'Ends lies before Day of the authorization'],
    ]);
  });

  it('of an earlier day are without what happened later', () => {
    const register = registerOf('complaints');
    const { facts } = read('complaints', { ...COMPLAINT, noticedAt: '2012-09-24T10:00' });
    expect(factsOn(register, facts, '2012-09-24')).toEqual(facts);
    expect(factsOn(register, facts, '2012-09-23')).toEqual({ ...facts, noticedAt: null });
    expect(factsOn(register, facts, '2012-09-19')).toBeNull();
  });
});

describe('the samples', () => {
  it('are entries that a person could have made on the first day of the demonstration', () => {
    for (const { entries } of SAMPLE_AGREEMENTS)
      for (const { register, facts } of entries)
        expect(read(register, facts)).toEqual({ facts, objections: [] });
  });

  it('are in every register', () => {
    const used = new Set(
      SAMPLE_AGREEMENTS.flatMap(({ entries }) => entries).map((one) => one.register),
    );
    expect([...used].sort()).toEqual(REGISTERS.map(({ code }) => code).sort());
  });
});
