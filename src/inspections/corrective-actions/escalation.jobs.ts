import { Injectable } from '@nestjs/common';
import { type Job, JobRegistry, type JobReport } from '../../platform/queue/job-registry.js';
import { counted } from '../../platform/counted.js';
import { ActionEscalation } from './action-escalation.js';

/** `corrective-actions.escalate`: what is late for so long that it is reported one step up. */
@Injectable()
export class EscalateCorrectiveActionsJob implements Job {
  readonly name = 'corrective-actions.escalate';
  readonly description =
    'Writes into the history of each corrective action that is late by the policy’s days to whom that is reported; the reminders tell them.';
  readonly hasDryRun = true;

  constructor(
    registry: JobRegistry,
    private readonly escalation: ActionEscalation,
  ) {
    registry.register(this);
  }

  async run({ isDryRun }: { isDryRun: boolean }): Promise<JobReport> {
    const escalated = await this.escalation.escalateLate(isDryRun);
    return {
      summary:
        escalated.length === 0
          ? 'No corrective action is newly late for so long.'
          : `${isDryRun ? 'Would report' : 'Reported'} ${counted(escalated.length, 'corrective action')} one step up.`,
      result: { escalated },
      hasChanged: !isDryRun && escalated.length > 0,
    };
  }
}
