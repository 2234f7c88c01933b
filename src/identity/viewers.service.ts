import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AuditTrail } from '../audit/audit-trail.js';
import { FieldOffice } from '../offices/office.entity.js';
import { SystemClock } from '../platform/clock/clock.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import type { Viewer } from '../platform/http/viewer.js';
import { Account, ApiToken, type WebSession } from './account.entity.js';
import { type Permission, permissionsOf, ROLE_NAMES, ROLE_SCOPES } from './permissions.js';
import { fingerprint } from './secrets.js';
import { AttemptLimits } from './sign-in/attempt-limits.js';

/** A busy token's last use is written down at most this often. */
const LAST_USED_EVERY_SECONDS = 60;

/** The id of no field office. */
const NO_OFFICE = 'none';

/** Finds out who is asking. */
@Injectable()
export class ViewersService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
    private readonly limits: AttemptLimits,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * The owner of the bearer token or, without one, of the session; undefined when neither is good.
   * @throws TooManyRequests for a wrong token from where too many came; a good one is as busy as it likes
   */
  async identify(request: FastifyRequest): Promise<Viewer | undefined> {
    const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer) return this.ofToken(bearer, request.ip);
    if (request.headers.authorization) return undefined;
    const accountId = request.session.get('accountId');
    const sessionId = request.session.get('publicId');
    if (!accountId || !sessionId) return undefined;
    return this.ofSession(accountId, sessionId, request.session.get('via'));
  }

  private async ofSession(
    accountId: string,
    sessionId: string,
    cameVia: WebSession['via'] | undefined,
  ): Promise<Viewer | undefined> {
    const account = await this.activeAccount(accountId);
    if (!account) return undefined;
    return {
      ...(await this.facts(account, account.officeId)),
      permissions: new Set(permissionsOf(account.role)),
      via: 'session',
      viaId: sessionId,
      // Whoever the identity provider vouches for does not use the password here.
      mustChangePassword: account.mustChangePassword && cameVia !== 'single-sign-on',
    };
  }

  private async ofToken(secret: string, address: string): Promise<Viewer | undefined> {
    const token = await this.unitOfWork
      .reading()
      .findOneBy(ApiToken, { tokenHash: fingerprint(secret) });
    const now = this.clock.moment();
    const isGood = token && !token.revokedAt && (!token.expiresAt || token.expiresAt > now);
    const account = isGood ? await this.activeAccount(token.accountId) : null;
    if (!isGood || !account) {
      await this.refuse(token, address);
      return undefined;
    }
    if ((token.lastUsedAt ?? '') < this.clock.momentIn(-LAST_USED_EVERY_SECONDS))
      await this.unitOfWork.run((manager) =>
        manager.update(ApiToken, { id: token.id }, { lastUsedAt: now }),
      );
    return {
      ...(await this.facts(account, account.officeId ?? token.officeId)),
      permissions: permissionsOfToken(account, token),
      via: 'token',
      viaId: token.id,
      mustChangePassword: false,
    };
  }

  /** One entry for the first in a while and one for each hold: a flood must not fill the audit. */
  private async refuse(token: ApiToken | null, address: string): Promise<void> {
    const { isFirst, heldSeconds } = await this.limits.attempt('token', { address });
    if (!isFirst && heldSeconds === 0) return;
    await this.audit.record({
      action: 'token.refused',
      subject: token
        ? { type: 'token', id: token.id, label: token.name }
        : { type: 'token', id: 'unknown', label: 'no such token' },
      contextId: token?.accountId ?? null,
      ...(heldSeconds > 0 && { details: { heldSeconds } }),
    });
  }

  private activeAccount(id: string): Promise<Account | null> {
    return this.unitOfWork.reading().findOneBy(Account, { id, isActive: true });
  }

  /** What is true of somebody however they come. An office narrows whatever the role sees. */
  private async facts(account: Account, officeId: string | null) {
    const office = officeId
      ? await this.unitOfWork.reading().findOneBy(FieldOffice, { id: officeId })
      : null;
    const scope = ROLE_SCOPES[account.role];
    return {
      accountId: account.id,
      name: account.displayName,
      role: account.role,
      roleName: ROLE_NAMES[account.role],
      // Whoever is limited to a field office and has none sees nothing, not everything.
      officeId: officeId ?? (scope === 'field-office' ? NO_OFFICE : null),
      officeName: office?.name ?? null,
      scope: officeId !== null && scope === 'everywhere' ? ('field-office' as const) : scope,
    };
  }
}

/** A token never may more than its owner may today, whatever was written into it when it was made. */
function permissionsOfToken(account: Account, token: ApiToken): Set<Permission> {
  const held = permissionsOf(account.role);
  const { permissions } = token;
  return new Set(permissions ? held.filter((one) => permissions.includes(one)) : held);
}
