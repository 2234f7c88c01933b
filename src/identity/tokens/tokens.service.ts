import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { OfficesService } from '../../offices/offices.service.js';
import type { Day } from '../../platform/clock/calendar.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { isId, newId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { InvalidRequest, NotAllowed, NotFound } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { ApiToken } from '../account.entity.js';
import { AccountsService } from '../accounts/accounts.service.js';
import type { Permission, Role } from '../permissions.js';
import { fingerprint, newToken } from '../secrets.js';
import {
  latestExpiry,
  objectionsToExpiry,
  objectionsToName,
  objectionsToReach,
  problem,
  type TokenInput,
} from './token.rules.js';

/** A token that was made: its secret is shown once and kept nowhere. */
export interface MadeToken {
  secret: string;
  token: ApiToken;
}

/** API tokens: made, shown once, revoked. */
@Injectable()
export class TokensService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly offices: OfficesService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
    private readonly policy: Policy,
    private readonly audit: AuditTrail,
  ) {}

  /** Today, for tokens: they hold by the machine's own time, also in the demonstration. */
  today(): Day {
    return this.clock.moment().slice(0, 10);
  }

  latestExpiry(): Day {
    return latestExpiry(this.today(), this.policy.identity.tokens.longestDays);
  }

  /** All tokens of an account, latest first. */
  async listOf(accountId: string): Promise<ApiToken[]> {
    return this.unitOfWork
      .reading()
      .find(ApiToken, { where: { accountId }, order: { createdAt: 'DESC', id: 'DESC' } });
  }

  /**
   * Makes a token for whoever asks: all that they may, or less.
   * @throws InvalidRequest (400) naming each field; NotAllowed (403) for a program: tokens do not make tokens
   */
  async makeOwn(input: TokenInput, viewer: Viewer): Promise<MadeToken> {
    const wanted = input.fieldOffice.trim();
    const office = wanted === '' ? undefined : await this.offices.find(wanted);
    const problems = [
      ...this.objections(input),
      ...objectionsToReach(input, viewer.permissions),
      ...(wanted !== '' && !office
        ? [problem('fieldOffice', `There is no field office called ${wanted}.`)]
        : []),
      ...(office && viewer.scope !== 'everywhere'
        ? [problem('fieldOffice', 'You do not see every field office yourself.')]
        : []),
    ];
    if (problems.length > 0) throw new InvalidRequest(problems);
    mustBePerson(viewer);
    return this.make({
      accountId: viewer.accountId,
      name: input.name.trim(),
      permissions: input.reach === 'all' ? null : (input.permissions as Permission[]),
      officeId: office?.id ?? null,
      expiresOn: input.expiresOn,
      createdBy: viewer.accountId,
    });
  }

  /**
   * Makes a token that may all that its service account may.
   * @throws InvalidRequest (400) naming each field; NotAllowed (403) for a program; NotFound
   */
  async makeForService(
    accountId: string,
    input: Pick<TokenInput, 'name' | 'expiresOn'>,
    viewer: Viewer,
  ): Promise<MadeToken> {
    const account = await this.accounts.find(accountId);
    if (account.kind !== 'service' || !account.isActive) throw new NotFound('The service account');
    const problems = this.objections(input);
    if (problems.length > 0) throw new InvalidRequest(problems);
    mustBePerson(viewer);
    return this.make({
      accountId,
      name: input.name.trim(),
      permissions: null,
      officeId: null,
      expiresOn: input.expiresOn,
      createdBy: viewer.accountId,
    });
  }

  /** For the command line: makes a service account with a token of its own. @returns the token, shown this once */
  async createForService(of: {
    role: Role;
    name: string;
    officeId: string | null;
    expiresOn: Day | null;
  }): Promise<string> {
    const { role, name, officeId, expiresOn } = of;
    return this.unitOfWork.run(async () => {
      const account = await this.accounts.create({
        kind: 'service',
        email: null,
        displayName: name,
        role,
        officeId,
      });
      const { secret } = await this.make({
        accountId: account.id,
        name,
        permissions: null,
        officeId: null,
        expiresOn,
        createdBy: null,
      });
      return secret;
    });
  }

  /** @throws NotFound when they have no such token, or it is revoked already */
  async findOwn(id: string, viewer: Viewer): Promise<ApiToken> {
    const token = isId(id)
      ? await this.unitOfWork.reading().findOneBy(ApiToken, { id, accountId: viewer.accountId })
      : null;
    if (!token || token.revokedAt) throw new NotFound('The token');
    return token;
  }

  /** @throws NotFound when they have no such token, or it is revoked already */
  async revokeOwn(id: string, viewer: Viewer): Promise<ApiToken> {
    return this.unitOfWork.run(async () => {
      const token = await this.findOwn(id, viewer);
      await this.revoke(token);
      return token;
    });
  }

  /** Ends every token of a name. @returns how many */
  async revokeByName(name: string): Promise<number> {
    return this.unitOfWork.run(async (manager) => {
      const live = (await manager.findBy(ApiToken, { name })).filter((token) => !token.revokedAt);
      for (const token of live) await this.revoke(token);
      return live.length;
    });
  }

  /** What is wrong with the name and the last day of a token. */
  objections({ name, expiresOn }: Pick<TokenInput, 'name' | 'expiresOn'>) {
    const { longestDays } = this.policy.identity.tokens;
    return [
      ...objectionsToName(name),
      ...objectionsToExpiry(expiresOn.trim(), this.today(), longestDays),
    ];
  }

  private async make(
    of: Pick<ApiToken, 'accountId' | 'name' | 'permissions' | 'officeId' | 'createdBy'> & {
      expiresOn: Day | null;
    },
  ): Promise<MadeToken> {
    const { expiresOn, ...facts } = of;
    const secret = newToken();
    return this.unitOfWork.run(async (manager) => {
      const id = newId();
      await manager.insert(ApiToken, {
        ...facts,
        id,
        tokenHash: fingerprint(secret),
        hint: secret.slice(-4),
        createdAt: this.clock.moment(),
        expiresAt: expiresOn && `${expiresOn}T23:59:59.999Z`,
        revokedAt: null,
        lastUsedAt: null,
      });
      await this.audit.record({
        action: 'token.created',
        subject: { type: 'token', id, label: of.name },
        contextId: of.accountId,
        details: { permissions: of.permissions ?? 'all', officeId: of.officeId, expiresOn },
      });
      return { secret, token: await manager.findOneByOrFail(ApiToken, { id }) };
    });
  }

  private async revoke({ id, name, accountId }: ApiToken): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      await manager.update(ApiToken, { id }, { revokedAt: this.clock.moment() });
      await this.audit.record({
        action: 'token.revoked',
        subject: { type: 'token', id, label: name },
        contextId: accountId,
      });
    });
  }
}

/** @throws NotAllowed: whoever finds a token could otherwise make more of them, and stay when it is revoked */
export function mustBePerson({ via }: Viewer): void {
  if (via !== 'session')
    throw new NotAllowed('A token cannot make tokens. Sign in with a browser and make it there.');
}
