import type { Moment } from '../clock/calendar.js';

/** A mail that is ready to leave. */
export interface OutgoingMail {
  /** The Message-ID header with its angle brackets; the same at every attempt. */
  messageId: string;
  to: { name: string; email: string };
  subject: string;
  text: string;
  /** A whole HTML document. */
  html: string;
  /** Holds what is for the recipient alone: a link that lets them choose a password. */
  isConfidential?: boolean;
}

/** RFC 4021: marks a mail that is for its recipient alone. */
export const CONFIDENTIAL = { name: 'Sensitivity', value: 'Company-Confidential' } as const;

export const isConfidential = ({ headers }: Pick<ReceivedMail, 'headers'>): boolean =>
  headers.some(
    ({ name, value }) =>
      name.toLowerCase() === CONFIDENTIAL.name.toLowerCase() && value === CONFIDENTIAL.value,
  );

/** What the server said. What to make of it is the sender's business. */
export type SendOutcome =
  | { kind: 'accepted'; response: string }
  /** The server answered no, to the envelope or to the text: it did not take the mail. */
  | { kind: 'refused'; response: string; code: number }
  /** Nothing of the mail left this machine. */
  | { kind: 'unreachable'; reason: string }
  /** The connection broke after the text had begun to flow: whether the server took it is not known. */
  | { kind: 'uncertain'; reason: string };

/** A mail of the demonstration's mailbox. */
export interface ReceivedMail {
  id: string;
  messageId: string;
  from: string;
  to: string;
  subject: string;
  date: Moment;
  headers: { name: string; value: string }[];
  text: string;
  html: string;
}
