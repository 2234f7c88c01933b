import { Injectable } from '@nestjs/common';
import { MoreThan, MoreThanOrEqual } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { NotFound } from '../../platform/http/problem.js';
import { Account, WebSession } from '../account.entity.js';
import { accountSubject } from './account-subject.js';

/** What is shown of a session: neither its secret nor what it holds. */
export type SessionFacts = Pick<
  WebSession,
  'id' | 'via' | 'address' | 'userAgent' | 'createdAt' | 'lastSeenAt'
>;

/** The browsers in which somebody is signed in. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
    private readonly policy: Policy,
    private readonly audit: AuditTrail,
  ) {}

  /** Those that still hold, last used first. */
  async findOf(accountId: string): Promise<SessionFacts[]> {
    const idleSince = this.clock.momentIn(-60 * this.policy.identity.sessions.idleMinutes);
    return this.unitOfWork.reading().find(WebSession, {
      where: {
        accountId,
        expiresAt: MoreThan(this.clock.moment()),
        lastSeenAt: MoreThanOrEqual(idleSince),
      },
      order: { lastSeenAt: 'DESC', id: 'DESC' },
    });
  }

  /** @throws NotFound when the account has no such session */
  async end(accountId: string, id: string): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const session = await manager.findOneBy(WebSession, { id, accountId });
      if (!session) throw new NotFound('The session');
      await manager.delete(WebSession, { id, accountId });
      await this.record(accountId, [session]);
    });
  }

  /**
   * Signs somebody out wherever they are signed in.
   * @param exceptId the session that stays
   * @returns how many ended
   */
  async endAll(accountId: string, exceptId?: string): Promise<number> {
    return this.unitOfWork.run(async (manager) => {
      const sessions = (await manager.findBy(WebSession, { accountId })).filter(
        ({ id }) => id !== exceptId,
      );
      for (const { id } of sessions) await manager.delete(WebSession, { id });
      if (sessions.length > 0) await this.record(accountId, sessions);
      return sessions.length;
    });
  }

  private async record(accountId: string, sessions: WebSession[]): Promise<void> {
    const account = await this.unitOfWork.reading().findOneByOrFail(Account, { id: accountId });
    await this.audit.record({
      action: 'session.ended',
      subject: accountSubject(account),
      details: { sessions: sessions.map(({ id }) => id) },
    });
  }
}
