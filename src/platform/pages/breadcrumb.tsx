import type { VNode } from 'preact';

/** The way back up. The last item is the page itself. */
export function Breadcrumb({ items }: { items: { label: string; path?: string }[] }): VNode {
  return (
    <nav class="usa-breadcrumb usa-breadcrumb--wrap" aria-label="Breadcrumbs">
      <ol class="usa-breadcrumb__list">
        {items.map(({ label, path }) => (
          <li
            key={label}
            class={`usa-breadcrumb__list-item${path ? '' : ' usa-current'}`}
            aria-current={path ? undefined : 'page'}
          >
            {path ? (
              <a class="usa-breadcrumb__link" href={path}>
                {label}
              </a>
            ) : (
              label
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
