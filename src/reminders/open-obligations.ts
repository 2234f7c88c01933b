import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { Account } from '../identity/account.entity.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { type Obligation, ObligationSources, type Recipient } from './obligation.js';
import { OpenObligations } from './still-due.rules.js';

/** Asks the sources what is open today, and leaves out whoever can no longer be written to. */
@Injectable()
export class ObligationReader {
  constructor(
    private readonly sources: ObligationSources,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  async all(): Promise<OpenObligations> {
    return this.toReachable(await this.sources.all(this.today));
  }

  async about(subjectIds: readonly string[]): Promise<OpenObligations> {
    return this.toReachable(await this.sources.about(subjectIds, this.today));
  }

  private get today(): string {
    return this.clock.today(this.policy.timeZone);
  }

  /** An account that was closed is nobody's recipient, even where a feature still names it. */
  private async toReachable(obligations: Obligation[]): Promise<OpenObligations> {
    const accounts = await this.unitOfWork.reading().find(Account, {
      select: { id: true },
      where: { isActive: true, email: Not(IsNull()) },
    });
    const reachable = new Set(accounts.map(({ id }) => id));
    const isReachable = ({ accountId }: Recipient): boolean => reachable.has(accountId);
    return new OpenObligations(
      obligations.map((obligation) => ({
        ...obligation,
        responsible: obligation.responsible.filter(isReachable),
        escalateTo: obligation.escalateTo.filter(isReachable),
      })),
    );
  }
}
