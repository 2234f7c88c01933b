import type { Statement } from './evidence-facts.js';

type Said = Pick<Statement, 'short' | 'words'> &
  Partial<Pick<Statement, 'path' | 'setting' | 'isSample'>>;

const statement =
  (weight: Statement['weight']) =>
  (topic: string, said: Said): Statement => ({
    ...{ topic, weight, path: null, setting: null, isSample: false },
    ...said,
  });

/** What speaks against keeping the agreement. */
export const against = statement('against');

/** What speaks for keeping it. */
export const inFavor = statement('for');

/** What is told, or not known, and speaks neither way. */
export const neither = statement('neither');

/** `1 finding`, `2 findings` */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
