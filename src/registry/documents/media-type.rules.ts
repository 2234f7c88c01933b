/** A kind of file that may be attached. */
interface FileKind {
  extensions: string[];
  mediaType: string;
  fits: (content: Buffer) => boolean;
}

const startsWith =
  (...bytes: number[]) =>
  (content: Buffer): boolean =>
    content.subarray(0, bytes.length).equals(Buffer.from(bytes));

/** "PK", then the local header of a ZIP's first entry. */
const isZip = startsWith(0x50, 0x4b, 0x03, 0x04);

const FILE_KINDS: FileKind[] = [
  {
    extensions: ['pdf'],
    mediaType: 'application/pdf',
    fits: (content) => content.subarray(0, 5).toString('latin1') === '%PDF-',
  },
  {
    extensions: ['docx'],
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    // The names of a ZIP's entries stand in it as they are (APPNOTE 4.3.7); a workbook has no such entry.
    fits: (content) => isZip(content) && content.includes('word/document.xml'),
  },
  {
    extensions: ['png'],
    mediaType: 'image/png',
    fits: startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  },
  { extensions: ['jpg', 'jpeg'], mediaType: 'image/jpeg', fits: startsWith(0xff, 0xd8, 0xff) },
  { extensions: ['txt'], mediaType: 'text/plain; charset=utf-8', fits: isPlainText },
];

export const ACCEPTED_EXTENSIONS = FILE_KINDS.flatMap(({ extensions }) => extensions);

/**
 * The media type of a file whose content is what its name says, and which may be attached. What the sender says of its type
 * does not count.
 * @returns undefined for any other
 */
export function mediaTypeOf(fileName: string, content: Buffer): string | undefined {
  const extension = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const kind = FILE_KINDS.find(({ extensions }) => extensions.includes(extension));
  return kind?.fits(content) ? kind.mediaType : undefined;
}

/** UTF-8 without control characters other than tab, line feed, form feed and carriage return. */
function isPlainText(content: Buffer): boolean {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return false;
  }
  return !/[^\P{Cc}\t\n\f\r]/u.test(text);
}
