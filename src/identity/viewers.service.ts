import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { FieldOffice } from '../offices/office.entity.js';
import { SystemClock } from '../platform/clock/clock.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import type { Viewer } from '../platform/http/viewer.js';
import { Account, ApiToken } from './account.entity.js';
import { permissionsOf, ROLE_NAMES } from './permissions.js';
import { fingerprint } from './secrets.js';

/** A busy token's last use is written down at most this often. */
const LAST_USED_EVERY_SECONDS = 60;

/** Finds out who is asking. */
@Injectable()
export class ViewersService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
  ) {}

  /** The owner of the bearer token or, without one, of the session; undefined when neither is good. */
  async identify(request: FastifyRequest): Promise<Viewer | undefined> {
    const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer) return this.ofToken(bearer);
    if (request.headers.authorization) return undefined;
    const accountId = request.session.get('accountId');
    return accountId ? this.ofAccount(accountId, 'session') : undefined;
  }

  private async ofToken(secret: string): Promise<Viewer | undefined> {
    const token = await this.unitOfWork
      .reading()
      .findOneBy(ApiToken, { tokenHash: fingerprint(secret) });
    const now = this.clock.moment();
    if (!token || token.revokedAt || (token.expiresAt && token.expiresAt <= now)) return undefined;
    if ((token.lastUsedAt ?? '') < this.clock.momentIn(-LAST_USED_EVERY_SECONDS))
      await this.unitOfWork.run((manager) =>
        manager.update(ApiToken, { id: token.id }, { lastUsedAt: now }),
      );
    return this.ofAccount(token.accountId, 'token');
  }

  private async ofAccount(id: string, via: Viewer['via']): Promise<Viewer | undefined> {
    const manager = this.unitOfWork.reading();
    const account = await manager.findOneBy(Account, { id, isActive: true });
    if (!account) return undefined;
    const office = account.officeId
      ? await manager.findOneBy(FieldOffice, { id: account.officeId })
      : null;
    return {
      accountId: account.id,
      name: account.displayName,
      role: account.role,
      roleName: ROLE_NAMES[account.role],
      permissions: new Set(permissionsOf(account.role)),
      officeId: account.officeId,
      officeName: office?.name ?? null,
      via,
    };
  }
}
