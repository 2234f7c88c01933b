import type { VNode } from 'preact';
import { useRender } from './render-context.js';

/** Belongs into every form that posts. */
export function CsrfField(): VNode {
  return <input type="hidden" name="_csrf" value={useRender().csrfToken()} />;
}
