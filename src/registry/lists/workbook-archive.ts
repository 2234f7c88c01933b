import { Readable } from 'node:stream';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { UnreadableList } from './listed-row.js';

/** The largest list that ICE published holds 1.5 MB; a list of 100,000 rows about 80 MB. */
export const MOST_UNPACKED_BYTES = 400 * 1024 * 1024;
/** A part that is kept in memory: texts, styles, links. */
const MOST_BYTES_IN_MEMORY = 64 * 1024 * 1024;
/** ICE's workbooks have 22. */
const MOST_ENTRIES = 2_000;

/** A chunk has 16 KB; a server answers others from the same thread. */
const CHUNKS_IN_A_TURN = 16;

const ENCRYPTED_FLAG = 1;

/**
 * The parts of a workbook: a ZIP archive, opened at its table of contents. What the table does not name is never read,
 * a part is unpacked only when somebody asks for it, and never beyond the size that the table declares for it.
 */
export class WorkbookArchive {
  private constructor(
    private readonly zip: yauzl.ZipFile,
    private readonly entries: ReadonlyMap<string, yauzl.Entry>,
    private readonly signal: AbortSignal | undefined,
  ) {}

  /** @throws UnreadableList for an archive that is broken, locked, or unpacks to more than any list could hold */
  static async open(content: Buffer, signal?: AbortSignal): Promise<WorkbookArchive> {
    const entries = new Map<string, yauzl.Entry>();
    try {
      const zip = await yauzl.fromBufferPromise(content, { lazyEntries: true, autoClose: false });
      if (zip.entryCount > MOST_ENTRIES) throw tooLarge();
      let unpackedBytes = 0;
      for await (const entry of zip.eachEntry()) {
        unpackedBytes += entry.uncompressedSize;
        if (unpackedBytes > MOST_UNPACKED_BYTES) throw tooLarge();
        entries.set(entry.fileName.toLowerCase(), entry);
      }
      return new WorkbookArchive(zip, entries, signal);
    } catch (error) {
      throw asUnreadable(error);
    }
  }

  /** Whether the archive has a part; case does not matter (ECMA-376 part 2, 6.2.2.3). */
  has(part: string): boolean {
    return this.entries.has(part.toLowerCase());
  }

  /**
   * The bytes of a part as they are unpacked.
   * @throws UnreadableList where they cannot be, or are more or fewer than declared; the signal's reason when aborted
   */
  async *bytesOf(part: string, use: 'in-memory' | 'in-passing'): AsyncGenerator<Buffer> {
    const entry = this.entries.get(part.toLowerCase());
    if (!entry) throw damaged();
    if ((entry.generalPurposeBitFlag & ENCRYPTED_FLAG) !== 0)
      throw new UnreadableList(
        'password-protected',
        'The archive is protected with a password: save the list without one.',
      );
    if (use === 'in-memory' && entry.uncompressedSize > MOST_BYTES_IN_MEMORY) throw tooLarge();
    let stream: Readable | undefined;
    try {
      stream = await this.zip.openReadStreamPromise(entry);
      let checksum = 0;
      let chunks = 0;
      for await (const chunk of stream) {
        chunks += 1;
        if (chunks % CHUNKS_IN_A_TURN === 0) await letOthersRun();
        this.signal?.throwIfAborted();
        checksum = crc32(chunk as Buffer, checksum);
        yield chunk as Buffer;
      }
      if (checksum !== entry.crc32) throw damaged();
    } catch (error) {
      throw this.signal?.aborted ? error : asUnreadable(error);
    } finally {
      stream?.destroy();
    }
  }
}

const tooLarge = (): UnreadableList =>
  new UnreadableList(
    'too-large',
    'The file unpacks to far more than any list holds: it is refused, as it could be meant to harm.',
  );

/** A file that broke off, or whose bytes were changed on the way. */
export const damaged = (): UnreadableList =>
  new UnreadableList(
    'truncated',
    'The file is damaged or incomplete: it may have broken off while it was copied. Fetch it again.',
  );

/** What yauzl and zlib find is damage, except a part with more bytes than it declares: that is how a bomb hides. */
function asUnreadable(error: unknown): UnreadableList {
  if (error instanceof UnreadableList) return error;
  return String(error).includes('too many bytes') ? tooLarge() : damaged();
}
