import type { EntityManager } from 'typeorm';
import type { Moment } from '../../platform/clock/calendar.js';
import { insertAll } from '../../platform/db/insert-once.js';
import { newId } from '../../platform/db/id.js';
import { Conflict } from '../../platform/http/problem.js';
import type { ListAssessment } from './list-assessment.js';
import type { ListDiff } from './list-diff.js';
import { ListAnswer, type ListImport } from './list-import.entity.js';
import { LEAVE_OUT } from './list-question.js';

/** An answer to one of a list's questions. */
export interface GivenAnswer {
  key: string;
  /** A choice of the question. */
  answer: string;
}

/** By whom and when a list's questions are answered, and whether anybody looked at each. */
interface Answering {
  importId: string;
  by: string;
  at: Moment;
  isUnattended: boolean;
}

/** Answers taken in turn: one may raise another question, about the agency that it names. */
const LONGEST_CHAIN = 5;

export async function keepAnswers(
  manager: EntityManager,
  given: readonly GivenAnswer[],
  { importId, by, at, isUnattended }: Answering,
): Promise<void> {
  await insertAll(
    manager,
    ListAnswer,
    given.map(({ key, answer }) => ({
      id: newId(),
      importId,
      questionKey: key,
      answer,
      isUnattended,
      answeredAt: at,
      answeredBy: by,
    })),
  );
}

/**
 * Takes the proposal of every open question; what cannot be proposed is left out.
 * @returns how many questions that were, and the list as it is held against the register then
 * @throws Conflict `in-doubt` when the list's day or kind must be said first
 */
export async function takeProposals(
  manager: EntityManager,
  assessment: ListAssessment,
  listImport: ListImport,
  answering: Answering,
): Promise<{ taken: number; diff: ListDiff }> {
  let taken = 0;
  for (let turn = 0; ; turn++) {
    const { diff, doubt } = await assessment.assess(manager, listImport);
    if (doubt || !diff) throw new Conflict('in-doubt', doubt?.text ?? 'It cannot be applied.');
    if (diff.questions.length === 0 || turn >= LONGEST_CHAIN) return { taken, diff };
    await keepAnswers(
      manager,
      diff.questions.map(({ key, proposal }) => ({ key, answer: proposal ?? LEAVE_OUT })),
      answering,
    );
    taken += diff.questions.length;
  }
}
