import { kilometres, type UnitVector } from './globe.js';

/** More homes than this are taken together by nearness. */
const MOST_DISTRICTS = 40;

/** Homes near each other: people are looked for district by district, the nearest first. */
export interface Districts {
  count: number;
  /** District of each home that was given. */
  of: Uint8Array;
  /** task × rank: districts from the nearest to the farthest of the task's site. */
  order: Uint8Array;
}

/**
 * Divides homes into districts: each home its own while they are few, else around homes that lie far from each other.
 * @param homes distinct places
 */
export function divideIntoDistricts(homes: UnitVector[], sites: UnitVector[]): Districts {
  const centres = spreadCentres(homes);
  const of = Uint8Array.from(homes, (home) => nearest(centres, home));
  const order = new Uint8Array(sites.length * centres.length);
  const ranks = centres.map((_, district) => district);
  sites.forEach((site, task) => {
    const far = centres.map((centre) => kilometres(centre, site));
    order.set(
      [...ranks].sort((a, b) => (far[a] ?? 0) - (far[b] ?? 0) || a - b),
      task * centres.length,
    );
  });
  return { count: centres.length, of, order };
}

/** Each next centre is the home farthest from those before (Gonzalez 1985). */
function spreadCentres(homes: UnitVector[]): UnitVector[] {
  const centres: UnitVector[] = [];
  const gap = homes.map(() => Infinity);
  while (centres.length < MOST_DISTRICTS) {
    const next = gap.indexOf(Math.max(...gap));
    const centre = homes[next];
    if (!centre || gap[next] === 0) break;
    centres.push(centre);
    homes.forEach((home, index) => {
      gap[index] = Math.min(gap[index] ?? 0, kilometres(home, centre));
    });
  }
  return centres;
}

function nearest(centres: UnitVector[], home: UnitVector): number {
  let best = 0;
  centres.forEach((centre, district) => {
    const other = centres[best];
    if (other && kilometres(centre, home) < kilometres(other, home)) best = district;
  });
  return best;
}
