import type { Moment } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import { newId } from '../../platform/db/id.js';
import type { OfficialList } from '../official-list.entity.js';
import type { ListImport } from './list-import.entity.js';

/** The list that an import becomes. */
export function listOfImport(
  { id, kind, asOf, edition, fileName, captionCount }: ListImport,
  rowCount: number,
  at: Moment,
): OfficialList {
  if (kind === null || asOf === null) throw new Error('the list has no kind or no day');
  const title = `${kind === 'pending' ? 'Pending agencies' : 'Participating agencies'}, ${dayText(asOf)}`;
  return {
    id: newId(),
    kind,
    asOf,
    edition,
    title,
    rowCount,
    captionCount,
    source: fileName,
    decides: true,
    importId: id,
    recordedAt: at,
    withdrawnAt: null,
  };
}
