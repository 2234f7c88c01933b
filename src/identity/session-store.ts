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
    /** Shown once on the next page. */
    notice?: string;
  }
}

/** A signed-in browser is asked again after so many hours. */
export const SESSION_HOURS = 12;

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
    this.unitOfWork
      .run((manager) =>
        manager.upsert(
          WebSession,
          {
            idHash: fingerprint(sessionId),
            accountId: session.accountId ?? null,
            data: JSON.stringify(session),
            expiresAt: this.clock.momentIn(SESSION_HOURS * 3600),
          },
          ['idHash'],
        ),
      )
      .then(() => {
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

  /** Takes away what has run out. */
  async purge(): Promise<void> {
    await this.unitOfWork.run((manager) =>
      manager.delete(WebSession, { expiresAt: LessThan(this.clock.moment()) }),
    );
  }
}
