import { describe, expect, it } from '@jest/globals';
import { SystemClock } from '../../platform/clock/clock.js';
import { parsePolicy } from '../../platform/config/policy.js';
import { readFileSync } from 'node:fs';
import { readSettings } from '../../platform/config/settings.js';
import { Log } from '../../platform/log.js';
import { IdentityProvider } from './identity-provider.js';

const FILE = 'config/policy.yaml';

const production = {
  MOA_MODE: 'production',
  MOA_SESSION_SECRET: 's'.repeat(32),
  MOA_AUDIT_KEY: 'a'.repeat(32),
  MOA_BASE_URL: 'https://moa.example.gov',
  MOA_MAIL_FROM: 'moa@example.gov',
  SMTP_URL: 'smtp://mail.example.gov',
};

/** Starts with these settings and mapped roles. */
function start(environment: Record<string, string>, roles: Record<string, string> = {}): void {
  const policy = parsePolicy(readFileSync(FILE, 'utf8'), FILE);
  policy.identity.singleSignOn.roles = roles;
  const oidc = { MOA_OIDC_CLIENT_ID: 'moa', MOA_OIDC_CLIENT_SECRET: 'secret' };
  const settings = readSettings(
    environment['MOA_OIDC_ISSUER'] ? { ...environment, ...oidc } : environment,
  );
  new IdentityProvider(settings, policy, new SystemClock(), new Log(settings)).onModuleInit();
}

describe('a site with an identity provider', () => {
  it('does not start with a mapped role that there is not', () => {
    expect(() => {
      start({}, { chiefs: 'chief', managers: 'program-manager' });
    }).toThrow(
      /^identity\.singleSignOn\.roles in config\/policy\.yaml names chief, which is no role/,
    );
  });

  it('does not start with one that anybody on the way could impersonate', () => {
    expect(() => {
      start({ ...production, MOA_OIDC_ISSUER: 'http://login.example.gov' });
    }).toThrow(/^MOA_OIDC_ISSUER is http:\/\/login\.example\.gov/);
  });

  it.each([
    'https://login.example.gov',
    'http://127.0.0.1:4000',
    'http://localhost:4000',
    'http://[::1]:4000',
  ])('starts with %s', (issuer) => {
    expect(() => {
      start({ ...production, MOA_OIDC_ISSUER: issuer }, { managers: 'program-manager' });
    }).not.toThrow();
  });

  it('may be tried out without https in the demonstration', () => {
    expect(() => {
      start({ MOA_OIDC_ISSUER: 'http://login.example.gov' });
    }).not.toThrow();
  });
});
