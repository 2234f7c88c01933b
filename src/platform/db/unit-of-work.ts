import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';

interface OpenUnit {
  manager: EntityManager;
  beforeCommit: (() => Promise<void>)[];
  afterCommit: (() => void)[];
}

/** For so long a whole unit is run again when another process or transaction is in its way. */
const PATIENCE_MS = 15_000;
const LONGEST_PAUSE_MS = 200;

/** A unit that lost so many times gets its turn before it begins: a long one would lose to short ones for ever. */
const ATTEMPTS_WITHOUT_TURN = 2;

/** Names the turn on PostgreSQL. Any constant number of our own will do; the migrator has another. */
const TURN = 287_0002;

/**
 * The only way to write.
 *
 * On SQLite TypeORM shares one query runner per data source, so concurrent requests would fall into each other's
 * transactions. Units therefore run one after the other on a writer of their own; reads outside a unit use a second,
 * read-only data source. On PostgreSQL a unit is a serializable transaction on a connection of its own. Either way a unit that lost
 * against another (SQLITE_BUSY, serialization failure, deadlock) is run again from its start, so `work` must not have
 * effects outside the database: what should follow a commit goes to `afterCommit`.
 */
@Injectable()
export class UnitOfWork implements OnApplicationShutdown {
  private readonly current = new AsyncLocalStorage<OpenUnit>();
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    @InjectDataSource() private readonly writer: DataSource,
    @InjectDataSource('reader') private readonly reader: DataSource,
  ) {}

  /** Node hands each enabled storage on with every promise: those of closed applications slow a long process down. */
  onApplicationShutdown(): void {
    this.current.disable();
  }

  /**
   * Runs `work` in a transaction and commits it; a throw rolls all of it back. A nested call joins the open unit.
   */
  async run<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    const open = this.current.getStore();
    if (open) return work(open.manager);
    if (this.isSqlite) return this.inTurn(() => this.withRetries(work));
    return this.withRetries(work);
  }

  /** For reading: the open unit's manager, so that it sees its own writes; otherwise the read-only source. */
  reading(): EntityManager {
    return this.current.getStore()?.manager ?? this.reader.manager;
  }

  /**
   * Runs `work` at the end of the open unit, just before its commit: what every unit adds at one common place, and
   * would otherwise block for the others from its first statement on.
   * @throws Error when no unit is open
   */
  beforeCommit(work: () => Promise<void>): void {
    const open = this.current.getStore();
    if (!open) throw new Error('beforeCommit outside a unit of work');
    open.beforeCommit.push(work);
  }

  /**
   * Stands for the open unit, to keep what belongs to it in a WeakMap. Not its manager: on SQLite all units share one.
   * @throws Error when no unit is open
   */
  openUnit(): object {
    const open = this.current.getStore();
    if (!open) throw new Error('openUnit outside a unit of work');
    return open;
  }

  /** Runs `effect` once the open unit has committed; at once when none is open. */
  afterCommit(effect: () => void): void {
    const open = this.current.getStore();
    if (open) open.afterCommit.push(effect);
    else effect();
  }

  get isSqlite(): boolean {
    return this.writer.options.type === 'better-sqlite3';
  }

  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.queue.then(work, work);
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private async withRetries<Result>(
    work: (manager: EntityManager) => Promise<Result>,
  ): Promise<Result> {
    const giveUpAt = performance.now() + PATIENCE_MS;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(work, attempt > ATTEMPTS_WITHOUT_TURN);
      } catch (error) {
        if (!isCollision(error) || performance.now() > giveUpAt) throw error;
        // Random, so that two who met do not meet again.
        const pause = Math.random() * Math.min(LONGEST_PAUSE_MS, 5 * 2 ** attempt);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  private async once<Result>(
    work: (manager: EntityManager) => Promise<Result>,
    hasTurn: boolean,
  ): Promise<Result> {
    const runner = this.writer.createQueryRunner();
    const unit: OpenUnit = { manager: runner.manager, beforeCommit: [], afterCommit: [] };
    const takesTurn = hasTurn && !this.isSqlite;
    try {
      if (takesTurn) await runner.query('SELECT pg_advisory_lock($1)', [TURN]);
      await this.begin(runner);
      const result = await this.current.run(unit, () => this.complete(unit, runner, work));
      await runner.commitTransaction();
      this.current.exit(() => {
        unit.afterCommit.forEach((effect) => {
          effect();
        });
      });
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      if (takesTurn)
        await runner.query('SELECT pg_advisory_unlock($1)', [TURN]).catch(() => undefined);
      await runner.release();
    }
  }

  private async complete<Result>(
    unit: OpenUnit,
    runner: QueryRunner,
    work: (manager: EntityManager) => Promise<Result>,
  ): Promise<Result> {
    const result = await work(unit.manager);
    if (unit.beforeCommit.length > 0 && !this.isSqlite)
      await runner.query('SELECT pg_advisory_xact_lock($1)', [TURN]);
    for (const last of unit.beforeCommit) await last();
    return result;
  }

  private async begin(runner: QueryRunner): Promise<void> {
    if (!this.isSqlite) {
      await runner.startTransaction('SERIALIZABLE');
      return;
    }
    await runner.startTransaction();
    // A deferred transaction that reads before it writes fails at once (SQLITE_BUSY_SNAPSHOT) when another process
    // wrote in between. A write that touches no row takes the lock first, and waits for it.
    await runner.query(`UPDATE installation SET value = value WHERE name = ''`);
  }
}

/** 40001 serialization failure, 40P01 deadlock; SQLITE_BUSY and its extended codes. */
function isCollision(error: unknown): boolean {
  const driver = (error as { driverError?: unknown }).driverError ?? error;
  const { code } = driver as { code?: unknown };
  if (typeof code !== 'string') return false;
  return (
    code === '40001' ||
    code === '40P01' ||
    code.startsWith('SQLITE_BUSY') ||
    code === 'SQLITE_LOCKED'
  );
}
