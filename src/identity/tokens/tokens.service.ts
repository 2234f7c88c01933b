import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import type { Day } from '../../platform/clock/calendar.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { ApiToken } from '../account.entity.js';
import { AccountsService } from '../accounts/accounts.service.js';
import type { Role } from '../permissions.js';
import { fingerprint, newToken } from '../secrets.js';

/** API tokens: made, shown once, revoked. */
@Injectable()
export class TokensService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
    private readonly audit: AuditTrail,
  ) {}

  /** Makes a service account with a token of its own. @returns the token, shown this once */
  async createForService(of: {
    role: Role;
    name: string;
    officeId: string | null;
    expiresOn: Day | null;
  }): Promise<string> {
    const token = newToken();
    await this.unitOfWork.run(async (manager) => {
      const account = await this.accounts.create({
        kind: 'service',
        email: null,
        displayName: of.name,
        role: of.role,
        officeId: of.officeId,
      });
      const id = newId();
      await manager.insert(ApiToken, {
        id,
        accountId: account.id,
        name: of.name,
        tokenHash: fingerprint(token),
        hint: token.slice(-4),
        permissions: null,
        officeId: null,
        createdBy: null,
        createdAt: this.clock.moment(),
        expiresAt: of.expiresOn && `${of.expiresOn}T23:59:59.999Z`,
        revokedAt: null,
        lastUsedAt: null,
      });
      await this.audit.record({
        action: 'token.created',
        subject: { type: 'token', id, label: of.name },
        contextId: account.id,
        details: { role: of.role, expiresOn: of.expiresOn },
      });
    });
    return token;
  }

  /** Ends every token of a name. @returns how many */
  async revokeByName(name: string): Promise<number> {
    return this.unitOfWork.run(async (manager) => {
      const live = (await manager.findBy(ApiToken, { name })).filter((token) => !token.revokedAt);
      for (const { id, accountId } of live) {
        await manager.update(ApiToken, { id }, { revokedAt: this.clock.moment() });
        await this.audit.record({
          action: 'token.revoked',
          subject: { type: 'token', id, label: name },
          contextId: accountId,
        });
      }
      return live.length;
    });
  }
}
