import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SeatFlow, type Seating } from './seat-flow.js';

const WEEKS = 3;

/** One person to a kind, who may travel so many weeks and is never away, unless the test says otherwise. */
function aSeating(given: Partial<Seating> & Pick<Seating, 'weekOf' | 'offers'>): Seating {
  const members = given.members ?? [[0], [1], [2]];
  const people = members.flat().length;
  return {
    weeks: WEEKS,
    members,
    capacity: Array.from({ length: people }, () => WEEKS),
    isAway: new Uint8Array(people * WEEKS),
    ...given,
  };
}

const offers = (...metres: [kind: number, metres: number][]): Seating['offers'][number] => ({
  kinds: Int32Array.from(metres, ([kind]) => kind),
  metres: Float64Array.from(metres, ([, each]) => each),
});

/** The metres of all trips; Infinity when somebody is in two places, away, or travels too often. */
function metresOf(seating: Seating, personOf: ArrayLike<number>): number {
  const kindOf = new Map(
    seating.members.flatMap((people, kind) => people.map((person) => [person, kind] as const)),
  );
  const slots = new Set<number>();
  const taken = new Map<number, number>();
  let sum = 0;
  for (let seat = 0; seat < seating.offers.length; seat++) {
    const person = personOf[seat]!;
    const slot = person * seating.weeks + seating.weekOf[seat]!;
    const offer = seating.offers[seat]!.kinds.indexOf(kindOf.get(person)!);
    taken.set(person, (taken.get(person) ?? 0) + 1);
    if (offer < 0 || slots.has(slot) || seating.isAway[slot] === 1) return Infinity;
    if (taken.get(person)! > seating.capacity[person]!) return Infinity;
    slots.add(slot);
    sum += seating.offers[seat]!.metres[offer]!;
  }
  return sum;
}

/** The fewest metres of all ways to fill the seats. */
function fewestMetres(seating: Seating): number {
  const people = seating.members.flat();
  const ways = (seats: number): number[][] =>
    seats === 0 ? [[]] : ways(seats - 1).flatMap((way) => people.map((each) => [...way, each]));
  return Math.min(...ways(seating.offers.length).map((way) => metresOf(seating, way)));
}

/** Up to five seats in three weeks for up to five people of up to three kinds. */
const seatings: fc.Arbitrary<Seating> = fc
  .record({
    kinds: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 3 }),
    seats: fc.array(fc.nat(WEEKS - 1), { minLength: 1, maxLength: 5 }),
    metres: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 15, maxLength: 15 }),
    isOffered: fc.array(fc.boolean(), { minLength: 15, maxLength: 15 }),
    capacity: fc.array(fc.nat(WEEKS), { minLength: 6, maxLength: 6 }),
    isAway: fc.array(fc.nat(3), { minLength: 18, maxLength: 18 }),
  })
  .map(({ kinds, seats, metres, isOffered, capacity, isAway }) => {
    let next = 0;
    const members = kinds.map((count) => Array.from({ length: count }, () => next++));
    return {
      weeks: WEEKS,
      weekOf: seats,
      members,
      capacity: capacity.slice(0, next),
      isAway: Uint8Array.from(isAway.slice(0, next * WEEKS), (each) => Number(each === 0)),
      offers: seats.map((_, seat) =>
        offers(
          ...[...members.keys()]
            .filter((kind) => kind === 0 || isOffered[seat * 3 + kind])
            .map((kind): [number, number] => [kind, metres[seat * 3 + kind]!]),
        ),
      ),
    };
  });

describe('seats taken by who has the shortest way', () => {
  it('goes round about where the nearest person is wanted elsewhere', () => {
    const near = offers([0, 10], [1, 30]);
    const onlyFirst = offers([0, 50]);
    const flow = new SeatFlow(aSeating({ weekOf: [0, 0], offers: [near, onlyFirst] }));
    expect([...flow.personOf]).toEqual([1, 0]);
  });

  it('sends somebody in another week instead who may not travel twice', () => {
    const seating = aSeating({
      weekOf: [0, 1],
      offers: [offers([0, 10], [1, 11]), offers([0, 10], [1, 90])],
      capacity: [1, 3, 3],
    });
    expect([...new SeatFlow(seating).personOf]).toEqual([1, 0]);
  });

  it('is as short in all as any way to fill them, whatever the seats', () => {
    let filled = 0;
    fc.assert(
      fc.property(seatings, (seating) => {
        const fewest = fewestMetres(seating);
        if (fewest === Infinity) {
          expect(() => new SeatFlow(seating)).toThrow('there are fewer people than seats');
          return;
        }
        filled++;
        expect(metresOf(seating, new SeatFlow(seating).personOf)).toBe(fewest);
      }),
      { numRuns: 1_000 },
    );
    expect(filled).toBeGreaterThan(300);
  });
});
