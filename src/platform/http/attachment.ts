import { StreamableFile } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Readable } from 'node:stream';

/** A kept file, with its content. */
export interface KeptFile {
  file: { fileName: string; mediaType: string; byteCount: number };
  content: Readable;
}

/** A kept file to be saved: no browser opens it, or takes it for another type than the one that was found. */
export const fileToSave = ({ file, content }: KeptFile): StreamableFile =>
  new StreamableFile(content, {
    type: file.mediaType,
    disposition: attachment(file.fileName),
    length: file.byteCount,
  });

/** Says of a route that it answers with a file. */
export const ApiFileContent = (): MethodDecorator =>
  ApiOkResponse({
    content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
  });

/**
 * A Content-Disposition that has a browser save the file under its name (RFC 6266): plain ASCII for old ones, and the name
 * itself (RFC 8187).
 */
export function attachment(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
