import { Injectable } from '@nestjs/common';
import { InstallationSteps } from '../platform/installation/installation-steps.js';
import { AuditTrail } from './audit-trail.js';

/** Records what is put into the database, and the samples that are taken away, in the same unit of work. */
@Injectable()
export class InstallationAudit {
  constructor(steps: InstallationSteps, trail: AuditTrail) {
    steps.watch(({ step, happening, before }) =>
      trail.record({
        action: `data.${happening}`,
        subject: { type: 'data', id: step.name, label: step.name },
        changes: [
          {
            field: 'version',
            before: before ?? null,
            after: happening === 'installed' ? step.version : null,
          },
        ],
        details: { phase: step.phase },
      }),
    );
  }
}
