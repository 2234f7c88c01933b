import { describe, expect, it } from '@jest/globals';
import { type Choices, NO_CHOICES, planHandOver, type Taker } from './hand-over.rules.js';
import type { WorkItem } from './work-items.js';

const able = { accountId: 'able', name: 'Inspector 1', isAble: true, why: 'free' };
const busy = { accountId: 'busy', name: 'Inspector 2', isAble: false, why: 'on INS-1' };

const item = (id: string, given: Partial<WorkItem> = {}): WorkItem => ({
  id,
  label: id,
  path: null,
  summary: '',
  candidates: [able, busy],
  alternative: 'give it back',
  follows: null,
  blocked: null,
  ...given,
});

const position = item('position');
const visit = item('visit', {
  follows: { words: 'goes with the position', item: { kind: 'positions', id: 'position' } },
});
const reminders = item('reminders', {
  candidates: [],
  alternative: null,
  follows: { words: 'follow', item: null },
});
const work = [
  { kind: 'positions', title: 'Positions', items: [position] },
  { kind: 'visits', title: 'Visits', items: [visit] },
  { kind: 'reminders', title: 'Reminders', items: [reminders] },
];

const choices = (items: Record<string, Taker>, sources: Record<string, Taker> = {}): Choices => ({
  items: new Map(Object.entries(items)),
  sources: new Map(Object.entries(sources)),
});

const details = (...args: Parameters<typeof planHandOver>): string[] =>
  planHandOver(...args).refusals.map(({ detail }) => detail);

describe('a departure', () => {
  it('is refused for each thing that was left open', () => {
    const { refusals } = planHandOver(work, NO_CHOICES, true);
    expect(refusals.map(({ itemId }) => itemId)).toEqual(['position', 'visit']);
  });

  it('lets a thing follow what it goes with, once that goes to somebody', () => {
    const plan = planHandOver(work, choices({ 'positions.position': 'able' }), true);
    expect(plan.refusals).toEqual([]);
    expect(plan.handOvers).toEqual([
      { kind: 'positions', items: [{ itemId: 'position', to: 'able' }] },
    ]);
    expect(plan.following.map((one) => one.item.id)).toEqual(['visit', 'reminders']);
  });

  it('asks for a choice where what it goes with goes to nobody', () => {
    const vacant = choices({ 'positions.position': null });
    expect(details(work, vacant, true)).toEqual([
      'visit would be left without an owner: choose what becomes of it.',
    ]);
  });

  it('takes a choice of its own before following', () => {
    const both = choices({ 'positions.position': 'able', 'visits.visit': null });
    const plan = planHandOver(work, both, true);
    expect(plan.handOvers[1]).toEqual({
      kind: 'visits',
      items: [{ itemId: 'visit', to: null }],
    });
  });

  it('is stopped by what nobody could take, and says what comes first', () => {
    const blocked = item('action', {
      candidates: [],
      alternative: null,
      blocked: { words: 'invite somebody', path: '/' },
    });
    const own = [{ kind: 'actions', title: 'Actions', items: [blocked] }];
    expect(details(own, choices({}, { actions: 'able' }), true)).toEqual([
      'action would have nobody: invite somebody first.',
    ]);
    const hopeless = item('thing', { candidates: [busy], alternative: null });
    expect(details([{ kind: 'things', title: '', items: [hopeless] }], NO_CHOICES, true)).toEqual([
      'thing would be left without an owner, and nobody can take it.',
    ]);
  });
});

describe('a choice', () => {
  it('for a whole source counts for what was left open only', () => {
    const two = [{ kind: 'visits', title: 'Visits', items: [item('a'), item('b')] }];
    const plan = planHandOver(two, choices({ 'visits.a': null }, { visits: 'able' }), true);
    expect(plan.handOvers[0]?.items).toEqual([
      { itemId: 'a', to: null },
      { itemId: 'b', to: 'able' },
    ]);
  });

  it('of somebody who cannot is refused with the reason', () => {
    expect(details(work, choices({ 'positions.position': 'busy' }), false)).toEqual([
      'position cannot go to Inspector 2: on INS-1.',
    ]);
    expect(details(work, choices({ 'positions.position': 'stranger' }), false)).toEqual([
      'position cannot go to whom you chose: they may not take it.',
    ]);
  });

  it('for something that is theirs no more is refused', () => {
    expect(details(work, choices({ 'visits.gone': 'able' }), false)).toEqual([
      '1 of the things that you chose for changed meanwhile. Look again.',
    ]);
  });

  it('of an alternative that there is none is refused', () => {
    const must = [{ kind: 'x', title: '', items: [item('thing', { alternative: null })] }];
    expect(details(must, choices({ 'x.thing': null }), false)).toEqual([
      'thing must be handed to somebody.',
    ]);
  });
});

describe('handing over for a while', () => {
  it('leaves what was left open where it is', () => {
    expect(planHandOver(work, NO_CHOICES, false)).toEqual({
      handOvers: [],
      following: [],
      refusals: [],
    });
  });

  it('still leaves nothing behind with a position that goes to nobody', () => {
    expect(details(work, choices({ 'positions.position': null }), false)).toHaveLength(1);
  });
});
