import { describe, expect, it } from '@jest/globals';
import {
  type Colleague,
  type OpenPlace,
  replacementsFor,
  type Travel,
} from './visit-staffing.rules.js';

const place = (given: Partial<OpenPlace> = {}): OpenPlace => ({
  inspectionId: 'visit',
  startsOn: '2012-11-05',
  endsOn: '2012-11-09',
  model: 'DETENTION',
  agencyId: 'agency',
  role: 'inspector',
  team: ['leader', 'leaving'],
  needsQualified: true,
  ...given,
});

const travel = (startsOn: string, endsOn: string): Travel => ({
  inspectionId: startsOn,
  number: `INS-${startsOn}`,
  startsOn,
  endsOn,
});

const colleague = (
  title: string,
  given: {
    qualifications?: string[];
    role?: 'leader' | 'inspector';
    travels?: Travel[];
    leaves?: Colleague['leaves'];
    conflicts?: Colleague['conflicts'];
  } = {},
): Colleague => ({
  position: {
    id: title,
    title,
    role: given.role ?? 'inspector',
    qualifications: given.qualifications ?? ['DETENTION'],
    homeOfficeId: 'office',
    travelWeeksPerQuarter: 2,
    isSample: true,
    holder: { accountId: title, name: title },
  },
  holder: { accountId: title, name: title },
  travels: given.travels ?? [],
  leaves: given.leaves ?? [],
  conflicts: given.conflicts ?? [],
});

const whyOf = (one: Colleague, of = place()): string | undefined =>
  replacementsFor(of, [one])[0]?.why;

describe('who might take a place in a team', () => {
  it('has the same role and is not in the team already', () => {
    const all = [
      colleague('Leader 2', { role: 'leader' }),
      colleague('leaving'),
      colleague('Inspector 3'),
    ];
    expect(replacementsFor(place(), all).map(({ name }) => name)).toEqual(['Inspector 3']);
  });

  it('is free in those days', () => {
    const travels = [travel('2012-11-08', '2012-11-09')];
    expect(whyOf(colleague('a', { travels }))).toBe(
      'on INS-2012-11-08 from 8 Nov 2012 to 9 Nov 2012',
    );
    expect(whyOf(colleague('a', { travels: [travel('2012-11-12', '2012-11-16')] }))).toBe(
      'free those days, qualified for detention, 1 of 2 travel weeks used',
    );
  });

  it('is not away', () => {
    const leaves = [{ fromOn: '2012-11-09', untilOn: '2012-11-16' }];
    expect(whyOf(colleague('a', { leaves }))).toBe('away from 9 Nov 2012 to 16 Nov 2012');
    const over = [{ fromOn: '2012-10-29', untilOn: '2012-11-04' }];
    expect(replacementsFor(place(), [colleague('a', { leaves: over })])[0]?.isAble).toBe(true);
  });

  it('has no conflict of interest with the agency in those days', () => {
    const conflict = { agencyId: 'agency', holdsFrom: '2010-01-01', holdsUntil: null };
    expect(whyOf(colleague('a', { conflicts: [conflict] }))).toBe(
      'must not inspect this agency: a conflict of interest',
    );
    const others = [
      { ...conflict, agencyId: 'another' },
      { ...conflict, holdsUntil: '2012-11-05' },
    ];
    expect(replacementsFor(place(), [colleague('a', { conflicts: others })])[0]?.isAble).toBe(true);
  });

  it('is qualified, unless somebody else of the team is', () => {
    const novice = colleague('a', { qualifications: ['TASK_FORCE'] });
    expect(whyOf(novice)).toBe('not qualified for detention');
    expect(whyOf(novice, place({ needsQualified: false }))).toBe(
      'free those days, not qualified for detention, 0 of 2 travel weeks used',
    );
  });

  it('knows both sides of a joint agreement', () => {
    const joint = place({ model: 'JOINT' });
    expect(whyOf(colleague('a'), joint)).toBe('not qualified for detention and task force');
    const both = colleague('b', { qualifications: ['DETENTION', 'TASK_FORCE'] });
    expect(replacementsFor(joint, [both])[0]?.isAble).toBe(true);
  });

  it('has a travel week left in that quarter; a second visit in one week costs none', () => {
    const full = [travel('2012-10-01', '2012-10-05'), travel('2012-10-15', '2012-10-19')];
    expect(whyOf(colleague('a', { travels: full }))).toBe(
      'all 2 travel weeks of that quarter are used',
    );
    const same = [travel('2012-10-01', '2012-10-05'), travel('2012-11-05', '2012-11-06')];
    const late = place({ startsOn: '2012-11-07' });
    expect(replacementsFor(late, [colleague('a', { travels: same })])[0]?.isAble).toBe(true);
    const before = [travel('2012-09-10', '2012-09-14'), travel('2012-09-17', '2012-09-21')];
    expect(replacementsFor(place(), [colleague('a', { travels: before })])[0]?.isAble).toBe(true);
  });

  it('stands the further up the better they fit', () => {
    const all = [
      colleague('Inspector 1', { travels: [travel('2012-11-05', '2012-11-09')] }),
      colleague('Inspector 2', { qualifications: [] }),
      colleague('Inspector 3', { travels: [travel('2012-10-01', '2012-10-05')] }),
      colleague('Inspector 10'),
      colleague('Inspector 9'),
    ];
    const names = replacementsFor(place({ needsQualified: false }), all).map(({ name }) => name);
    expect(names).toEqual([
      'Inspector 9',
      'Inspector 10',
      'Inspector 3',
      'Inspector 2',
      'Inspector 1',
    ]);
  });
});
