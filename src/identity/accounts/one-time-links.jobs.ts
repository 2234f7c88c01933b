import { Injectable } from '@nestjs/common';
import { type Job, JobRegistry, type JobReport } from '../../platform/queue/job-registry.js';
import { LinkSender } from './link-sender.js';
import { LINKS_JOB } from './one-time-links.service.js';

@Injectable()
export class SendLinksJob implements Job {
  readonly name = LINKS_JOB;
  readonly description = 'Sends invitations and links for a new password';
  readonly hasDryRun = false;

  constructor(
    registry: JobRegistry,
    private readonly sender: LinkSender,
  ) {
    registry.register(this);
  }

  async run(): Promise<JobReport> {
    const report = await this.sender.sendDue();
    const { sent, refused, failed } = report;
    const hasChanged = sent + refused + failed > 0;
    return {
      summary: hasChanged
        ? `${sent} sent, ${refused} not taken by the server and tried again later, ${failed} failed.`
        : 'Nothing was due.',
      result: { ...report },
      hasChanged,
    };
  }
}
