import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In, LessThan, Not } from 'typeorm';
import { BusinessClock, SystemClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { newId } from '../platform/db/id.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import type { SendOutcome } from '../platform/mail/mail.js';
import { judge, type Attempt, type Verdict } from './delivery.rules.js';
import { addStep } from './message-steps.js';
import { Message, MessageStep, Reminder, type ReminderState } from './reminder.entity.js';

/** A mail that this process, and no other, may send until the lease runs out. */
export interface Claim {
  message: Message;
  token: string;
  attempt: Attempt;
  /** The rows that are still due; empty = nothing is left of the mail and it was cancelled. */
  rows: Reminder[];
}

/** A row of a mail with the answer of the sources. */
export interface CheckedRow {
  row: Reminder;
  /** Undefined = still due. */
  whyNotDue: string | undefined;
}

/** Claims mails for sending and records what became of them. Every change is a guarded update within one unit. */
@Injectable()
export class MessageClaims {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: BusinessClock,
    private readonly systemClock: SystemClock,
    private readonly policy: Policy,
  ) {}

  /**
   * Claims a mail, cancels those of its rows that are no longer due, and the mail itself when none is left.
   * @returns undefined when another worker was faster
   */
  async claim(message: Message, checked: CheckedRow[]): Promise<Claim | undefined> {
    const { state: from } = message;
    if (from !== 'pending' && from !== 'uncertain') return undefined;
    const token = `${hostname()}:${process.pid}:${newId()}`;
    return this.unitOfWork.run(async (manager) => {
      const { affected } = await manager.update(
        Message,
        { id: message.id, state: from, attempts: message.attempts },
        {
          state: 'claimed',
          claimedBy: token,
          leaseUntil: this.systemClock.momentIn(this.policy.reminders.leaseSeconds),
          attempts: message.attempts + 1,
        },
      );
      if (affected !== 1) return undefined;
      await this.dropRows(manager, message, from, checked);
      const rows = await this.takeRows(manager, message, from, checked);
      const attempt = { number: message.attempts + 1, from };
      if (rows.length === 0) await this.cancelMessage(manager, message, from);
      else
        await addStep(
          manager,
          message.id,
          'claimed',
          from === 'uncertain' ? 'sent again, with the same Message-ID' : null,
          this.clock,
        );
      return { message, token, attempt, rows };
    });
  }

  /**
   * Records the server's answer: mail and rows in one unit. When the lease ran out meanwhile and nobody has taken
   * the mail up yet, the answer still counts; when somebody has, it is only noted.
   */
  async record(claim: Claim, outcome: SendOutcome): Promise<Verdict> {
    const verdict = judge(outcome, claim.attempt, this.policy.reminders);
    await this.unitOfWork.run(async (manager) => {
      const held = { id: claim.message.id, claimedBy: claim.token };
      const inTime = await this.settle(manager, { ...held, state: 'claimed' }, verdict);
      const late =
        !inTime && (await this.settle(manager, { ...held, state: 'uncertain' }, verdict));
      if (inTime || late)
        await this.setRows(manager, held.id, inTime ? ['claimed'] : ['uncertain'], verdict);
      await addStep(
        manager,
        held.id,
        verdict.state,
        inTime ? verdict.detail : `${verdict.detail} (after the lease had run out)`,
        this.clock,
      );
    });
    return verdict;
  }

  /**
   * Gives up the claims whose lease ran out: their worker died or lost its way, perhaps after the server had the mail.
   * @returns the ids of their mails
   */
  async giveUpExpired(): Promise<string[]> {
    const expired = await this.unitOfWork.reading().findBy(Message, {
      state: 'claimed',
      leaseUntil: LessThan(this.systemClock.moment()),
    });
    const givenUp: string[] = [];
    for (const message of expired)
      if (await this.unitOfWork.run((manager) => this.giveUp(manager, message)))
        givenUp.push(message.id);
    return givenUp;
  }

  private async giveUp(manager: EntityManager, message: Message): Promise<boolean> {
    const wasUncertain = await manager.existsBy(MessageStep, {
      messageId: message.id,
      state: 'uncertain',
    });
    const verdict = judge(
      {
        kind: 'uncertain',
        reason: 'its worker did not report back before the lease ran out; it may have left',
      },
      { number: message.attempts, from: wasUncertain ? 'uncertain' : 'pending' },
      this.policy.reminders,
    );
    const held = { id: message.id, state: 'claimed' as const, claimedBy: message.claimedBy ?? '' };
    if (!(await this.settle(manager, held, verdict))) return false;
    await this.setRows(manager, message.id, ['claimed'], verdict);
    await addStep(manager, message.id, verdict.state, verdict.detail, this.clock);
    return true;
  }

  private async settle(
    manager: EntityManager,
    held: { id: string; claimedBy: string; state: 'claimed' | 'uncertain' },
    verdict: Verdict,
  ): Promise<boolean> {
    const { affected } = await manager.update(Message, held, {
      state: verdict.state,
      attempts: verdict.attempts,
      leaseUntil: null,
      ...(verdict.waitSeconds !== null && {
        nextAttemptAt: this.systemClock.momentIn(verdict.waitSeconds),
      }),
      ...(verdict.serverResponse !== null && { serverResponse: verdict.serverResponse }),
      ...(verdict.state === 'sent' && { sentAt: this.clock.moment() }),
    });
    return affected === 1;
  }

  private async setRows(
    manager: EntityManager,
    messageId: string,
    from: ReminderState[],
    verdict: Verdict,
  ): Promise<void> {
    await manager.update(
      Reminder,
      { messageId, state: In(from) },
      {
        state: verdict.rowState,
        reason: verdict.state === 'failed' ? verdict.detail : null,
        changedAt: this.clock.moment(),
      },
    );
  }

  /** Rows that are no longer due. Of a mail that may already have arrived they stay uncertain, and say why they end. */
  private async dropRows(
    manager: EntityManager,
    message: Message,
    from: 'pending' | 'uncertain',
    checked: CheckedRow[],
  ): Promise<void> {
    for (const { row, whyNotDue } of checked) {
      if (whyNotDue === undefined) continue;
      const end =
        from === 'pending'
          ? { state: 'cancelled' as const, reason: whyNotDue, messageId: null }
          : { state: 'uncertain' as const, reason: `${whyNotDue}; the mail may have arrived` };
      await manager.update(
        Reminder,
        { id: row.id, messageId: message.id, state: rowStateBefore(from) },
        { ...end, changedAt: this.clock.moment() },
      );
    }
  }

  private async takeRows(
    manager: EntityManager,
    message: Message,
    from: 'pending' | 'uncertain',
    checked: CheckedRow[],
  ): Promise<Reminder[]> {
    const due = checked.filter(({ whyNotDue }) => whyNotDue === undefined).map(({ row }) => row.id);
    const state = rowStateBefore(from);
    // A row that was put into the mail after it was checked waits for the next one.
    await manager.update(
      Reminder,
      { messageId: message.id, state: 'planned', ...(due.length > 0 && { id: Not(In(due)) }) },
      { messageId: null },
    );
    if (due.length === 0) return [];
    await manager.update(
      Reminder,
      { id: In(due), messageId: message.id, state },
      { state: 'claimed', changedAt: this.clock.moment() },
    );
    return manager.find(Reminder, {
      where: { messageId: message.id, state: 'claimed' },
      order: { dueOn: 'ASC', key: 'ASC' },
    });
  }

  private async cancelMessage(
    manager: EntityManager,
    message: Message,
    from: 'pending' | 'uncertain',
  ): Promise<void> {
    await manager.update(
      Message,
      { id: message.id },
      { state: 'cancelled', attempts: message.attempts, leaseUntil: null },
    );
    await addStep(
      manager,
      message.id,
      'cancelled',
      from === 'pending'
        ? 'nothing in it was due any more'
        : 'nothing in it was due any more; whether the first one arrived is not known',
      this.clock,
    );
  }
}

const rowStateBefore = (from: 'pending' | 'uncertain'): 'planned' | 'uncertain' =>
  from === 'pending' ? 'planned' : 'uncertain';
