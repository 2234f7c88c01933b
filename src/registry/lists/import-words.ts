import { numberText } from '../../platform/counted.js';
import type { DiffCounts, ListImport } from './list-import.entity.js';
import type { DiffKind } from './list-import.dto.js';

export const IMPORTS_PATH = '/imports';

export const importPath = (id: string, rest = ''): string => `${IMPORTS_PATH}/${id}${rest}`;

export const DIFF_WORDS: Record<DiffKind, string> = {
  new: 'New',
  changed: 'Changed',
  same: 'The same',
  gone: 'No longer shown',
};

export const KIND_NAMES = {
  participating: 'Participating agencies',
  pending: 'Pending agencies',
} as const;

/** "482 new, 43 changed, 1,285 the same, 33 no longer shown" */
export function countsText(counts: Pick<DiffCounts, DiffKind>): string {
  return [
    `${numberText(counts.new)} new`,
    `${numberText(counts.changed)} changed`,
    `${numberText(counts.same)} the same`,
    `${numberText(counts.gone)} no longer shown`,
  ].join(', ');
}

/** What an import waits for, in a sentence. */
export function waitsFor({ state, heading, refusal, counts }: ListImport): string {
  switch (state) {
    case 'waiting':
      return 'The file waits for a worker, which reads it within a minute.';
    case 'reading':
      return 'The file is being read. Nothing is in the register yet.';
    case 'needs-answers':
      return refusal === null
        ? `It waits for somebody to answer ${counts?.questions === 1 ? 'a question' : 'its questions'}. Nothing is in the register yet.`
        : 'It waits for somebody to say of which day or kind it is. Nothing is in the register yet.';
    case 'ready':
      return 'It is read, and nothing is asked any more. Look at the differences, then apply it.';
    case 'applied':
      return 'It is in the register.';
    case 'refused':
      return heading === null
        ? 'The file cannot be read as a list. Nothing was stored from it. Send the workbook or CSV as ICE publishes it.'
        : 'It does not look like what it says it is. Nothing is in the register. Say that it is meant, or cancel it.';
    case 'cancelled':
      return 'It was given up before anything was in the register.';
    case 'undone':
      return 'It was in the register, and was taken back. What the register said meanwhile stays known.';
  }
}
