import type { ComponentChildren, VNode } from 'preact';

/** Says that there is nothing, and what comes next. */
export function EmptyState({ children }: { children: ComponentChildren }): VNode {
  return <p class="moa-empty">{children}</p>;
}
