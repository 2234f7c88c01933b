import type { ComponentChildren, VNode } from 'preact';

export type AlertKind = 'info' | 'success' | 'warning' | 'error';

/** A message that concerns the page as a whole. */
export function Alert(props: {
  kind: AlertKind;
  heading?: string;
  children: ComponentChildren;
}): VNode {
  const { kind, heading, children } = props;
  return (
    <div
      class={`usa-alert usa-alert--${kind} usa-alert--slim`}
      role={kind === 'error' ? 'alert' : 'status'}
    >
      <div class="usa-alert__body">
        {heading && <h2 class="usa-alert__heading">{heading}</h2>}
        <div class="usa-alert__text">{children}</div>
      </div>
    </div>
  );
}
