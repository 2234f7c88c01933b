import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** The database is asked: what works may be another process. */
const LOOK_EVERY_MS = 300;
/** Proxies close what says nothing for a minute. */
const HEARTBEAT_MS = 15_000;
/** After that a browser connects again by itself: nothing stays open for ever that nobody looks at. */
const LONGEST_MS = 10 * 60_000;

/** How far some work is, and whether it goes on. */
export interface Following<Progress> {
  lookAt: () => Promise<Progress>;
  isOver: (progress: Progress) => boolean;
}

/** Tells a browser how far some work is, as server-sent events (HTML standard, 9.2). */
@Injectable()
export class ProgressEvents implements BeforeApplicationShutdown {
  private isClosing = false;

  beforeApplicationShutdown(): void {
    this.isClosing = true;
  }

  /**
   * Events `progress` while the work goes on, and one `done` at the end.
   * @throws what the first look throws, before anything is sent
   */
  async follow<Progress>(following: Following<Progress>): Promise<Readable> {
    const first = await following.lookAt();
    return Readable.from(this.events(first, following));
  }

  private async *events<Progress>(
    first: Progress,
    { lookAt, isOver }: Following<Progress>,
  ): AsyncGenerator<string> {
    const begunAt = performance.now();
    let progress = first;
    let told = '';
    let toldAt = begunAt;
    while (!isOver(progress)) {
      const text = JSON.stringify(progress);
      const now = performance.now();
      if (text !== told) yield eventOf('progress', text);
      else if (now - toldAt > HEARTBEAT_MS) yield ': still at it\n\n';
      if (text !== told || now - toldAt > HEARTBEAT_MS) toldAt = now;
      told = text;
      if (this.isClosing || now - begunAt > LONGEST_MS) return;
      await pause(LOOK_EVERY_MS);
      progress = await lookAt();
    }
    yield eventOf('done', JSON.stringify(progress));
  }
}

/** Sends events as they come. */
export function sendEvents(reply: FastifyReply, events: Readable): void {
  // Nginx holds back what it buffers; of an event nobody has anything later.
  void reply
    .header('content-type', 'text/event-stream; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .send(events);
}

const eventOf = (name: string, data: string): string => `event: ${name}\ndata: ${data}\n\n`;
