import { NotAllowed } from '../platform/http/problem.js';
import type { Viewer } from '../platform/http/viewer.js';

/**
 * Official lists concern every field office: whoever is limited to one sees none of them, by whatever role.
 * @throws NotAllowed (403)
 */
export function requireWholeRegister({ officeId }: Pick<Viewer, 'officeId'>): void {
  if (officeId !== null)
    throw new NotAllowed('Official lists concern every field office; you are limited to one.');
}
