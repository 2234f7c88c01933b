import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
} from 'openid-client';
import { SystemClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { type OidcSettings, Settings } from '../../platform/config/settings.js';
import { NotFound } from '../../platform/http/problem.js';
import { Log } from '../../platform/log.js';
import { StartUpError } from '../../platform/start-up-error.js';
import type { SignInAttempt } from './attempts.rules.js';
import { type Claims, unknownRoles } from './claims.rules.js';
import { providerAway, SignInRefused } from './sign-in-refused.js';

/** What the provider vouches for. */
export interface ProvenIdentity {
  issuer: string;
  subject: string;
  claims: Claims;
  /** Shown to the provider again when the person signs out. */
  idToken: string;
}

const SCOPE = 'openid profile email';

/** For every call to the provider: somebody is looking at an empty page meanwhile. */
const TIMEOUT_SECONDS = 5;

/** What the provider says of itself is asked again after so long. */
const KNOWN_FOR_MILLIS = 60 * 60 * 1000;

/** Talks to the identity provider: OpenID Connect, authorization code flow with PKCE. */
@Injectable()
export class IdentityProvider implements OnModuleInit {
  private known: { configuration: Promise<Configuration>; since: number } | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly policy: Policy,
    private readonly clock: SystemClock,
    private readonly log: Log,
  ) {}

  /** @throws StartUpError when the settings would let nobody in, or anybody listen */
  onModuleInit(): void {
    const unknown = unknownRoles(this.policy.identity.singleSignOn);
    if (unknown.length > 0)
      throw new StartUpError(
        `identity.singleSignOn.roles in config/policy.yaml names ${unknown.join(', ')}, which is no role of this site.`,
      );
    const { oidc } = this.settings;
    if (oidc && !oidc.issuer.startsWith('https:') && !this.mayBeInsecure(oidc))
      throw new StartUpError(
        `MOA_OIDC_ISSUER is ${oidc.issuer}; a provider that is not on this machine must be an https:// address.`,
      );
  }

  get isSet(): boolean {
    return this.settings.oidc !== undefined;
  }

  /**
   * Where a browser goes to sign in.
   * @throws SignInRefused when the provider is away
   */
  async signInAddress(attempt: SignInAttempt): Promise<string> {
    const { acrValues } = this.oidc();
    return buildAuthorizationUrl(await this.configuration(), {
      redirect_uri: this.callbackAddress(),
      scope: SCOPE,
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await calculatePKCECodeChallenge(attempt.codeVerifier),
      code_challenge_method: 'S256',
      ...(acrValues && { acr_values: acrValues }),
    }).href;
  }

  /**
   * Exchanges the code that the browser brought for what the provider vouches for. State, nonce, PKCE, issuer,
   * audience, times and signature are checked here.
   * @param query of the callback, with its `?`
   * @throws SignInRefused when something does not hold
   */
  async prove(query: string, attempt: SignInAttempt): Promise<ProvenIdentity> {
    const configuration = await this.configuration();
    try {
      const tokens = await authorizationCodeGrant(
        configuration,
        new URL(`${this.callbackAddress()}${query}`),
        {
          expectedState: attempt.state,
          expectedNonce: attempt.nonce,
          pkceCodeVerifier: attempt.codeVerifier,
        },
      );
      const told = tokens.claims();
      if (!told || !tokens.id_token) throw new Error('the answer has no ID token');
      return {
        issuer: told.iss,
        subject: told.sub,
        claims: await this.withUserInfo(configuration, told, tokens.access_token),
        idToken: tokens.id_token,
      };
    } catch (error) {
      throw refusalOf(error);
    }
  }

  /**
   * Where a browser goes so that the provider forgets it too.
   * @returns undefined when the provider cannot be asked, or has no such address
   */
  async signOutAddress(idToken: string): Promise<string | undefined> {
    if (!this.isSet) return undefined;
    try {
      const configuration = await this.configuration();
      if (!configuration.serverMetadata().end_session_endpoint) return undefined;
      return buildEndSessionUrl(configuration, {
        id_token_hint: idToken,
        post_logout_redirect_uri: `${this.settings.baseUrl}/sign-in`,
      }).href;
    } catch {
      return undefined;
    }
  }

  /** Providers differ in what they put into the ID token; the rest is to be had for the access token. */
  private async withUserInfo(
    configuration: Configuration,
    told: Claims & { sub: string },
    accessToken: string,
  ): Promise<Claims> {
    const { roleClaim, officeClaim } = this.policy.identity.singleSignOn;
    const isComplete = [roleClaim, officeClaim, 'email', 'name'].every((claim) => claim in told);
    if (isComplete || !configuration.serverMetadata().userinfo_endpoint) return told;
    return { ...(await fetchUserInfo(configuration, accessToken, told.sub)), ...told };
  }

  /** Asked when it is first needed: the provider may be away while this site starts. A failure is not remembered. */
  private async configuration(): Promise<Configuration> {
    const now = this.clock.millis();
    if (!this.known || now - this.known.since > KNOWN_FOR_MILLIS)
      this.known = { configuration: this.discover(), since: now };
    const { known } = this;
    try {
      return await known.configuration;
    } catch (error) {
      if (this.known === known) this.known = undefined;
      this.log.warn({ why: wordsOf(error) }, 'the identity provider cannot be asked about itself');
      throw providerAway(`discovery: ${wordsOf(error)}`);
    }
  }

  private discover(): Promise<Configuration> {
    const oidc = this.oidc();
    return discovery(new URL(oidc.issuer), oidc.clientId, {}, clientAuth(oidc.clientSecret), {
      timeout: TIMEOUT_SECONDS,
      execute: [
        // The token comes over TLS, which OpenID Connect finds enough; its signature is checked nevertheless.
        enableNonRepudiationChecks,
        ...(this.mayBeInsecure(oidc) ? [allowInsecure] : []),
      ],
    });
  }

  private mayBeInsecure({ issuer }: OidcSettings): boolean {
    return this.settings.isDemo || LOOPBACK.test(new URL(issuer).hostname);
  }

  private oidc(): OidcSettings {
    const { oidc } = this.settings;
    if (!oidc) throw new NotFound('A way to sign in with an agency account');
    return oidc;
  }

  private callbackAddress(): string {
    return `${this.settings.baseUrl}/sign-in/callback`;
  }
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

// Marked as deprecated only to be seen: it is for providers on this machine and for the demonstration.
// eslint-disable-next-line @typescript-eslint/no-deprecated
const allowInsecure = allowInsecureRequests;

/** The secret goes into the header, as the standard prefers, unless the provider takes it only in the body. */
const clientAuth =
  (secret: string): ClientAuth =>
  (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const isBasic = methods.includes('client_secret_basic');
    (isBasic ? ClientSecretBasic(secret) : ClientSecretPost(secret))(server, client, body, headers);
  };

function refusalOf(error: unknown): SignInRefused {
  if (isNetworkFailure(error)) return providerAway(wordsOf(error));
  if (error instanceof AuthorizationResponseError)
    return new SignInRefused(
      'your agency’s sign-in service did not confirm who you are',
      `the provider answered ${error.error}`,
    );
  return new SignInRefused(
    'the answer of your agency’s sign-in service did not pass the checks of this site',
    wordsOf(error),
  );
}

/** `fetch` says no more than this; its cause knows which address did not answer. */
const isNetworkFailure = (error: unknown): boolean =>
  codeOf(error) === 'OAUTH_TIMEOUT' || wordsOf(error).includes('fetch failed');

/** For the log and the audit: messages and codes of the library, which hold no token. */
function wordsOf(error: unknown): string {
  const { error: told } = error as { error?: unknown };
  const message = error instanceof Error ? error.message : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
  return [message, cause, codeOf(error), typeof told === 'string' ? told : '']
    .filter(Boolean)
    .join('; ');
}

const codeOf = (error: unknown): string => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : '';
};
