import type { ImportState, ListImport } from './list-import.entity.js';

const STATE_SENTENCES: Readonly<Record<ImportState, string>> = {
  waiting: 'The list waits to be read.',
  reading: 'The list is still being read.',
  'needs-answers': 'The list is not in the register yet: a person must say something first.',
  ready: 'The list is not in the register yet: it can be applied.',
  applied: 'The list is in the register already.',
  refused: 'The list was refused.',
  cancelled: 'The import was cancelled.',
  undone: 'The import was undone.',
};

/**
 * Why something is not possible with an import now. A refusal says more than that there was one; of what is still open
 * it says what is in doubt, which nobody asked.
 */
export const whyNotNow = ({ state, refusal }: Pick<ListImport, 'state' | 'refusal'>): string =>
  (['refused', 'cancelled'].includes(state) ? refusal : null) ?? STATE_SENTENCES[state];
