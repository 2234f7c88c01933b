/** The mean radius of the earth, in km (IUGG). */
const EARTH_RADIUS_KM = 6371.0088;

/** A place as a unit vector from the middle of the earth: distances then need neither sines nor cosines. */
export type UnitVector = readonly [x: number, y: number, z: number];

export function unitVector(lat: number, lon: number): UnitVector {
  const phi = (lat * Math.PI) / 180;
  const lambda = (lon * Math.PI) / 180;
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

/** Great-circle distance in km, from the chord between two places. */
export function kilometres(a: UnitVector, b: UnitVector): number {
  const chord = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, chord / 2));
}
