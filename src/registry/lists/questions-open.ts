import { Problem } from '../../platform/http/problem.js';
import type { ListQuestion } from './list-question.js';

/** As many as a person reads in an error; the import itself has them all. */
const NAMED = 20;

/** A list cannot be applied before somebody has answered its questions. */
export class QuestionsOpen extends Problem {
  constructor(questions: readonly ListQuestion[]) {
    super(
      409,
      'questions-open',
      'This is not possible now',
      `${questions.length === 1 ? 'A question' : `${questions.length} questions`} must be answered first. ${questions[0]?.text ?? ''}`,
      [],
      { questions: questions.slice(0, NAMED).map(({ key, text }) => ({ key, text })) },
    );
  }
}
