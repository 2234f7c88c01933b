import { binOf } from './bins.rules.js';
import { PLANE, type StateShape, stateShapes } from './state-shapes.js';

/** Maps that are kept: a few days and filters are asked for again and again. */
const KEPT = 50;

/** On smaller states the number would lie over the border; the table has it. */
const SMALLEST_WITH_NUMBER = 34;

const drawn = new Map<string, string>();

/**
 * The states as SVG, the darker the more agreements they have, with the number on each that is large enough. It carries
 * neither styles nor scripts, as the policy of the pages asks; what Plot would style is in moa.css.
 * Plot is loaded with the first map: few days need one.
 * @param counts agreements by two-letter state
 * @param label what the picture shows, for whoever does not see it
 */
export async function stateMap(
  counts: Readonly<Record<string, number>>,
  label: string,
): Promise<string> {
  const key = JSON.stringify([counts, label]);
  const known = drawn.get(key);
  if (known !== undefined) return known;
  const svg = await draw(counts, label);
  const [oldest] = drawn.keys();
  if (drawn.size >= KEPT && oldest !== undefined) drawn.delete(oldest);
  drawn.set(key, svg);
  return svg;
}

async function draw(counts: Readonly<Record<string, number>>, label: string): Promise<string> {
  const Plot = await import('@observablehq/plot');
  const { parseHTML } = await import('linkedom');
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const countOf = ({ properties }: StateShape): number => counts[properties.code] ?? 0;
  const shapes = [...stateShapes()];
  const numbered = shapes.filter((shape) => countOf(shape) > 0 && isLargeEnough(shape));
  const svg = Plot.plot({
    document,
    ...PLANE,
    margin: 0,
    projection: 'identity',
    ariaLabel: label,
    className: 'moa-map__plot',
    marks: [
      Plot.geo(shapes, {
        fill: (shape: StateShape) => binOf(countOf(shape)).fill,
        stroke: '#8d9297',
        title: (shape: StateShape) => `${shape.properties.name}: ${countOf(shape)}`,
      }),
      Plot.text(
        numbered,
        Plot.centroid({
          text: (shape: StateShape) => String(countOf(shape)),
          fill: (shape: StateShape) => binOf(countOf(shape)).ink,
          fontSize: 16,
        }),
      ),
    ],
    color: { type: 'identity' },
  });
  svg.setAttribute('role', 'img');
  for (const style of svg.querySelectorAll('style')) style.remove();
  for (const group of svg.querySelectorAll('g')) group.removeAttribute('aria-label');
  return withoutSpecks(svg.outerHTML.replace(/(\.\d)\d+/g, '$1'));
}

/** Islands that are smaller than the rounding have become points. */
const withoutSpecks = (svg: string): string => svg.replace(/M([\d.]+,[\d.]+)(L\1)+Z/g, '');

function isLargeEnough({ geometry }: StateShape): boolean {
  const rings =
    geometry.type === 'Polygon'
      ? geometry.coordinates
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates.flat()
        : [];
  return rings.some((ring) => {
    const [xs, ys] = [ring.map(([x = 0]) => x), ring.map(([, y = 0]) => y)];
    const width = Math.max(...xs) - Math.min(...xs);
    const height = Math.max(...ys) - Math.min(...ys);
    return Math.min(width, height) >= SMALLEST_WITH_NUMBER;
  });
}
