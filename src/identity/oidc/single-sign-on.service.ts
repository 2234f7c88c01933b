import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { AuditTrail } from '../../audit/audit-trail.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { Settings } from '../../platform/config/settings.js';
import { Log } from '../../platform/log.js';
import { accountSubject } from '../accounts/account-subject.js';
import { localPath } from '../sign-in/local-path.js';
import { SignInService } from '../sign-in/sign-in.service.js';
import { ArrivalsService } from './arrivals.service.js';
import { type SignInAttempt, takeAttempt, withAttempt } from './attempts.rules.js';
import { isAssuranceReached } from './claims.rules.js';
import { IdentityProvider, type ProvenIdentity } from './identity-provider.js';
import { SignInRefused } from './sign-in-refused.js';

declare module 'fastify' {
  interface Session {
    /** Ways to the identity provider that this browser has begun. */
    signInAttempts?: SignInAttempt[];
    /** What the provider gave when it vouched for the person; shown to it again at sign-out, and for nothing else. */
    idToken?: string;
  }
}

/** Lets people in whom the identity provider vouches for. */
@Injectable()
export class SingleSignOnService {
  constructor(
    private readonly provider: IdentityProvider,
    private readonly arrivals: ArrivalsService,
    private readonly signIns: SignInService,
    private readonly settings: Settings,
    private readonly clock: SystemClock,
    private readonly audit: AuditTrail,
    private readonly log: Log,
  ) {}

  /**
   * Begins an attempt in this browser's session.
   * @returns where the browser goes
   * @throws SignInRefused when the provider is away
   */
  async start(request: FastifyRequest, next: string | undefined): Promise<string> {
    const attempt = {
      state: randomState(),
      nonce: randomNonce(),
      codeVerifier: randomPKCECodeVerifier(),
      next: localPath(next),
      startedAt: this.clock.millis(),
    };
    const address = await this.provider.signInAddress(attempt);
    const attempts = request.session.get('signInAttempts') ?? [];
    request.session.set('signInAttempts', withAttempt(attempts, attempt));
    return address;
  }

  /**
   * Ends an attempt with what the browser brought back from the provider, and signs its account in.
   * @returns where the person wanted to go
   * @throws SignInRefused
   */
  async finish(request: FastifyRequest): Promise<string> {
    const query = new URL(request.url, 'http://this.site').search;
    const attempt = await this.take(request, new URLSearchParams(query).get('state'));
    const proven = await this.prove(query, attempt);
    const account = await this.admit(proven);
    const { issuer, subject } = proven;
    await this.signIns.begin(request, account.id, 'single-sign-on', { issuer, subject });
    request.session.set('idToken', proven.idToken);
    return attempt.next;
  }

  /** Out of the session before anything else, and written down at once: the same answer is not looked at twice. */
  private async take(request: FastifyRequest, state: string | null): Promise<SignInAttempt> {
    const attempts = request.session.get('signInAttempts') ?? [];
    const { attempt, rest } = takeAttempt(attempts, state, this.clock.millis());
    if (!attempt) {
      const refused = new SignInRefused(
        'this sign-in was not begun in this browser, was used already or took more than ten minutes',
        'no attempt has this state',
        400,
      );
      // Anybody can open this address: only where something was begun can something be wrong with it.
      if (attempts.length > 0) await this.recordFailure(refused);
      throw refused;
    }
    request.session.set('signInAttempts', rest);
    await request.session.save();
    return attempt;
  }

  private async prove(query: string, attempt: SignInAttempt): Promise<ProvenIdentity> {
    try {
      return await this.provider.prove(query, attempt);
    } catch (error) {
      if (error instanceof SignInRefused) await this.recordFailure(error);
      throw error;
    }
  }

  private async admit(proven: ProvenIdentity) {
    try {
      if (!isAssuranceReached(proven.claims, this.settings.oidc?.acrValues))
        throw new SignInRefused(
          'your agency’s sign-in service did not check you as strongly as this site asks for',
          'acr not reached',
        );
      return await this.arrivals.admit(proven);
    } catch (error) {
      if (error instanceof SignInRefused) await this.recordFailure(error, proven);
      throw error;
    }
  }

  private async recordFailure({ why }: SignInRefused, proven?: ProvenIdentity): Promise<void> {
    this.log.warn({ why }, 'single sign-on refused');
    const account = proven && (await this.arrivals.accountOf(proven));
    await this.audit.record({
      action: 'sign-in.failed',
      subject: account
        ? accountSubject(account)
        : { type: 'account', id: 'unknown', label: 'no such account' },
      details: {
        via: 'single-sign-on',
        issuer: proven?.issuer ?? this.settings.oidc?.issuer,
        ...(proven && { subject: proven.subject }),
        why,
      },
    });
  }
}
