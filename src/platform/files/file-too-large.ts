import { Problem } from '../http/problem.js';
import { megabytes } from './largest-file.js';

export class FileTooLarge extends Problem {
  constructor(limitBytes: number) {
    super(
      413,
      'file-too-large',
      'The file is too large',
      `The file is larger than ${megabytes(limitBytes)}.`,
      [
        {
          pointer: '/file',
          parameter: 'file',
          detail: `Choose a file of at most ${megabytes(limitBytes)}.`,
        },
      ],
    );
  }
}
