import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { jest } from '@jest/globals';
import type { Provider } from 'oidc-provider';
import { aFreePort } from './running-app.js';

/** Whom the provider knows, and what it says of them. */
export interface ProviderAccount {
  subject: string;
  claims: Record<string, unknown>;
}

export const CLIENT = { id: 'moa', secret: 'a secret of the test, long enough for anybody' };

/** A real OpenID provider on this machine, in which whoever comes is signed in at once as the person that a test names. */
export class TestIdentityProvider {
  /** How strongly it says that it checked people. */
  acr = 'piv';
  /** How far its clock is behind when it makes tokens. */
  secondsBehind = 0;
  private provider: Provider | undefined;
  private server: Server | undefined;
  private readonly accounts = new Map<string, ProviderAccount>();
  private guest = '';

  private constructor(
    private readonly port: number,
    private readonly siteAddress: string,
  ) {}

  /** Known by its address, but not there yet. */
  static async at(siteAddress: string): Promise<TestIdentityProvider> {
    return new TestIdentityProvider(await aFreePort(), siteAddress);
  }

  get issuer(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The environment of a site that uses it. */
  get environment(): Record<string, string> {
    return {
      MOA_OIDC_ISSUER: this.issuer,
      MOA_OIDC_CLIENT_ID: CLIENT.id,
      MOA_OIDC_CLIENT_SECRET: CLIENT.secret,
    };
  }

  async start(): Promise<void> {
    this.provider ??= await this.build();
    const answer = this.provider.callback();
    this.server = createServer((request, response) => {
      if (request.url?.startsWith('/interaction/')) void this.letIn(request, response);
      else {
        if (request.url === '/token') this.setClockBack(response);
        void answer(request, response);
      }
    });
    await new Promise<void>((done) => this.server?.listen(this.port, '127.0.0.1', done));
  }

  async stop(): Promise<void> {
    const { server } = this;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((done) => {
      server.close(done);
    });
    this.server = undefined;
  }

  /** From now on it knows this person, and says this of them. */
  knows(account: ProviderAccount): ProviderAccount {
    this.accounts.set(account.subject, account);
    return account;
  }

  /**
   * A browser of somebody's goes where our site sent it, signs in, and is sent back.
   * @returns the path and query of our site to which it comes back
   */
  async visit(address: string, { subject }: ProviderAccount): Promise<string> {
    this.guest = subject;
    const cookies = new Map<string, string>();
    let next = new URL(address);
    for (let step = 0; step < 10; step++) {
      if (next.origin === this.siteAddress) return `${next.pathname}${next.search}`;
      const response = await fetch(next, {
        redirect: 'manual',
        headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(name, value);
      }
      const location = response.headers.get('location');
      if (!location)
        throw new Error(`the provider stays at ${next.href}: ${await response.text()}`);
      next = new URL(location, next);
    }
    throw new Error('the provider sends the browser round in circles');
  }

  private async build(): Promise<Provider> {
    const silenced = ['warn', 'info'] as const;
    // It says at length that its defaults are for development; here they are.
    const spies = silenced.map((level) => jest.spyOn(console, level).mockReturnValue());
    const { Provider: OidcProvider } = await import('oidc-provider');
    const provider = new OidcProvider(this.issuer, {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: [`${this.siteAddress}/sign-in/callback`],
          post_logout_redirect_uris: [`${this.siteAddress}/sign-in`],
        },
      ],
      acrValues: ['piv', 'password'],
      claims: {
        openid: ['sub'],
        profile: ['name', 'groups', 'field_office'],
        email: ['email', 'email_verified'],
      },
      cookies: { keys: ['a key of the test'] },
      features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
      pkce: { required: () => true },
      ttl: {
        IdToken: 300,
        AccessToken: 300,
        Grant: 300,
        Session: 300,
        Interaction: 300,
      },
      findAccount: (_context, subject) => ({
        accountId: subject,
        claims: () => ({ sub: subject, ...this.accounts.get(subject)?.claims }),
      }),
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({
          clientId: CLIENT.id,
          accountId: oidc.session?.accountId ?? '',
        });
        grant.addOIDCScope('openid profile email');
        await grant.save();
        return grant;
      },
    });
    spies.forEach((spy) => {
      spy.mockRestore();
    });
    return provider;
  }

  /** Until it has answered: the site, in the same process, looks at the token afterwards and with the right time. */
  private setClockBack(response: ServerResponse): void {
    if (this.secondsBehind === 0) return;
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() - this.secondsBehind * 1000);
    response.on('finish', () => {
      clock.mockRestore();
    });
  }

  private async letIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const login = { accountId: this.guest, acr: this.acr };
    await this.provider?.interactionFinished(request, response, { login });
  }
}
