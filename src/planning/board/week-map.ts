import { PLANE, stateShapes } from '../../registry/state-map/state-shapes.js';

/** A site or a home on the map. */
export interface MapPoint {
  /** Degrees. */
  lat: number;
  lon: number;
  kind: 'site' | 'home';
  title: string;
}

/** From the home of somebody to the site that they travel to. */
export interface MapTrip {
  from: MapPoint;
  to: MapPoint;
}

/** Maps that are kept: the same few weeks are looked at again and again. */
const KEPT = 50;

const drawn = new Map<string, string>();

/**
 * The states as SVG with the sites of a week's visits and the homes of those who travel to them. It carries neither styles
 * nor scripts; sites are circles and homes are squares, so that nothing rests on colour.
 * @param label what the picture shows, for whoever does not see it
 */
export async function weekMap(
  points: readonly MapPoint[],
  trips: readonly MapTrip[],
  label: string,
): Promise<string> {
  const key = JSON.stringify([points, trips, label]);
  const known = drawn.get(key);
  if (known !== undefined) return known;
  const svg = await draw(points, trips, label);
  const [oldest] = drawn.keys();
  if (drawn.size >= KEPT && oldest !== undefined) drawn.delete(oldest);
  drawn.set(key, svg);
  return svg;
}

/** A point that the plane shows. */
type Placed = MapPoint & { x: number; y: number };

async function draw(
  points: readonly MapPoint[],
  trips: readonly MapTrip[],
  label: string,
): Promise<string> {
  const Plot = await import('@observablehq/plot');
  const { geoAlbersUsa } = await import('d3-geo');
  const { parseHTML } = await import('linkedom');
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  // The projection that us-atlas drew its plane by, https://github.com/topojson/us-atlas#states-albers-10mjson.
  const projection = geoAlbersUsa()
    .scale(1300)
    .translate([PLANE.width / 2, PLANE.height / 2]);
  const placed = (point: MapPoint): Placed[] => {
    const place = projection([point.lon, point.lat]);
    return place ? [{ ...point, x: place[0], y: place[1] }] : [];
  };
  const ofKind = (kind: MapPoint['kind']): Placed[] =>
    points.filter((point) => point.kind === kind).flatMap(placed);
  const lines = trips.flatMap(({ from, to }) => {
    const [a] = placed(from);
    const [b] = placed(to);
    return a && b ? [{ x1: a.x, y1: a.y, x2: b.x, y2: b.y }] : [];
  });
  const svg = Plot.plot({
    document,
    ...PLANE,
    margin: 0,
    x: { domain: [0, PLANE.width], range: [0, PLANE.width], axis: null },
    y: { domain: [0, PLANE.height], range: [0, PLANE.height], axis: null },
    projection: 'identity',
    ariaLabel: label,
    className: 'moa-map__plot',
    marks: [
      Plot.geo([...stateShapes()], { fill: '#f0f0f0', stroke: '#8d9297' }),
      Plot.link(lines, { x1: 'x1', y1: 'y1', x2: 'x2', y2: 'y2', stroke: '#71767a' }),
      Plot.dot(ofKind('home'), {
        ...{ x: 'x', y: 'y', r: 6, symbol: 'square', fill: '#ffffff', stroke: '#1b1b1b' },
        title: 'title',
      }),
      Plot.dot(ofKind('site'), { x: 'x', y: 'y', r: 7, fill: '#005ea2', title: 'title' }),
    ],
  });
  svg.setAttribute('role', 'img');
  for (const style of svg.querySelectorAll('style')) style.remove();
  for (const group of svg.querySelectorAll('g')) group.removeAttribute('aria-label');
  return svg.outerHTML.replace(/(\.\d)\d+/g, '$1').replace(/M([\d.]+,[\d.]+)(L\1)+Z/g, '');
}
