import { UnreadableList } from './listed-row.js';

/** Only the beginning and, of an old Office file, its directory are looked at. */
const BEGINNING_BYTES = 1024;

const OLD_OFFICE_FILE = 'd0cf11e0a1b11ae1';
const ZIP = '504b0304';

/** What is often sent in place of a list, by its first bytes in hexadecimal. */
const OTHER_FILES: readonly [beginning: string, name: string][] = [
  ['25504446', 'a PDF'],
  ['89504e47', 'a picture'],
  ['ffd8ff', 'a picture'],
  ['47494638', 'a picture'],
  ['1f8b', 'a compressed file'],
  ['377abcaf', 'a compressed file'],
  ['526172211a', 'a compressed file'],
  ['7b5c727466', 'a text document'],
  ['504b0506', 'an empty ZIP archive'],
];

/**
 * Whether a file is read as a workbook or as CSV, by its content: names lie.
 * @throws UnreadableList for what is neither, named as what it is
 */
export function fileKind(content: Buffer): 'workbook' | 'csv' {
  if (content.length === 0) throw new UnreadableList('empty', 'The file is empty.');
  const beginning = content.subarray(0, 8).toString('hex');
  if (beginning.startsWith(ZIP)) return 'workbook';
  if (beginning === OLD_OFFICE_FILE) throw unreadableOldOfficeFile(content);
  const other = OTHER_FILES.find(([bytes]) => beginning.startsWith(bytes));
  if (other) throw notAList(other[1]);
  const text = content.subarray(0, BEGINNING_BYTES).toString('latin1').trimStart();
  if (/^(\xef\xbb\xbf)?\s*<(!doctype|html|head|body)/i.test(text)) throw notAList('a web page');
  if (/^(\xef\xbb\xbf)?\s*<\?xml/i.test(text)) throw notAList('an XML document');
  return 'csv';
}

const notAList = (what: string): UnreadableList =>
  new UnreadableList(
    'not-a-list',
    `The file is ${what}, not a list: an Excel workbook (.xlsx) or a CSV file is needed.`,
  );

/**
 * Excel wraps an encrypted workbook into the container of its old format, under a name of its own
 * ([MS-OFFCRYPTO] 2.3.4.4): the two look the same from their first bytes.
 */
function unreadableOldOfficeFile(content: Buffer): UnreadableList {
  if (content.includes(Buffer.from('EncryptedPackage', 'utf16le')))
    return new UnreadableList(
      'password-protected',
      'The workbook is protected with a password: save it without one.',
    );
  return new UnreadableList(
    'not-a-list',
    'The file is in the old format of Excel or Word (.xls, .doc): save it as .xlsx or CSV.',
  );
}
