import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { AuditEntry } from '../../audit/audit-entry.entity.js';
import { AuditTrail } from '../../audit/audit-trail.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { Settings } from '../../platform/config/settings.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { OutgoingMail, SendOutcome } from '../../platform/mail/mail.js';
import { MailTransport } from '../../platform/mail/mail-transport.js';
import { Account, OneTimeLink } from '../account.entity.js';
import { fingerprint, newLinkToken } from '../secrets.js';
import { accountSubject } from './account-subject.js';
import { holdingMinutes, outcomeText, writeLinkMail } from './link-mail.js';

/** A worker that died leaves its mail to the next one after so long; the conversation takes at most half of it. */
const LEASE_SECONDS = 120;

/** A mail that this worker, and no other, sends now. */
interface ClaimedLink {
  link: OneTimeLink;
  account: Account & { email: string };
  /** Only here and in the mail. Null where people choose no passwords. */
  token: string | null;
  attempt: number;
}

/** What became of the mails of one run. */
export interface LinkReport {
  sent: number;
  refused: number;
  failed: number;
}

/** Sends the links that are due. */
@Injectable()
export class LinkSender {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
    private readonly policy: Policy,
    private readonly settings: Settings,
    private readonly transport: MailTransport,
    private readonly audit: AuditTrail,
  ) {}

  async sendDue(): Promise<LinkReport> {
    const report: LinkReport = { sent: 0, refused: 0, failed: 0 };
    const due = await this.unitOfWork.reading().find(OneTimeLink, {
      where: { state: 'pending', nextAttemptAt: LessThanOrEqual(this.clock.moment()) },
      order: { requestedAt: 'ASC', id: 'ASC' },
    });
    for (const link of due) {
      const claimed = await this.claim(link);
      if (!claimed) continue;
      const outcome = await this.transport.send(await this.write(claimed), LEASE_SECONDS / 2);
      report[await this.record(claimed, outcome)]++;
    }
    return report;
  }

  /**
   * Makes the link's secret and keeps its hash before the mail leaves: however this ends, a link that arrived opens.
   * @returns undefined when another worker was faster, or nobody is there to get it
   */
  private async claim(link: OneTimeLink): Promise<ClaimedLink | undefined> {
    const token = this.settings.hasLocalSignIn ? newLinkToken() : null;
    const attempt = link.attempts + 1;
    return this.unitOfWork.run(async (manager) => {
      const account = await manager.findOneBy(Account, { id: link.accountId, isActive: true });
      const mine = { id: link.id, state: 'pending' as const, attempts: link.attempts };
      if (!account?.email || (link.purpose === 'password-reset' && token === null)) {
        await manager.update(OneTimeLink, mine, { state: 'withdrawn' });
        return undefined;
      }
      const { affected } = await manager.update(OneTimeLink, mine, {
        attempts: attempt,
        tokenHash: token && fingerprint(token),
        expiresAt: this.clock.momentIn(
          60 * holdingMinutes(link.purpose, this.policy.identity.links),
        ),
        nextAttemptAt: this.clock.momentIn(LEASE_SECONDS),
      });
      if (affected !== 1) return undefined;
      return { link, account: Object.assign(account, { email: account.email }), token, attempt };
    });
  }

  private async write({ link, account, token, attempt }: ClaimedLink): Promise<OutgoingMail> {
    const { baseUrl, isDemo } = this.settings;
    const { hostname } = new URL(baseUrl);
    return {
      messageId: `<${link.id}.${attempt}@${hostname}>`,
      to: { name: account.displayName, email: account.email },
      isConfidential: true,
      ...writeLinkMail({
        purpose: link.purpose,
        name: account.displayName,
        invitedBy: await this.inviterOf(link),
        address: token ? `${baseUrl}/${link.purpose}/${token}` : `${baseUrl}/sign-in`,
        hasLink: token !== null,
        minutes: holdingMinutes(link.purpose, this.policy.identity.links),
        baseUrl,
        isDemo,
      }),
    };
  }

  /** The audit knows who asked for it. Null when it was a command. */
  private async inviterOf({ accountId, purpose }: OneTimeLink): Promise<string | null> {
    if (purpose !== 'invitation') return null;
    const [entry] = await this.unitOfWork.reading().find(AuditEntry, {
      where: { action: 'account.invited', subjectType: 'account', subjectId: accountId },
      order: { sequence: 'DESC' },
      take: 1,
    });
    return entry?.actorKind === 'person' ? entry.actorName : null;
  }

  /** What is not sure to have arrived counts as sent: its link holds, and whoever misses it asks again. */
  private async record(
    { link, account, token, attempt }: ClaimedLink,
    outcome: SendOutcome,
  ): Promise<keyof LinkReport> {
    const isSent = outcome.kind === 'accepted' || outcome.kind === 'uncertain';
    const waitMinutes = this.policy.identity.links.retryAfterMinutes[attempt - 1];
    const verdict = isSent ? 'sent' : waitMinutes === undefined ? 'failed' : 'refused';
    await this.unitOfWork.run(async (manager) => {
      // Used, withdrawn or taken up by another worker meanwhile: then it stays as that left it.
      await manager.update(
        OneTimeLink,
        { id: link.id, state: 'pending', attempts: attempt },
        {
          response: outcomeText(outcome),
          ...(verdict === 'refused'
            ? { nextAttemptAt: this.clock.momentIn(60 * (waitMinutes ?? 0)), tokenHash: null }
            : { state: verdict, ...(verdict === 'failed' && { tokenHash: null }) }),
        },
      );
      if (verdict !== 'refused')
        await this.audit.record({
          action: verdict === 'sent' ? 'password.link-sent' : 'password.link-failed',
          subject: accountSubject(account),
          details: { purpose: link.purpose, hasLink: token !== null, answer: outcomeText(outcome) },
        });
    });
    return verdict;
  }
}
