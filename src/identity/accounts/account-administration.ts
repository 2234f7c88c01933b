import { Injectable } from '@nestjs/common';
import { isEmail } from 'class-validator';
import { AuditTrail } from '../../audit/audit-trail.js';
import { OfficesService } from '../../offices/offices.service.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { InvalidRequest, NotFound, type ProblemItem, Stale } from '../../platform/http/problem.js';
import { type Account, ApiToken } from '../account.entity.js';
import { RoleTies } from '../hand-over/role-ties.js';
import type { Role } from '../permissions.js';
import { objectionToOffice, roleOf } from './account.rules.js';
import { AccountsService } from './accounts.service.js';
import { whyAdministratorStays } from './administrators.js';
import { OneTimeLinks } from './one-time-links.service.js';

/** What an administrator says of an account; texts as they were typed. */
export interface AccountInput {
  displayName: string;
  role: string;
  /** Name or id; empty = none. */
  fieldOffice: string;
}

interface CheckedAccount {
  displayName: string;
  role: Role;
  officeId: string | null;
}

const LONGEST_NAME = 255;

/** What administrators do with the accounts of others. */
@Injectable()
export class AccountAdministration {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
    private readonly accounts: AccountsService,
    private readonly links: OneTimeLinks,
    private readonly offices: OfficesService,
    private readonly audit: AuditTrail,
    private readonly ties: RoleTies,
  ) {}

  /**
   * Makes an account and sends its owner a link to choose a password.
   * @returns the account's id
   * @throws InvalidRequest (400) naming each field
   */
  async invite(input: AccountInput & { email: string }): Promise<string> {
    return this.unitOfWork.run(async () => {
      const { checked, problems } = await this.check(input);
      const email = input.email.trim().toLowerCase();
      if (!isEmail(email))
        problems.unshift(problem('email', 'Enter an e-mail such as name@agency.gov.'));
      else if (await this.accounts.findByEmail(email))
        problems.unshift(problem('email', `There is an account for ${email} already.`));
      if (!checked || problems.length > 0) throw new InvalidRequest(problems);
      const { id } = await this.accounts.create({ kind: 'person', email, ...checked });
      await this.links.requestLink(id, 'invitation');
      return id;
    });
  }

  /**
   * Changes name, role and field office.
   * @param version the one that the change was made from
   * @throws InvalidRequest (400) naming each field; Stale (412) with what it is now
   */
  async change(id: string, input: AccountInput, version: number): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const account = await this.accounts.find(id);
      if (account.version !== version) throw new Stale(await this.publicFacts(account));
      const { checked, problems } = await this.check(input);
      if (checked && checked.role !== account.role) {
        const stays = await whyAdministratorStays(manager, account);
        if (stays) problems.push(problem('role', stays));
      }
      if (checked && (checked.role !== account.role || checked.officeId !== account.officeId)) {
        const stays = await this.ties.whyRoleStays(id);
        const field = checked.role !== account.role ? 'role' : 'fieldOffice';
        if (stays) problems.push(problem(field, stays));
      }
      if (!checked || problems.length > 0) throw new InvalidRequest(problems);
      const isSame = (Object.keys(checked) as (keyof CheckedAccount)[]).every(
        (field) => checked[field] === account[field],
      );
      if (!isSame) await this.accounts.update(account, checked, 'account.changed');
    });
  }

  /** @throws NotFound when the account has no such token, or it is revoked already */
  async findToken(accountId: string, tokenId: string): Promise<ApiToken> {
    const token = await this.unitOfWork.reading().findOneBy(ApiToken, { id: tokenId, accountId });
    if (!token || token.revokedAt) throw new NotFound('The token');
    return token;
  }

  /** @throws NotFound when the account has no such token, or it is revoked already */
  async revokeToken(accountId: string, tokenId: string): Promise<ApiToken> {
    return this.unitOfWork.run(async (manager) => {
      const token = await this.findToken(accountId, tokenId);
      await manager.update(ApiToken, { id: tokenId }, { revokedAt: this.clock.moment() });
      await this.audit.record({
        action: 'token.revoked',
        subject: { type: 'token', id: tokenId, label: token.name },
        contextId: accountId,
      });
      return token;
    });
  }

  private async check(
    input: AccountInput,
  ): Promise<{ checked: CheckedAccount | undefined; problems: ProblemItem[] }> {
    const problems: ProblemItem[] = [];
    const displayName = input.displayName.trim();
    if (displayName === '') problems.push(problem('displayName', 'Enter the name.'));
    if (displayName.length > LONGEST_NAME)
      problems.push(problem('displayName', `The name has more than ${LONGEST_NAME} characters.`));
    const role = roleOf(input.role);
    if (!role) problems.push(problem('role', 'Choose the role.'));
    const wanted = input.fieldOffice.trim();
    const office = wanted === '' ? undefined : await this.offices.find(wanted);
    if (wanted !== '' && !office)
      problems.push(problem('fieldOffice', `There is no field office called ${wanted}.`));
    const objection =
      role && (wanted === '' || office) ? objectionToOffice(role, office !== undefined) : undefined;
    if (objection) problems.push(problem('fieldOffice', objection));
    return {
      checked: role && { displayName, role, officeId: office?.id ?? null },
      problems,
    };
  }

  /** As the form names them. */
  private async publicFacts(account: Account): Promise<Record<string, unknown>> {
    const office = account.officeId ? await this.offices.find(account.officeId) : undefined;
    return {
      displayName: account.displayName,
      role: account.role,
      fieldOffice: office?.name ?? '',
      version: account.version,
    };
  }
}

const problem = (field: string, detail: string): ProblemItem => ({
  pointer: `/${field}`,
  parameter: field,
  detail,
});
