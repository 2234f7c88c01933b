import type { ProblemItem } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import type { ActionDetail } from './corrective-actions.service.js';

/** A form that was not taken: what was typed, and what is wrong with it. */
export interface RefusedActionForm {
  form: 'step' | 'extension' | 'answer' | 'document';
  typed: Record<string, string | undefined>;
  problems: ProblemItem[];
}

export interface CorrectiveActionView {
  found: ActionDetail;
  viewer: Viewer;
  refused: RefusedActionForm | null;
}

/** The step's fields are named as they are; those of the other forms carry the form's name. */
export const fieldId = (refused: Pick<RefusedActionForm, 'form'> | null, field: string): string =>
  !refused || refused.form === 'step'
    ? field
    : field === 'file'
      ? field
      : `${refused.form}-${field}`;
