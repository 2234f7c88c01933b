import type { AuditRecord } from '../audit/audit-trail.js';

/** Somebody asked for a run of a job. What the run then does is recorded as done by the job. */
export const jobRunByHand = (name: string, isDryRun: boolean): AuditRecord => ({
  action: 'job.run-by-hand',
  subject: { type: 'job', id: name, label: name },
  details: { isDryRun },
});
