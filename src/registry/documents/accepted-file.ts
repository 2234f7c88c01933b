import { InvalidRequest, problemItem } from '../../platform/http/problem.js';
import type { UploadedFile } from '../../platform/http/uploads.js';
import { ACCEPTED_EXTENSIONS, mediaTypeOf } from './media-type.rules.js';

/**
 * The media type of a file that is to be kept.
 * @param objections what stands against the fields beside it
 * @throws InvalidRequest (400) naming every field that is wrong, the file among them
 */
export function acceptedType(
  file: UploadedFile | undefined,
  objections: readonly { field: string; detail: string }[],
): string {
  const mediaType = file && mediaTypeOf(file.name, file.content);
  if (mediaType !== undefined && objections.length === 0) return mediaType;
  throw new InvalidRequest([
    ...objections.map(problemItem),
    ...(mediaType === undefined
      ? [problemItem({ field: 'file', detail: objectionToFile(file) })]
      : []),
  ]);
}

const objectionToFile = (file: UploadedFile | undefined): string =>
  file
    ? `“${file.name}” cannot be attached: its content must be what its name says, and one of ${ACCEPTED_EXTENSIONS.join(', ')}.`
    : 'Choose a file.';
