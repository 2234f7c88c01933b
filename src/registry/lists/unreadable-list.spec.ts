import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  aListWorkbook,
  aWorkbook,
  aZip,
  workbookParts,
} from '../../../test/support/list-workbook.js';
import { readList } from './list-reader.js';
import { UnreadableList } from './listed-row.js';

async function refusal(content: Buffer | string): Promise<UnreadableList | null> {
  try {
    const file = { name: 'participatingAgencies07182025pm.xlsx', content: Buffer.from(content) };
    await readList(file, { models: [], onRow: () => undefined });
    return null;
  } catch (error) {
    if (error instanceof UnreadableList) return error;
    throw error;
  }
}

const OLD_OFFICE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const oldOffice = (stream: string): Buffer =>
  Buffer.concat([
    OLD_OFFICE,
    Buffer.alloc(1_000),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(500),
  ]);
const MEGABYTE = 1024 * 1024;

describe('a file that is no list is refused with a sentence', () => {
  it.each([
    ['an empty file', '', 'empty', /is empty/],
    ['blanks', ' \n\n ', 'empty', /no text/],
    ['a PDF', '%PDF-1.7 …', 'not-a-list', /a PDF/],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'not-a-list', /a picture/],
    ['a web page', '\n<!DOCTYPE html><html></html>', 'not-a-list', /a web page/],
    ['an XML document', '<?xml version="1.0"?><Workbook/>', 'not-a-list', /XML/],
    ['an old workbook', oldOffice('Workbook'), 'not-a-list', /\.xls.*save it as \.xlsx/],
    ['a locked workbook', oldOffice('EncryptedPackage'), 'password-protected', /password/],
    ['bytes', Buffer.from([1, 0, 2, 0, 3, 0, 255, 7]), 'not-a-list', /neither/],
    ['text', 'Dear colleague,\nplease find attached', 'no-header', /STATE/],
    ['a list without models', 'STATE,AGENCY,TYPE\nFLORIDA,x,County', 'no-header', /SUPPORT TYPE/],
    ['an open quotation', 'STATE,AGENCY,MODEL\nFLORIDA,"x,JEM\n', 'truncated', /broke off/],
    ['a Word document', aZip({ name: 'word/document.xml', content: '' }), 'not-a-list', /Word/],
    ['an .xlsb', aZip({ name: 'xl/workbook.bin', content: '' }), 'not-a-list', /xlsb/],
    ['an OpenDocument', aZip({ name: 'content.xml', content: '' }), 'not-a-list', /OpenDocument/],
    ['another archive', aZip({ name: 'a.txt', content: 'a' }), 'not-a-list', /without a workbook/],
  ])('%s', async (_, content, code, message) => {
    expect(await refusal(content)).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('a workbook without a header, or without rows', async () => {
    const notes = await aWorkbook({ rows: [['a', 'b'], ['c']] }, { rows: [['d']] });
    expect(await refusal(notes)).toMatchObject({ code: 'no-header' });
    expect(await refusal(await aWorkbook({ rows: [] }))).toMatchObject({ code: 'empty' });
  });

  it('an archive with a password', async () => {
    const parts = workbookParts('<worksheet/>').map((part) => ({ ...part, flags: 1 }));
    expect(await refusal(aZip(...parts))).toMatchObject({ code: 'password-protected' });
  });
});

describe('a file that is meant to harm', () => {
  const sheet = (inside: string | Buffer): Buffer =>
    Buffer.concat([Buffer.from('<worksheet><sheetData><row><c><v>'), Buffer.from(inside)]);

  it('declares more than any list holds: refused by its table of contents', async () => {
    const bomb = aZip(...workbookParts('<worksheet/>'), {
      name: 'xl/media/zeros.bin',
      content: 'x',
      declaredSize: 4_000_000_000,
    });
    expect(await refusal(bomb)).toMatchObject({ code: 'too-large' });
  });

  it('holds more than it declares: refused as soon as it does', async () => {
    const [rels, book, bookRels] = workbookParts('');
    const bomb = aZip(rels!, book!, bookRels!, {
      name: 'xl/worksheets/sheet1.xml',
      content: sheet(Buffer.alloc(50 * MEGABYTE, ' ')),
      declaredSize: 10_000,
    });
    expect(await refusal(bomb)).toMatchObject({ code: 'too-large' });
  });

  it('holds one endless text', async () => {
    const bomb = aZip(...workbookParts(sheet(Buffer.alloc(50 * MEGABYTE, 'x'))));
    expect(await refusal(bomb)).toMatchObject({ code: 'too-large' });
  });

  it('has thousands of parts', async () => {
    const parts = Array.from({ length: 2_001 }, (_, index) => ({ name: `${index}`, content: '' }));
    expect(await refusal(aZip(...parts))).toMatchObject({ code: 'too-large' });
  });

  it('refers to itself by entities, which are not followed', async () => {
    const laughs = `<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><worksheet><sheetData><row><c><v>&c;</v></c></row></sheetData></worksheet>`;
    expect(await refusal(aZip(...workbookParts(laughs)))).toMatchObject({ code: 'truncated' });
  });
});

describe('a file that was damaged on the way', () => {
  it('is refused wherever it broke off', async () => {
    const whole = await aListWorkbook(['FLORIDA', 'Lake County Jail', 'County', null, 'JEM']);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 30, max: whole.length - 1 }), async (length) => {
        expect(await refusal(whole.subarray(0, length))).toMatchObject({ code: 'truncated' });
      }),
    );
  });

  it('is refused or read, and never does anything else, whatever byte was changed', async () => {
    const whole = await aListWorkbook(['FLORIDA', 'Lake County Jail', 'County', null, 'JEM']);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: whole.length - 1 }),
        fc.integer({ min: 0, max: 255 }),
        async (at, byte) => {
          const changed = Buffer.from(whole);
          changed[at] = byte;
          const error = await refusal(changed);
          if (error) expect(error.message).toMatch(/\.$/);
        },
      ),
    );
  });

  it('is refused or read whatever bytes it holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        expect((await refusal(Buffer.from(bytes)))?.code).toBeDefined();
      }),
    );
  });
});
