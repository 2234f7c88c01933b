import { Injectable } from '@nestjs/common';
import { Brackets, In, type SelectQueryBuilder } from 'typeorm';
import { Account } from '../identity/account.entity.js';
import { Policy } from '../platform/config/policy.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { type Paged, readPage, type SortKey } from '../platform/http/paging.js';
import { InvalidRequest } from '../platform/http/problem.js';
import type { Viewer } from '../platform/http/viewer.js';
import { Message, MessageStep, Reminder, type ReminderState } from './reminder.entity.js';

/** A reminder with everything that explains it. */
export interface ReminderRecord {
  reminder: Reminder;
  recipient: { name: string; email: string | null };
  /** The mail that it is in or waits in. */
  mail: Message | null;
  /** The steps of that mail's sending, in order. */
  steps: MessageStep[];
}

export interface ReminderFilter {
  /** Id of the subject or of what it belongs to; also `type:id`. */
  subject?: string;
  status?: ReminderState;
  kind?: string;
  limit: number;
  cursor?: string;
}

/** What comes first leaves first: for one subject, and for what is planned. */
const BY_DAY: SortKey<Reminder>[] = [
  { column: 'reminder.sendOn', direction: 'ASC', of: (row) => row.sendOn },
  { column: 'reminder.id', direction: 'ASC', of: (row) => row.id },
];

/** What happened last comes first. */
const BY_CHANGE: SortKey<Reminder>[] = [
  { column: 'reminder.changedAt', direction: 'DESC', of: (row) => row.changedAt },
  { column: 'reminder.id', direction: 'DESC', of: (row) => row.id },
];

/** Answers what was, or will be, reminded of, and why. */
@Injectable()
export class RemindersService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly policy: Policy,
  ) {}

  /** @throws InvalidRequest for a kind that the policy does not know */
  async findPage(filter: ReminderFilter, viewer: Viewer): Promise<Paged<ReminderRecord>> {
    const { subject, status, kind } = filter;
    const query = this.visibleTo(viewer);
    if (subject !== undefined) aboutSubject(query, subject);
    if (status !== undefined) query.andWhere('reminder.state = :status', { status });
    if (kind !== undefined) query.andWhere('reminder.kind = :kind', { kind: this.known(kind) });
    const order = subject !== undefined || status === 'planned' ? BY_DAY : BY_CHANGE;
    const page = await readPage(query, order, filter, (ordered) => ordered.getMany());
    return { ...page, items: await this.withMails(page.items) };
  }

  /** The reminders that mails carry, by the mail's Message-ID header. */
  async findInMails(headers: string[], viewer: Viewer): Promise<Map<string, Reminder[]>> {
    const mails = await this.unitOfWork.reading().findBy(Message, { messageIdHeader: In(headers) });
    const headerById = new Map(mails.map((mail) => [mail.id, mail.messageIdHeader]));
    const reminders = await this.visibleTo(viewer)
      .andWhere({ messageId: In([...headerById.keys()]) })
      .orderBy('reminder.dueOn')
      .addOrderBy('reminder.id')
      .getMany();
    const found = new Map<string, Reminder[]>(headers.map((header) => [header, []]));
    for (const reminder of reminders)
      found.get(headerById.get(reminder.messageId ?? '') ?? '')?.push(reminder);
    return found;
  }

  /**
   * An ERO supervisor sees the reminders of their field office, as it was when they were planned, and those that they
   * get themselves; an inspector only the latter.
   */
  private visibleTo(viewer: Viewer): SelectQueryBuilder<Reminder> {
    const query = this.unitOfWork.reading().createQueryBuilder(Reminder, 'reminder').where('1 = 1');
    if (viewer.officeId !== null)
      query.andWhere('(reminder.officeId = :officeId OR reminder.recipientId = :viewerId)', {
        officeId: viewer.officeId,
        viewerId: viewer.accountId,
      });
    if (viewer.scope === 'own-visits')
      query.andWhere('reminder.recipientId = :ownId', { ownId: viewer.accountId });
    return query;
  }

  private known(kind: string): string {
    const kinds = Object.keys(this.policy.reminders.offsets);
    if (kinds.includes(kind)) return kind;
    throw new InvalidRequest([
      { parameter: 'kind', detail: `kind must be one of ${kinds.join(', ')}` },
    ]);
  }

  private async withMails(reminders: Reminder[]): Promise<ReminderRecord[]> {
    const manager = this.unitOfWork.reading();
    const mailIds = [...new Set(reminders.flatMap(({ messageId }) => messageId ?? []))];
    const [accounts, mails, steps] = await Promise.all([
      manager.findBy(Account, { id: In([...new Set(reminders.map((row) => row.recipientId))]) }),
      manager.findBy(Message, { id: In(mailIds) }),
      manager.find(MessageStep, { where: { messageId: In(mailIds) }, order: { id: 'ASC' } }),
    ]);
    const accountById = new Map(accounts.map((account) => [account.id, account]));
    const mailById = new Map(mails.map((mail) => [mail.id, mail]));
    return reminders.map((reminder) => {
      const account = accountById.get(reminder.recipientId);
      return {
        reminder,
        recipient: { name: account?.displayName ?? 'unknown', email: account?.email ?? null },
        mail: mailById.get(reminder.messageId ?? '') ?? null,
        steps: steps.filter(({ messageId }) => messageId === reminder.messageId),
      };
    });
  }
}

function aboutSubject(query: SelectQueryBuilder<Reminder>, subject: string): void {
  const [, type, id = subject] = /^([a-z-]+):(.*)$/.exec(subject) ?? [];
  query.andWhere(
    new Brackets((either) => {
      either
        .where(
          type === undefined
            ? 'reminder.subjectId = :id'
            : 'reminder.subjectId = :id AND reminder.subjectType = :type',
          { id, type },
        )
        .orWhere('reminder.contextId = :id', { id });
    }),
  );
}
