import { posix } from 'node:path';
import { isDateFormat } from './excel-day.rules.js';
import { UnreadableList } from './listed-row.js';
import type { WorkbookArchive } from './workbook-archive.js';
import { readWholeXml } from './xml-stream.js';

export interface Sheet {
  part: string;
  isHidden: boolean;
}

/** What all sheets of a workbook share. */
export interface WorkbookParts {
  sheets: Sheet[];
  /** The texts that cells refer to by number. */
  texts: string[];
  /** By the number of a cell's style: whether it shows its number as a date. */
  dateStyles: boolean[];
  startsIn1904: boolean;
}

export interface Relationship {
  /** The end of its type: `worksheet`, `hyperlink`, `styles`. */
  type: string;
  target: string;
}

/** What else has the shape of a ZIP archive, by a part that it has. */
const OTHER_ARCHIVES: readonly [part: string, sentence: string][] = [
  ['word/document.xml', 'The file is a Word document, not a list.'],
  ['ppt/presentation.xml', 'The file is a presentation, not a list.'],
  ['xl/workbook.bin', 'The file is a binary workbook (.xlsb): save it as .xlsx or CSV.'],
  ['content.xml', 'The file is an OpenDocument file: save it as .xlsx or CSV.'],
];

/** @throws UnreadableList for an archive that holds no workbook */
export async function readWorkbookParts(archive: WorkbookArchive): Promise<WorkbookParts> {
  const part = await workbookPart(archive);
  const relationships = await relationshipsOf(archive, part);
  const found = [...relationships.values()];
  const partOfType = (type: string): string | undefined =>
    found.find((relationship) => relationship.type === type)?.target;
  const book = await readBook(archive, part, relationships);
  return {
    ...book,
    texts: await readTexts(archive, partOfType('sharedStrings')),
    dateStyles: await readDateStyles(archive, partOfType('styles')),
  };
}

/** What a part refers to, by the number it uses for it; the targets within the archive as full paths. */
export async function relationshipsOf(
  archive: WorkbookArchive,
  part: string,
): Promise<Map<string, Relationship>> {
  const folder = posix.dirname(part);
  const found = new Map<string, Relationship>();
  const relations = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  if (!archive.has(relations)) return found;
  await readWholeXml(archive.bytesOf(relations, 'in-memory'), {
    opened(name, { Id, Type, Target, TargetMode }) {
      if (name !== 'Relationship' || Id === undefined || Target === undefined) return;
      const type = (Type ?? '').slice((Type ?? '').lastIndexOf('/') + 1);
      const isOutside = TargetMode === 'External' || type === 'hyperlink';
      const target = isOutside ? Target : posix.resolve('/', folder, Target).slice(1);
      found.set(Id, { type, target });
    },
  });
  return found;
}

async function workbookPart(archive: WorkbookArchive): Promise<string> {
  const other = OTHER_ARCHIVES.find(([part]) => archive.has(part));
  if (other) throw new UnreadableList('not-a-list', other[1]);
  for (const { type, target } of (await relationshipsOf(archive, '')).values())
    if (type === 'officeDocument' && archive.has(target)) return target;
  if (archive.has('xl/workbook.xml')) return 'xl/workbook.xml';
  throw new UnreadableList(
    'not-a-list',
    'The file is a ZIP archive without a workbook: unpack it, and send the list itself.',
  );
}

async function readBook(
  archive: WorkbookArchive,
  part: string,
  relationships: Map<string, Relationship>,
): Promise<Pick<WorkbookParts, 'sheets' | 'startsIn1904'>> {
  const sheets: Sheet[] = [];
  let startsIn1904 = false;
  await readWholeXml(archive.bytesOf(part, 'in-memory'), {
    opened(name, { date1904, state, id }) {
      if (name === 'workbookPr') startsIn1904 = date1904 === '1' || date1904 === 'true';
      if (name !== 'sheet') return;
      const target = relationships.get(id ?? '');
      if (target?.type === 'worksheet')
        sheets.push({
          part: target.target,
          isHidden: state === 'hidden' || state === 'veryHidden',
        });
    },
  });
  return { sheets, startsIn1904 };
}

async function readTexts(archive: WorkbookArchive, part: string | undefined): Promise<string[]> {
  const texts: string[] = [];
  if (part === undefined || !archive.has(part)) return texts;
  const text = new TextOfRuns();
  await readWholeXml(archive.bytesOf(part, 'in-memory'), {
    opened(name) {
      text.opened(name);
    },
    text(written) {
      text.add(written);
    },
    closed(name) {
      text.closed(name);
      if (name === 'si') texts.push(text.take());
    },
  });
  return texts;
}

/** What a cell of Excel's can hold; a file with more in one was made by something else, and for something else. */
const LONGEST_TEXT = 32_767;

/** A text that may be set in several runs (bold, then plain), joined; without the reading aids of Japanese (`rPh`). */
export class TextOfRuns {
  private text = '';
  private isInText = false;
  private isInReadingAid = false;

  opened(name: string): void {
    if (name === 'rPh') this.isInReadingAid = true;
    if (name === 't') this.isInText = !this.isInReadingAid;
  }

  add(written: string): void {
    if (this.isInText && this.text.length < LONGEST_TEXT) this.text += written;
  }

  closed(name: string): void {
    if (name === 't') this.isInText = false;
    if (name === 'rPh') this.isInReadingAid = false;
  }

  /** The text, and begins a new one. */
  take(): string {
    const { text } = this;
    this.text = '';
    return withoutEscapes(text);
  }
}

/** Excel writes characters that XML does not allow as `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
export const withoutEscapes = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text;

async function readDateStyles(
  archive: WorkbookArchive,
  part: string | undefined,
): Promise<boolean[]> {
  const dateStyles: boolean[] = [];
  if (part === undefined || !archive.has(part)) return dateStyles;
  const codes = new Map<number, string>();
  let isInCellStyles = false;
  await readWholeXml(archive.bytesOf(part, 'in-memory'), {
    opened(name, { numFmtId, formatCode }) {
      const format = Number(numFmtId);
      if (name === 'numFmt' && formatCode !== undefined) codes.set(format, formatCode);
      if (name === 'cellXfs') isInCellStyles = true;
      if (name === 'xf' && isInCellStyles) dateStyles.push(isDateFormat(format, codes.get(format)));
    },
    closed(name) {
      if (name === 'cellXfs') isInCellStyles = false;
    },
  });
  return dateStyles;
}
