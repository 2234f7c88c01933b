import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type PDFDocument from 'pdfkit';
import type { PaperContent, PaperSection, PaperTable } from './paper-content.rules.js';

/** USWDS's Source Sans: the fonts that every PDF reader has cannot write names such as Łódź. */
const fonts = join(
  dirname(fileURLToPath(import.meta.resolve('@uswds/uswds'))),
  '..',
  'fonts',
  'source-sans-pro',
);
const REGULAR = join(fonts, 'sourcesanspro-regular-webfont.ttf');
const BOLD = join(fonts, 'sourcesanspro-bold-webfont.ttf');

const MARGIN = 54;
const INK = '#1b1b1b';

type Pdf = InstanceType<typeof PDFDocument>;

/** The types that are published for pdfkit do not know yet where a table stands in the document's structure. */
type TaggedTable = PDFKit.Mixins.TableOptionsWithData & {
  structParent: PDFKit.PDFStructureElement;
};

/**
 * A paper as a tagged PDF: headings, paragraphs and tables are what they are also for a screen reader. The same content made
 * at the same moment gives the same bytes.
 * @param createdAt ISO 8601, kept in the file as its day of creation
 */
export async function pdfOf(content: PaperContent, createdAt: string): Promise<Buffer> {
  // Loaded with the first paper: a quarter of a second that no start and no command needs.
  const { default: Document } = await import('pdfkit');
  const pdf = new Document({
    size: 'LETTER',
    margin: MARGIN,
    bufferPages: true,
    tagged: true,
    lang: 'en-US',
    displayTitle: true,
    pdfVersion: '1.7',
    font: REGULAR,
    info: { Title: `${content.title}, ${content.subtitle}`, CreationDate: new Date(createdAt) },
  });
  const written = collect(pdf);
  write(pdf, content);
  pdf.end();
  return written;
}

function collect(pdf: Pdf): Promise<Buffer> {
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => {
      resolve(Buffer.concat(parts));
    });
    pdf.on('error', reject);
  });
}

function write(pdf: Pdf, content: PaperContent): void {
  const whole = pdf.struct('Document');
  pdf.addStructure(whole);
  const add = (tag: string, draw: () => void): void => {
    whole.add(pdf.struct(tag, {}, draw));
  };
  pdf.fillColor(INK);
  add('H1', () => pdf.font(BOLD).fontSize(20).text(content.title));
  add('P', () => pdf.font(REGULAR).fontSize(11).text(content.subtitle));
  for (const part of content.sections) writeSection(pdf, whole, part, add);
  whole.end();
  writeMargins(pdf, content);
}

function writeSection(
  pdf: Pdf,
  whole: PDFKit.PDFStructureElement,
  { heading, paragraphs, table }: PaperSection,
  add: (tag: string, draw: () => void) => void,
): void {
  add('H2', () => pdf.moveDown(0.8).font(BOLD).fontSize(13).text(heading));
  for (const paragraph of paragraphs)
    add('P', () => pdf.moveDown(0.25).font(REGULAR).fontSize(10).text(paragraph));
  if (table && table.rows.length > 0) writeTable(pdf, whole, table);
}

function writeTable(pdf: Pdf, whole: PDFKit.PDFStructureElement, table: PaperTable): void {
  const caption = pdf.struct('P', {}, () =>
    pdf.moveDown(0.25).font(BOLD).fontSize(10).text(table.caption),
  );
  whole.add(caption);
  pdf.moveDown(0.25).font(REGULAR).fontSize(9);
  const place = pdf.struct('Sect');
  whole.add(place);
  const options: TaggedTable = {
    structParent: place,
    defaultStyle: { padding: 3, border: 0.5, borderColor: '#a9aeb1' },
    data: [
      table.headers.map((text) => ({ text, type: 'TH' as const, scope: 'Column' as const })),
      ...table.rows.map((row) =>
        row.map((text, index) =>
          index === 0 ? { text, type: 'TH' as const, scope: 'Row' as const } : { text },
        ),
      ),
    ],
  };
  pdf.table(options);
  place.end();
  pdf.x = MARGIN;
}

/** Page numbers, and the mark of a paper that is not final, outside of the text. */
function writeMargins(pdf: Pdf, { mark, subtitle }: PaperContent): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page);
    pdf.page.margins.bottom = 0;
    pdf.page.margins.top = 0;
    const width = pdf.page.width - 2 * MARGIN;
    pdf.markContent('Artifact', { type: 'Pagination' });
    pdf.font(REGULAR).fontSize(8).fillColor(INK);
    if (mark !== null) pdf.text(mark, MARGIN, 24, { width, align: 'center', lineBreak: false });
    pdf.text(`${subtitle} · page ${page - start + 1} of ${count}`, MARGIN, pdf.page.height - 36, {
      width,
      align: 'center',
      lineBreak: false,
    });
    pdf.endMarkedContent();
  }
}
