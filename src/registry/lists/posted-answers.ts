import { InvalidRequest } from '../../platform/http/problem.js';
import type { GivenAnswer } from './list-answers.js';

const FIELD = /^(answers|days)\[(.+)\]$/s;

/**
 * The answers of a form whose fields are named by the questions: `answers[key]` a choice, `days[key]` a typed day, which
 * counts more. What was left open is no answer.
 * @throws InvalidRequest when it has no version, or a field that is neither
 */
export function answersIn(body: Record<string, unknown>): {
  answers: GivenAnswer[];
  version: number;
} {
  const { version, ...fields } = body;
  if (typeof version !== 'string' || !/^\d+$/.test(version))
    throw new InvalidRequest([{ parameter: 'version', detail: 'version must be a number' }]);
  const chosen = new Map<string, string>();
  const typed = new Map<string, string>();
  for (const [name, value] of Object.entries(fields)) {
    const [, what, key] = FIELD.exec(name) ?? [];
    if (key === undefined || typeof value !== 'string')
      throw new InvalidRequest([{ parameter: name, detail: `${name} is not known here` }]);
    if (value !== '') (what === 'days' ? typed : chosen).set(key, value);
  }
  const answers = [...new Map([...chosen, ...typed])].map(([key, answer]) => ({ key, answer }));
  return { answers, version: Number(version) };
}
