import { Injectable } from '@nestjs/common';
import MailComposer from 'nodemailer/lib/mail-composer';
import { BusinessClock } from '../clock/clock.js';
import { Settings } from '../config/settings.js';
import { DemoMailbox } from './demo-mailbox.js';
import { CONFIDENTIAL, type OutgoingMail, type SendOutcome } from './mail.js';
import { converse } from './smtp-conversation.js';

/** Sends mails over SMTP: to `SMTP_URL`, or in a demonstration without one to its own mailbox. */
@Injectable()
export class MailTransport {
  constructor(
    private readonly settings: Settings,
    private readonly clock: BusinessClock,
    private readonly demoMailbox: DemoMailbox,
  ) {}

  /**
   * Offers one mail to the server and reports what the server said; never throws for what happens on the way.
   * @param withinSeconds the whole conversation is given up after so long
   */
  async send(mail: OutgoingMail, withinSeconds: number): Promise<SendOutcome> {
    const compiled = new MailComposer({
      from: this.settings.mailFrom,
      to: { name: mail.to.name, address: mail.to.email },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: mail.messageId,
      // The business's time: in the demonstration a mail of 26 Sep 2012 says so, as its text and the ledger do.
      date: new Date(this.clock.moment()),
      headers: this.headers(mail),
      disableFileAccess: true,
      disableUrlAccess: true,
    }).compile();
    const { from, to } = compiled.getEnvelope();
    const [recipient] = to;
    if (!from || !recipient)
      return {
        kind: 'refused',
        response: `"${mail.to.email}" is not an address that mail can go to`,
        code: 553,
      };
    const message = await compiled.build();
    const url = this.settings.smtpUrl ?? (await this.demoMailbox.url());
    return converse(url, { from, to: recipient }, message, withinSeconds * 1000);
  }

  /** RFC 3834: no out-of-office answer to these. RFC 2919: the List-Id lets people sort them into a folder. */
  private headers({ isConfidential = false }: OutgoingMail): Record<string, string> {
    const { hostname } = new URL(this.settings.baseUrl);
    return {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      // A link to sign in does not belong into the folder of reminders.
      ...(isConfidential
        ? { [CONFIDENTIAL.name]: CONFIDENTIAL.value }
        : { 'List-Id': `Inspection reminders <reminders.${hostname}>` }),
    };
  }
}
