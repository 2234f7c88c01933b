import type { VNode } from 'preact';
import { useRender } from '../platform/pages/render-context.js';

/** Leads from a thing's page to what was done to it. */
export function AuditTrailLink({ type, id }: { type: string; id: string }): VNode | null {
  if (!useRender().viewer?.permissions.has('audit.trail')) return null;
  return (
    <p>
      <a href={`/audit/${type}/${id}`}>What was done to it, by whom and when</a>
    </p>
  );
}
