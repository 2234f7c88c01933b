import type { InvalidRequest } from '../../platform/http/problem.js';
import type { FieldError } from '../../platform/pages/error-summary.js';

/** What was wrong with a form, each with the field that it concerns. */
export const fieldErrors = ({ errors }: InvalidRequest): FieldError[] =>
  errors.map(({ parameter, detail }) => ({
    ...(parameter && { field: parameter }),
    message: detail,
  }));

/** What was wrong with one field. */
export const errorOf = (errors: FieldError[], field: string): string | undefined =>
  errors.find((error) => error.field === field)?.message;
