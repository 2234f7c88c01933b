import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readSettings } from '../config/settings.js';
import { FileStore } from './file-store.js';
import { FileTooLarge } from './file-too-large.js';

let dataDir: string;
let store: FileStore;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'moa-files-'));
  store = new FileStore(readSettings({ MOA_DATA_DIR: dataDir }));
});

afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

const incoming = (): string[] => readdirSync(join(dataDir, 'files', 'incoming'));

describe('the file store', () => {
  it('keeps a content under its hash, once, and gives it back', async () => {
    const content = randomBytes(300_000);
    const stored = await store.put(content);
    expect(stored).toEqual({ sha256: hashOf(content), byteCount: 300_000 });
    expect(await store.put(Readable.from([content.subarray(0, 7), content.subarray(7)]))).toEqual(
      stored,
    );
    const folder = join(dataDir, 'files', stored.sha256.slice(0, 2));
    expect(readdirSync(folder)).toEqual([stored.sha256]);
    expect(await store.readWhole(stored.sha256)).toEqual(content);
    expect(incoming()).toEqual([]);
  });

  it('keeps an empty content', async () => {
    const { sha256 } = await store.put(Buffer.alloc(0));
    expect(await store.readWhole(sha256)).toHaveLength(0);
  });

  it('keeps nothing of a content that is too large or breaks off', async () => {
    await expect(store.put(Buffer.alloc(11), 10)).rejects.toThrow(FileTooLarge);
    const broken = new Readable({
      read() {
        this.push(Buffer.from('a part'));
        this.destroy(new Error('the line broke'));
      },
    });
    await expect(store.put(broken)).rejects.toThrow('the line broke');
    expect(incoming()).toEqual([]);
  });

  it('keeps one content that several put at the same time', async () => {
    const content = randomBytes(50_000);
    const stored = await Promise.all(Array.from({ length: 8 }, () => store.put(content)));
    expect(new Set(stored.map(({ sha256 }) => sha256))).toEqual(new Set([hashOf(content)]));
    expect(await store.readWhole(hashOf(content))).toEqual(content);
  });

  it('says which content is missing, and does not give out a damaged one', async () => {
    const absent = hashOf(Buffer.from('never put'));
    await expect(store.readWhole(absent)).rejects.toThrow(`the content ${absent} is missing`);
    await expect(store.readWhole('../../etc/passwd')).rejects.toThrow('is not a SHA-256');
    const { sha256 } = await store.put(randomBytes(200_000));
    writeFileSync(join(dataDir, 'files', sha256.slice(0, 2), sha256), randomBytes(200_000));
    const parts: Buffer[] = [];
    const reading = (async () => {
      for await (const part of await store.read(sha256)) parts.push(part as Buffer);
    })();
    await expect(reading).rejects.toThrow('was changed on the disk');
    expect(Buffer.concat(parts).length).toBeLessThan(200_000);
  });
});
