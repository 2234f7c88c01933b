import { SaxesParser } from 'saxes';
import { UnreadableList } from './listed-row.js';
import { damaged } from './workbook-archive.js';

/** What happens while XML is read. Names come without their prefix: writers differ in those. */
export interface XmlHandlers {
  opened?: (name: string, attributes: XmlAttributes) => void;
  closed?: (name: string) => void;
  text?: (text: string) => void;
}

/** Also by local name: `id` for `r:id`. */
export type XmlAttributes = Record<string, string | undefined>;

/** The parser keeps a text until its tag ends. A cell of Excel's holds 32,767 characters: more than this is no text. */
const LONGEST_TEXT_BYTES = 2 * 1024 * 1024;

/**
 * Reads XML in steps, one per chunk, so that whoever calls can let others run in between.
 * A chunk may end within a character: it is decoded as a stream (exceljs decodes each by itself, and spoils such letters).
 * @throws UnreadableList for what is not well-formed, or holds one endless text
 */
export async function* readXml(
  chunks: AsyncIterable<Buffer>,
  handlers: XmlHandlers,
): AsyncGenerator<undefined> {
  const parser = new SaxesParser();
  const faults: Error[] = [];
  let bytesSinceTag = 0;
  parser.on('error', (error) => {
    faults.push(error);
  });
  parser.on('opentag', (tag) => {
    bytesSinceTag = 0;
    handlers.opened?.(localName(tag.name), byLocalName(tag.attributes));
  });
  parser.on('closetag', (tag) => {
    bytesSinceTag = 0;
    handlers.closed?.(localName(tag.name));
  });
  const { text } = handlers;
  if (text) parser.on('text', text);

  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    parser.write(decoder.decode(chunk, { stream: true }));
    bytesSinceTag += chunk.length;
    if (faults.length > 0) throw damaged();
    if (bytesSinceTag > LONGEST_TEXT_BYTES)
      throw new UnreadableList(
        'too-large',
        'The workbook holds a text larger than any cell: it is refused, as it could be meant to harm.',
      );
    yield;
  }
  parser.close();
  if (faults.length > 0) throw damaged();
}

/** Reads XML to its end. */
export async function readWholeXml(
  chunks: AsyncIterable<Buffer>,
  handlers: XmlHandlers,
): Promise<void> {
  const steps = readXml(chunks, handlers);
  while (!(await steps.next()).done);
}

/** XML is UTF-8 unless a byte order mark says UTF-16 (XML 1.0, 4.3.3). */
function encodingOf(beginning: Buffer): string {
  if (beginning[0] === 0xff && beginning[1] === 0xfe) return 'utf-16le';
  if (beginning[0] === 0xfe && beginning[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Adds the short name to each that has a prefix. */
function byLocalName(attributes: XmlAttributes): XmlAttributes {
  for (const name in attributes) {
    const prefix = name.indexOf(':');
    if (prefix >= 0) attributes[name.slice(prefix + 1)] ??= attributes[name];
  }
  return attributes;
}
