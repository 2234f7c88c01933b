import { Injectable } from '@nestjs/common';
import { isEmail } from 'class-validator';
import { changesBetween } from '../../audit/audit-chain.rules.js';
import { AuditTrail } from '../../audit/audit-trail.js';
import { OfficesService } from '../../offices/offices.service.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { newId } from '../../platform/db/id.js';
import { insertOnce } from '../../platform/db/insert-once.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { type Account, ExternalIdentity } from '../account.entity.js';
import { AccountsService } from '../accounts/accounts.service.js';
import { SessionsService } from '../accounts/sessions.service.js';
import type { Role } from '../permissions.js';
import { type Claims, mapClaims } from './claims.rules.js';
import { identitySubject } from './identity-subject.js';
import type { ProvenIdentity } from './identity-provider.js';
import { SignInRefused } from './sign-in-refused.js';

/** Longest text of a name column. */
const NAME_LENGTH = 255;

/** Somebody whom the provider vouches for, and what they are here. */
interface Arrival {
  proven: ProvenIdentity;
  email: string | null;
  name: string | null;
  role: Role;
  officeId: string | null;
}

/** A refusal is an outcome and not a throw: what was done on the way to it must stay. */
type Outcome = { account: Account } | { refused: SignInRefused };

/** Decides which account somebody gets whom the provider vouches for. The provider's groups are the authority on roles. */
@Injectable()
export class ArrivalsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountsService,
    private readonly sessions: SessionsService,
    private readonly offices: OfficesService,
    private readonly clock: SystemClock,
    private readonly policy: Policy,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * The account of an identity, brought up to date with its claims; made at the first arrival.
   * @throws SignInRefused
   */
  async admit(proven: ProvenIdentity): Promise<Account> {
    const offices = await this.offices.list();
    const names = offices.map(({ name }) => name);
    const mapping = mapClaims(proven.claims, this.policy.identity.singleSignOn, names);
    const outcome = await this.unitOfWork.run(async (): Promise<Outcome> => {
      if (mapping.refusal !== undefined) return this.turnAway(proven, mapping.refusal);
      const office = offices.find(({ name }) => name === mapping.officeName);
      return this.welcome({
        proven,
        email: textOf(proven.claims, 'email')?.toLowerCase() ?? null,
        name: textOf(proven.claims, 'name') ?? null,
        role: mapping.role,
        officeId: office?.id ?? null,
      });
    });
    if ('refused' in outcome) throw outcome.refused;
    return outcome.account;
  }

  /** The account that an identity is linked to, for the record of a refusal. */
  async accountOf({ issuer, subject }: ProvenIdentity): Promise<Account | null> {
    const known = await this.find(issuer, subject);
    return known?.accountId ? this.accounts.find(known.accountId) : null;
  }

  /** Whoever has no role here any more does not stay signed in elsewhere either, nor do their programs. */
  private async turnAway(proven: ProvenIdentity, words: string): Promise<Outcome> {
    const account = await this.accountOf(proven);
    if (account) {
      await this.sessions.endAll(account.id);
      await this.accounts.revokeTokensOf(account);
    }
    return { refused: new SignInRefused(words, words) };
  }

  private async welcome(arrival: Arrival): Promise<Outcome> {
    const { issuer, subject } = arrival.proven;
    const known = await this.find(issuer, subject);
    if (!known) return this.welcomeFirst(arrival);
    await this.noteSeen(known, arrival);
    if (!known.accountId) return { refused: waiting() };
    const account = await this.accounts.find(known.accountId);
    if (!account.isActive) return { refused: notActive() };
    return { account: await this.broughtUpToDate(account, arrival) };
  }

  private async welcomeFirst(arrival: Arrival): Promise<Outcome> {
    const { email } = arrival;
    if (!email || !isEmail(email))
      return { refused: noEmail('the claims have no usable e-mail address') };
    if (arrival.proven.claims['email_verified'] === false)
      return { refused: noEmail('the provider says that the e-mail address is not verified') };
    // Whoever can choose the e-mail that a provider tells must not choose somebody's account with it.
    const isTaken = (await this.accounts.findByEmail(email)) !== null;
    const account = isTaken ? null : await this.makeAccount(email, arrival);
    await this.keepIdentity(arrival, account);
    return account ? { account } : { refused: waiting() };
  }

  private makeAccount(email: string, { name, role, officeId }: Arrival): Promise<Account> {
    return this.accounts.create({
      kind: 'person',
      email,
      displayName: name ?? email,
      role,
      officeId,
    });
  }

  private async keepIdentity(arrival: Arrival, account: Account | null): Promise<void> {
    const { issuer, subject } = arrival.proven;
    const now = this.clock.moment();
    const identity = {
      id: newId(),
      issuer,
      subject,
      accountId: account?.id ?? null,
      emailAsTold: arrival.email,
      nameAsTold: arrival.name,
      firstSeenAt: now,
      lastSeenAt: now,
    };
    await this.unitOfWork.run((manager) => insertOnce(manager, ExternalIdentity, [identity]));
    await this.audit.record({
      action: account ? 'identity.linked' : 'identity.waits',
      subject: identitySubject(identity),
      contextId: identity.accountId,
      changes: changesBetween<ExternalIdentity>(null, identity, ['accountId']),
      details: { issuer, subject, email: arrival.email },
      ...(account && { actor: { accountId: account.id, name: account.displayName } }),
    });
  }

  private async noteSeen(known: ExternalIdentity, { email, name }: Arrival): Promise<void> {
    const seen = { emailAsTold: email, nameAsTold: name, lastSeenAt: this.clock.moment() };
    await this.unitOfWork.run((manager) =>
      manager.update(ExternalIdentity, { id: known.id }, seen),
    );
  }

  /** Role, office and name are the provider's; whoever changes role or office signs in again wherever they are. */
  private async broughtUpToDate(account: Account, arrival: Arrival): Promise<Account> {
    const { role, officeId } = arrival;
    const change = { role, officeId, displayName: arrival.name ?? account.displayName };
    const hasMoved = role !== account.role || officeId !== account.officeId;
    if (!hasMoved && change.displayName === account.displayName) return account;
    if (hasMoved) await this.sessions.endAll(account.id);
    const { issuer, subject } = arrival.proven;
    await this.accounts.update(account, change, 'account.changed-by-provider', {
      details: { issuer, subject },
    });
    return this.accounts.find(account.id);
  }

  private find(issuer: string, subject: string): Promise<ExternalIdentity | null> {
    return this.unitOfWork.reading().findOneBy(ExternalIdentity, { issuer, subject });
  }
}

/** A claim of the standard's, cut to what a name column takes; undefined when it is empty or no text. */
function textOf(claims: Claims, claim: string): string | undefined {
  const told = claims[claim];
  return typeof told === 'string' ? told.trim().slice(0, NAME_LENGTH) || undefined : undefined;
}

const waiting = (): SignInRefused =>
  new SignInRefused(
    'an administrator must first link your agency account to your account at this site. They see that you were here',
    'waits for an administrator to link it',
  );

const notActive = (): SignInRefused =>
  new SignInRefused('your account at this site is not active any more', 'account not active');

const noEmail = (why: string): SignInRefused =>
  new SignInRefused(
    'your agency’s sign-in service does not tell an e-mail address that it has checked',
    why,
  );
