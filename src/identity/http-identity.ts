import { Injectable } from '@nestjs/common';
import { Policy } from '../platform/config/policy.js';
import { Settings } from '../platform/config/settings.js';
import type { HttpIdentity } from '../platform/http/prepare-http.js';
import { Installation } from '../platform/installation/installation.js';
import { newSessionSecret } from './secrets.js';
import { SessionStore } from './sign-in/session-store.js';
import { ViewersService } from './viewers.service.js';

const SECRET_FACT = 'session-secret';

/** Hands the web server what it needs to know people again. */
@Injectable()
export class HttpIdentityProvider {
  constructor(
    private readonly settings: Settings,
    private readonly policy: Policy,
    private readonly installation: Installation,
    private readonly sessionStore: SessionStore,
    private readonly viewers: ViewersService,
  ) {}

  async provide(): Promise<HttpIdentity> {
    return {
      sessionSecret: await this.sessionSecret(),
      sessionHours: this.policy.identity.sessions.absoluteHours,
      sessionStore: this.sessionStore,
      identify: (request) => this.viewers.identify(request),
    };
  }

  /** In production from the settings; the demonstration makes one at its first start, and keeps it. */
  private async sessionSecret(): Promise<string> {
    if (this.settings.sessionSecret) return this.settings.sessionSecret;
    const known = await this.installation.read(SECRET_FACT);
    if (known) return known;
    await this.installation.remember(SECRET_FACT, newSessionSecret());
    return (await this.installation.read(SECRET_FACT)) ?? '';
  }
}
