import { Readable } from 'node:stream';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import type { SendOutcome } from './mail.js';

/** Waits of one conversation, in milliseconds. `SMTP_URL` may name others: `smtp://host/?socketTimeout=60000`. */
const TIMEOUTS = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  dnsTimeout: 10_000,
  socketTimeout: 30_000,
  socketCloseTimeout: 1000,
} as const satisfies SMTPConnectionOptions;

/** nodemailer's errors carry these. */
interface SmtpError extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
}

/** Commands whose refusal concerns the mail; a refusal before them (greeting, TLS, login) concerns the whole server. */
const ENVELOPE_COMMANDS = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);

/**
 * Has one conversation with the server about one mail, on a connection of its own (nodemailer's pool requeues a mail
 * silently, so there is none here).
 *
 * Whether the server can have taken the mail is told by the body itself: it is a stream that is first read when the
 * server has answered 354. nodemailer's `error.command` does not tell: after a dropped connection it is CONN at every stage.
 *
 * @param withinMs the whole conversation is given up after so long
 */
export function converse(
  smtpUrl: string,
  envelope: { from: string; to: string },
  message: Buffer,
  withinMs: number,
): Promise<SendOutcome> {
  const address = parseConnectionUrl(smtpUrl);
  const { auth } = address;
  const connection = new SMTPConnection({ ...TIMEOUTS, ...address });
  const body = new Body(message);
  return new Promise((resolve) => {
    const end = (outcome: SendOutcome): void => {
      clearTimeout(deadline);
      connection.close();
      resolve(outcome);
    };
    const fail = (error: SmtpError): void => {
      end(outcomeOf(error, body.hasBegun));
    };
    const deadline = setTimeout(() => {
      fail(new Error(`the conversation took longer than ${withinMs / 1000} seconds`));
    }, withinMs);
    const send = (): void => {
      connection.send({ ...envelope, size: message.length }, body, (error, info) => {
        if (error) fail(error);
        else end({ kind: 'accepted', response: info.response });
      });
    };
    connection.on('error', fail);
    connection.connect((error) => {
      if (error) fail(error);
      else if (auth && connection.allowsAuth)
        connection.login(auth, (refusal) => {
          if (refusal) fail(refusal);
          else send();
        });
      else send();
    });
  });
}

/** The text of the mail, which knows whether anybody has begun to read it. */
class Body extends Readable {
  hasBegun = false;

  constructor(private readonly message: Buffer) {
    super();
  }

  override _read(): void {
    this.hasBegun = true;
    this.push(this.message);
    this.push(null);
  }
}

function outcomeOf(error: SmtpError, bodyHasBegun: boolean): SendOutcome {
  const { responseCode: code, response = error.message } = error;
  // EMESSAGE: the server's own answer to the whole text. A reply that a broken connection cut short is none.
  if (bodyHasBegun)
    return error.code === 'EMESSAGE' && code
      ? { kind: 'refused', response, code }
      : {
          kind: 'uncertain',
          reason: `the connection broke after the text had begun to flow: ${error.message}`,
        };
  if (code && ENVELOPE_COMMANDS.has(error.command ?? ''))
    return { kind: 'refused', response, code };
  return { kind: 'unreachable', reason: error.message };
}
