import { mayReadAll } from '../audit/audit-subjects.js';
import { NotAllowed } from '../platform/http/problem.js';
import type { Viewer } from '../platform/http/viewer.js';

/**
 * The audit as a whole knows no field office, so it is not for whoever is limited to one.
 * @throws NotAllowed
 */
export function requireWholeAudit(viewer: Viewer): void {
  if (!mayReadAll(viewer))
    throw new NotAllowed('The audit is of every field office, and this access is limited to one.');
}
