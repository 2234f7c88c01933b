import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { DbModule } from '../platform/db/db.module.js';
import { AuditEntry, AuditHead } from './audit-entry.entity.js';
import { AuditExport } from './audit-export.js';
import { AuditKeys } from './audit-keys.js';
import { AuditLog } from './audit-log.js';
import { AuditSubjects } from './audit-subjects.js';
import { AuditTrails } from './audit-trails.js';
import { AuditTrail } from './audit-trail.js';
import { AuditVerification } from './audit-verification.js';
import { ExportInterceptor } from './export.interceptor.js';
import { InstallationAudit } from './installation-audit.js';
import { SettingsWatch } from './settings-watch.js';

/**
 * Every feature writes to the audit, so it is known everywhere. Its pages stand in `admin`, which knows who may look.
 * It is imported after the module of the web server, whose interceptor turns answers into text: this one's sees them
 * before that.
 */
@Global()
@Module({
  imports: [DbModule.entities(AuditEntry, AuditHead)],
  providers: [
    AuditKeys,
    AuditTrail,
    AuditVerification,
    AuditLog,
    AuditSubjects,
    AuditTrails,
    AuditExport,
    SettingsWatch,
    InstallationAudit,
    { provide: APP_INTERCEPTOR, useClass: ExportInterceptor },
  ],
  exports: [
    AuditTrail,
    AuditTrails,
    AuditVerification,
    AuditLog,
    AuditSubjects,
    AuditExport,
    SettingsWatch,
  ],
})
export class AuditModule {}
