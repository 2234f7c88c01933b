import { Global, Module } from '@nestjs/common';
import { DbModule } from '../platform/db/db.module.js';
import { AuditEntry, AuditHead } from './audit-entry.entity.js';
import { AuditKeys } from './audit-keys.js';
import { AuditTrail } from './audit-trail.js';
import { AuditVerification } from './audit-verification.js';

/** Every feature writes to the audit, so it is known everywhere. Its pages stand in `admin`, which knows who may look. */
@Global()
@Module({
  imports: [DbModule.entities(AuditEntry, AuditHead)],
  providers: [AuditKeys, AuditTrail, AuditVerification],
  exports: [AuditTrail, AuditVerification],
})
export class AuditModule {}
