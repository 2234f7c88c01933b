import type { ComponentChildren, VNode } from 'preact';

/** Facts of one thing: a name and a value each. */
export function SummaryList({ facts }: { facts: [string, ComponentChildren][] }): VNode {
  return (
    <dl class="moa-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
