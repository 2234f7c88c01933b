import { AuditEntry } from '../../src/audit/audit-entry.entity.js';
import { type Account, ExternalIdentity } from '../../src/identity/account.entity.js';
import { AccountsService } from '../../src/identity/accounts/accounts.service.js';
import type { Policy } from '../../src/platform/config/policy.js';
import { newId } from '../../src/platform/db/id.js';
import { UnitOfWork } from '../../src/platform/db/unit-of-work.js';
import { BrowserSession } from './browser-session.js';
import type { Answer } from './client.js';
import type { ProviderAccount, TestIdentityProvider } from './identity-provider.js';
import { aPolicy, type TestApp } from './test-app.js';

/** Where a site is that does not listen, as its settings have it. */
export const SITE_ADDRESS = 'http://127.0.0.1:3000';

/** The policy of a site whose agency has these groups. */
export const agencyPolicy = (): Policy =>
  aPolicy(({ identity }) => {
    identity.singleSignOn.roles = {
      'opr-managers': 'program-manager',
      'opr-inspectors': 'inspector',
      'ero-supervisors': 'ero-supervisor',
    };
    identity.singleSignOn.offices = { ATL: 'Atlanta' };
  });

/** The people of an agency, on their way from the site to their identity provider and back. */
export class Agency {
  constructor(
    private readonly moa: TestApp,
    private readonly provider: TestIdentityProvider,
  ) {}

  /** Somebody whom the provider knows, by default an inspector. */
  aGuest(claims: Record<string, unknown> = {}): ProviderAccount {
    const subject = newId();
    return this.provider.knows({
      subject,
      claims: {
        name: 'Inspector of the test',
        email: `${subject}@agency.example`,
        email_verified: true,
        groups: ['opr-inspectors'],
        ...claims,
      },
    });
  }

  /** The address to which the site sends a browser. */
  async begin(browser: BrowserSession, next = ''): Promise<URL> {
    const path = `/sign-in/single-sign-on${next && `?next=${encodeURIComponent(next)}`}`;
    return new URL((await browser.open(path)).headers['location'] ?? '');
  }

  /** The whole way to the provider and back. */
  async arrive(browser: BrowserSession, guest: ProviderAccount, next?: string): Promise<Answer> {
    const address = await this.begin(browser, next);
    return browser.open(await this.provider.visit(address.href, guest));
  }

  async signedIn(guest: ProviderAccount): Promise<BrowserSession> {
    const browser = new BrowserSession(this.moa);
    const answer = await this.arrive(browser, guest);
    if (answer.status !== 303) throw new Error(`the sign-in was refused: ${answer.text}`);
    return browser;
  }

  async isSignedIn(browser: BrowserSession): Promise<boolean> {
    return (await browser.open('/help/roles')).status === 200;
  }

  identityOf({ subject }: ProviderAccount): Promise<ExternalIdentity | null> {
    return this.reading().findOneBy(ExternalIdentity, { issuer: this.provider.issuer, subject });
  }

  async accountOf(guest: ProviderAccount): Promise<Account> {
    const identity = await this.identityOf(guest);
    return this.moa.app.get(AccountsService).find(identity?.accountId ?? '');
  }

  /** The audit's entries of an action, the latest first. */
  audited(action: string): Promise<AuditEntry[]> {
    return this.reading().find(AuditEntry, { where: { action }, order: { sequence: 'DESC' } });
  }

  reading() {
    return this.moa.app.get(UnitOfWork).reading();
  }
}
