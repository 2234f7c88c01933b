import type { VNode } from 'preact';
import { Conflict, InvalidRequest, type ProblemItem } from '../platform/http/problem.js';
import { ErrorSummary } from '../platform/pages/error-summary.js';

/** What was typed into a form, and what was wrong with it. */
export interface FormInput {
  typed: Readonly<Record<string, string | undefined>>;
  problems: readonly ProblemItem[];
}

export const NOTHING_TYPED: FormInput = { typed: {}, problems: [] };

/** What was typed into a form, as it came. */
export const typedIn = (form: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(form).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );

/** What a field of a form is told: its value and what is wrong with it. */
export const fieldOf = (input: FormInput, name: string, label: string, hint?: string) => ({
  name,
  label,
  value: input.typed[name] ?? '',
  error: input.problems.find(({ parameter }) => parameter === name)?.detail,
  ...(hint !== undefined && { hint }),
});

/**
 * What to show of a refusal above the form that was sent.
 * @throws whatever is no refusal of what the form says
 */
export function problemsOf(error: unknown): readonly ProblemItem[] {
  if (error instanceof InvalidRequest) return error.errors;
  if (error instanceof Conflict) return [{ detail: error.detail }];
  throw error;
}

/** Stands above a form that was refused. */
export function Problems({ input }: { input: FormInput }): VNode {
  return (
    <ErrorSummary
      errors={input.problems.map(({ parameter, detail: message }) => ({
        message,
        ...(parameter && { field: parameter }),
      }))}
    />
  );
}
