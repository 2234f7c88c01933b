import { Injectable } from '@nestjs/common';
import { Policy } from '../platform/config/policy.js';
import { Settings } from '../platform/config/settings.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { Installation } from '../platform/installation/installation.js';
import { keyIdOf } from './audit-chain.rules.js';
import { AuditKeys } from './audit-keys.js';
import { AuditTrail } from './audit-trail.js';
import {
  type FlatSettings,
  flattened,
  settingChanges,
  withoutCredentials,
} from './settings.rules.js';

const SEEN = 'settings-last-seen';

/** Records what somebody changed in the policy file or the environment while the program was down. */
@Injectable()
export class SettingsWatch {
  constructor(
    private readonly policy: Policy,
    private readonly settings: Settings,
    private readonly installation: Installation,
    private readonly keys: AuditKeys,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
  ) {}

  /** At the start of a program that runs jobs. The first start has nothing to compare with. */
  async noticeChanges(): Promise<void> {
    const now = { ...flattened(this.policy), ...this.environment() };
    await this.unitOfWork.run(async () => {
      const seen = await this.installation.read(SEEN);
      const text = JSON.stringify(now);
      if (seen === text) return;
      await this.installation.remember(SEEN, text);
      if (seen === undefined) return;
      const changes = settingChanges(JSON.parse(seen) as FlatSettings, now);
      if (changes.length > 0)
        await this.trail.record({
          action: 'settings.changed',
          subject: { type: 'settings', id: 'settings', label: 'Settings' },
          changes,
        });
    });
  }

  /** What all processes of an installation share, without any secret; a key is named and not told. */
  private environment(): FlatSettings {
    const { settings } = this;
    return flattened({
      environment: {
        mode: settings.mode,
        baseUrl: settings.baseUrl,
        mailFrom: settings.mailFrom,
        mailServer: withoutCredentials(settings.smtpUrl),
        hasLocalSignIn: settings.hasLocalSignIn,
        singleSignOn: {
          issuer: settings.oidc?.issuer ?? null,
          clientId: settings.oidc?.clientId ?? null,
          acrValues: settings.oidc?.acrValues ?? null,
        },
        auditKey: this.keys.current.id,
        formerAuditKeys: settings.formerAuditKeys.map(keyIdOf),
      },
    });
  }
}
