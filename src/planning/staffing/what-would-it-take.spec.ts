import { describe, expect, it } from '@jest/globals';
import { aLeader, anInspector, anInstance, aTask } from '../../../test/support/plan-instances.js';
import { rank } from './rank.js';
import type { Home } from './scenario.rules.js';
import {
  type AdviceQuestion,
  bestCandidates,
  candidatesFor,
  outcomeWords,
} from './what-would-it-take.js';

const ATLANTA: Home = { officeId: 'a', office: 'Atlanta', lat: 33.75, lon: -84.39 };
const DALLAS: Home = { officeId: 'd', office: 'Dallas', lat: 32.78, lon: -96.8 };
const BOSTON: Home = { officeId: 'b', office: 'Boston', lat: 42.36, lon: -71.06 };

const vacant = aLeader({ id: 'vacant', unavailable: [0, 1, 2, 3, 4, 5, 6, 7] });

/** Three visits due at once, two leaders' worth of inspectors, and one leader. */
const question: AdviceQuestion = {
  instance: anInstance({
    tasks: ['t1', 't2', 't3'].map((id) => aTask({ id, due: 0 })),
    people: [
      aLeader(),
      anInspector(),
      anInspector({ id: 'second', lat: DALLAS.lat, lon: DALLAS.lon }),
    ],
  }),
  everybody: [aLeader(), anInspector(), anInspector({ id: 'second' }), vacant],
  positions: [
    {
      ...{ id: 'vacant', title: 'Team leader 2', role: 'leader', holder: null, isSample: false },
    },
  ],
  offices: [ATLANTA, BOSTON, DALLAS],
  changes: [],
  start: [],
  quarterCap: 6,
};

describe('what would it take', () => {
  const candidates = candidatesFor(question);

  it('looks at each vacancy, and at one more of each kind where people live', () => {
    expect(candidates.map(({ words }) => words)).toEqual([
      'Team leader 2 filled',
      'One more team leader for detention in Atlanta',
      'One more team leader for detention in Dallas',
      'One more inspector for detention in Atlanta',
      'One more inspector for detention in Dallas',
    ]);
  });

  it('counts a vacancy that the scenario fills as filled', () => {
    const filled = candidatesFor({ ...question, changes: [{ kind: 'fill', position: 'vacant' }] });
    expect(filled.map(({ words }) => words)).not.toContain('Team leader 2 filled');
  });

  it('ranks by what each would earn at the prices of people’s time: here leaders lack', async () => {
    const people = candidates.map(({ person }) => person);
    const worth = await rank({ instance: question.instance, people });
    const [filled, inAtlanta, inDallas, inspector] = worth;
    expect(filled).toBeGreaterThan(0);
    expect(inAtlanta).toBeCloseTo(filled!);
    expect(inDallas).toBe(inAtlanta);
    expect(inspector).toBeLessThan(filled!);
    const best = bestCandidates(candidates, worth, 2);
    expect(best.map(({ candidate }) => candidate.words)).toEqual([
      'Team leader 2 filled',
      'One more team leader for detention in Atlanta',
    ]);
  });

  it('leaves out whoever would have nothing to do', () => {
    expect(
      bestCandidates(
        candidates,
        candidates.map(() => 0),
        4,
      ),
    ).toEqual([]);
  });

  it('states what came of it against the present plan, improved for as long', () => {
    const before = { onTime: 30, lateness: 180, unscheduled: 5, travelKm: 0 };
    const after = { onTime: 34, lateness: 120.04, unscheduled: 2, travelKm: 0 };
    expect(outcomeWords(before, after)).toBe(
      '4 more visits on time, lateness 120 instead of 180, 3 fewer without a week',
    );
    expect(outcomeWords(before, before)).toBe(
      'as many visits on time, lateness 180 as before, as many without a week',
    );
    expect(outcomeWords(after, { ...after, onTime: 33 })).toContain('1 fewer visit on time');
  });
});
