import Excel, { type CellValue } from '@protobi/exceljs';
import { deflateRawSync } from 'node:zlib';
import { crc32 } from 'node:zlib';

/** ICE's columns of 2025 and 2026. */
export const ICE_COLUMNS = [
  'STATE',
  'LAW ENFORCEMENT AGENCY',
  'TYPE',
  'COUNTY',
  'SUPPORT TYPE',
  'SIGNED',
  'MOA',
  'ADDENDUM',
];

/** A sheet of a workbook: its rows from the first on. */
export interface SheetOfTest {
  rows: CellValue[][];
  state?: 'visible' | 'hidden' | 'veryHidden';
}

/** A workbook as exceljs writes it. Dates among the values are given as `Date`, links as `{ text, hyperlink }`. */
export async function aWorkbook(...sheets: SheetOfTest[]): Promise<Buffer> {
  const workbook = new Excel.Workbook();
  sheets.forEach(({ rows, state }, index) => {
    const sheet = workbook.addWorksheet(`Sheet${index + 1}`, { state: state ?? 'visible' });
    rows.forEach((row) => sheet.addRow(row));
  });
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** A list under ICE's columns. */
export const aListWorkbook = (...rows: CellValue[][]): Promise<Buffer> =>
  aWorkbook({ rows: [ICE_COLUMNS, ...rows] });

/** A file in a ZIP archive of a test's own making, honest or not about its size. */
export interface PackedFile {
  name: string;
  content: Buffer | string;
  declaredSize?: number;
  /** 1 = encrypted. */
  flags?: number;
}

/** A ZIP archive (APPNOTE.TXT 4.3), written by hand so that a test can lie in it. */
export function aZip(...files: PackedFile[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, declaredSize, flags = 0 } of files) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(declaredSize ?? bytes.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, Buffer.from(name));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook around one sheet whose XML the test writes itself. */
export const workbookParts = (sheet: string | Buffer): PackedFile[] => [
  {
    name: '_rels/.rels',
    content: `<Relationships><Relationship Id="a" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  },
  {
    name: 'xl/workbook.xml',
    content: `<workbook xmlns:r="${OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>`,
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    content: `<Relationships><Relationship Id="b" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  },
  { name: 'xl/worksheets/sheet1.xml', content: sheet },
];
