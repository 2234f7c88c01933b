import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Feature, Geometry } from 'geojson';
import { feature } from 'topojson-client';
import { presimplify, quantile, simplify } from 'topojson-simplify';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { stateCode } from '../../offices/states.rules.js';

/** A state as it is drawn: on a plane of 975 by 610, Alaska and Hawaii moved to the lower left. */
export type StateShape = Feature<Geometry, { code: string; name: string }>;

/** Width and height of the plane of `states-albers-10m`. */
export const PLANE = { width: 975, height: 610 };

/** So much of the points is left out: at 0.1 the District of Columbia would vanish. */
const KEPT_FROM = 0.2;

let shapes: StateShape[] | undefined;

/** The states and the District, with fewer points than the atlas has; the territories are not in it. */
export function stateShapes(): readonly StateShape[] {
  shapes ??= readShapes();
  return shapes;
}

// A type and not an interface: only then may any text be a key of it, as the packages ask.
type AtlasObjects = { states: GeometryCollection<{ name: string }> };
type Atlas = Topology<AtlasObjects>;

function readShapes(): StateShape[] {
  const file = fileURLToPath(import.meta.resolve('us-atlas/states-albers-10m.json'));
  const atlas = JSON.parse(readFileSync(file, 'utf8')) as Atlas;
  const weighted = presimplify<AtlasObjects>(atlas);
  const topology = simplify<AtlasObjects>(weighted, quantile(weighted, KEPT_FROM));
  return feature(topology, topology.objects.states).features.flatMap((shape) => {
    const code = stateCode(shape.properties.name);
    return code ? [{ ...shape, properties: { code, name: shape.properties.name } }] : [];
  });
}
