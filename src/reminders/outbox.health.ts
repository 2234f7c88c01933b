import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { BusinessClock } from '../platform/clock/clock.js';
import { type HealthCheck, HealthChecks } from '../platform/http/health.js';
import { OutboxService } from './outbox.service.js';

/** Something that is due and has not left for longer than this is worth a look. */
const LONGEST_WAIT_MINUTES = 10;

/** Says when reminders do not leave as they should: never a silent stop. */
@Injectable()
export class OutboxHealth {
  constructor(
    checks: HealthChecks,
    private readonly outbox: OutboxService,
    private readonly clock: BusinessClock,
  ) {
    checks.register('outbox', () => this.look());
  }

  private async look(): Promise<HealthCheck> {
    const { mails, oldestWaitingSince, pause } = await this.outbox.overview();
    const facts = { pending: mails.pending, oldestWaitingSince };
    if (pause)
      return {
        status: 'degraded',
        detail: `The outbox is paused. ${pause.reason} An administrator resumes it.`,
        ...facts,
      };
    const trouble = await this.outbox.troubledSince(this.before({ hours: 24 }));
    if (trouble.failed + trouble.uncertain > 0)
      return {
        status: 'degraded',
        detail: 'Mails of the last day failed, or it is not known whether they arrived.',
        ...trouble,
        ...facts,
      };
    if (
      oldestWaitingSince !== null &&
      oldestWaitingSince < this.before({ minutes: LONGEST_WAIT_MINUTES })
    )
      return {
        status: 'degraded',
        detail: `A reminder that is due has not left for more than ${LONGEST_WAIT_MINUTES} minutes.`,
        ...facts,
      };
    return { status: 'ok', ...facts };
  }

  private before(duration: { hours?: number; minutes?: number }): string {
    const { epochMilliseconds } = Temporal.Instant.from(this.clock.moment()).subtract(duration);
    return new Date(epochMilliseconds).toISOString();
  }
}
