const BOUNDARY = 'boundary-of-the-test';

/** A form as a browser sends it with a file, or with the field for one left empty (RFC 7578). */
export function aForm(
  fields: Record<string, string>,
  file?: { fileName: string; content: Buffer | string },
): { payload: Buffer; headers: Record<string, string> } {
  const parts = Object.entries(fields).flatMap(([name, value]) => [
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  ]);
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${file?.fileName ?? ''}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return {
    payload: Buffer.concat([
      Buffer.from(parts.join('') + head),
      Buffer.from(file?.content ?? ''),
      Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
    ]),
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  };
}
