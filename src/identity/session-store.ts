import { Injectable } from '@nestjs/common';
import type { Session } from 'fastify';
import { LessThan } from 'typeorm';
import { SystemClock } from '../platform/clock/clock.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { WebSession } from './account.entity.js';
import { fingerprint } from './secrets.js';

declare module 'fastify' {
  interface Session {
    /** Who is signed in. */
    accountId?: string;
  }
}

/** A signed-in browser is asked again after so many hours, however busy it was. */
export const SESSION_HOURS = 12;

/** Who only looked at the sign-in page leaves a session behind that nobody needs for long. */
const ANONYMOUS_HOURS = 1;

type Done = (error?: unknown) => void;

/** Sessions in the database, where every process sees them and none is lost with Redis. */
@Injectable()
export class SessionStore {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
  ) {}

  get(sessionId: string, done: (error: unknown, session?: Session | null) => void): void {
    this.unitOfWork
      .reading()
      .findOneBy(WebSession, { idHash: fingerprint(sessionId) })
      .then(
        (row) => {
          const isLive = row !== null && row.expiresAt > this.clock.moment();
          done(null, isLive ? (JSON.parse(row.data) as Session) : null);
        },
        (error: unknown) => {
          done(error);
        },
      );
  }

  set(sessionId: string, session: Session, done: Done): void {
    this.keep(fingerprint(sessionId), session).then(() => {
      done();
    }, done);
  }

  destroy(sessionId: string, done: Done): void {
    this.unitOfWork
      .run((manager) => manager.delete(WebSession, { idHash: fingerprint(sessionId) }))
      .then(() => {
        done();
      }, done);
  }

  /**
   * A session begins without an account and becomes somebody's by signing in, which gives it its time. One that is
   * somebody's but is not there any more was signed out while this request ran: it does not come back.
   */
  private async keep(idHash: string, session: Session): Promise<void> {
    const accountId = session.accountId ?? null;
    await this.unitOfWork.run(async (manager) => {
      const known = await manager.findOneBy(WebSession, { idHash });
      if (!known && accountId) return;
      const hours = accountId ? SESSION_HOURS : ANONYMOUS_HOURS;
      const expiresAt =
        known?.accountId === accountId ? known.expiresAt : this.clock.momentIn(hours * 3600);
      const row = { idHash, accountId, data: JSON.stringify(session), expiresAt };
      await manager.upsert(WebSession, row, ['idHash']);
    });
  }

  /** Takes away what has run out. */
  async purge(): Promise<void> {
    await this.unitOfWork.run((manager) =>
      manager.delete(WebSession, { expiresAt: LessThan(this.clock.moment()) }),
    );
  }
}
