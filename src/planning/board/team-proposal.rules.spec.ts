import { describe, expect, it } from '@jest/globals';
import { aYear } from '../../../test/support/plan-contents.js';
import { aLeader, anAssignment, anInspector, aTask } from '../../../test/support/plan-instances.js';
import type { PlanAssignment, PlanInstance } from '../solver/instance.js';
import { YearLoad } from '../versions/limits.rules.js';
import { proposeTeam } from './team-proposal.rules.js';

const NAMES = { task: String, person: String, week: (week: number) => `week ${week}` };
const PHOENIX = { lat: 33.45, lon: -112.07 };

function propose(
  instance: PlanInstance,
  { week = 2, wanted, others = [] }: { week?: number; wanted?: string; others?: PlanAssignment[] },
): unknown {
  const search = { instance, load: new YearLoad(instance, others, NAMES), names: NAMES };
  const proposal = proposeTeam(search, instance.tasks[0]!, week, wanted);
  return 'team' in proposal ? proposal.team : proposal.broken.map(({ words }) => words);
}

const people = [
  aLeader({ id: 'far', ...PHOENIX }),
  aLeader({ id: 'near' }),
  anInspector({ id: 'hand', models: [] }),
  anInspector({ id: 'knows', ...PHOENIX }),
];

describe('a team that the board proposes', () => {
  it('is of who lives nearest, with somebody who knows the model', () => {
    expect(propose(aYear({ people }), {})).toEqual({ leader: 'near', inspectors: ['knows'] });
    const tasks = [aTask({ days: 3, inspectors: 2 })];
    expect(propose(aYear({ people, tasks }), {})).toEqual({
      ...{ leader: 'near', inspectors: ['hand', 'knows'] },
    });
  });

  it('has whoever is wanted, however far, and first who travels nowhere else that week', () => {
    expect(propose(aYear({ people }), { wanted: 'far' })).toMatchObject({ leader: 'far' });
    const tasks = [aTask({ days: 1 }), aTask({ id: 't2', days: 1 })];
    const others = [anAssignment({ task: 't2', week: 2, leader: 'near', inspectors: ['hand'] })];
    expect(propose(aYear({ people, tasks }), { others })).toMatchObject({ leader: 'far' });
  });

  it('counts what is known in that week: a successor comes with what they may inspect', () => {
    const alone = [
      aLeader({ models: [], later: [{ from: 5, models: ['DETENTION'] }] }),
      people[3]!,
    ];
    expect(propose(aYear({ people: alone }), { week: 4 })).toEqual([
      'no leader for detention is free in week 4',
    ]);
    expect(propose(aYear({ people: alone }), { week: 5 })).toMatchObject({ leader: 'leader' });
  });

  it('says everything that keeps a week from having one', () => {
    const tasks = [aTask({ days: 3, inspectors: 2, release: 3 })];
    const few = [aLeader({ unavailable: [2] }), anInspector({ models: [] })];
    expect(propose(aYear({ people: few, tasks }), {})).toEqual([
      'it may not begin before week 3',
      'no leader for detention is free in week 2',
      'it takes 2 inspectors, and week 2 has 1',
      'no inspector for detention is free in week 2',
    ]);
  });
});
