import { describe, expect, it } from '@jest/globals';
import {
  aContent,
  anItem,
  aPlannedTask,
  aYear,
  aYearNow,
} from '../../../test/support/plan-contents.js';
import { aLeader, anInspector } from '../../../test/support/plan-instances.js';
import type { YearInstance } from '../instance/year-instance.js';
import { namesOf, type PlanContent } from './planned-items.rules.js';
import { whatDiffers, whatMoved } from './plan-upkeep.rules.js';

const differing = (content: PlanContent, now: YearInstance): string[] =>
  whatDiffers(content, now, namesOf(content)).map(({ kind, words }) => `${kind}: ${words}`);

const moved = (content: PlanContent, now: YearInstance): string[] =>
  whatMoved(content, now, namesOf(content)).map(({ kind, words }) => `${kind}: ${words}`);

describe('an approved plan and the world', () => {
  it('agree while every visit is where it was put', () => {
    expect(differing(aContent(), aYearNow())).toEqual([]);
  });

  it('differ by what is gone, but not by what is over', () => {
    const gone = aYearNow({ tasks: [] });
    expect(differing(aContent(), gone)).toEqual([
      expect.stringMatching(/^gone: Hall County \(GA\)/),
    ]);
    expect(differing(aContent(), { ...gone, plannedFrom: '2012-10-18' })).toEqual([]);
  });

  it('differ by what came after the approval', () => {
    expect(differing(aContent({ items: [] }), aYearNow())).toEqual([
      expect.stringMatching(/^new: Hall County \(GA\): a full inspection, due 19 Oct 2012/),
    ]);
  });

  it('differ by a visit that has other days, another team, or none', () => {
    const standing = aPlannedTask().standing!;
    const later = aPlannedTask({ standing: { ...standing, startsOn: '2012-10-16' } });
    expect(differing(aContent(), aYearNow({ tasks: [later] }))[0]).toContain(
      'was moved from 15 Oct 2012 to 16 Oct 2012',
    );
    const others = aPlannedTask({ standing: { ...standing, inspectors: [] } });
    expect(differing(aContent(), aYearNow({ tasks: [others] }))[0]).toContain(
      'has another team: Team leader 1.',
    );
    const given = aPlannedTask({ standing: null });
    expect(differing(aContent(), aYearNow({ tasks: [given] }))[0]).toContain(
      'was cancelled or given back',
    );
  });

  it('differ by a risk that rose by half a point, and by no less', () => {
    const at = (weight: number) =>
      aYearNow({ tasks: [aPlannedTask({ risk: { weight, words: 'more findings' } })] });
    expect(differing(aContent(), at(1.4))).toEqual([]);
    expect(differing(aContent(), at(1.5))).toEqual([expect.stringContaining('weighs 1.5 by now')]);
  });

  it('differ by somebody who cannot go any more, or does not know the model by then', () => {
    const away = [aLeader({ unavailable: [2] }), anInspector()];
    expect(differing(aContent(), aYearNow({ everybody: away }))).toEqual([
      'people: Hall County (GA): Team leader 1 cannot travel in the week of 15 Oct 2012.',
    ]);
    const successor = (from: number) => [aLeader({ later: [{ from, models: [] }] }), anInspector()];
    expect(differing(aContent(), aYearNow({ everybody: successor(3) }))).toEqual([]);
    expect(differing(aContent(), aYearNow({ everybody: successor(2) }))).toEqual([
      'people: Hall County (GA): Team leader 1 is not qualified for detention.',
    ]);
  });
});

describe('a proposed plan', () => {
  it('can be carried out while nothing was touched', () => {
    expect(moved(aContent(), aYearNow({ tasks: [aPlannedTask({ standing: null })] }))).toEqual([]);
  });

  it('cannot when a visit was made since, when it is too late to move it, or somebody left', () => {
    const made = aContent({ items: [anItem({ inspectionId: 'v1', inspectionVersion: 1 })] });
    expect(moved(made, aYearNow())).toEqual([expect.stringContaining('cancelled or given back')]);
    const standing = { ...aPlannedTask().standing!, week: 1 };
    const tooLate = aPlannedTask({ standing, fixedBecause: 'It begins within the notice' });
    expect(moved(aContent(), aYearNow({ tasks: [tooLate] }))).toEqual([
      'visit: Hall County (GA): It begins within the notice.',
    ]);
    const alone = aYearNow({ instance: aYear({ people: [anInspector()] }) });
    expect(moved(aContent(), alone)).toEqual([
      expect.stringContaining(
        'people: Hall County (GA): Team leader 1 cannot travel: nobody holds',
      ),
    ]);
  });
});
