import { readFileSync, writeFileSync } from 'node:fs';
import { CommandRefused } from './commands.js';

/** What the file that a command was given holds. @throws CommandRefused saying why it cannot be read */
export function readGivenFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new CommandRefused(`${file} cannot be read: ${reasonOf(error)}.`);
  }
}

/** Writes a command's answer to the file that it was given. @throws CommandRefused saying why it cannot be written */
export function writeGivenFile(file: string, content: string | Buffer): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw new CommandRefused(`${file} cannot be written: ${reasonOf(error)}.`);
  }
}

/** In place of Node's words, which name the system's call and the file once more. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of the path is no folder',
  EISDIR: 'it is a folder',
  EACCES: 'the permission is missing',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
}
