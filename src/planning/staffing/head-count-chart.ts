/** A measure against head count. */
export interface ChartPoint {
  people: number;
  value: number;
}

/**
 * A line with its points as SVG. It carries neither styles nor scripts, as the policy of the pages asks; what Plot would
 * style is in moa.css. Plot is loaded with the first chart.
 * @param label what the picture shows, for whoever does not see it
 */
export async function headCountChart(
  points: readonly ChartPoint[],
  axis: { label: string; x: string; y: string; isShare?: boolean },
): Promise<string> {
  const Plot = await import('@observablehq/plot');
  const { parseHTML } = await import('linkedom');
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const svg = Plot.plot({
    document,
    ...{ width: 480, height: 280, marginLeft: 64, marginBottom: 44 },
    ariaLabel: axis.label,
    className: 'moa-chart__plot',
    x: { label: axis.x, tickFormat: 'd', ticks: [...new Set(points.map(({ people }) => people))] },
    y: {
      label: axis.y,
      grid: true,
      zero: true,
      nice: true,
      ...(axis.isShare === true && { domain: [0, 100] }),
    },
    marks: [
      Plot.ruleY([0]),
      Plot.lineY([...points], { x: 'people', y: 'value', stroke: '#005ea2', strokeWidth: 2 }),
      Plot.dot([...points], { x: 'people', y: 'value', fill: '#005ea2', r: 4 }),
    ],
  });
  svg.setAttribute('role', 'img');
  for (const style of svg.querySelectorAll('style')) style.remove();
  for (const styled of svg.querySelectorAll('[style]')) styled.removeAttribute('style');
  for (const group of svg.querySelectorAll('g')) group.removeAttribute('aria-label');
  return svg.outerHTML.replace(/(\.\d)\d+/g, '$1');
}
