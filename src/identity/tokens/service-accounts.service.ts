import { Injectable } from '@nestjs/common';
import { OfficesService } from '../../offices/offices.service.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { InvalidRequest, NotFound, type ProblemItem } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { Account, ApiToken } from '../account.entity.js';
import { objectionToOffice, roleOf } from '../accounts/account.rules.js';
import { AccountsService } from '../accounts/accounts.service.js';
import { problem } from './token.rules.js';
import { type MadeToken, mustBePerson, TokensService } from './tokens.service.js';

/** What an administrator says of a service account; texts as they were typed. */
export interface ServiceAccountInput {
  name: string;
  /** Id of the person who answers for it. */
  owner: string;
  role: string;
  /** Name or id; empty = none. */
  fieldOffice: string;
  expiresOn: string;
}

export interface ServiceAccount {
  account: Account;
  ownerName: string | null;
  officeName: string | null;
  /** Latest first, revoked ones too. */
  tokens: ApiToken[];
}

/** Accounts that programs work under. A person answers for each. */
@Injectable()
export class ServiceAccounts {
  constructor(
    private readonly accounts: AccountsService,
    private readonly tokens: TokensService,
    private readonly offices: OfficesService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** By name, those that are not active any more last. */
  async list(): Promise<ServiceAccount[]> {
    const accounts = await this.unitOfWork.reading().find(Account, {
      where: { kind: 'service' },
      order: { isActive: 'DESC', displayName: 'ASC', id: 'ASC' },
    });
    return this.describe(accounts);
  }

  /** @throws NotFound */
  async find(id: string): Promise<ServiceAccount> {
    const account = await this.accounts.find(id);
    const [described] = account.kind === 'service' ? await this.describe([account]) : [];
    if (!described) throw new NotFound('The service account');
    return described;
  }

  /** Who may answer for one, by name. */
  async possibleOwners(): Promise<Account[]> {
    return this.unitOfWork.reading().find(Account, {
      where: { kind: 'person', isActive: true },
      order: { displayName: 'ASC', id: 'ASC' },
    });
  }

  /**
   * Makes a service account with its first token.
   * @throws InvalidRequest (400) naming each field; NotAllowed (403) for a program
   */
  async make(input: ServiceAccountInput, viewer: Viewer): Promise<MadeToken> {
    const problems: ProblemItem[] = this.tokens.objections(input);
    const owner = (await this.possibleOwners()).find(({ id }) => id === input.owner);
    if (!owner) problems.push(problem('owner', 'Choose the person who answers for it.'));
    const role = roleOf(input.role);
    if (!role) problems.push(problem('role', 'Choose the role.'));
    const wanted = input.fieldOffice.trim();
    const office = wanted === '' ? undefined : await this.offices.find(wanted);
    if (wanted !== '' && !office)
      problems.push(problem('fieldOffice', `There is no field office called ${wanted}.`));
    const objection = role && objectionToOffice(role, wanted !== '');
    if (objection) problems.push(problem('fieldOffice', objection));
    if (!owner || !role || problems.length > 0) throw new InvalidRequest(problems);
    mustBePerson(viewer);
    return this.unitOfWork.run(async () => {
      const { id } = await this.accounts.create({
        kind: 'service',
        email: null,
        displayName: input.name.trim(),
        role,
        officeId: office?.id ?? null,
        ownerId: owner.id,
      });
      return this.tokens.makeForService(id, input, viewer);
    });
  }

  private async describe(accounts: Account[]): Promise<ServiceAccount[]> {
    const manager = this.unitOfWork.reading();
    const offices = new Map((await this.offices.list()).map(({ id, name }) => [id, name]));
    const people = new Map(
      (await manager.findBy(Account, { kind: 'person' })).map((one) => [one.id, one.displayName]),
    );
    const described: ServiceAccount[] = [];
    for (const account of accounts)
      described.push({
        account,
        ownerName: people.get(account.ownerId ?? '') ?? null,
        officeName: offices.get(account.officeId ?? '') ?? null,
        tokens: await this.tokens.listOf(account.id),
      });
    return described;
  }
}
