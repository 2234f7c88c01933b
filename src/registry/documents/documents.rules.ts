import { type Day, isDay } from '../../platform/clock/calendar.js';
import { FIRST_DAY_OF_PROGRAM } from '../life-cycle/objections.rules.js';

export const DOCUMENT_KINDS = ['moa', 'addendum', 'notice', 'other'] as const;

export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** As people read them. */
export const KIND_NAMES: Record<DocumentKind, string> = {
  moa: 'Agreement (MOA)',
  addendum: 'Addendum',
  notice: 'Notice',
  other: 'Other',
};

/** What decides which revision of a document holds. */
export interface DatedDocument {
  id: string;
  seriesId: string;
  kind: DocumentKind;
  holdsFrom: Day;
  uploadedAt: string;
  withdrawnAt: string | null;
}

/**
 * The documents that held on a day: of each series the latest revision that had begun by then. What was withdrawn never held,
 * and the revision before it holds in its place.
 */
export function documentsOn<Document extends DatedDocument>(
  documents: readonly Document[],
  day: Day,
): Document[] {
  const holding = new Map<string, Document>();
  for (const document of documents) {
    if (document.withdrawnAt !== null || document.holdsFrom > day) continue;
    const other = holding.get(document.seriesId);
    if (!other || isLater(document, other)) holding.set(document.seriesId, document);
  }
  return [...holding.values()];
}

/** Of two of one day, the one that was attached last. */
const isLater = (a: DatedDocument, b: DatedDocument): boolean =>
  a.holdsFrom === b.holdsFrom ? a.uploadedAt > b.uploadedAt : a.holdsFrom > b.holdsFrom;

/** What is typed about a document that is attached. */
export interface NewDocument {
  title: string;
  kind: string;
  holdsFrom: string;
  /** Empty = the first of a series. */
  revisesId?: string;
}

export interface DocumentObjection {
  field: 'title' | 'kind' | 'holdsFrom' | 'revisesId';
  detail: string;
}

const LONGEST_TITLE = 200;

/** What is wrong with the title of any document. */
export const objectionsToTitle = (title: string): { field: 'title'; detail: string }[] => [
  ...(title.trim() === ''
    ? [{ field: 'title' as const, detail: 'Give the document a title.' }]
    : []),
  ...(title.length > LONGEST_TITLE
    ? [{ field: 'title' as const, detail: `Say it in ${LONGEST_TITLE} characters.` }]
    : []),
];

export const isKind = (text: string): text is DocumentKind =>
  (DOCUMENT_KINDS as readonly string[]).includes(text);

/**
 * What keeps a document from being attached, field by field.
 * @param known the agreement's documents
 */
export function objectionsToDocument(
  { title, kind, holdsFrom, revisesId }: NewDocument,
  known: readonly DatedDocument[],
): DocumentObjection[] {
  const objections: DocumentObjection[] = objectionsToTitle(title);
  if (!isKind(kind))
    objections.push({ field: 'kind', detail: `Choose one of: ${DOCUMENT_KINDS.join(', ')}.` });
  if (!isDay(holdsFrom) || holdsFrom < FIRST_DAY_OF_PROGRAM)
    objections.push({
      field: 'holdsFrom',
      detail: 'It must be a day of the calendar such as 2012-09-26, not before 2002.',
    });
  if (revisesId) {
    const revised = known.find(({ id }) => id === revisesId);
    if (!revised || revised.withdrawnAt !== null)
      objections.push({
        field: 'revisesId',
        detail: 'Choose a document of this agreement that was not withdrawn.',
      });
    else if (revised.kind !== kind)
      objections.push({ field: 'revisesId', detail: 'A revision is of the same kind.' });
  }
  return objections;
}
