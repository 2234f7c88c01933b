import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  type RateLimiterRes,
} from 'rate-limiter-flexible';
import { Settings } from '../../platform/config/settings.js';
import { Log } from '../../platform/log.js';
import { redisOptions, redisPrefix, within } from '../../platform/queue/redis.js';

/** How long an answer of Redis is waited for. Somebody is signing in meanwhile. */
const PATIENCE_MS = 400;

/** Keys that this process remembers at most; the oldest are forgotten first. */
const REMEMBERED = 20_000;

/** The limiters only count: what is too many is decided by whoever counts. */
const COUNTING = { keyPrefix: '', points: Number.MAX_SAFE_INTEGER, duration: 1 };

export interface Count {
  count: number;
  /** Milliseconds until it is forgotten. */
  msLeft: number;
}

/**
 * Numbers that are forgotten with time. They are in Redis, where all processes see them; each process keeps in its memory
 * what it saw last, and goes on with that while Redis is away. So its loss neither stops anybody nor lets anybody through.
 */
@Injectable()
export class SharedCounters implements OnApplicationShutdown {
  private readonly memory = new RateLimiterMemory(COUNTING);
  /** In the order in which they were last counted. */
  private readonly remembered = new Set<string>();
  private readonly client: Redis | undefined;
  private readonly shared: RateLimiterRedis | undefined;
  private isAway = false;

  constructor(
    settings: Settings,
    private readonly log: Log,
  ) {
    if (!settings.redisUrl) return;
    this.client = new Redis({
      ...redisOptions(settings.redisUrl),
      // A command at the terminal that counts nothing needs no Redis.
      lazyConnect: true,
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      commandTimeout: PATIENCE_MS,
      disconnectTimeout: PATIENCE_MS,
    });
    this.client.on('error', (error) => {
      this.noteAway(error);
    });
    this.client.on('ready', () => {
      this.noteBack();
    });
    this.shared = new RateLimiterRedis({
      ...COUNTING,
      storeClient: this.client,
      keyPrefix: `${redisPrefix(settings.database)}:attempts`,
    });
  }

  /** How many keys this process remembers. */
  get size(): number {
    return this.remembered.size;
  }

  /** Null for what was never counted or is forgotten. */
  async read(key: string): Promise<Count | null> {
    const result = await this.ask(
      (limiter) => limiter.get(key),
      (answer) => {
        if (answer) this.keep(key, answer);
        else void this.memory.delete(key);
      },
    );
    return result && countOf(result);
  }

  /**
   * Counts one (or takes back so many) and says how many there are now; no two callers are told the same.
   * @param seconds until it is forgotten, from when it was first counted
   */
  async add(key: string, points: number, seconds: number): Promise<Count> {
    this.remember(key);
    const result = await this.ask(
      (limiter) => limiter.penalty(key, points, { customDuration: seconds }),
      (answer) => {
        this.keep(key, answer);
      },
    );
    return countOf(result);
  }

  /** Makes it so many, to be forgotten so many seconds from now. */
  async put(key: string, count: number, seconds: number): Promise<void> {
    this.remember(key);
    await this.ask(
      (limiter) => limiter.set(key, count, seconds),
      () => void this.memory.set(key, count, seconds),
    );
  }

  async forget(key: string): Promise<void> {
    this.remembered.delete(key);
    await this.ask(
      (limiter) => limiter.delete(key),
      () => void this.memory.delete(key),
    );
  }

  onApplicationShutdown(): void {
    this.client?.disconnect();
  }

  /** Asks Redis and keeps a copy of what it says; asks the memory where it does not answer. */
  private async ask<Answer>(
    question: (limiter: RateLimiterAbstract) => Promise<Answer>,
    copy: (answer: Answer) => void,
  ): Promise<Answer> {
    if (this.client && this.shared && (await this.isReady(this.client)))
      try {
        const answer = await question(this.shared);
        copy(answer);
        return answer;
      } catch (error) {
        // Whoever asks next does not wait: the connection is ready again only once Redis has answered.
        if (!this.isAway) this.client.disconnect(true);
        this.noteAway(error);
      }
    return question(this.memory);
  }

  private async isReady(client: Redis): Promise<boolean> {
    if (client.status === 'wait')
      await within(client.connect(), PATIENCE_MS).catch(() => undefined);
    return client.status === 'ready';
  }

  private keep(key: string, { consumedPoints, msBeforeNext }: RateLimiterRes): void {
    this.remember(key);
    // Without a time it would never be forgotten.
    void this.memory.set(key, consumedPoints, Math.max(1, msBeforeNext) / 1000);
  }

  private remember(key: string): void {
    this.remembered.delete(key);
    this.remembered.add(key);
    for (const oldest of this.remembered) {
      if (this.remembered.size <= REMEMBERED) break;
      this.remembered.delete(oldest);
      void this.memory.delete(oldest);
    }
  }

  private noteAway(error: unknown): void {
    if (!this.isAway)
      this.log.warn({ error }, 'Redis is away; attempts are counted by each process alone');
    this.isAway = true;
  }

  private noteBack(): void {
    if (this.isAway) this.log.info({}, 'Redis is back; attempts are counted together');
    this.isAway = false;
  }
}

const countOf = ({ consumedPoints, msBeforeNext }: RateLimiterRes): Count => ({
  count: consumedPoints,
  msLeft: msBeforeNext,
});
