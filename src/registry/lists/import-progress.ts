import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { ImportState } from './list-import.entity.js';
import { ListImports } from './list-imports.service.js';

/** How far the reading of a list is. */
export interface Progress {
  state: ImportState;
  rowsRead: number;
}

/** The database is asked: what reads may be another process. */
const LOOK_EVERY_MS = 300;
/** Proxies close what says nothing for a minute. */
const HEARTBEAT_MS = 15_000;
/** After that a browser connects again by itself: nothing stays open for ever that nobody looks at. */
const LONGEST_MS = 10 * 60_000;

export const isBeingRead = (state: ImportState): boolean =>
  state === 'waiting' || state === 'reading';

/** Tells a browser how far the reading is, as server-sent events (HTML standard, 9.2). */
@Injectable()
export class ImportProgress implements BeforeApplicationShutdown {
  private isClosing = false;

  constructor(private readonly imports: ListImports) {}

  beforeApplicationShutdown(): void {
    this.isClosing = true;
  }

  /**
   * Events `progress` while the list is read, and one `done` at the end.
   * @throws NotFound before anything is sent
   */
  async follow(id: string): Promise<Readable> {
    const first = await this.lookAt(id);
    return Readable.from(this.events(id, first));
  }

  private async *events(id: string, first: Progress): AsyncGenerator<string> {
    const begunAt = performance.now();
    let progress = first;
    let told = '';
    let toldAt = begunAt;
    while (isBeingRead(progress.state)) {
      const text = JSON.stringify(progress);
      const now = performance.now();
      if (text !== told) yield eventOf('progress', progress);
      else if (now - toldAt > HEARTBEAT_MS) yield ': still at it\n\n';
      if (text !== told || now - toldAt > HEARTBEAT_MS) toldAt = now;
      told = text;
      if (this.isClosing || now - begunAt > LONGEST_MS) return;
      await pause(LOOK_EVERY_MS);
      progress = await this.lookAt(id);
    }
    yield eventOf('done', progress);
  }

  private async lookAt(id: string): Promise<Progress> {
    const { state, rowsRead } = await this.imports.find(id);
    return { state, rowsRead };
  }
}

const eventOf = (name: string, progress: Progress): string =>
  `event: ${name}\ndata: ${JSON.stringify(progress)}\n\n`;
