import { type VNode } from 'preact';
import { render } from 'preact-render-to-string';
import type { Day } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import { MailFrame } from '../platform/mail/mail-frame.js';
import type { Obligation, Recipient } from './obligation.js';
import {
  distancePhrase,
  duePhrase,
  kindHeading,
  kindName,
  kindOrder,
  labelled,
  listed,
  policyPhrase,
  type RemindingPolicy,
} from './reminder-words.rules.js';

/** One reminder of a mail. */
export interface MailEntry {
  obligation: Obligation;
  /** Sent because somebody else is late. */
  isEscalation: boolean;
}

export interface MailFacts {
  recipient: Recipient;
  entries: MailEntry[];
  /** The recipient's day that the mail belongs to; the same when it is sent again. */
  today: Day;
  policy: RemindingPolicy;
  baseUrl: string;
  isDemo: boolean;
}

export interface MailText {
  subject: string;
  text: string;
  html: string;
}

/** One thing as the mail tells of it. */
interface Line {
  sentence: string;
  details: string[];
  link: string;
  why: string;
}

interface Group {
  heading: string;
  lines: Line[];
}

/** A mail client shows about so much of a subject. */
const LONGEST_SUBJECT = 140;

/**
 * Writes a reminder mail: plain text and HTML that say the same. Pure, so that a mail that is sent again reads as it did
 * the first time.
 */
export function writeReminderMail(facts: MailFacts): MailText {
  const things = oncePerThing(facts.entries);
  const subject = subjectOf(things, facts.today);
  const groups = groupsOf(things, facts);
  const reasons = reasonsOf(things, facts);
  return {
    subject,
    text: textOf(facts, groups, reasons),
    html: `<!doctype html>${render(<Mail facts={facts} subject={subject} groups={groups} reasons={reasons} />)}`,
  };
}

/** Two reminders of one thing (14 days and 3 days before, both caught up on today) are one line of the mail. */
function oncePerThing(entries: MailEntry[]): MailEntry[] {
  const things = new Map<string, MailEntry>();
  for (const entry of entries) {
    const { kind, subject, dueOn } = entry.obligation;
    const thing = `${kind}:${subject.id}:${dueOn}`;
    const known = things.get(thing);
    if (!known || known.isEscalation) things.set(thing, entry);
  }
  return [...things.values()].sort(
    (a, b) =>
      kindOrder(a.obligation.kind) - kindOrder(b.obligation.kind) ||
      a.obligation.dueOn.localeCompare(b.obligation.dueOn) ||
      a.obligation.summary.localeCompare(b.obligation.summary),
  );
}

function subjectOf(things: MailEntry[], today: Day): string {
  const [first] = [...things].sort((a, b) => a.obligation.dueOn.localeCompare(b.obligation.dueOn));
  if (!first) return 'Reminder';
  const { kind, subject, dueOn } = first.obligation;
  const headline = `${labelled(kind, subject.label)} ${duePhrase(kind, dueOn, today)}`;
  if (things.every(({ isEscalation }) => isEscalation))
    return shortened(
      `For your attention: ${headline}${things.length > 1 ? `, and ${things.length - 1} more` : ''}`,
    );
  if (things.length > 1) return shortened(`${things.length} things due: ${headline}`);
  return shortened(headline.charAt(0).toUpperCase() + headline.slice(1));
}

/** On one line whatever a label holds, and short enough to be read in a list. */
function shortened(subject: string): string {
  const line = subject.replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST_SUBJECT ? line : `${line.slice(0, LONGEST_SUBJECT - 1).trimEnd()}…`;
}

function groupsOf(things: MailEntry[], { today, baseUrl }: MailFacts): Group[] {
  const groups = new Map<string, Group>();
  for (const { obligation, isEscalation } of things) {
    const { kind, dueOn, subject } = obligation;
    const heading = isEscalation
      ? `${kindHeading(kind)}: late, for your attention`
      : kindHeading(kind);
    const group = groups.get(heading) ?? { heading, lines: [] };
    const distance = distancePhrase(kind, dueOn, today);
    group.lines.push({
      sentence: `${obligation.summary} ${duePhrase(kind, dueOn, today)}${distance && ` (${distance})`}.`,
      details: [...obligation.details, ...(isEscalation ? [responsibleNames(obligation)] : [])],
      link: `${baseUrl}${subject.path}`,
      why: `${baseUrl}/reminders?subject=${encodeURIComponent(subject.id)}`,
    });
    groups.set(heading, group);
  }
  return [...groups.values()];
}

const responsibleNames = ({ responsible }: Obligation): string =>
  responsible.length > 0
    ? `Responsible: ${listed(responsible.map(({ name }) => name))}.`
    : 'Nobody who could be written to is responsible for it.';

/** Why the recipient gets this, and when such reminders leave. */
function reasonsOf(things: MailEntry[], { policy }: MailFacts): string[] {
  const own = things.filter(({ isEscalation }) => !isEscalation);
  const kinds = [...new Set(own.map(({ obligation }) => obligation.kind))];
  return [
    ...(own.length > 0 ? ['You get this because the register names you as responsible.'] : []),
    ...(things.length > own.length
      ? ['You get this because something is late and its own reminders have not settled it.']
      : []),
    ...kinds.flatMap((kind) => {
      const days = policyPhrase(kind, policy);
      return days
        ? [`${kindName(kind)}: reminders leave ${days}. This is set by this installation.`]
        : [];
    }),
  ];
}

const greeting = ({ recipient }: MailFacts): string => `Hello ${recipient.name},`;

const openingLine = ({ today }: MailFacts): string => `As of ${dayText(today)}:`;

const DEMO_MARK =
  'Demonstration: this mail was made by a demonstration of the register and stayed on the machine that runs it.';

function textOf(facts: MailFacts, groups: Group[], reasons: string[]): string {
  const body = groups.flatMap(({ heading, lines }) => [
    heading.toUpperCase(),
    ...lines.map(({ sentence, details, link, why }) =>
      [
        `* ${sentence}`,
        ...details.map((detail) => `  ${detail}`),
        `  Open it: ${link}`,
        `  Its reminders: ${why}`,
      ].join('\n'),
    ),
  ]);
  const footer = [...reasons, ...(facts.isDemo ? [DEMO_MARK] : [])].join('\n');
  return `${[greeting(facts), openingLine(facts), ...body, `-- \n${footer}`].join('\n\n')}\n`;
}

const SMALL = 'font-size: 14px; color: #565c65';

function Mail({
  facts,
  subject,
  groups,
  reasons,
}: {
  facts: MailFacts;
  subject: string;
  groups: Group[];
  reasons: string[];
}): VNode {
  const footer = [...reasons, ...(facts.isDemo ? [DEMO_MARK] : [])];
  return (
    <MailFrame subject={subject} greeting={greeting(facts)} footer={footer}>
      <p>{openingLine(facts)}</p>
      {groups.map(({ heading, lines }) => (
        <section key={heading}>
          <h2 style="font-size: 18px; margin: 24px 0 8px">{heading}</h2>
          <ul style="padding-left: 20px; margin: 0">
            {lines.map((line) => (
              <Entry key={line.sentence} line={line} />
            ))}
          </ul>
        </section>
      ))}
    </MailFrame>
  );
}

function Entry({ line }: { line: Line }): VNode {
  return (
    <li style="margin-bottom: 16px">
      <a href={line.link} style="color: #005ea2; font-weight: bold">
        {line.sentence}
      </a>
      {line.details.map((detail) => (
        <div key={detail}>{detail}</div>
      ))}
      <div style={SMALL}>
        <a href={line.why} style="color: #005ea2">
          Its reminders, and why they were sent
        </a>
      </div>
    </li>
  );
}
