import { Injectable } from '@nestjs/common';
import type { Session } from 'fastify';
import { LessThan } from 'typeorm';
import { SystemClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { newId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { WebSession } from '../account.entity.js';
import { fingerprint } from '../secrets.js';

declare module 'fastify' {
  interface Session {
    /** Who is signed in. */
    accountId?: string;
    /** How they said who they are. */
    via?: 'password' | 'single-sign-on';
    /** From where they signed in, for the list of their sessions. */
    address?: string;
    userAgent?: string;
    /** The session's name on pages and in the audit; set by the store. */
    publicId?: string;
  }
}

/** Who only looked at the sign-in page leaves a session behind that nobody needs for long. */
const ANONYMOUS_HOURS = 1;

/** A busy session's last use is written down at most this often. */
const SEEN_EVERY_SECONDS = 60;

/** Longest text that the database takes for a browser's name. */
const NAME_LENGTH = 255;

type Done = (error?: unknown) => void;

/** Sessions in the database, where every process sees them and none is lost with Redis. */
@Injectable()
export class SessionStore {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
    private readonly policy: Policy,
  ) {}

  get(sessionId: string, done: (error: unknown, session?: Session | null) => void): void {
    this.find(fingerprint(sessionId)).then(
      (session) => {
        done(null, session);
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

  /** Takes away what has run out or was left idle. */
  async purge(): Promise<void> {
    await this.unitOfWork.run((manager) =>
      manager.delete(WebSession, [
        { expiresAt: LessThan(this.clock.moment()) },
        { lastSeenAt: LessThan(this.idleSince()) },
      ]),
    );
  }

  /** Null for a session that is over: by its age, or because nobody used it for a while. */
  private async find(idHash: string): Promise<Session | null> {
    const row = await this.unitOfWork.reading().findOneBy(WebSession, { idHash });
    if (!row || row.expiresAt <= this.clock.moment() || row.lastSeenAt < this.idleSince())
      return null;
    if (row.lastSeenAt < this.clock.momentIn(-SEEN_EVERY_SECONDS))
      await this.unitOfWork.run((manager) =>
        manager.update(WebSession, { idHash }, { lastSeenAt: this.clock.moment() }),
      );
    return { ...(JSON.parse(row.data) as Session), publicId: row.id };
  }

  private idleSince(): string {
    return this.clock.momentIn(-60 * this.policy.identity.sessions.idleMinutes);
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
      const now = this.clock.moment();
      const hours = accountId ? this.policy.identity.sessions.absoluteHours : ANONYMOUS_HOURS;
      const row = {
        idHash,
        id: known?.id ?? newId(),
        accountId,
        data: JSON.stringify(session),
        via: session.via ?? null,
        address: session.address ?? null,
        userAgent: session.userAgent?.slice(0, NAME_LENGTH) ?? null,
        createdAt: known?.createdAt ?? now,
        lastSeenAt: now,
        expiresAt:
          known?.accountId === accountId ? known.expiresAt : this.clock.momentIn(hours * 3600),
      };
      await manager.upsert(WebSession, row, ['idHash']);
    });
  }
}
