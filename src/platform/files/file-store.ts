import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { newId } from '../db/id.js';
import { FileTooLarge } from './file-too-large.js';
import { LARGEST_FILE_BYTES } from './largest-file.js';

/** How a kept content is found again. */
export interface StoredContent {
  /** Lower-case hexadecimal, 64 digits. */
  sha256: string;
  byteCount: number;
}

const SHA256 = /^[0-9a-f]{64}$/;

/**
 * Keeps contents under `MOA_DATA_DIR/files`, each under its own SHA-256 (`ab/ab12…`): the same content is kept once, and
 * what was kept never changes. Who may see a content is for the row that names it to decide. A content is put before the
 * unit of work that names it; one whose unit is rolled back stays behind unnamed, and does no harm.
 */
@Injectable()
export class FileStore {
  private readonly folder: string;

  constructor(settings: Settings) {
    this.folder = join(settings.dataDir, 'files');
  }

  /**
   * Keeps a content; once it is answered, the content outlasts a crash. Keeping it again changes nothing.
   * @param limitBytes more than this is refused, and nothing is kept
   * @throws FileTooLarge (413)
   */
  async put(
    content: Buffer | Readable,
    limitBytes: number = LARGEST_FILE_BYTES,
  ): Promise<StoredContent> {
    const draft = join(this.folder, 'incoming', newId());
    await mkdir(dirname(draft), { recursive: true });
    try {
      const stored = await writeThrough(draft, content, limitBytes);
      const path = this.pathOf(stored.sha256);
      await mkdir(dirname(path), { recursive: true });
      await rename(draft, path);
      await syncFolder(dirname(path));
      return stored;
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  /**
   * The content, as a stream. Its last part is held back until the hash was found right: a damaged content fails, and
   * never arrives as if it were whole.
   * @throws Error naming the hash when it is not kept here
   */
  async read(sha256: string): Promise<Readable> {
    if (!SHA256.test(sha256)) throw new Error(`"${sha256}" is not a SHA-256`);
    const source = createReadStream(this.pathOf(sha256));
    try {
      await once(source, 'open');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      throw new Error(`the content ${sha256} is missing in ${this.folder}: restore it there`, {
        cause: error,
      });
    }
    const verified = verifying(sha256);
    source.once('error', (error) => verified.destroy(error));
    verified.once('close', () => source.destroy());
    return source.pipe(verified);
  }

  /**
   * The whole content, verified before any of it is used.
   * @throws Error when it is missing or damaged
   */
  async readWhole(sha256: string): Promise<Buffer> {
    return buffer(await this.read(sha256));
  }

  private pathOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }
}

/** Writes a content to a file and on to the disk, counting and hashing it on the way. */
async function writeThrough(
  path: string,
  content: Buffer | Readable,
  limitBytes: number,
): Promise<StoredContent> {
  const hash = createHash('sha256');
  let byteCount = 0;
  const file = await open(path, 'wx');
  try {
    for await (const part of Buffer.isBuffer(content) ? [content] : content) {
      const chunk = part as Buffer;
      byteCount += chunk.length;
      if (byteCount > limitBytes) throw new FileTooLarge(limitBytes);
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), byteCount };
}

/** A renamed file is found after a crash only when its folder was written too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function verifying(sha256: string): Transform {
  const hash = createHash('sha256');
  let heldBack: Buffer | undefined;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      const before = heldBack;
      heldBack = chunk;
      done(null, before);
    },
    flush(done) {
      if (hash.digest('hex') === sha256) done(null, heldBack);
      else done(new Error(`the content ${sha256} was changed on the disk: restore it`));
    },
  });
}
