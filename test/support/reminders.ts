import type { INestApplicationContext } from '@nestjs/common';
import { Account } from '../../src/identity/account.entity.js';
import type { Day } from '../../src/platform/clock/calendar.js';
import { newId } from '../../src/platform/db/id.js';
import { UnitOfWork } from '../../src/platform/db/unit-of-work.js';
import type { JobReport } from '../../src/platform/queue/job-registry.js';
import { JobRunner } from '../../src/platform/queue/job-runner.js';
import {
  type Obligation,
  type ObligationSource,
  ObligationSources,
  type Recipient,
} from '../../src/reminders/obligation.js';
import { Message, MessageStep, Reminder } from '../../src/reminders/reminder.entity.js';

/** A source of obligations that the test fills, as a feature would. */
export class TestObligations implements ObligationSource {
  readonly kinds = ['test'];
  things: Obligation[];

  constructor(...things: Obligation[]) {
    this.things = things;
  }

  static in(app: INestApplicationContext, ...things: Obligation[]): TestObligations {
    const source = new TestObligations(...things);
    app.get(ObligationSources).register(source);
    return source;
  }

  openObligations(_today: Day, onlySubjects?: readonly string[]): Promise<Obligation[]> {
    return Promise.resolve(
      onlySubjects
        ? this.things.filter(({ subject }) => onlySubjects.includes(subject.id))
        : this.things,
    );
  }
}

/** A corrective action, unless the test says otherwise. */
export function anObligation(given: Partial<Obligation> & { label?: string } = {}): Obligation {
  const { label = 'FND-2012-0001', ...rest } = given;
  const id = newId();
  return {
    kind: 'corrective-action-due',
    subject: { type: 'corrective-action', id, label, path: `/findings/${id}` },
    contextId: null,
    officeId: null,
    dueOn: '2012-10-10',
    summary: `Corrective action for ${label}`,
    details: [],
    responsible: [],
    escalateTo: [],
    ...rest,
  };
}

let people = 0;

/** A person with an account, who can be written to. */
export async function aRecipient(
  app: INestApplicationContext,
  given: Partial<Recipient> & { isActive?: boolean } = {},
): Promise<Recipient> {
  people++;
  const { isActive = true, ...rest } = given;
  const recipient: Recipient = {
    accountId: newId(),
    email: `leader${people}@example.gov`,
    name: `Team leader ${people}`,
    timeZone: 'America/New_York',
    ...rest,
  };
  await app.get(UnitOfWork).run((manager) =>
    manager.insert(Account, {
      id: recipient.accountId,
      kind: 'person',
      email: recipient.email,
      displayName: recipient.name,
      role: 'team-leader',
      officeId: null,
      passwordHash: null,
      mustChangePassword: false,
      isActive,
      isSample: true,
      createdAt: '2012-09-26T12:00:00.000Z',
      version: 1,
    }),
  );
  return recipient;
}

export const runJob = (
  app: INestApplicationContext,
  name: string,
  isDryRun = false,
): Promise<JobReport> => app.get(JobRunner).run(name, 'hand', isDryRun);

/** Plans and sends: what a worker does within a minute. */
export async function tick(app: INestApplicationContext): Promise<void> {
  await runJob(app, 'reminders.plan');
  await runJob(app, 'reminders.drain');
}

/** The ledger, by the day on which its rows leave. */
export const ledgerOf = (app: INestApplicationContext): Promise<Reminder[]> =>
  app
    .get(UnitOfWork)
    .reading()
    .find(Reminder, { order: { sendOn: 'ASC', key: 'ASC' } });

export const outboxOf = (app: INestApplicationContext): Promise<Message[]> =>
  app
    .get(UnitOfWork)
    .reading()
    .find(Message, { order: { createdAt: 'ASC', id: 'ASC' } });

/** The states a mail went through. */
export async function stepsOf(app: INestApplicationContext, messageId: string): Promise<string[]> {
  const steps = await app
    .get(UnitOfWork)
    .reading()
    .find(MessageStep, { where: { messageId }, order: { id: 'ASC' } });
  return steps.map(({ state }) => state);
}
