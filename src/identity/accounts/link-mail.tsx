import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import type { OneTimeLinkPolicy } from '../../platform/config/policy.js';
import type { SendOutcome } from '../../platform/mail/mail.js';
import { MailFrame } from '../../platform/mail/mail-frame.js';
import type { LinkPurpose } from '../account.entity.js';

export interface LinkMailFacts {
  purpose: LinkPurpose;
  name: string;
  /** Null = nobody who has a name here. */
  invitedBy: string | null;
  /** The link itself, or the page on which people sign in. */
  address: string;
  /** False where people sign in through the identity provider and choose no password here. */
  hasLink: boolean;
  minutes: number;
  baseUrl: string;
  isDemo: boolean;
}

const SITE = 'the register of 287(g) agreements and their inspections';

export const holdingMinutes = (purpose: LinkPurpose, policy: OneTimeLinkPolicy): number =>
  purpose === 'invitation' ? policy.invitationHours * 60 : policy.passwordResetMinutes;

/** `3 days`, `1 hour`, `90 minutes`. */
export function durationText(minutes: number): string {
  const [count, unit] =
    minutes % 1440 === 0
      ? [minutes / 1440, 'day']
      : minutes % 60 === 0
        ? [minutes / 60, 'hour']
        : [minutes, 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** What the mail server said, for the account's page. */
export function outcomeText(outcome: SendOutcome): string {
  if (outcome.kind === 'accepted' || outcome.kind === 'refused') return outcome.response;
  if (outcome.kind === 'unreachable') return `The mail server was not reached: ${outcome.reason}`;
  return `Whether it arrived is not known: ${outcome.reason}`;
}

/** Writes the mail with a link: plain text and HTML that say the same. */
export function writeLinkMail(facts: LinkMailFacts): {
  subject: string;
  text: string;
  html: string;
} {
  const words = facts.purpose === 'invitation' ? invitationWords(facts) : resetWords(facts);
  const { subject, before, action, after } = words;
  const greeting = `Hello ${facts.name},`;
  const footer = [
    `This mail was sent by ${facts.baseUrl}.`,
    ...(facts.isDemo
      ? [
          'Demonstration: this mail was made by a demonstration of the register and stayed on the machine that runs it.',
        ]
      : []),
  ];
  const text = [
    greeting,
    ...before,
    `${action}:\n${facts.address}`,
    ...after,
    `-- \n${footer.join('\n')}`,
  ];
  return {
    subject,
    text: `${text.join('\n\n')}\n`,
    html: `<!doctype html>${render(
      <MailFrame subject={subject} greeting={greeting} footer={footer}>
        <LinkBody before={before} action={action} after={after} address={facts.address} />
      </MailFrame>,
    )}`,
  };
}

interface Words {
  subject: string;
  before: string[];
  action: string;
  after: string[];
}

function invitationWords({ invitedBy, hasLink, minutes }: LinkMailFacts): Words {
  const who = invitedBy ? `${invitedBy} has` : 'You have been';
  const invited = invitedBy
    ? `${who} given you an account in ${SITE}.`
    : `${who} given an account in ${SITE}.`;
  if (!hasLink)
    return {
      subject: 'Your account in the 287(g) register',
      before: [invited, 'You sign in the way you do elsewhere at work: no new password is needed.'],
      action: 'Sign in',
      after: [],
    };
  return {
    subject: 'Your account in the 287(g) register: choose a password',
    before: [invited, 'Choose a password, and then sign in with it and this e-mail address.'],
    action: 'Choose a password',
    after: [
      `The link holds for ${durationText(minutes)} and works once. If it has run out, ask whoever invited you for another.`,
      'Whoever has the link can choose the password: do not pass it on.',
    ],
  };
}

const resetWords = ({ minutes }: LinkMailFacts): Words => ({
  subject: 'Choose a new password for the 287(g) register',
  before: [`A new password was asked for, for your account in ${SITE}.`],
  action: 'Choose a new password',
  after: [
    `The link holds for ${durationText(minutes)} and works once.`,
    'If it was not you who asked, do nothing: your password stays as it is.',
  ],
});

function LinkBody(props: Omit<Words, 'subject'> & { address: string }): VNode {
  return (
    <>
      {props.before.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <p>
        <a href={props.address} style="color: #005ea2; font-weight: bold">
          {props.action}
        </a>
      </p>
      {props.after.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </>
  );
}
