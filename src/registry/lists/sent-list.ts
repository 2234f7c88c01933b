import { InvalidRequest } from '../../platform/http/problem.js';
import type { Upload } from '../../platform/http/uploads.js';
import type { SentListFields } from './list-import.dto.js';
import type { SentList } from './list-imports.service.js';

/**
 * A file as a form or a program uploads it.
 * @throws InvalidRequest when there is none, or nothing in it
 */
export function sentList(
  { file }: Upload,
  { asOf, kind, force, captionCount }: SentListFields,
): SentList {
  if (!file || file.content.length === 0)
    throw new InvalidRequest([
      {
        pointer: '/file',
        parameter: 'file',
        detail: file
          ? `${file.name} is empty. Choose the list as ICE publishes it, XLSX or CSV.`
          : 'Choose a file: the list as ICE publishes it, XLSX or CSV.',
      },
    ]);
  return {
    fileName: file.name,
    content: file.content,
    asOf,
    kind,
    isForced: force ?? false,
    captionCount,
  };
}
